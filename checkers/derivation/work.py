"""Composition of the steps to the claim, and the milestones on the way.

A statement that only repeats the claim proves nothing, so the claim must follow from the other
statements. Where the claim is pure algebra, which every rewriting satisfies at once, some
other statement about the same things must stand in the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction

from checkers.derivation.asserted import (
    Claim,
    chain_ends,
    possibly_positive,
    signed_terms,
    substituted,
)
from checkers.derivation.canonical import Canonical, canonical
from checkers.derivation.chain_rule import is_unsimplified
from checkers.derivation.compose import EQUALITIES, Relation, follows, has_path, leads_to, says
from checkers.derivation.objectives import is_alike, objectives
from checkers.derivation.showing import is_inserted, is_put_in, is_solved, names
from checkers.derivation.steps import CONDITION, Judged
from checkers.derivation.values import loose_values, nodes
from checkers.notation.expr import Apply, Bind, Density, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary

ZERO = Num(Fraction(0))
Writing = Callable[[Expr], Hashable]


class Work:
    """What the steps that hold establish, on any of the claims asked about."""

    def __init__(
        self, steps: Sequence[Judged], claims: Iterable[Claim], vocabulary: Vocabulary
    ) -> None:
        """Number everything that the steps and the claims say."""
        held = [step for step in steps if step.status == "holds"]
        stated = [step.claim for step in held if step.claim]
        claims = list(claims)
        written = [step.claim for step in steps if step.claim]
        sides = [side for left, _, right in written + claims for side in (left, right)]
        lemmas = possibly_positive(sides)
        sides += [body for claim in claims for body in objectives(claim)]
        terms = [term for side in sides for _, term in signed_terms(side)]
        self._canonical = canonical(vocabulary)
        self._replaced = {
            claim: list(substituted(claim, stated, self._canonical)) for claim in claims
        }
        replaced = [
            side for pairs in self._replaced.values() for pair in pairs for side in pair
        ]
        self.nodes = nodes([*sides, *terms, *lemmas, *replaced, ZERO], vocabulary)
        self._vocabulary, self._definitions = vocabulary, vocabulary.definitions
        self._literal = canonical(vocabulary, spelled=False)
        self._stated = stated
        self._conditions = [s.claim for s in held if s.claim and s.rule == CONDITION]
        self._written = [self._relation(claim) for claim in written]
        self._relations = [self._relation(claim) for claim in stated]
        self._ends = [self._relation(claim) for claim in chain_ends(held)]
        self._lemmas = self._non_negative(lemmas, vocabulary)
        self._numbers = {self.nodes.number(side) for side in sides if not names(side)}

    def _relation(self, claim: Claim) -> Relation:
        left, relation, right = claim
        return Relation(self.nodes.number(left), relation, self.nodes.number(right))

    def _non_negative(self, lemmas: Sequence[Expr], vocabulary: Vocabulary) -> list[Relation]:
        """X >= 0 for those that no loosened world makes negative: divergences, variances."""
        zero = self.nodes.number(ZERO)
        values = loose_values(lemmas, vocabulary, normalized=True)
        return [
            Relation(self.nodes.number(lemma), ">=", zero)
            for lemma, value in zip(lemmas, values, strict=True)
            if value is not None and (value >= -1e-12).all() and (value > 1e-6).any()
        ]

    def is_algebra(self, claim: Claim) -> bool:
        """Whether the claim's sides are the same thing in other dress."""
        asked = self._relation(claim)
        return asked.left == asked.right

    def bears_on(self, claim: Claim) -> bool:
        """Whether a step other than the claim says something of either of its sides or its
        logarithm, of a law in them, or of what is optimized.
        """
        sides = (claim[0], claim[2])
        parts = {node for side in sides for node in walk(side)}
        laws = [node for node in parts if isinstance(node, Density) and node.of]
        logs = [Apply("log", (node,)) for node in (*sides, *laws)]
        found = map(self.nodes.find, (*sides, *laws, *logs))
        things = {number for number in found if number is not None}
        others = [r for r in self._besides(claim) if r.left != r.right]
        return any({r.left, r.right} & things for r in others) or self._says_more(claim)

    def _says_more(self, claim: Claim) -> bool:
        """Whether a step says of what is optimized more than how it is written or named."""
        things, key = set(map(self.nodes.number, objectives(claim))), self._canonical.key
        return any(
            {self.nodes.number(one), self.nodes.number(other)} & things
            and key(one) != key(other)
            for one, relation, other in self._stated
            if relation in EQUALITIES
        )

    def only_restates(self, claim: Claim) -> bool:
        """Whether nothing is said besides the claim itself."""
        if self.is_algebra(claim):
            written = (self._writings(claim, write) for write in self._ways(claim))
            dressed = all(edge <= ends for ends, edges in written for edge in edges)
            return dressed and not self._is_shown(claim)
        return not self._besides(claim) and not self._is_shown(claim)

    def is_same(self, claim: Claim, other: Claim) -> bool:
        """Whether two relations say the same in other dress."""
        one, two = self._relation(claim), self._relation(other)
        return one in (two, two.mirrored())

    def is_said(self, claim: Claim, step: Claim) -> bool:
        """Whether a step says the claim, perhaps with terms moved over."""
        return says(self._relation(step), self._relation(claim), self.nodes)

    def is_literally(self, claim: Claim, other: Claim) -> bool:
        """Whether two relations say the same in one writing, no divergence spelled out."""
        key = self._literal.key
        sides = {key(claim[0]), key(claim[2])}
        return self.is_same(claim, other) and sides == {key(other[0]), key(other[2])}

    def is_written(self, claim: Claim) -> bool:
        """Whether both sides of the claim stand in the answer, in their own writing."""
        ends, edges = self._writings(claim, self._canonical)
        return ends <= frozenset().union(*edges)

    def is_scaled(self, claim: Claim) -> bool:
        """Whether a step is the claim times a number: with its signs changed."""
        return any(self._canonical.is_multiple(step, claim) for step in self._stated)

    def establishes(self, claim: Claim) -> bool:
        """Whether the claim is stated, by one step or by several in a row."""
        if self.is_algebra(claim):
            return self.is_written(claim)
        asked = self._relation(claim)
        said = [*self._relations, *self._ends]
        stated = any(says(relation, asked, self.nodes) for relation in said)
        return stated or has_path(self._loosest(claim), self._relations)

    def _loosest(self, claim: Claim) -> Relation:
        """The claim, or that its sides are proportional where they are laws of one variable:
        both sum to one, so that they are then equal.
        """
        asked, (left, relation, right) = self._relation(claim), claim
        known = self._vocabulary
        points = {*map(Sym, known.proportional_in), *known.proportional_at}
        are_laws = _point(left) in points and _point(left) == _point(right)
        loosened = relation in EQUALITIES and are_laws
        return asked._replace(relation="propto") if loosened else asked

    def dresses(self, claim: Claim) -> bool:
        """Whether both sides of the claim are one writing, and some step says it of itself."""
        one, _, other = claim
        own = self._canonical.key(one)
        if own != self._canonical.key(other):
            return False
        write = self._canonical.key
        return any(own == write(left) == write(right) for left, _, right in self._stated)

    def proves(self, claim: Claim) -> bool:
        """Whether the claim is stated and follows from what is said besides it."""
        if not self.establishes(claim):
            return False
        if self.is_algebra(claim):
            return self._is_worked(claim)
        if _is_of_places(claim) and (self.leads(claim) or self._is_alike(claim)):
            return True
        others = self._besides(claim)
        asked = self._relation(claim)
        return (
            follows(asked, others + self._lemmas, self.nodes)
            or has_path(self._loosest(claim), others)
            or self._is_substituted(claim)
            or self._is_shown(claim)
        )

    def _is_alike(self, claim: Claim) -> bool:
        """Whether the claim's objectives are shown to be alike, up to constants."""
        find, key = self.nodes.find, self._canonical.key
        return is_alike(claim, self._stated, find, key)

    def _is_substituted(self, claim: Claim) -> bool:
        """Whether a step, put into the claim, makes its sides the same."""
        return claim[1] == "=" and any(
            self.nodes.number(left) == self.nodes.number(right)
            for left, right in self._replaced[claim]
        )

    def _besides(self, claim: Claim) -> list[Relation]:
        """The steps without those that are the claim, perhaps with terms moved over, times a
        number or in other brackets.
        """
        balance = self._balance(claim)
        turned = {node: -sign for node, sign in balance.items()}
        return [
            relation
            for stated, relation in zip(self._stated, self._relations, strict=True)
            if self._balance(stated) not in (balance, turned)
            and not self._canonical.is_multiple(stated, claim)
        ]

    def _balance(self, claim: Claim) -> dict[int, int]:
        """The terms of left minus right, by node, with their signs."""
        left, _, right = claim
        balance: Counter[int] = Counter()
        for side, factor in ((left, 1), (right, -1)):
            for sign, term in signed_terms(side):
                balance[self.nodes.number(term)] += factor * sign
        zero = self.nodes.number(ZERO)
        return {node: sign for node, sign in balance.items() if sign and node != zero}

    def mentions(self, expr: Expr) -> bool:
        """Whether some side is this expression, in any dress."""
        node = self.nodes.number(expr)
        return any(node in (relation.left, relation.right) for relation in self._relations)

    def reaches(self, claim: Claim) -> bool:
        """Whether both of the claim's sides stand in the answer, be it in false steps."""
        found = {node for relation in self._written for node in (relation.left, relation.right)}
        return {self.nodes.number(claim[0]), self.nodes.number(claim[2])} <= found

    def concludes(self, claim: Claim) -> bool:
        """Whether the steps come to the claim, the false ones granted, by work that holds: one
        step besides the claim lies on the way to it, or begins at one of its ends. A number
        is no member of the way: "log p = 7 >= ELBO" only says that 7 is large.
        """
        if self.is_algebra(claim):
            return self.reaches(claim) and self._is_worked(claim)
        asked = self._relation(claim)
        bare = self._numbers - {asked.left, asked.right}
        granted = [
            step
            for step in self._written
            if step not in (asked, asked.mirrored())
            and bare.isdisjoint({step.left, step.right})
        ]
        concluded = has_path(asked, granted) or self.establishes(claim)
        held = [
            step for step in self._besides(claim) if bare.isdisjoint({step.left, step.right})
        ]
        return concluded and any(leads_to(step, asked, granted) for step in held)

    def _is_worked(self, claim: Claim) -> bool:
        """Where the claim is mere algebra: whether some other step speaks of its things."""
        things = names(claim[0]) | names(claim[2])
        written = (self._writings(claim, write) for write in self._ways(claim))
        return self._is_shown(claim) or any(
            edge != ends and len(edge) == 2 and things & names(one)
            for ends, edges in written
            for edge, (one, _, _) in zip(edges, self._stated, strict=True)
            if not isinstance(one, Sym)
        )

    def _is_shown(self, claim: Claim) -> bool:
        """Whether a definition is put in for a name of the claim, or a condition solved."""
        ends = {self.nodes.number(claim[0]), self.nodes.number(claim[2])}
        sides = (side for one, _, other in self._stated for side in (one, other))
        same = [side for side in sides if self.nodes.number(side) in ends]
        return (
            (claim[1] in EQUALITIES and is_put_in(claim, same, self._definitions))
            or is_unsimplified(claim, same, self._vocabulary)
            or is_inserted(claim, self._stated, self._definitions)
            or is_solved(claim, self._conditions)
        )

    def leads(self, claim: Claim) -> bool:
        """Whether equations lead from one side of the claim to the other by way of something
        that is written like neither. This is for sides that values do not tell apart.
        """
        return any(self._leads(claim, write) for write in self._ways(claim))

    def _leads(self, claim: Claim, way: Canonical) -> bool:
        ends, written = self._writings(claim, way)
        pairs = zip(written, self._stated, strict=True)
        edges = [edge for edge, (_, relation, _) in pairs if relation in EQUALITIES]
        start = next(iter(ends))
        reached, frontier = {start}, [start]
        while frontier:
            here = frontier.pop()
            fresh = {w for edge in edges if here in edge and edge != ends for w in edge}
            frontier += fresh - reached
            reached |= fresh
        return len(ends) == 2 and ends <= reached

    def _ways(self, claim: Claim) -> tuple[Canonical, ...]:
        """How to tell the members of a chain apart. To spell a divergence out is a step between
        values; between optima it comes before the first one.
        """
        return (self._canonical,) if _is_of_places(claim) else (self._canonical, self._literal)

    def _writings(
        self, claim: Claim, way: Canonical
    ) -> tuple[frozenset[Hashable], list[frozenset[Hashable]]]:
        """The writings of the claim's sides, and of each step's: canonical ones, or else such
        as tell the claim's sides apart.
        """
        ways: tuple[Writing, ...] = (way.key, self._literal.key)
        write = next((key for key in ways if key(claim[0]) != key(claim[2])), _census)
        sides = ((one, other) for one, _, other in (claim, *self._stated))
        ends, *edges = (frozenset(map(write, pair)) for pair in sides)
        return ends, edges


def _point(law: Expr) -> Expr | None:
    """What a density is taken at."""
    if isinstance(law, Density):
        return law.of[0] if len(law.of) == 1 else None
    return law.args[0] if isinstance(law, Apply) and law.head == "pdf" else None


def _is_of_places(claim: Claim) -> bool:
    """Whether the claim is on where optima lie: equal places are no equal objectives."""
    return all(
        isinstance(side, Bind) and side.op in ("argmin", "argmax")
        for side in (claim[0], claim[2])
    )


def _census(expr: Expr) -> Hashable:
    """What an expression is written with, whatever the order and the bound letters."""
    found = Counter(n.name.rstrip("'") for n in walk(expr) if isinstance(n, Density | Sym))
    found += Counter(n.head for n in walk(expr) if isinstance(n, Apply))
    return frozenset(found.items())
