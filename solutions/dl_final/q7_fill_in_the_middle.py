"""Why masks are not filled in at once, and Metropolis-Hastings run on a small model."""

from fractions import Fraction
from itertools import product

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, require

Pair = tuple[int, int]
JOINT = {(0, 0): Fraction(1, 2), (1, 1): Fraction(1, 2)}
"""Two words that agree: "New York" or "Los Angeles"."""
MODEL = {(i, j): Fraction(1 + 2 * i + j * j, 18) for i, j in product(range(2), range(3))}
"""Probabilities of sentences of two words, all positive."""


@checked
def part_1() -> Rubric:
    """Each mask is drawn from its own marginal, independent of the other masks. Of "New York"
    and "Los Angeles", equally likely, half of the draws are "New Angeles" or "Los York".
    """
    first = {i: sum(p for (a, _), p in JOINT.items() if a == i) for i in (0, 1)}
    second = {j: sum(p for (_, b), p in JOINT.items() if b == j) for j in (0, 1)}
    wrong = sum(first[i] * second[j] for i, j in product((0, 1), repeat=2) if i != j)
    require(wrong == Fraction(1, 2), "half of the independent draws do not fit")
    return rubric("""
        60% The masked words are drawn independently of each other, from their marginals.
            mask*|word* > independent*|separate*|独立 > other|draw*|given|each
            token*|position*|词 > independent*|separate*|独立 > other|draw*|given|each
            independent*|独立 > predict*|sampl*|draw*|fill*|mask*|word*|token*|each|预测|采样
            not|ignor*|no|without|cannot > depend*|joint > mask*|word*|token*
            not|ignor*|no|without|cannot > correlat*|consisten* > mask*|word*|token*
            marginal*|边缘 > product|not|instead|each|joint|联合
            忽略|没有|无法|不能 > 依赖|联合|相关|一致
        40% A case: two words that each fit, but not together.
            new york|los angeles|san francisco|new angeles|los york|hong kong|纽约|北京|上海
            example|e.g|for instance|case|例如|比如 > inconsisten*|contradict*
            example|e.g|for instance|case|例如|比如 > mix*|repeat*|wrong
            inconsisten*|incoheren*|ungrammatical|does not make sense|不一致|不通顺
            half words|tokens|they & not|n't|cannot > fit*|match*|agree*|together
        -40% BERT sees both sides of the gap; that is not what is missing.
            bert > only > left|one direction
    """)


@argued
def part_2() -> Rubric:
    r"""Start from some filling. In each step choose a missing position $i$ at random, mask it,
    and draw $x'_i$ from $p^{\text{BERT}}(x_i | x_{-i})$; accept by the Metropolis-Hastings rate
    and keep $x$ otherwise. After many steps the sentence is a sample of the target.
    """
    return rubric("""
        40% The proposal changes a missing word: it is masked and drawn from BERT's conditional.
            mask*|掩 > one|a|single|position > bert|predict*|sampl*|draw*
            mask*|掩 > word|token|random*|一个 > bert|predict*|sampl*|draw*
            SAMPLES|propos*|采样 > bert|p^bert|p^{bert}|p_{bert}|conditional*|masked language
            choose*|pick*|select*|选 > position|index|word > mask*|bert|replac*|采样
            choose*|pick*|select*|选 > token|位置|词 > mask*|bert|replac*|采样
            q(x'|x) : bert|p^{bert}|p^bert|uniform*
        20% It starts from some filling of the gap.
            initiali*|start*|begin*|初始 > random*|bert|some|mask*|fill*|any|sentence|随机
        25% The proposal is accepted with the Metropolis-Hastings rate, else the old one stays.
            accept*|接受 > probability|rate|with|min|alpha|概率|otherwise|reject*
            reject*|otherwise|拒绝|否则 > keep*|stay*|old|current|remain*|保留
        15% This is repeated until it has mixed; known words are never changed.
            repeat*|iterat*|many|until|重复|迭代 > step*|converge*|mix*|time*|burn*|收敛|次
            known|context|given|fixed > fixed|unchanged|never|keep*|not
        -40% Taking the most likely word every time is no sampling.
            always > argmax|most likely|most probable
    """)


@checked
def part_3() -> list[str]:
    r"""Detailed balance holds for $\min(1, \frac{p(x')\, q(x | x')}{p(x)\, q(x' | x)})$. If a
    missing word is drawn from the target's own conditional, $q(x' | x) = p(x'_i | x_{-i})$, all
    factors cancel and the ratio is 1: every proposal is accepted. With a symmetric proposal the
    ratio is $p(x') / p(x)$.
    """
    for (i, j), k in product(MODEL, range(2)):
        require(_flow((i, j), (k, j)) == _flow((k, j), (i, j)), "detailed balance")
    return [r"\min(1, \frac{p(x') q(x|x')}{p(x) q(x'|x)})"]


def _flow(x: Pair, new: Pair) -> Fraction:
    """The probability of being at x, proposing another first word, and going there."""
    ratio = MODEL[new] * _proposed(new, x) / (MODEL[x] * _proposed(x, new))
    require(ratio == 1, "a conditional of the target is always accepted")
    return MODEL[x] * _proposed(x, new) * min(Fraction(1), ratio)


def _proposed(x: Pair, new: Pair) -> Fraction:
    rest = sum(p for (_, j), p in MODEL.items() if j == x[1])
    return MODEL[new] / rest


@argued
def part_4() -> Rubric:
    """Train an autoregressive model on rearranged sentences: prefix, suffix, then the middle,
    with separators, by the usual next-token loss; or an encoder-decoder on masked spans (T5), a
    discrete diffusion, or a model of permuted orders. Cut the middle out of ordinary text.
    """
    return rubric("""
        50% A model that can condition on both sides is named.
            autoregressive|gpt|decoder|causal|自回归 > prefix|suffix|middle
            autoregressive|gpt|decoder|causal|自回归 > rearrang*|fim|infill*
            prefix|前缀 & suffix|后缀 & middle|中间
            t5|bart|encoder-decoder|seq2seq|sequence-to-sequence|ul2|glm
            DIFFUSION|xlnet|permut*|insertion|levenshtein > model*|LEARNS|token*|order*|fill*
            one by one|left to right > fill*|mask*|predict*|bert|unmask*
            one at a time|iterat*|逐个 > fill*|mask*|predict*|bert|unmask*
        50% Its training: cut middles or spans out of text, and predict them.
            cut*|remov*|mask* > span*|middle|segment*|part*|token*|中间
            split*|delet*|select*|随机 > span*|middle|segment*|part*|token*|中间
            LEARNS|maximi*|minimi*|loss|训练 > middle|span*|next token|next-token|cross-entropy
            cross-entropy|cross entropy|likelihood|交叉熵 > middle|span*|token*|missing|loss
            fine-tun*|finetun*|微调 > bert|model|data|span*
        -40% A left-to-right model alone does not see what follows the gap.
            only|just > left context|prefix > condition*|use*
    """)


@argued
def part_5() -> Rubric:
    """Masks and Metropolis-Hastings on words need the length. Try several lengths and compare
    them by a normalized score, predict the length first, let the sampler insert and delete, or
    use a model that ends the middle itself by an end token: that one works as it is.
    """
    return rubric("""
        40% Filling masks needs their number; a model with an end token does not.
            mask*|metropolis*|mh|bert|掩码 > need*|require*|fix*|cannot
            mask*|metropolis*|mh|bert|掩码 > not|fail*|know*|需要|不能
            autoregressive|decoder|fim|t5|gpt|自回归 > works|still|end|eos
            autoregressive|decoder|fim|t5|gpt|自回归 > eot|stop*|variable|any
            end token|end-of|eos|eot|stop token|结束符
            fixed length|fixed number|固定长度 > mask*|need*|not|cannot|bert
        60% A remedy: try or predict lengths, insert and delete, or generate up to an end token.
            predict*|estimat*|sampl*|classif*|预测 > length|number of|how many|长度
            length|lengths|长度 > predict*|sampl*|enumerat*|try|tried
            length|lengths|长度 > all|each|several|prior|score*
            try|enumerat*|each|different|尝试|枚举 > length|lengths|number of masks|长度
            insert*|插入 & delet*|remov*|删除
            insert*|birth > move*|propos*|token*|jump*|death
            generat*|until|生成 > end token|eos|eot|stop*|end-of|结束符
            empty|null|blank|pad* > token*
        -40% The sentence does not tell its length by itself.
            length : irrelevant|does not matter
    """)
