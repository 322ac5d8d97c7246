r"""Laws told by their steps: p(h_1), p(h_t|h_{t-1}), p(v_t|h_t) are the law of sequences.

They make the joint p(h_{1:T}, v_{1:T}) with the product of the steps assumed of it. A chain
that nothing starts at 1 starts at 0, and p(x_T), p(x_{t-1}|x_t) is one that runs backwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checkers.notation.expr import Apply, Bind, Chain, Density, Expr, Num, Span, Sym
from checkers.notation.grammar.indices import shifted
from checkers.notation.let.names import Name
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Law, Variable

ZERO, ONE, TWO = (Num(Fraction(n)) for n in range(3))
LENGTH = Sym("T")


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
    from_one = {each.removesuffix("_1") for of in starts for each in of if each.endswith("_1")}
    looking = {each for step in steps if _moves(step) for each in sequences([step])}
    from_zero = [each for each in own if each in looking - from_one]
    backwards = {each for step in steps if _is_backwards(step) for each in sequences([step])}
    starts += [(f"{each}_0",) for each in from_zero if each not in backwards]
    factors: list[Expr] = [
        Density(name, tuple(map(_member, of))) for of in dict.fromkeys(starts)
    ]
    factors += [_product(name, step, from_zero) for step in steps]
    firsts = tuple(Sym(each, (ZERO,)) for each in from_zero)
    whole = (*firsts, *(Sym(each, (Span(ONE, LENGTH),)) for each in own))
    value = Apply("*", tuple(factors)) if len(factors) > 1 else factors[0]
    law = Law(name, (*(f"{each}_0" for each in from_zero), *own))
    return law, Chain((Density(name, whole), value), ("=",))


def _firsts(law: Law, own: dict[str, Variable]) -> bool:
    numbered = {each.rpartition("_")[0] for each in law.of if each.endswith(("_0", "_1"))}
    return not law.given and len(numbered) == len(law.of) and numbered <= own.keys()


def _member(name: str) -> Sym:
    stem, _, number = name.rpartition("_")
    return Sym(stem, (Num(Fraction(number)),))


def _product(name: str, step: Name, from_zero: Iterable[str]) -> Expr:
    """A step for every member, from the second on where it looks back to a first; the law of
    the last member, as p(x_T), is no product.
    """
    density = Density(name, step.of, step.given)
    counter = _counter(step)
    assert counter is not None  # noqa: S101 - it is a step
    if counter == LENGTH:
        return density
    late = _moves(step) and not sequences([step]).keys() <= set(from_zero)
    return Bind("prod", (counter,), density, TWO if late else ONE, LENGTH)


def _moves(step: Name) -> bool:
    """Whether the step is from one member to the next."""
    return any(
        isinstance(part, Apply) for entry in step.of + step.given for part in walk(entry)
    )


def _is_backwards(step: Name) -> bool:
    return any(isinstance(part, Apply) for entry in step.of for part in walk(entry))


def _counter(name: Name) -> Sym | None:
    """The letter t of what a law is over, be it x_t or several such, or x_{t-1} given x_t."""
    if not all(isinstance(entry, Sym) and entry.index for entry in name.of):
        return None
    found = {i for entry in name.of if isinstance(entry, Sym) for i in entry.index}
    if name.given and _is_backwards(name):
        known = {i for entry in name.given if isinstance(entry, Sym) for i in entry.index}
        found = known if len(found) == 1 and found == {shifted(i, -1) for i in known} else set()
    letter = found.pop() if len(found) == 1 else None
    return letter if isinstance(letter, Sym) and not letter.index else None


def _is_span(entry: Expr) -> bool:
    return any(isinstance(part, Span) for part in walk(entry))
