"""Statements with their data in place, so that another variant prints other data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checkers.choice import Choice
from counterexam.errors import BankError
from counterexam.exam import Part, Question

PLACE = re.compile(r"«(\w+)»")


def statement(asked: Part | Question) -> str:
    """The statement, with LaTeX of ``given[name]`` wherever it says ``«name»``; a question
    prints what its parts are given.

    BankError: the statement names data that are not given.
    """
    if isinstance(asked, Part):
        where = f"part {asked.id}: the statement"
        return filled(asked.statement, asked.given, where, asked.place)
    given = {name: datum for part in asked.parts for name, datum in part.given.items()}
    return filled(asked.statement, given, f"question {asked.title!r}: the statement")


def options(part: Part) -> list[str]:
    """The options of a choice, each a line that begins with its letter; else none."""
    form = part.form
    if not (isinstance(form, Choice) and form.is_lettered):
        return []
    return [f"{label}. {text}" for label, text in form.options.items()]


def filled(text: str, data: Mapping[str, Any], where: str, place: str = "") -> str:
    """The text with LaTeX of its data in place. BankError: there are no such data."""

    def datum(found: re.Match[str]) -> str:
        name = found[1]
        if name not in data:
            known = ", ".join(data) or "nothing"
            raise BankError(
                f"{where} prints «{name}», given are {known}",
                f"add {name!r} to given=, or print what is there",
                place=place,
            )
        return latex(data[name])

    return PLACE.sub(datum, text)


def latex(datum: Any) -> str:
    """A number, vector (a row) or matrix in LaTeX; text stays as it is."""
    if isinstance(datum, str):
        return datum
    if not isinstance(datum, Sequence):
        return f"{datum:.12g}"
    rows = datum if datum and isinstance(datum[0], Sequence) else [datum]
    body = r" \\ ".join(" & ".join(map(latex, row)) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
