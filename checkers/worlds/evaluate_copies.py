"""Copies of a law's variable, of which it is said what they are drawn from: z_k ~ q(z|x)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkers.notation.expr import Density, Draw, Sym
from checkers.worlds.gaussian_noise import assumed_law

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

Variables = tuple[Sym, ...]


def conditional(free: list[Sym], look: Evaluator) -> Draw | None:
    """The draw of copies from a conditional law, where all else is what it is given."""
    copies = tuple(each for each in free if told((each,), look))
    names = told(copies, look)
    found = [law for law in look.vocabulary.laws if law.name in names and law.given]
    rest = {each.name for each in free if each not in copies}
    if len(names) != 1 or len(found) != 1 or not rest <= {*found[0].given}:
        return None
    return Draw(copies, Density(found[0].name, copies, tuple(map(Sym, found[0].given))))


def told(own: Variables, look: Evaluator) -> set[str]:
    """The laws that copies are said to be drawn from: x_1, ..., x_n iid from q."""
    laws = [assumed_law(each, look.vocabulary) for each in own]
    named = [law.name for law in laws if isinstance(law, Density | Sym)]
    return set(named) if len(named) == len(own) else set()
