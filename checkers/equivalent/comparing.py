"""A reference and an answer of one kind, compared: numbers, sets, lists, arrays, formulas.

Each function gives None where the two are not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from fractions import Fraction
from typing import Any

from checkers.equivalent.formulas import vocabulary
from checkers.equivalent.lines import said
from checkers.equivalent.members import Members, members
from checkers.equivalent.numbers import agree, closed, constant, number
from checkers.equivalent.orders import order, same_order
from checkers.formula.answers import clipped
from checkers.notation.expr import Sym
from checkers.sequence import Sequence
from checkers.verdict import Evidence, Verdict, correct, incorrect, review, unreadable

EXACT = Evidence("exact", 1)
SPOKEN = {
    "true": ("true", "t", "对", "正确", "√", "真", "false", "f", "错", "错误", "×", "假"),
    "yes": ("yes", "y", "是", "no", "n", "否"),
}
_INDEXED = re.compile(r"[A-Za-z]_\{?[0-9A-Za-z]{1,2}\}?")
_TOLD = re.compile(r"[\s$]*([A-Za-z](?:_?\{?[0-9]{1,2}\}?)?)\s*=(?!=)")
_LETTER = re.compile(r"\(?([A-J])\)?\.?")
_RELATION = re.compile(r"[<>≤≥≠]|\\(?:l|g)(?:e|t|eq|eqslant)(?![a-zA-Z])|\\ne")


def as_choice(reference: str, answer: str, let: str | None) -> Verdict | None:
    """True or False, yes or no, the letter of an option."""
    from checkers.choice import Choice, TrueFalse, YesNo

    word = re.sub(r"\\text(?:bf)?\{([^{}]*)\}", r"\1", reference).strip(" .*_$").casefold()
    if word in SPOKEN["true"] and (len(word) > 1 or not word.isascii()):
        right = SPOKEN["true"].index(word) < len(SPOKEN["true"]) // 2
        return TrueFalse().check(answer, "True" if right else "False")
    if word in SPOKEN["yes"] and (len(word) > 1 or not word.isascii()):
        right = SPOKEN["yes"].index(word) < len(SPOKEN["yes"]) // 2
        return YesNo().check(answer, "Yes" if right else "No")
    letter = _LETTER.fullmatch(reference)
    if letter is None or let is not None:
        return None
    options = "ABCDEFGHIJ"[: max(5, ord(letter[1]) - ord("A") + 1)]
    verdict = Choice(dict.fromkeys(options, "")).check(answer, letter[1])
    return None if verdict.outcome == "unreadable" and "=" in answer else verdict


def as_numbers(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Numbers of which one is a decimal: equal to the digits that it is given with."""
    expected, given = number(reference), number(_value(answer))
    if expected is None and given is None:
        return None
    expected, given = expected or constant(reference), given or constant(answer)
    if expected is None or given is None:
        return None
    ours, theirs = _symbol(reference), _symbol(answer)
    if ours and theirs and ours != theirs:
        return incorrect(f"You speak of {theirs}, expected is {ours}.", EXACT)
    if agree(expected, given):
        return correct("The numbers agree to the digits given.", EXACT)
    return _differing(reference, answer)


def _symbol(text: str) -> str:
    """The letter, perhaps with an index, whose value is told: x in ``x = 3``."""
    told = _TOLD.match(text)
    return re.sub(r"[{}_]", "", told[1]).casefold() if told else ""


def _value(answer: str) -> str:
    """The number in ``x = 3``."""
    return re.sub(r"^\s*\\?[A-Za-z]\w{0,9}\s*=\s*(?=[-+−]?\s*[\d.$])", "", answer)


def _differing(reference: str, answer: str) -> Verdict:
    sides = {"yours": clipped(answer), "expected": clipped(reference)}
    return incorrect(f"It is {sides['yours']}, expected is {sides['expected']}.", EXACT, sides)


def as_lines(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Sets of real numbers, as intervals or as conditions on one letter."""
    from checkers.formula.conditions import same_line

    expected = said(reference) if let is None else None
    if expected is None or not (expected.told or _RELATION.search(answer)):
        return None
    given = said(answer)
    if given is None:
        return _no_line(reference, answer) if expected.told else None
    if expected.name and given.name and expected.name != given.name:
        return incorrect(f"You speak of {given.name}, expected is {expected.name}.", EXACT)
    judged = same_line(given.line, expected.line, expected.name or given.name)
    if judged.status == "holds":
        return correct("It is the same set of numbers.", judged.evidence)
    return incorrect(judged.sentence, judged.evidence, judged.counterexample)


def _no_line(reference: str, answer: str) -> Verdict | None:
    """A lone number or tuple is no set of numbers with an interior."""
    single = number(_value(answer)) or constant(answer)
    listed = members(answer)
    if single is not None or (listed is not None and listed.kind != "one"):
        return _differing(reference, answer)
    return None


def as_members(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Sets, tuples and lists, member by member."""
    expected, given = members(reference), members(answer)
    if expected is None and given is not None and given.kind in ("record", "tuple"):
        expected = _entries(reference)
    if expected is None or (given is None and expected.kind not in ("set", "tuple", "record")):
        return None
    if all(map(_INDEXED.fullmatch, expected.texts)) and expected.kind in ("list", "tuple"):
        return Sequence().check(answer, ", ".join(expected.texts))
    given = given or Members("one", (answer,))
    if given.kind == "one" and (closed(answer) is None or expected.kind == "tuple"):
        return None
    if _is_unordered(expected, given):
        return _as_sets(expected.texts, given.texts, let)
    if "set" in (expected.kind, given.kind):
        return _differing(reference, answer)
    return _in_order(expected, given, let)


def _entries(text: str) -> Members | None:
    """The entries of a vector, as the members of a tuple."""
    array = closed(text)
    if array is None or array.ndim == 0 or array.size != max(array.shape):
        return None
    exact = (Fraction(float(value)).limit_denominator(10**9) for value in array.flat)
    return Members("tuple", tuple(map(str, exact)))


def _is_unordered(expected: Members, given: Members) -> bool:
    kinds = {expected.kind, given.kind}
    return "set" in kinds and kinds <= {"set", "list", "one"}


def _as_sets(expected: Several[str], given: Several[str], let: str | None) -> Verdict:
    """Every member of each is one of the other."""
    for ours, theirs, words in (
        (given, expected, "does not belong in it"),
        (expected, given, "is missing"),
    ):
        for member in ours:
            found = [_member(other, member, let) for other in theirs]
            if "correct" in found:
                continue
            if set(found) - {"incorrect"}:
                return review(f"It could not be decided whether {clipped(member)} {words}.")
            return incorrect(f"{clipped(member)} {words}.", EXACT)
    return correct("It is the same set.", EXACT)


def _member(expected: str, given: str, let: str | None) -> str:
    from checkers.equivalent.deciding import equivalent

    return equivalent(expected, given, let).outcome


def _in_order(expected: Members, given: Members, let: str | None) -> Verdict | None:
    if given.kind == "record":
        given = _arranged(given, expected.names)
    if expected.kind == "record" and not given.names:
        expected = _arranged(expected, ())
    if len(given.texts) != len(expected.texts):
        count = f"You give {len(given.texts)} members, expected {len(expected.texts)}."
        return incorrect(count, EXACT)
    pairs = zip(expected.texts, given.texts, strict=True)
    outcomes = [_member(a, b, let) for a, b in pairs]
    wrong = next((place for place, o in enumerate(outcomes, 1) if o == "incorrect"), None)
    if wrong is not None:
        yours, right = given.texts[wrong - 1], expected.texts[wrong - 1]
        sides = {"yours": clipped(yours), "expected": clipped(right)}
        return incorrect(f"Member {wrong} differs: {yours}, expected {right}.", EXACT, sides)
    return correct("All members agree.", EXACT) if set(outcomes) == {"correct"} else None


def _arranged(record: Members, names: Several[str]) -> Members:
    """The record's values in the order of these names, or of its own in the alphabet."""
    by_name = dict(zip(record.names, record.texts, strict=True))
    order = names if set(names) == set(by_name) else sorted(by_name)
    return Members("record", tuple(by_name[name] for name in order), tuple(order))


def as_orders(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Orders of growth."""
    expected = order(reference)
    if expected is None:
        return None
    given = order(answer)
    if given is None:
        return unreadable(f"No order of growth was found; expected one like {reference}.")
    return same_order(expected, given) or review("The two orders could not be compared.")


def as_arrays(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Vectors and matrices of numbers: each entry to the digits that it is given with."""
    from checkers.value import Value

    expected = closed(reference) if re.search(r"\d", reference) else None
    if expected is None or expected.ndim == 0:
        return None
    given = closed(answer)
    if given is not None and given.size != expected.size:
        return _differing(reference, answer)
    verdict = Value(shape=expected.shape, tolerance=1e-9).check(answer, expected.tolist())
    decided = verdict.outcome in ("correct", "incorrect")
    return verdict if decided else None


def as_equations(reference: str, answer: str, let: str | None) -> Verdict | None:
    """Equations that relate several letters."""
    from checkers.equivalent.equations import same_equation

    expected = _equation(reference, let)
    if expected is None:
        return None
    given = _equation(answer, let)
    if given is None:
        return None if not expected.relates else unreadable("Expected an equation.")
    if not expected.relates and not (given.relates or _turned(expected, given)):
        return None
    return same_equation(expected, given, vocabulary(reference, answer, let))


def _turned(expected: Any, given: Any) -> bool:
    """Whether the answer is solved for another letter of the reference."""
    left = given.left
    return isinstance(left, Sym) and left != expected.left and left.name in expected.names


def _equation(text: str, let: str | None) -> Any:
    """The text as one equation, or None."""
    from checkers.equivalent.equations import Equation
    from checkers.formula.dress import in_signs
    from checkers.notation.let import let as declared
    from checkers.notation.reader import ReadError, read_chain
    from checkers.notation.vocabulary import Vocabulary

    try:
        chain = read_chain(in_signs(text), Vocabulary() if let is None else declared(let))
    except ReadError:
        return None
    return Equation(*chain.parts) if chain.relations == ("=",) else None
