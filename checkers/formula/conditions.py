"""Conditions as answers: T < 1, 0 < T < 1, T in (0, 1), "smaller than 1".

Two conditions are the same if they are true in the same worlds, and at the boundary too where
both are a single comparison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from checkers.formula.agreement import Agreement, values
from checkers.notation.expr import Apply, Chain, Expr
from checkers.verdict import Evidence

Comparison = tuple[Expr, str, Expr]
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
INTERVALS = {"()": ("<", "<"), "[)": ("<=", "<"), "(]": ("<", "<="), "[]": ("<=", "<=")}
_BEING = r"(?:(?:should|must|has|to|be|is|set|chosen|strictly|a|any|value|number) ){0,6}"
_SIGNS = {
    r"(?:smaller|less|lower) than or equal to|at most|no more than": "<=",
    r"(?:greater|larger|higher|bigger|more) than or equal to|at least|no less than": ">=",
    r"(?:smaller|less|lower) than|below|under": "<",
    r"(?:greater|larger|higher|bigger|more) than|above|over": ">",
}
_IN_WORDS = [
    (re.compile(rf"(?i)(?<=[\w$}}]) {_BEING}(?:{words}) (?=[\w\\$.-])"), f" {sign} ")
    for words, sign in _SIGNS.items()
] + [(re.compile("小于"), " < "), (re.compile("大于"), " > ")]


_WITHIN = re.compile(r"(?<=[\w$]) in (?=[(\[] ?[-\d])")
_BETWEEN = re.compile(r" (?:strictly )?between (-?[\w.]{1,9}) and (-?[\w.]{1,9})")
_REMARK = re.compile(r"(?<=[\w$.)]) \((?:[^()$]{0,80}[ ,])?[A-Za-z]{4,}[^()]{0,200}\)")
_NUMBERS = {word: str(number) for number, word in enumerate(("zero", "one", "two", "three"))}
_NUMBER = re.compile(rf"(?<=[<>=] )({'|'.join(_NUMBERS)})\b")


def without_remarks(text: str) -> str:
    """The text without what stands in brackets after it, in words."""
    return _REMARK.sub("", text)


def with_signs(text: str) -> str:
    """Comparisons in words as signs: T to be smaller than 1 as T < 1."""
    for pattern, sign in _IN_WORDS:
        text = pattern.sub(sign, text)
    text = _BETWEEN.sub(r" ∈ (\1, \2)", _WITHIN.sub(" ∈ ", text))
    return _NUMBER.sub(lambda match: _NUMBERS[match[1]], text)


def conditions(answer: Chain, reference: Chain, court: Any) -> Agreement:
    """Whether two conditions are true in the same worlds."""
    given, expected = _comparisons(answer), _comparisons(reference)
    if not given or not expected:
        return Agreement("unknown", why="a condition of this kind cannot be compared")
    yours, truth = _truth(given, court), _truth(expected, court)
    if yours is None or truth is None:
        return Agreement("unknown", why="a side of the condition has no value")
    return _same_truth(yours, truth, given, expected)


def _same_truth(
    yours: Any, truth: Any, given: Sequence[Comparison], expected: Sequence[Comparison]
) -> Agreement:
    evidence = Evidence("sampled", int(max(yours.size, truth.size)))
    if not (yours == truth).all():
        sentence = "Your condition and the expected one are not true in the same cases."
        return Agreement("fails", evidence, sentence=sentence)
    strict = [_is_strict(c) for c in (*given, *expected)]
    if len(given) == len(expected) == 1 and strict[0] != strict[1]:
        return Agreement("fails", evidence, sentence="The boundary itself is judged otherwise.")
    return Agreement("holds", evidence)


def _is_strict(comparison: Comparison) -> bool:
    return comparison[1] in ("<", ">", "!=")


def _comparisons(chain: Chain) -> list[Comparison]:
    """The comparisons that the chain joins; membership in an interval is two of them."""
    found: list[Comparison] = []
    for left, relation, right in zip(
        chain.parts, chain.relations, chain.parts[1:], strict=False
    ):
        if relation in MIRRORED:
            found.append((left, relation, right))
        elif relation == "in" and isinstance(right, Apply) and right.head in INTERVALS:
            low, high = INTERVALS[right.head]
            found += [(right.args[0], low, left), (left, high, right.args[1])]
        else:
            return []
    return found


def _truth(comparisons: Sequence[Comparison], court: Any) -> Any:
    """In which worlds all comparisons are true."""
    import numpy as np

    compare: dict[str, Any] = {"<": np.less, ">": np.greater, "<=": np.less_equal}
    compare |= {">=": np.greater_equal, "=": np.isclose, "!=": lambda a, b: ~np.isclose(a, b)}
    truths = []
    for left, relation, right in comparisons:
        one, other = values(court, [left, right])
        if one is None or other is None or one.rank or other.rank:
            return None
        truths.append(compare[relation](one.data, other.data).reshape(-1))
    return np.logical_and.reduce(np.broadcast_arrays(*truths))
