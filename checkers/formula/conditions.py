"""Conditions as answers: T < 1, 0 < T < 1, T in (0, 1), "smaller than 1".

Conditions on one letter are solved: two are the same if the same numbers meet them. Others are
the same if they are true in the same worlds, and at the boundary too where both are a single
comparison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import Any

from checkers.formula.agreement import Agreement, values
from checkers.formula.intervals import (
    WHOLE,
    Interval,
    LineSet,
    equal,
    intersection,
    shown,
    witness,
)
from checkers.formula.line import MIRRORED, Comparison, line_of
from checkers.notation.expr import Apply, Chain, Sym
from checkers.verdict import Evidence

DOMAINS = {
    "positive": Interval(0, inf),
    "nonnegative": Interval(0, inf, has_low=True),
    "unit": Interval(0, 1),
}
"""Where the letter lies that a condition is about, by what the question declares."""
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
_TO = r"(?:\\(?:to|rightarrow|longrightarrow|downarrow|uparrow)\b|→|->|↓|↑)"
_LIMITS = re.compile(
    rf"(?i)(?:\b(?:as|when|if|whenever|for)\b|当)\s*\$?[^$,;。，\n]{{1,60}}?{_TO}"
    r"\s*[^$,;。，\n]{1,40}\$?\s*时?"
    r"|(?:\b(?:which|that|it|and)\s+)?\b(?:tends?|goes|diverges|converges|blows up|explodes)\s+"
    r"to(?:wards?)?\s+(?:\$[^$\n]{1,60}\$|-?\w+)"
    r"|趋(?:近于|向于|近|向|于)\s*(?:\$[^$\n]{1,60}\$|[-−]?\w+)"
)
"""Where something tends to as something else does: no formula on its own."""
_NUMBERS = {word: str(number) for number, word in enumerate(("zero", "one", "two", "three"))}
_NUMBER = re.compile(rf"(?<=[<>=] )({'|'.join(_NUMBERS)})\b")


def without_remarks(text: str) -> str:
    """The text without what stands in brackets after it, in words."""
    return _REMARK.sub("", text)


def without_limits(text: str) -> str:
    """The text without its remarks on limits: ``-1/D, which tends to -inf as D -> 0``."""
    return _LIMITS.sub(" ", text)


def with_signs(text: str) -> str:
    """Comparisons in words as signs: T to be smaller than 1 as T < 1."""
    for pattern, sign in _IN_WORDS:
        text = pattern.sub(sign, text)
    text = _BETWEEN.sub(r" ∈ (\1, \2)", _WITHIN.sub(" ∈ ", text))
    return _NUMBER.sub(lambda match: _NUMBERS[match[1]], text)


def as_condition(answer: Chain, reference: Chain) -> Chain:
    """A bare interval as a condition on the letter that the reference is about."""
    if answer.relations or not isinstance(answer.parts[0], Apply):
        return answer
    about = line_of(comparisons(reference)) if reference.relations else None
    is_interval = answer.parts[0].head in INTERVALS and len(answer.parts[0].args) == 2
    if about is None or not is_interval:
        return answer
    return Chain((Sym(about[0]), *answer.parts), ("in",))


def conditions(answer: Chain, reference: Chain, court: Any) -> Agreement:
    """Whether two conditions are true in the same worlds."""
    given, expected = comparisons(answer), comparisons(reference)
    if not given or not expected:
        return Agreement("unknown", why="a condition of this kind cannot be compared")
    one, other = line_of(given), line_of(expected)
    if one is not None and other is not None and one[0] == other[0]:
        domain = _domain(one[0], court.vocabulary)
        return same_line(intersection(one[1], domain), intersection(other[1], domain), one[0])
    yours, truth = _truth(given, court), _truth(expected, court)
    if yours is None or truth is None:
        return Agreement("unknown", why="a side of the condition has no value")
    return _same_truth(yours, truth, given, expected)


def _domain(name: str, vocabulary: Any) -> LineSet:
    symbol = vocabulary.symbols.get(name)
    domain = DOMAINS.get(symbol.domain) if symbol is not None else None
    return WHOLE if domain is None else (domain,)


def same_line(yours: LineSet, expected: LineSet, name: str) -> Agreement:
    """Whether two sets of numbers are the same; else a number that is in one of them only."""
    evidence = Evidence("exact", 1)
    if equal(yours, expected):
        return Agreement("holds", evidence)
    at = witness(yours, expected)
    sentence = f"Yours is {shown(yours)}, expected is {shown(expected)}."
    if at is None:
        return Agreement("fails", evidence, sentence=sentence)
    inside = intersection(yours, (Interval(at, at, True, True),)) != ()
    words = ("met", "not met") if inside else ("not met", "met")
    found = {name or "x": f"{at:.6g}", "yours": words[0], "expected": words[1]}
    return Agreement("fails", evidence, found, sentence)


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


def comparisons(chain: Chain) -> list[Comparison]:
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
