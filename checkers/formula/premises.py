r"""Premises: what an answer itself may choose, and its formula rests on.

    Premise(r"q(x'|x) = q(x|x')", says=("symmetric", "uniform*"))

A question may leave a law to the answer, which says what it is by an equation, q(x'|x) = q(x'),
or in words. The formula has to equal the reference under what is said. Where nothing is said
and one of the question's premises would make it right, a person decides whether it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from checkers.notation.expr import Chain, Density, Sym
from checkers.notation.tree import walk

if TYPE_CHECKING:
    from checkers.notation.vocabulary import Vocabulary


TOUCHING = 0.5
"""The share of a pattern's terms that is found; one term alone counts half of a relation."""


@dataclass(frozen=True)
class Premise:
    """A relation that may be supposed of a law that the question leaves to the answer.

    `means` is the relation, in the notation of answers; its first law is the one that is left
    to the answer. `says` are the words that say it, as patterns of rubrics.
    """

    means: str
    says: tuple[str, ...] = ()

    def is_said(self, answer: str) -> bool:
        """Whether the answer says it in words."""
        from checkers.prose.rubric import Point, Rubric
        from checkers.prose.suggesting import NOT_FOUND, suggest

        asked = Rubric((Point(self.means, 1.0, self.says),))
        return suggest(answer, asked).findings[0].reason != NOT_FOUND

    def is_touched(self, answer: str) -> bool:
        """Whether its words stand in the answer, be it to deny them."""
        from checkers.prose.matching import Window, nearness
        from checkers.prose.patterns import sequences

        steps = (step for text in self.says for way in sequences(text) for step in way)
        return any(nearness(step, Window(answer, {})) >= TOUCHING for step in steps)

    def added(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary under the premise, in place of what else its law is supposed to be."""
        from checkers.notation.reader import read_chain

        chain = read_chain(self.means, vocabulary)
        names = frozenset({_law(chain)})
        kept = (a for a in vocabulary.assumptions if not _says_of(a, names))
        return replace(vocabulary, assumptions=(*kept, chain))


def _law(chain: Chain) -> str:
    """The name of the first law of a relation."""
    nodes = (node for part in chain.parts for node in walk(part))
    return next(node.name for node in nodes if isinstance(node, Density))


def _says_of(assumption: object, names: frozenset[str]) -> bool:
    return isinstance(assumption, Chain) and _is_of_law(assumption.parts[0], names)


def chosen(premises: Sequence[Premise], vocabulary: Vocabulary) -> frozenset[str]:
    """The names of the laws that are left to the answer."""
    from checkers.notation.reader import read_chain

    return frozenset(_law(read_chain(each.means, vocabulary)) for each in premises)


class Supposed(NamedTuple):
    """What an answer says of the laws that it may choose, and its other chains."""

    rest: list[list[Any]]
    equations: tuple[Chain, ...]
    is_told: bool
    """Whether it says anything of them."""


def supposed(chains: list[list[Any]], names: frozenset[str]) -> Supposed:
    """Part the chains that only name a chosen law, or say what it is, from the others."""
    said = [chain for chain in chains if _is_of_law(chain[0].left, names)]
    equations = (s for chain in said for s in chain if s.relation == "=")
    known = [Chain((s.left, s.right), ("=",)) for s in equations if s.left and s.right]
    rest = [chain for chain in chains if chain not in said]
    return Supposed(rest, tuple(known), any(chain[0].relation for chain in said))


def _is_of_law(left: Any, names: frozenset[str]) -> bool:
    return isinstance(left, Density | Sym) and left.name in names


def mentions(chain: Chain, names: frozenset[str]) -> bool:
    """Whether a formula speaks of a chosen law."""
    return any(_is_of_law(node, names) for part in chain.parts for node in walk(part))


def under(chains: Sequence[Chain], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with what the chains say of its laws, and what that leaves unsaid."""
    from checkers.notation.let.normalizers import laws_given, normalizers

    if not chains:
        return vocabulary
    known = {*vocabulary.symbols, *vocabulary.variables}
    constants = tuple(normalizers(laws_given(chains), known))
    return replace(
        vocabulary,
        assumptions=(*vocabulary.assumptions, *chains),
        definitions=(*vocabulary.definitions, *constants),
    )
