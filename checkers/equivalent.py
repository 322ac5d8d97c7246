"""Equivalence of an answer with a reference, outside any exam.

Both are texts as people write them: an equation (either side counts) or a bare expression, a
vector, matrix, law, set, interval or tuple, a number to the digits given, a word such as True.
"""

from __future__ import annotations

import re
from fractions import Fraction

from checkers.formula import judge_formula
from checkers.verdict import LISTED, Evidence, Verdict, blank, correct, incorrect, unreadable

WORDS = {
    "true": ("true", "t", "yes", "y", "correct", "right", "对", "正确", "是", "√", "真"),
    "false": ("false", "f", "no", "n", "incorrect", "wrong", "错", "错误", "否", "×", "假"),
}
_WORD = {spelling: word for word, spellings in WORDS.items() for spelling in spellings}
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
    return (
        _as_words(reference, answer)
        or _as_decimals(reference, answer)
        or _as_formulas(reference, answer, let)
    )


def _as_words(reference: str, answer: str) -> Verdict | None:
    """Words such as True: compared as words, where the reference is one."""
    expected = _WORD.get(_bare(reference))
    if expected is None or len(_bare(reference)) == 1:
        return None
    given = _WORD.get(_bare(answer.split(",")[0].split(".")[0]))
    if given is None:
        return unreadable(f"expected true or false, found {answer.strip()[:40]!r}")
    if given == expected:
        return correct(f"The answer is {expected}.", LISTED)
    return incorrect(
        f"The answer is {expected}.", LISTED, {"yours": given, "expected": expected}
    )


def _bare(text: str) -> str:
    text = re.sub(r"\\(?:text|mathrm|textbf|mathbf)\{([^{}]*)\}", r"\1", text)
    return text.strip(" \t\n.$*_!").lower()


def _as_decimals(reference: str, answer: str) -> Verdict | None:
    """Two plain decimal numbers: equal to the digits of the one with fewer."""
    expected, given = _decimal(reference), _decimal(answer)
    if expected is None or given is None:
        return None
    tolerance = max(expected[1], given[1])
    if abs(expected[0] - given[0]) <= tolerance:
        return correct("The numbers agree to the digits given.", Evidence("exact", 1))
    return incorrect(
        f"You give {answer.strip()}; expected is {reference.strip()}.",
        Evidence("exact", 1),
        {"yours": answer.strip(), "expected": reference.strip()},
    )


def _decimal(text: str) -> tuple[Fraction, Fraction] | None:
    """A decimal number and half a unit of its last printed digit (0 for an integer)."""
    from checkers.formula_answers import bare

    match = _DECIMAL.fullmatch(bare(text))
    if match is None or not (match[2] or match[3]):
        return None
    sign, whole, digits, power, percent = match.groups()
    scale = Fraction(10) ** (int((power or "0").replace("−", "-")) - (2 if percent else 0))
    value = Fraction(int((whole or "0") + (digits or "")), 10 ** len(digits or ""))
    unit = Fraction(1, 2 * 10 ** len(digits)) if digits else Fraction(0)
    return value * scale * (-1 if sign in ("-", "−") else 1), unit * scale


def _as_formulas(reference: str, answer: str, let: str | None) -> Verdict:
    from checkers.notation.reader import ReadError
    from checkers.notation.infer import infer, shown
    from checkers.notation.let import let as declared

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
