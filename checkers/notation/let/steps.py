r"""Laws told by their steps: p(h_1), p(h_t|h_{t-1}), p(v_t|h_t) are the law of sequences.

They make the joint p(h_{1:T}, v_{1:T}) with the product of the steps assumed of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checkers.notation.expr import Apply, Bind, Chain, Density, Expr, Num, Span, Sym
from checkers.notation.let.names import Name
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Law, Variable

ONE, TWO, LENGTH = Num(Fraction(1)), Num(Fraction(2)), Sym("T")


def is_step(name: Name) -> bool:
    """Whether the law is of a member of a sequence: p(h_t|h_{t-1})."""
    return _counter(name) is not None and not any(map(_is_span, name.of + name.given))


def sequences(steps: Iterable[Name]) -> dict[str, Variable]:
    """The variables that the steps are over."""
    names = [entry.name for step in steps for entry in step.of if isinstance(entry, Sym)]
    return {name: Variable(name, length=LENGTH.name) for name in names}


def joint(name: str, steps: list[Name], before: Iterable[Law]) -> tuple[Law, Chain]:
    """The law of the sequences, and what is assumed of it.

    `before`: laws of first members, as p(h_1); they are factors, too.
    """
    own = sequences(steps)
    starts = [law.of for law in before if _firsts(law, own)]
    factors: list[Expr] = [Density(name, tuple(map(_first, of))) for of in starts]
    factors += [_product(name, step) for step in steps]
    whole = tuple(Sym(each, (Span(ONE, LENGTH),)) for each in own)
    value = Apply("*", tuple(factors)) if len(factors) > 1 else factors[0]
    return Law(name, tuple(own)), Chain((Density(name, whole), value), ("=",))


def _firsts(law: Law, own: dict[str, Variable]) -> bool:
    return not law.given and {name.removesuffix("_1") for name in law.of} <= own.keys()


def _first(name: str) -> Sym:
    return Sym(name.removesuffix("_1"), (ONE,))


def _product(name: str, step: Name) -> Expr:
    """A step for every member, from the second on where it looks back."""
    counter = _counter(step)
    assert counter is not None  # noqa: S101 - it is a step
    back = any(isinstance(part, Apply) for entry in step.given for part in walk(entry))
    density = Density(name, step.of, step.given)
    return Bind("prod", (counter,), density, TWO if back else ONE, LENGTH)


def _counter(name: Name) -> Sym | None:
    """The letter t of what a law is over, if that is x_t or several such."""
    found = {i for entry in name.of if isinstance(entry, Sym) for i in entry.index}
    letter = found.pop() if len(found) == 1 else None
    alone = all(isinstance(entry, Sym) and entry.index for entry in name.of)
    return letter if alone and isinstance(letter, Sym) and not letter.index else None


def _is_span(entry: Expr) -> bool:
    return any(isinstance(part, Span) for part in walk(entry))
