"""A part's statement with its data in place, so that another variant prints other data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from counterexam.errors import BankError
from counterexam.exam import Part

PLACE = re.compile(r"«(\w+)»")


def statement(part: Part) -> str:
    """The statement, with LaTeX of ``part.given[name]`` wherever it says ``«name»``.

    BankError: the statement names data that the part is not given.
    """
    return PLACE.sub(lambda place: latex(_datum(part, place[1])), part.statement)


def latex(datum: Any) -> str:
    """A number, vector (a row) or matrix in LaTeX; text stays as it is."""
    if isinstance(datum, str):
        return datum
    if not isinstance(datum, Sequence):
        return f"{datum:.12g}"
    rows = datum if datum and isinstance(datum[0], Sequence) else [datum]
    body = r" \\ ".join(" & ".join(map(latex, row)) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def _datum(part: Part, name: str) -> Any:
    given: Mapping[str, Any] = part.given
    if name not in given:
        known = ", ".join(given) or "nothing"
        raise BankError(f"part {part.id}: the statement prints «{name}», given are {known}")
    return given[name]
