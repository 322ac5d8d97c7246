r"""Values: digits, signs, places and entries changed; numbers written in every usual way.

What is right is decided by a standard of the audit's own, whatever tolerance the form under
audit has: a number that differs from the reference by more than half a percent (and by more
than its last digit's unit) is wrong; one within half a unit of at least three significant
digits is right; between them nobody knows. So a part that asks for less precision than half a
percent shows as too lax, which its author may intend.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from checkers.value import Value
from counterexam.audit.variants import Truth, Variant, distinct, worst

WRONG_FROM = 0.005
"""The relative error from which a number is wrong; entries are held against the largest."""
DIGITS = 4
"""What mutants are printed to."""
Number = float | int
Item = Any
"""A number, or nested lists of numbers."""


def wrong(form: Value, reference: Item, seed: int) -> Iterator[Variant]:
    """One entry changed, or entries in wrong places."""
    found = chain_of_slips(reference)
    texts = (
        Variant(name, _named(form, to_text(item)), partial(truth, item, reference))
        for place, (name, item) in enumerate(found)
        for to_text in [_WAYS[place % len(_WAYS)]]
    )
    yield from distinct(texts, _named(form, as_matrix(reference)))


def right(form: Value, reference: Item, seed: int) -> Iterator[Variant]:
    """The reference in every format that can hold it, named or not."""
    for style, write in NUMBERS.items():
        if _can(reference, write):
            yield Variant(f"number: {style}", _named(form, _rendered(reference, write)))
    if isinstance(reference, list):
        for name, render in ARRAYS.items():
            text = render(reference, _significant(DIGITS))
            if text is not None:
                yield Variant(f"array: {name}", _named(form, text, display="$" not in text))
        return
    for frame in ("{} = {}", "${} = {}$", "{}: {}", "{} ≈ {}", r"${} \approx {}$", "{} is {}"):
        if form.symbol:
            text = frame.format(form.symbol, _significant(DIGITS)(reference))
            yield Variant("label", text)


def truth(item: Item, reference: Item) -> Truth:
    """Whether an array or number, as it is printed, is wrong by the audit's standard."""
    given, expected = list(leaves(item)), list(leaves(reference))
    if len(given) != len(expected) or extents(item) != extents(reference):
        return "wrong"
    scale = max(map(abs, expected))
    return worst(_of_number(g, e, scale) for g, e in zip(given, expected, strict=True))


def _of_number(given: Number, expected: Number, scale: float) -> Truth:
    error = abs(given - expected)
    unit = 10.0 ** (_magnitude(expected) - DIGITS + 1)
    if error > WRONG_FROM * max(abs(expected), WRONG_FROM * scale) and error > unit:
        return "wrong"
    return "equivalent" if error <= unit / 2 else "unknown"


def chain_of_slips(item: Item) -> Iterator[tuple[str, Item]]:
    """Every slip in every entry, and in the places of entries, with its name."""
    for index in indices(item):
        for name, slip in SLIPS.items():
            yield name, changed(item, index, slip)
    for name, move in MOVES.items():
        moved = move(item)
        if moved is not None and moved != item:
            yield name, moved


def _digit(place: int) -> Callable[[Number], Number]:
    """Another digit at a significant place, from 0."""

    def slip(value: Number) -> Number:
        unit = 10.0 ** (_magnitude(value) - place)
        digit = int(abs(value) / unit + 1e-9) % 10
        return value + math.copysign(unit if digit < 9 else -unit, value)

    return slip


SLIPS: dict[str, Callable[[Number], Number]] = {
    "wrong digit": _digit(0),
    "wrong second digit": _digit(1),
    "wrong third digit": _digit(2),
    "sign": lambda value: -value,
    "decimal point": lambda value: value * 10,
    "factor": lambda value: value / 2,
    "off by one": lambda value: value + 1,
    "upside down": lambda value: 1 / value if value else 1.0,
}


def _transposed(item: Item) -> Item | None:
    return [list(row) for row in zip(*item, strict=True)] if len(extents(item)) == 2 else None


def _rows_swapped(item: Item) -> Item | None:
    return [item[1], item[0], *item[2:]] if extents(item)[:1] > (1,) else None


def _entries_swapped(item: Item) -> Item | None:
    if len(extents(item)) != 2 or extents(item)[1] < 2:
        return None
    first = item[0]
    return [[first[1], first[0], *first[2:]], *item[1:]]


def _row_dropped(item: Item) -> Item | None:
    return item[:-1] if extents(item)[:1] > (1,) else None


MOVES: dict[str, Callable[[Item], Item | None]] = {
    "transposition": _transposed,
    "index": _rows_swapped,
    "entries swapped": _entries_swapped,
    "row dropped": _row_dropped,
}


def _magnitude(value: Number) -> int:
    return math.floor(math.log10(abs(value))) if value else 0


def _significant(digits: int) -> Callable[[Number], str]:
    def write(value: Number) -> str:
        decimals = max(0, digits - 1 - _magnitude(value))
        text = f"{value:.{decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    return write


def _padded(value: Number) -> str:
    return f"{value:.{max(1, 5 - _magnitude(value))}f}"


def _scientific(value: Number) -> str:
    return f"{value:.4e}" if value else "0"


def _scientific_latex(value: Number) -> str:
    mantissa, _, exponent = f"{value:.4e}".partition("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}"


def _fraction(value: Number) -> str | None:
    """The fraction that the number is, where its denominator is small."""
    near = Fraction(value).limit_denominator(1000)
    if abs(float(near) - value) > 1e-12 * max(1.0, abs(value)):
        return None
    return str(near)


def _latex_fraction(value: Number) -> str | None:
    text = _fraction(value)
    if text is None or "/" not in text:
        return text
    above, below = text.lstrip("-").split("/")
    return ("-" if text[0] == "-" else "") + rf"\frac{{{above}}}{{{below}}}"


Write = Callable[[Number], str | None]
FOUR_DIGITS = _significant(DIGITS)
NUMBERS: dict[str, Write] = {
    "four digits": FOUR_DIGITS,
    "three digits": _significant(3),
    "six digits": _significant(6),
    "all digits": lambda value: repr(float(value)),
    "trailing zeros": _padded,
    "scientific": _scientific,
    "scientific in LaTeX": _scientific_latex,
    "fraction": _fraction,
    "fraction in LaTeX": _latex_fraction,
}


def _can(item: Item, write: Write) -> bool:
    return all(write(value) is not None for value in leaves(item))


def _rendered(item: Item, write: Write) -> str:
    return as_matrix(item, write) if isinstance(item, list) else str(write(item))


def _rows(item: Item, write: Write) -> list[list[str]]:
    rows = item if isinstance(item[0], list) else [item]
    return [[str(write(value)) for value in row] for row in rows]


def as_matrix(item: Item, write: Write = FOUR_DIGITS, kind: str = "pmatrix") -> str:
    """A number, or an array as a LaTeX matrix."""
    if not isinstance(item, list):
        return str(write(item))
    body = r" \\ ".join(" & ".join(row) for row in _rows(item, write))
    return rf"\begin{{{kind}}} {body} \end{{{kind}}}"


def as_list(item: Item, write: Write = FOUR_DIGITS) -> str:
    """Nested brackets."""
    if not isinstance(item, list):
        return str(write(item))
    return "[" + ", ".join(as_list(inner, write) for inner in item) + "]"


def _numpy(item: Item, write: Write) -> str:
    return f"np.array({as_list(item, write)})"


def _printed(item: Item, write: Write) -> str:
    rows = ["[" + " ".join(row) + "]" for row in _rows(item, write)]
    return "[" + "\n ".join(rows) + "]" if isinstance(item[0], list) else rows[0]


def _lines(item: Item, write: Write) -> str:
    return "\n" + "\n".join(" ".join(row) for row in _rows(item, write))


def _table(item: Item, write: Write) -> str:
    rows = ["| " + " | ".join(row) + " |" for row in _rows(item, write)]
    return "\n\n" + "\n".join([*rows[:1], "|" + "---|" * len(_rows(item, write)[0]), *rows[1:]])


def _bracketed(item: Item, write: Write) -> str:
    return as_matrix(item, write, "bmatrix")


ARRAYS: dict[str, Callable[[Item, Write], str | None]] = {
    "brackets": as_list,
    "NumPy": _numpy,
    "as NumPy prints it": _printed,
    "lines": _lines,
    "table": _table,
    "LaTeX brackets": _bracketed,
}
_WAYS: tuple[Callable[[Item], str], ...] = (as_matrix, as_list)


def _named(form: Value, text: str, display: bool = True) -> str:
    plain = "\\" not in text
    named = f"{form.symbol} = {text}" if form.symbol else text
    return named if plain or not display else f"$${named}$$"


def indices(item: Item) -> Iterator[tuple[int, ...]]:
    """The places of the entries."""
    if not isinstance(item, list):
        yield ()
        return
    for place, inner in enumerate(item):
        yield from ((place, *rest) for rest in indices(inner))


def leaves(item: Item) -> Iterator[Number]:
    """The entries in order."""
    if isinstance(item, list):
        for inner in item:
            yield from leaves(inner)
    else:
        yield item


def extents(item: Item) -> tuple[int, ...]:
    """The shape of a nested list; its first row stands for all."""
    return (len(item), *extents(item[0])) if isinstance(item, list) and item else ()


def changed(item: Item, index: tuple[int, ...], slip: Callable[[Number], Number]) -> Item:
    """The item with the slip in one entry."""
    if not index:
        return slip(item)
    return [
        changed(inner, index[1:], slip) if place == index[0] else inner
        for place, inner in enumerate(item)
    ]
