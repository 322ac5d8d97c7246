"""Products of transition matrices, Bayes' rule by SymPy, and a schedule that adds noise."""

from itertools import product
from math import log

from sympy import Matrix, MutableDenseMatrix, Rational, eye, ones, simplify, symbols

from checkers.program import Example
from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, proved, require
from counterexam.key.plots import Lines, lines

STATES = range(3)
MIXING = r"""
$$Q_t = \frac{1}{2} I + \frac{1}{2K} \mathbf{1} \mathbf{1}^\top$$

$$q(x_T | x_0) = \text{Cat}(x_T; 2^{-T} x_0 + (1 - 2^{-T}) \frac{1}{K} \mathbf{1}^\top)$$
"""


def _chain() -> list[MutableDenseMatrix]:
    """Two transition matrices of free entries; sums of rows do not matter here."""
    return [Matrix(3, 3, symbols(f"{name}_1:4_1:4", positive=True)) for name in ("a", "b")]


@proved
def part_1() -> list[str]:
    r"""Summing over the states between multiplies the matrices: $q(x_T | x_0) = \text{Cat}(x_T;
    x_0 \bar Q_T)$ with $\bar Q_T = Q_1 Q_2 \cdots Q_T$. As a number it is $x_0 \bar Q_T
    x_T^\top$.
    """
    first, second = _chain()
    for start, end in product(STATES, repeat=2):
        paths = sum(first[start, middle] * second[middle, end] for middle in STATES)
        require(((first * second)[start, end] - paths).expand() == 0, "paths multiply")
    moved = r"x_0 \prod_{t=1}^T Q_t"
    return [rf"Cat(x_T; {moved})", moved, rf"{moved} x_T^\top"]


@proved
def part_2() -> list[str]:
    r"""By Bayes' rule $q(x_{T-1} | x_T, x_0) = q(x_T | x_{T-1})\, q(x_{T-1} | x_0) / q(x_T |
    x_0)$. In the state of $x_{T-1}$ the factors are the entries of $x_T Q_T^\top$ and
    $x_0 \bar Q_{T-1}$, and the denominator is the number $x_0 \bar Q_T x_T^\top$.
    """
    before, last = _chain()
    for start, end in product(STATES, repeat=2):
        x_0, x_T = (Matrix([[int(i == at) for i in STATES]]) for at in (start, end))
        joint = (x_T * last.T).multiply_elementwise(x_0 * before)
        evidence = (x_0 * before * last * x_T.T)[0]
        bayes = [before[start, k] * last[k, end] / (before * last)[start, end] for k in STATES]
        gaps = [simplify(joint[k] / evidence - bayes[k]) for k in STATES]
        require(gaps == [0, 0, 0], "Bayes' rule in every state")
    past = r"(x_0 \prod_{t=1}^{T-1} Q_t)"
    evidence = r"(x_0 (\prod_{t=1}^T Q_t) x_T^\top)"
    vector = rf"\frac{{(x_T Q_T^\top) \odot {past}}}{{{evidence}}}"
    number = rf"\frac{{(x_{{T-1}} Q_T x_T^\top) ({past} x_{{T-1}}^\top)}}{{{evidence}}}"
    return [rf"Cat(x_{{T-1}}; {vector})", vector, number]


@checked
def part_3() -> Example:
    r"""With probability $1 / 2$ a step draws a new state uniformly: $Q_t = \frac{1}{2} I +
    \frac{1}{2 K} \mathbf{1} \mathbf{1}^\top$. Then $q(x_T | x_0) = \text{Cat}(x_T; 2^{-T} x_0 +
    (1 - 2^{-T}) \frac{1}{K} \mathbf{1}^\top)$, which is nearer to uniform with every step, and
    mixing with the uniform law raises the entropy of any other.
    """
    step = (eye(3) + ones(3, 3) / 3) / 2
    for t in range(1, 5):
        kept = Rational(1, 2) ** t
        require(step**t == kept * eye(3) + (1 - kept) * ones(3, 3) / 3, "the mixture")
    words = rubric("""
        60% A step keeps the state or draws a new one uniformly (or mixes in some such way).
            uniform*|均匀 > probab*|noise|random*|transition*|mix*|概率|转移
            probab*|with|mix*|概率 > uniform*|random state|any state|均匀
            I > uniform*|ones|11^t|1/k
            doubly stochastic|双随机
        40% The marginal is a mixture of x_0 and the uniform law.
            x_0|x0|marginal*|q(x_t > mixture|mix*|uniform*|converge*|approach*|均匀
            q(x_t|x_0)|q(x_T|x_0) > cat
        -50% A state that absorbs all others makes the entropy fall in the end.
            absorb*|all mask* > entrop* > increas*|grow*|highest|maxim*
    """)
    return Example(MIXING, words)


def plot_3() -> Lines:
    """The entropies, computed for several numbers of states."""
    steps = range(9)
    curves = {f"$K = {K}$": [_entropy(2.0**-t, K) for t in steps] for K in (2, 4, 8)}
    title = "The entropy of $q(x_t | x_0)$ grows in every step, towards $\\log K$"
    return lines(title, steps, curves, across="$t$", up="entropy in nats", points=True)


def _entropy(kept: float, K: int) -> float:
    """Of a state that is kept with that probability and else drawn anew."""
    other = (1 - kept) / K
    rest = (K - 1) * other * log(other) if other else 0.0
    return -(kept + other) * log(kept + other) - rest


@argued
def part_4() -> Rubric:
    r"""Tokens are the states, and each position is noised on its own. Draw a sentence $x_0$
    (padded), a uniform step $t$, and $x_t \sim \text{Cat}(x_0 \bar Q_t)$ at each position; a
    Transformer predicts $p_\theta(x_0 | x_t, t)$ from all positions. The loss is the bound,
    $\sum_t D_{KL}(q(x_{t-1} | x_t, x_0) \| p_\theta(x_{t-1} | x_t)) - \log p_\theta(x_0 |
    x_1)$, or the cross-entropy of $x_0$. To generate, start from noise and step back.
    """
    return rubric(r"""
        20% Tokens are the states, positions are noised independently.
            token*|word*|vocabulary|character*|词|字符 > state*|K|one-hot|categor*|状态|类别
            each|every|per|每个 > position*|token*|word*|位置 > independent*|separate*|own|独立
            K > vocabulary size|size of the vocabulary|number of tokens|词表大小
        25% A sentence and a step t are drawn, and the noisy x_t from q(x_t | x_0) in one go.
            SAMPLES > t|timestep*|step|时间步 > uniform*|random*|x_t|均匀|随机
            SAMPLES|comput*|corrupt*|nois* > x_t|noisy|corrupted > q(x_t|Q_t|bar|x_0|forward
            加噪|采样 > x_t|时间步|t
        20% A network (a Transformer) is trained to predict x_0, or a step back, from x_t and t.
            TRANSFORMER|network|model > LEARNS|output*|estimat* > x_0|clean|original
            bert|模型|网络 > LEARNS|output*|estimat* > x_0|clean|original
            TRANSFORMER|network|model|bert|模型|网络 > LEARNS|output*|estimat* > x_{t-1}|token*
            LEARNS > x_0|clean|original|x_{t-1}|原始 > TRANSFORMER|network|model|from|x_t
        25% The loss is the variational bound, a sum of KL terms, or the cross-entropy of x_0.
            loss|minimi*|objective|损失|目标 > KL|elbo|bound|cross-entropy|cross entropy|交叉熵
            KL|elbo|bound > q(x_{t-1}|POSTERIOR|p_theta|loss
            -log p|log-likelihood|log p_theta > loss|objective|minimi*|maximi*
            formula E_{q(x_{1:T}|x_0)}[\log \frac{q(x_{1:T}|x_0)}{p_\theta(x_{0:T})}]
            formula E_{q(x_{0:T})}[\log \frac{q(x_{1:T}|x_0)}{p_\theta(x_{0:T})}]
            formula D_{KL}(q(x_{t-1}|x_t,x_0) \| p_\theta(x_{t-1}|x_t))
            formula -\log p_\theta(x_0|x_t)
            formula -\log p_\theta(x_0|x_t, t)
            formula -\log p_\theta(x_0|x_1)
            formula D_{KL}(q(x_T|x_0) \| p_\theta(x_T))
        10% To generate, start from noise and step back, or sentences are padded.
            start*|begin*|从 > NOISE|x_t|uniform*|mask*
            pad|padded|padding|填充
            denois*|revers*|去噪 > iterat*|step*|T|逐步
        -40% There is no Gaussian noise on discrete tokens.
            add*|加 > gaussian*|高斯 > NOISE|token*|x_0|one-hot
            mse|squared error|均方误差 > noise|噪声
    """)
