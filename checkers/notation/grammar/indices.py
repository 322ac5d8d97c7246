"""Indices: letters plus numbers, their distances, and putting one for another."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import astuple

from checkers.notation.expr import Apply, Expr, Num, Sym


def is_shift(expr: Expr) -> bool:
    """Whether the expression is an index plus or minus a number."""
    return isinstance(expr, Apply) and expr.head in ("+", "neg") and affine(expr) is not None


def affine(expr: Expr) -> tuple[Sym | None, Fraction] | None:
    """An index as a letter plus a number, or None."""
    if isinstance(expr, Num):
        return None, expr.value
    if isinstance(expr, Sym):
        return expr, Fraction(0)
    if not isinstance(expr, Apply) or expr.head not in ("+", "neg"):
        return None
    parts = [affine(arg) for arg in expr.args]
    if any(part is None for part in parts):
        return None
    letters = [part[0] for part in parts if part and part[0]]
    constant = sum((part[1] for part in parts if part), Fraction(0))
    if expr.head == "neg":
        return None if letters else (None, -constant)
    return (letters[0] if letters else None, constant) if len(letters) < 2 else None


def distance(a: Expr, b: Expr) -> int | None:
    """A - b where that is a whole number."""
    left, right = affine(a), affine(b)
    if left is None or right is None or left[0] != right[0]:
        return None
    gap = left[1] - right[1]
    return int(gap) if gap.denominator == 1 else None


def linear(expr: Expr) -> tuple[dict[Sym, int], Fraction] | None:
    """An index as how often each letter is in it, plus a number: T - i + 1; or None."""
    if isinstance(expr, Num):
        return {}, expr.value
    if isinstance(expr, Sym):
        return {expr: 1}, Fraction(0)
    if not isinstance(expr, Apply) or expr.head not in ("+", "neg"):
        return None
    sign, counts, constant = (-1 if expr.head == "neg" else 1), dict[Sym, int](), Fraction(0)
    for part in map(linear, expr.args):
        if part is None:
            return None
        for letter, count in part[0].items():
            counts[letter] = counts.get(letter, 0) + sign * count
        constant += sign * part[1]
    return {letter: count for letter, count in counts.items() if count}, constant


def added(*parts: Expr) -> Expr | None:
    """The sum of indices in its shortest form; None where they are not linear."""
    total = linear(Apply("+", parts))
    if total is None or any(abs(count) > 1 for count in total[0].values()):
        return None
    counts, constant = total
    terms: list[Expr] = [letter for letter, count in counts.items() if count > 0]
    terms += [Apply("neg", (letter,)) for letter, count in counts.items() if count < 0]
    if constant or not terms:
        number = Num(abs(constant))
        terms.append(number if constant >= 0 else Apply("neg", (number,)))
    return terms[0] if len(terms) == 1 else Apply("+", tuple(terms))


def shifted(expr: Expr, offset: int) -> Expr:
    """An index plus a whole number, simplified."""
    parts = affine(expr)
    if parts is None or offset == 0:
        return expr
    letter, constant = parts[0], parts[1] + offset
    if letter is None:
        return Num(constant)
    if constant == 0:
        return letter
    number = Num(abs(constant))
    return Apply("+", (letter, number if constant > 0 else Apply("neg", (number,))))


def substituted(expr: Expr, variable: Sym, value: Expr) -> Expr:
    """The expression with a variable replaced."""
    if expr == variable:
        return value
    return _substituted_in(expr, variable, value)  # type: ignore[return-value]


def _substituted_in(value: object, variable: Sym, by: Expr) -> object:
    if isinstance(value, tuple):
        return tuple(_substituted_in(each, variable, by) for each in value)
    if value == variable:
        return by
    if not isinstance(value, Struct) or isinstance(value, Num):
        return value
    result = type(value)(*(_substituted_in(each, variable, by) for each in astuple(value)))
    if isinstance(result, Apply) and is_shift(result):
        parts = affine(result)
        return Num(parts[1]) if parts and parts[0] is None else result
    return result
