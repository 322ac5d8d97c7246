"""The words of statements as concepts: one name for all ways to say a thing, with a sign.

``large`` and ``small`` are one concept with two signs, and ``not large`` has the sign of
``small``. So statements can be compared whatever words they choose, and what one says of the
contrary of the other is seen. A word without an entry is a concept of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checkers.prose.sentences import CHINESE_WORD

SYNONYMS = {
    "big": (
        "large huge great high strong steep more many most much bigger larger greater "
        "higher stronger increase grow rise raise exceed above maximum maximize enlarge "
        "expand numerous additional extra 大 高 强 多 增加 增长 超过 提高"
    ),
    "probability": "prob likely chance 概率",
    "likelihood": "log-likelihood loglikelihood evidence nll 似然",
    "model": "network net mlp 模型 网络",
    "sample": "draw drawn sampling drew resample 采样 抽样 抽取 样本",
    "make": (
        "produce generate create output give yield synthesize emit map transform turn "
        "convert 生成 产生 映射 变换 得到 输出"
    ),
    "compute": "evaluate calculate estimate obtain determine 计算 求出 估计",
    "need": "require must necessary demand has-to 需要 需 必须 要求",
    "depend": (
        "condition rely conditional conditioned dependence dependency dependencies "
        "correlate correlated correlation 依赖 取决 相关 条件"
    ),
    "sum": (
        "add total marginalize marginal enumerate integrate integral average expectation "
        "mean 求和 相加 枚举 期望 边缘"
    ),
    "factor": (
        "product multiply multiplied factorize factorization decompose chain-rule chain 乘积 "
        "乘 分解 链式"
    ),
    "order": "ordering sequence-order permutation permute 顺序 次序 排列",
    "class": "label category caption tag 类别 标签",
    "image": "picture photo pixel img 图像 图片",
    "latent": "code embedding z representation encoding hidden 潜变量 隐变量 潜在 编码",
    "encoder": "encode inference-network q 编码器",
    "decoder": "decode reconstruct reconstruction 解码 重构 重建",
    "divergence": "kl kullback distance kl-divergence 散度 距离",
    "gap": "slack difference gap 差距 间隙",
    "bound": "elbo inequality 下界",
    "gradient": (
        "derivative slope differentiate backprop backpropagate backpropagation signal 梯度 导数"
    ),
    "vanish": "saturate flat disappear die zero near-zero 消失 饱和 为零",
    "fool": "trick deceive cheat convince 欺骗",
    "tell": (
        "distinguish discriminate classify separate recognize recognise spot detect reject "
        "区分 判断 判别 辨别"
    ),
    "train": "learn optimize optimise fit update trained 训练 学习 优化",
    "improve": "progress evolve 提高 改进 进步 变强",
    "loss": "cost objective criterion 损失 目标",
    "noise": "epsilon eps random randomness gaussian normal 噪声 高斯 随机",
    "flow": "normalizing-flow bijection 流",
    "invert": (
        "invertible inverse bijective bijection one-to-one injective reversible monotonic "
        "monotone increasing preimage root sqrt 可逆 双射 单调 逆"
    ),
    "dimension": "dim dimensionality size shape width 维",
    "jacobian": "determinant det volume 雅可比 行列式",
    "normalize": "partition normalizer normalization constant z(t) 归一 配分",
    "exponential": "exp exponentially combinatorial 指数",
    "token": "word symbol character 词",
    "position": "place index slot 位置",
    "mask": "blank hide missing gap hole 掩码 遮盖",
    "prefix": "before left preceding previous earlier past 前缀 之前",
    "suffix": "after right following later future subsequent 后缀 之后",
    "uniform": "uniformly equally 均匀",
    "share": "reuse tie shared reused tied common 共享",
    "parameter": "weight theta phi 参数 权重",
    "compare": "against relative versus comparison rival opponent 相对 比较 对手",
    "restrict": "constrain limit penalize penalty regularize regularization 约束 限制 惩罚",
    "information": "mutual-information info bits 信息 互信息",
    "permutation": "permute shuffle reorder rearrange 置换",
    "ratio": "weighted importance reweight 权重",
    "posterior": "p(z|x) 后验",
    "prior": "p(z) 先验",
    "copy": "repeat duplicate keep store remember memory buffer 复制 保存",
    "shift": "delay queue move register 移位",
    "loop": "cycle cyclic circular cycles loops 循环 环",
    "exist": "there-is has have contain include 存在 包含 有",
    "only": "just merely solely alone purely 只 仅",
    "all": "every each any whole entire always 所有 每个 任何 任意",
    "recurrence": "rnn lstm gru recurrent 循环网络 循环神经网络",
    "attention": "transformer transformers self-attention attend 注意力",
    "discriminator": "critic 判别器 鉴别器",
    "generator": "生成器",
    "autoregressive": "ar 自回归",
    "energy": "energies 能量",
    "data": "数据",
    "input": "输入",
    "variable": "变量",
    "function": "函数",
    "distribution": "law 分布",
    "density": "pdf 密度",
    "variance": "deviation std sigma 方差 标准差",
    "mixture": "mix 混合",
    "matrix": "matrices 矩阵",
    "sequence": "序列",
    "length": "长度",
    "interval": "区间",
    "temperature": "温度",
    "reparameterize": "reparametrize reparameterization 重参数化 重参数",
}
"""Words by the concept that they stand for."""

OPPOSITES = {
    "big": (
        "big",
        "small little low less few fewer lower smaller weak weaker tiny decrease fall drop 小"
        + " reduce below shrink minimum minimize negligible moderate at-most 低 弱 减少 不超过",
    ),
    "equal": (
        "equal same identical match equivalent unchanged coincide invariant 相同 相等 等于",
        "differ different unequal distinct vary change mismatch 不同 变化",
    ),
    "easy": (
        "easy simple cheap tractable efficient feasible cheaply easily tractably 容易",
        "hard difficult expensive costly intractable inefficient infeasible 困难 难",
    ),
    "fast": (
        "fast quick rapid 快",
        "slow 慢",
    ),
    "good": (
        "good realistic better best sharp quality 好 清晰",
        "bad poor worse worst blurry junk 差 模糊",
    ),
    "early": (
        "early start beginning initially initial begin first 开始 初期",
        "late end last final 最后",
    ),
    "discrete": (
        "discrete categorical binary finite 离散",
        "continuous 连续 real-valued",
    ),
    "deterministic": (
        "deterministic fixed 确定",
        "stochastic",
    ),
    "true": (
        "true genuine 真实 真",
        "fake generated false 假",
    ),
    "positive": (
        "positive nonnegative 正",
        "negative 负",
    ),
    "upper": (
        "upper 上界",
        "lower",
    ),
    "stable": (
        "stable stability converge 稳定",
        "unstable instability diverge oscillate 不稳定",
    ),
    "supervised": (
        "supervised labelled labeled 有标签",
        "unsupervised unlabelled unlabeled self-supervised 无标签",
    ),
    "parallel": (
        "parallel simultaneous simultaneously together joint jointly 并行 同时 联合",
        "sequential independent independently separately separate 逐个 独立 无关",
    ),
    "explicit": (
        "explicit exact exactly precise 精确",
        "implicit approximate approximation 近似",
    ),
    "known": (
        "known available given access 已知",
        "unknown unavailable 未知",
    ),
    "unique": (
        "unique 唯一",
        "non-unique multiple several ambiguous 多个",
    ),
    "able": (
        "able can possible allow enable may could 可以 能够 可能",
        "cannot unable impossible can't prevent block 不能 无法",
    ),
    "success": (
        "success work valid 有效",
        "fail invalid break",
    ),
}
"""Words of either sign, by the concept that they are opposites in."""

PASSING = re.compile(
    r"(?:the|a|an|of|to|in|is|are|was|were|be|been|being|by|for|with|and|or|that|which|it|its"
    r"|they|their|this|these|those|as|on|at|from|into|than|will|has|had|does|do|so|if|when"
    r"|because|while|but|we|you|i|also|both|then|such|like|thus|hence|therefore|there|here"
    r"|one|two|would|should|about|our|them|he|she|her|his|what|how|where|why|who|since"
    r"|though|although|however|whereas|yes|true|false"
    r"|[的地了是在与和而且也因为所以则就但使让被对于由从到及其该这那它们更很太]|因此|由于)$"
)
"""Words that say nothing of the matter, or what was chosen."""

PHRASES = {
    "at most": "at-most",
    "no more than": "at-most",
    "not more than": "at-most",
    "at least": "above",
    "no less than": "above",
    "chain rule": "chain-rule",
    "lower bound": "bound",
    "upper bound": "upper",
    "have to": "need",
    "has to": "need",
    "mutual information": "mutual-information",
    "log likelihood": "likelihood",
    "not only": "",
    "not just": "",
    "instead of": "rather",
    "no doubt": "",
}
"""Words that mean together what they do not mean apart."""
PHRASE = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b")
DENIAL = re.compile(
    r"(?:not|never|no|without|cannot|neither|nor|lack(?:s|ing)?|fails?|instead|rather|unlike)$"
    r"|\w+n't$"
)
SCOPE = 4
"""Concepts after a denial that it denies."""
CHINESE_SCOPE = {"不": 2, "没": 2, "没有": 2, "无": 2, "未": 2, "非": 1}
"""Chinese denials, with their scopes: 非 is a prefix of the next word, as non- is."""
ENDING = re.compile(
    r"(?<=[a-z]{3})(?:(?:i[sz])?ations?|i[sz](?:e[sd]?|ing)|at(?:e[sd]?|ing)|[ae]nc(?:y|ies|es?)"
    r"|[ae]nt|[ai]bl[ey]|ments?|ness|(?:al)?ly|ally|it(?:y|ies)|ers?|ing|ed|es?|s|y|ies)$"
)
WORD = re.compile(
    r"[a-z]+(?:[-'][a-z]+)*|[\u3400-\u9fff]+|[a-z]?\([^()\s]{1,40}\)|\d+|[<>≤≥=≈]"
)
CLAUSE = re.compile(r"[,;:.!?()]|\bbut\b|\bwhile\b|\bwhereas\b|[，。；、]")


class Concept(NamedTuple):
    """What a word stands for, and whether it says it or its opposite."""

    name: str
    is_affirmed: bool

    def opposite(self) -> Concept:
        """The same concept, denied."""
        return Concept(self.name, not self.is_affirmed)


def clauses(text: str) -> Iterator[list[Concept]]:
    """The concepts of each clause, in order; those that a denial stands before are denied."""
    plain = PHRASE.sub(lambda phrase: PHRASES[phrase[0]], text.lower())
    for clause in CLAUSE.split(plain):
        found: list[Concept] = []
        scope = 0
        for word, is_chinese in _words(clause):
            if word in CHINESE_SCOPE if is_chinese else DENIAL.match(word):
                scope = CHINESE_SCOPE[word] if is_chinese else SCOPE
            elif not PASSING.match(word):
                concept = _concept(word)
                found.append(concept.opposite() if scope > 0 else concept)
                scope -= 1
        yield found


def _words(clause: str) -> Iterator[tuple[str, bool]]:
    """Each word; of Chinese, which separates none, those that are known, else characters."""
    for word in WORD.findall(clause):
        if not CHINESE_WORD.match(word):
            yield word, False
        else:
            yield from ((part, True) for part in _chinese().findall(word))


def _concept(word: str) -> Concept:
    table = _table()
    known = table.get(word) or table.get(_stem(word))
    if known is not None:
        return known
    if word.startswith("non-"):
        return _concept(word.removeprefix("non-")).opposite()
    return Concept(_stem(word), True)


def _stem(word: str) -> str:
    return ENDING.sub("", word)


@cache
def _table() -> dict[str, Concept]:
    """The concept of each word and of its stem; where two claim a stem, the first has it."""
    entries = [
        (word, Concept(name, is_affirmed))
        for name, sides in OPPOSITES.items()
        for words, is_affirmed in zip(sides, (True, False), strict=True)
        for word in words.split()
    ]
    for name, words in SYNONYMS.items():
        entries += [(word, Concept(name, True)) for word in (name, *words.split())]
    table: dict[str, Concept] = {}
    for word, concept in entries:
        table.setdefault(word, concept)
        table.setdefault(_stem(word), concept)
    return table


@cache
def _chinese() -> re.Pattern[str]:
    known = sorted(filter(CHINESE_WORD.search, _table()), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, known), "没有", "."]))
