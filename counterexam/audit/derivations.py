"""Derivations: one slip in a chain of steps; steps rewritten, left out, put in.

The oracle judges the relations that the slip changed, in worlds that no check has seen. A
mutant is wrong if one of them is false there; where all of them say what they said, or another
truth, the mutant is no slip. What it cannot read or decide it cannot tell, and definitions that
a slip changed are judged by the steps that use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from checkers.derivation import Derivation
from checkers.derivation.fresh import completed, places
from checkers.notation.expr import Chain
from checkers.notation.passages import read_passages
from counterexam.audit.formulas import court, same
from counterexam.audit.layouts import layouts
from counterexam.audit.mutate import mutants
from counterexam.audit.notations import notations
from counterexam.audit.rewrite import rewritings, text
from counterexam.audit.variants import Truth, Variant, distinct


def wrong(form: Derivation, reference: Mapping[str, Any], seed: int) -> Iterator[Variant]:
    """Our own derivation with one slip."""
    (answer,) = form.model_answers(reference)
    for mutant in mutants(answer):
        yield Variant(mutant.operator, mutant.text, partial(truth, form, answer, mutant.text))


def right(form: Derivation, reference: Mapping[str, Any], seed: int) -> Iterator[Variant]:
    """Our own derivation rewritten, laid out otherwise and in other notation."""
    (answer,) = form.model_answers(reference)
    yield from distinct(layouts(answer), answer)
    yield from notations(answer)
    for way, fresh in rewritten(answer, form):
        yield Variant(f"algebra: {way}", fresh)


def truth(form: Derivation, answer: str, mutant: str) -> Truth:
    """Whether the slip made a relation false."""
    before, after = (read_passages(each, form.vocabulary) for each in (answer, mutant))
    paired = len(before.statements) == len(after.statements)
    old = before.statements if paired else (None,) * len(after.statements)
    places_changed = [
        place
        for place, (a, b) in enumerate(zip(old, after.statements, strict=True))
        if a is None or _texts(a) != _texts(b)
    ]
    if paired and _say_the_same(form, before, after, places_changed):
        return "equivalent"
    statements, vocabulary = completed(after.statements, after.vocabulary)
    if any(statements[place].kind == "definition" for place in places_changed):
        places_changed = list(range(len(statements)))
    judges = court(vocabulary)
    found = [_status(judges, statements[place], form) for place in places_changed]
    if "fails" in found:
        return "wrong"
    return "unknown" if not found or "unknown" in found else "equivalent"


def _texts(statement: Any) -> tuple[str, str, str]:
    return statement.left_text, statement.relation, statement.right_text


def _status(judges: Any, statement: Any, form: Derivation) -> str:
    """What becomes of one relation; what is assumed or defined is true of nothing."""
    if statement.kind in ("assumption", "condition", "expression", "definition"):
        return "none"
    said = places(statement) if form.of_places else statement
    if said.left is None or said.right is None:
        return "unknown"
    return str(judges.judge(said.left, said.relation, said.right).status)


def _say_the_same(form: Derivation, before: Any, after: Any, changed: Sequence[int]) -> bool:
    """Whether every changed side is equal to the original one in every world."""
    said, vocabulary = completed([*before.statements, *after.statements], before.vocabulary)
    both = list(map(places, said)) if form.of_places else said
    half = len(both) // 2
    pairs = [(both[place], both[half + place]) for place in changed]
    return all(
        a.relation == b.relation
        and _equal(a.left, b.left, vocabulary)
        and _equal(a.right, b.right, vocabulary)
        for a, b in pairs
    )


def _equal(one: Any, other: Any, vocabulary: Any) -> bool:
    if one is None or other is None:
        return False
    return same(one, other, vocabulary) == "equivalent"


def rewritten(answer: str, form: Derivation) -> Iterator[tuple[str, str]]:
    """The answer rewritten in ways that keep its meaning, each with the way."""
    statements = read_passages(answer, form.vocabulary).statements
    groups = [list(group) for _, group in groupby(statements, lambda s: s.chain)]
    chains = [_chain(group) for group in groups]
    words = [" ".join(s.words for s in group) for group in groups]
    for place, chain in enumerate(chains):
        if chain is not None:
            for way, fresh in rewritings(chain):
                yield way, _written([*chains[:place], fresh, *chains[place + 1 :]], words)


def _written(chains: Sequence[Chain | None], words: Sequence[str]) -> str:
    """The chains, each with the words that accompany it: they may say what it rests on."""
    pairs = zip(chains, words, strict=True)
    return "\n\n".join(
        f"{said} We have\n$${text(chain)}$$" for chain, said in pairs if chain is not None
    )


def _chain(statements: Sequence[Any]) -> Chain | None:
    sides = [statements[0].left, *(s.right for s in statements)]
    if any(side is None for side in sides) or not statements[0].relation:
        return None
    return Chain(tuple(sides), tuple(s.relation for s in statements))
