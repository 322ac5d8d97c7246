"""What earns a part's points, and which answers are accepted, by the form of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

from checkers.choice.forms import Choice, Explained
from checkers.construction import Construction
from checkers.derivation import Derivation
from checkers.either import Either
from checkers.form import Form
from checkers.formula import Formula
from checkers.notation.operators import GREEK
from checkers.procedure import Procedure
from checkers.program import Program
from checkers.prose import Prose, Rubric
from checkers.region import Region
from checkers.sequence import Sequence
from checkers.value import Record, Value
from counterexam.exam import Part
from counterexam.key.model import Mark

MOST_WAYS = 3
"""Of the statements each of which meets a milestone, as many are printed."""

RESULT = re.compile(r"\\?([^_^]*)([_^]?)(.*)")
"""The name of a result, with its index or exponent."""
Share = tuple[float, str]
"""A share of a part's points, and what earns it."""


def marks(part: Part, reference: Any) -> tuple[Mark, ...]:
    """The marking scheme of a part, in points."""
    earned = (Mark(round(part.points * s, 4), text) for s, text in shares(part.form, reference))
    lost = [Mark(-part.penalty, "a wrong answer; a blank costs nothing")] * bool(part.penalty)
    return (*earned, *lost)


@singledispatch
def shares(form: Form, reference: Any) -> tuple[Share, ...]:
    """What earns which share of the points of a part."""
    return ((1.0, "the right answer, as a whole"),)


@singledispatch
def accepted(form: Form) -> str:
    """Which answers count as right besides those that are printed."""
    return ""


@shares.register
def _of_choice(form: Choice, reference: Any) -> tuple[Share, ...]:
    if form.partial:
        each = 1 / len(form.options)
        return ((each, "each option that is rightly chosen or rightly left"),)
    if not isinstance(reference, Explained):
        what = "exactly the right options" if form.several else "the right choice"
        return ((1.0, what),)
    said = ((form.explain * s, text) for s, text in _of_rubric(reference.because))
    return ((1 - form.explain, "the right choice; only then its explanation"), *said)


def _of_rubric(rubric: Rubric) -> Iterator[Share]:
    return ((point.share, point.in_full) for point in rubric.points)


@shares.register
def _of_prose(form: Prose, reference: Rubric) -> tuple[Share, ...]:
    return tuple(_of_rubric(reference))


@accepted.register
def _prose(form: Prose) -> str:
    return "Any words that say the same; a person decides."


@shares.register
def _of_procedure(form: Procedure, reference: Rubric) -> tuple[Share, ...]:
    return tuple(_of_rubric(reference))


@accepted.register
def _procedure(form: Procedure) -> str:
    return (
        "Any words that say the same. A formula may be any that equals the printed one in "
        "every world, wherever it stands."
    )


@shares.register
def _of_value(form: Value, reference: Any) -> tuple[Share, ...]:
    if form.shape == ():
        return ((1.0, "the right number"),)
    what = "each right entry its share" if form.partial else "every entry right"
    return ((1.0, what),)


@accepted.register
def _value(form: Value) -> str:
    return (
        f"Numbers within {form.tolerance:.1%} of the exact ones, or rounded rightly to at "
        f"least {form.digits} significant digits; fractions, roots and sums as they stand."
    )


@shares.register
def _of_record(form: Record, reference: Mapping[str, Any]) -> tuple[Share, ...]:
    if form.whole:
        return ((1.0, f"{' and '.join(map(_named, form.results))}, right together"),)
    even = 1 / len(form.results)
    return tuple((form.shares.get(name, even), _named(name)) for name in form.results)


def _named(result: str) -> str:
    """The name of a result, as a formula where it is Greek, or has an index or exponent."""
    base, mark, script = RESULT.fullmatch(result).groups()  # type: ignore[union-attr]
    shown = rf"\{base}" if base in GREEK else rf"\text{{{base}}}" if base[1:] else base
    if not mark:
        return f"${shown}$" if base in GREEK else result
    return f"${shown}{mark}{{{script}}}$"


@accepted.register
def _record(form: Record) -> str:
    said = (accepted(each) for each in form.results.values() if not isinstance(each, Choice))  # type: ignore[arg-type]
    return " ".join(dict.fromkeys(filter(None, said)))


@shares.register
def _of_formula(form: Formula, reference: Any) -> tuple[Share, ...]:
    return ((1.0, "a formula that equals the answer in every world"),)


@accepted.register
def _formula(form: Formula) -> str:
    return "Any expression that equals the answer in every world, however it is written."


@shares.register
def _of_derivation(form: Derivation, reference: Mapping[str, Any]) -> tuple[Share, ...]:
    milestones = reference.get("milestones", ())
    stated = [(float(m["share"]), _milestone(m["any_of"])) for m in milestones]
    rest = round(1 - sum(share for share, _ in stated), 9)
    complete = "every step holds, and together they make the claim"
    if not stated:
        complete += "; half at most for a true conclusion over a false step"
    return (*stated, (rest, complete)) if rest else tuple(stated)


def _milestone(any_of: list[str]) -> str:
    return ", or ".join(f"${text}$" for text in any_of[:MOST_WAYS])


@accepted.register
def _derivation(form: Derivation) -> str:
    return "Any chain of steps that hold and make the claim, by whatever route."


@shares.register
def _of_construction(form: Construction, reference: str) -> tuple[Share, ...]:
    required = " and ".join(f"${text}$" for text in form.properties)
    return ((1.0, f"whatever has the property that {required}"),)


@accepted.register
def _construction(form: Construction) -> str:
    return "Any construction with the property asked for."


@shares.register
def _of_program(form: Program, reference: Any) -> tuple[Share, ...]:
    given = [p.share for p in form.properties if p.share is not None]
    open_to = len(form.properties) - len(given)
    even = (1 - sum(given)) / open_to if open_to else 0.0
    return tuple((even if p.share is None else p.share, p.statement) for p in form.properties)


@accepted.register
def _program(form: Program) -> str:
    written = "Python or mathematics" if form.mathematics else "Python"
    return f"Any construction in {written} with the properties asked for."


@accepted.register
def _region(form: Region) -> str:
    return "The cells listed, ranges and whole rows, or a grid drawn or shaded."


@accepted.register
def _sequence(form: Sequence) -> str:
    return "The members in order, with dots where the pattern is plain."


@shares.register
def _of_either(form: Either, reference: Any) -> tuple[Share, ...]:
    return shares(form.forms[0], reference[0])


@accepted.register
def _either(form: Either) -> str:
    return accepted(form.forms[0])
