"""Variants of an exam: the same questions with other data, and options in another order.

A part draws its data by `Part.variant` from a generator that is seeded by the exam, the
question and the number of the variant, afresh for each part: parts of a question that share a
function share their data. What is drawn is solved by the same solution as the original, so
that key and grading follow; options keep their texts and change their letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from checkers.choice import Choice, Explained
from checkers.debatable import Debatable
from counterexam.errors import BankError, InputError
from counterexam.exam import Part, Question
from counterexam.statement import filled

NUMBERS = 10**9
"""Variants are numbered from 0 to one less."""

Labels = Mapping[str, str]


def vary(
    exam_id: str, questions: Mapping[int, Question], number: int
) -> tuple[dict[int, Question], dict[str, Labels]]:
    """The questions of a variant and, by part, the letters of options that are reordered.

    InputError: no such number. BankError: a part draws other data than it is given.
    """
    if not 0 <= number < NUMBERS:
        raise InputError(f"variant {number}: variants are numbered from 0 to {NUMBERS - 1:,}")
    varied: dict[int, Question] = {}
    labels: dict[str, Labels] = {}
    for place, question in questions.items():
        drawn = [_drawn(part, f"{exam_id}-{place}-{number}") for part in question.parts]
        varied[place] = replace(question, parts=[part for part, _ in drawn])
        labels |= {part.id: letters for part, letters in drawn if letters}
    return varied, labels


def _drawn(part: Part, seed: str) -> tuple[Part, Labels]:
    """The part with data drawn for it, and the letters of its options if it is a choice."""
    if part.variant is not None:
        part = _with_data(part, part.variant(Random(seed)))  # noqa: S311 - no secret
    if isinstance(part.form, Choice) and part.form.is_lettered:
        form, labels = part.form.reordered(Random(f"{seed}-{part.id}"))  # noqa: S311
        return replace(part, form=form), labels
    return part, {}


def _with_data(part: Part, given: Mapping[str, Any]) -> Part:
    if given.keys() != part.given.keys():
        names = ", ".join(sorted(given.keys() ^ part.given.keys()))
        raise BankError(
            f"part {part.id}: given and its variant differ in {names}",
            "let variant draw the same names",
            place=part.place,
            part=part.id,
        )
    form = part.form if part.form_of is None else part.form_of(**given)
    return replace(part, given=given, form=form)


def printed(value: Any, because: str, part: Part, labels: Labels) -> tuple[Any, str]:
    """A reference and its argument, with data and letters as this paper has them.

    BankError: the argument prints data that the part is not given.
    """
    letters: dict[str, str] = {}
    if isinstance(part.form, Choice) and part.form.is_lettered:
        letters = {label: labels.get(label, label) for label in part.form.options}
        value = _relabelled(value, letters)
    data, where = {**part.given, **letters}, f"part {part.id}: its solution"
    return value, filled(because, data, where, part.place)


def _relabelled(value: Any, letters: Labels) -> Any:
    """The reference of a choice, in the letters of this paper; BankError: no such option."""
    match value:
        case str():
            if value not in letters:
                raise BankError(f"no option {value!r}; there are {', '.join(letters)}")
            return letters[value]
        case Explained():
            return replace(value, choice=_relabelled(value.choice, letters))
        case Debatable():
            readings = {letters[label]: why for label, why in value.readings.items()}
            return replace(value, readings=readings)
        case _:
            return [_relabelled(label, letters) for label in value]
