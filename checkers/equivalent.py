"""Equivalence of an answer with a reference, outside any exam.

Both are texts as people write them: an equation (either side counts) or a bare expression, a
vector, matrix, law, set, interval or tuple, a number to the digits given, a word such as True.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import Any

from checkers.formula import judge_formula
from checkers.formula.answers import clipped
from checkers.verdict import LISTED, Evidence, Verdict, blank, correct, incorrect, unreadable

LONGEST = 12_000
EXACT = Evidence("exact", 1)
ROUNDING = Fraction(1, 10**12)
"""Closed expressions are evaluated in floating point."""
WORDS = {
    "true": ("true", "t", "yes", "y", "correct", "right", "对", "正确", "是", "√", "真"),
    "false": ("false", "f", "no", "n", "incorrect", "wrong", "错", "错误", "否", "×", "假"),
}
_WORD = {spelling: word for word, spellings in WORDS.items() for spelling in spellings}
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d{1,400})?")
_DECIMAL = re.compile(
    r"([-+−]?)\s*(\d{0,400})(?:\.(\d{0,400}))?"
    r"(?:\s*(?:[eE]|(?:\\times|\\cdot|×|\*)\s*10\s*\^)\s*\{?\s*([-+−]?\d{1,3})\s*\}?)?\s*(\\?%)?"
)


def equivalent(reference: str, answer: str, let: str | None = None) -> Verdict:
    """Whether `answer` is equivalent to `reference`; `let` declares the symbols, or they are
    inferred. LetError: a clause of `let` cannot be read; the message names it.
    """
    if not answer.strip():
        return blank()
    if len(reference) + len(answer) > LONGEST:
        return unreadable(f"{len(reference) + len(answer):,} characters; at most {LONGEST:,}.")
    return (
        _as_words(reference, answer)
        or _as_decimals(reference, answer)
        or _as_arrays(reference, answer)
        or _as_formulas(reference, answer, let)
    )


def _as_words(reference: str, answer: str) -> Verdict | None:
    """Words such as True: compared as words, where the reference is one."""
    expected = _WORD.get(_bare(reference))
    if expected is None or len(_bare(reference)) == 1:
        return None
    given = _WORD.get(_bare(answer.split(",")[0].split(".")[0]))
    if given is None:
        return unreadable(f"expected {reference.strip()!r} or its contrary.")
    if given == expected:
        return correct(f"The answer is {reference.strip()}.", LISTED)
    sides = {"yours": clipped(answer), "expected": clipped(reference)}
    return incorrect(f"The answer is {reference.strip()}.", LISTED, sides)


def _bare(text: str) -> str:
    text = re.sub(r"\\(?:text|mathrm|textbf|mathbf)\{([^{}]*)\}", r"\1", text)
    return text.strip(" \t\n.$*_!").lower()


def _as_decimals(reference: str, answer: str) -> Verdict | None:
    """Numbers of which one is a decimal: equal to the digits that it is given with."""
    expected, given = _decimal(reference), _decimal(answer)
    if expected is None and given is None:
        return None
    expected, given = expected or _constant(reference), given or _constant(answer)
    if expected is None or given is None:
        return None
    if abs(expected[0] - given[0]) <= max(expected[1], given[1], ROUNDING):
        return correct("The numbers agree to the digits given.", EXACT)
    sides = {"yours": clipped(answer), "expected": clipped(reference)}
    return incorrect(f"It is {sides['yours']}, expected is {sides['expected']}.", EXACT, sides)


def _decimal(text: str) -> tuple[Fraction, Fraction] | None:
    """A decimal number and half a unit of its last printed digit: 0 for an integer, and where
    fewer than two digits are printed.
    """
    from checkers.formula.answers import bare

    text = bare(text)
    match = _DECIMAL.fullmatch(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)
    if match is None or not (match[2] or match[3]):
        return None
    sign, whole, digits, power, percent = match.groups()
    scale = Fraction(10) ** (int((power or "0").replace("−", "-")) - (2 if percent else 0))
    value = Fraction(int((whole or "0") + (digits or "")), 10 ** len(digits or ""))
    printed = len(((whole or "") + (digits or "")).lstrip("0"))
    unit = Fraction(1, 2 * 10 ** len(digits)) if digits and printed > 1 else Fraction(0)
    return value * scale * (-1 if sign in ("-", "−") else 1), unit * scale


def _constant(text: str) -> tuple[Fraction, Fraction] | None:
    """The value of a closed expression such as 1/3 or log 2."""
    array = _array(text)
    if array is None or array.size != 1 or not isfinite(array.flat[0]):
        return None
    return Fraction(float(array.flat[0])), Fraction(0)


def _array(text: str) -> Any:
    """The value of an expression without letters: a number, vector or matrix, or None."""
    from checkers.formula.answers import bare
    from checkers.notation.reader import ReadError, read_chain
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.decide import Court

    try:
        value = read_chain(bare(text)).parts[-1]
    except ReadError:
        return None
    (field,) = Court(Vocabulary(), worlds=1).values([value])
    return None if field is None or field.axes else field.data[0]


def _as_arrays(reference: str, answer: str) -> Verdict | None:
    """Vectors and matrices in decimals: each entry to the digits that it is given with."""
    from checkers.value import Value

    if not re.search(r"\d\.\d", reference + answer):
        return None
    expected = _array(reference)
    if expected is None or expected.ndim == 0:
        return None
    verdict = Value(shape=expected.shape).check(answer, expected.tolist())
    return verdict if verdict.outcome in ("correct", "incorrect") else None


def _as_formulas(reference: str, answer: str, let: str | None) -> Verdict:
    from checkers.notation.infer import infer, shown
    from checkers.notation.let import let as declared
    from checkers.notation.reader import ReadError

    vocabulary = infer(f"{reference}\n\n{answer}") if let is None else declared(let)
    try:
        verdict = judge_formula(answer, {"": reference}, vocabulary)
    except ReadError as error:
        return unreadable(f"The reference cannot be read: {error}")
    note = "" if let is not None else f" (read with {shown(vocabulary)})"
    return _noted(verdict, note)


def _noted(verdict: Verdict, note: str) -> Verdict:
    from msgspec.structs import replace

    return replace(verdict, feedback=verdict.feedback + note)
