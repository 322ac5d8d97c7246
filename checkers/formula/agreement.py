"""Whether an answer and a reference say the same, whatever kind of thing they are.

Numbers, vectors, matrices and functions are compared in every world; laws by their kind and
parameters; sets member by member in any order, tuples and intervals in order; conditions by
where they are true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from checkers.formula.readings import (
    density_point,
    free_indices,
    with_determinants,
    with_number,
)
from checkers.notation.expr import Apply, Chain, Expr, Sym
from checkers.notation.tree import replace, walk
from checkers.notation.vocabulary import Vocabulary
from checkers.unify import substitute, unified
from checkers.verdict import Counterexample, Evidence

LAWS = frozenset(
    {"Normal", "Cat", "Bernoulli", "Uniform", "Beta", "Gamma", "Binomial", "Poisson", "Laplace"}
)
ORDERED = frozenset({"()", "[]", "[)", "(]", "list"})
SIDES = {"left": "yours", "right": "expected"}
EXACT = Evidence("exact", 0)


class Agreement(NamedTuple):
    """Does it hold, what shows it, and one sentence for the student."""

    status: str
    evidence: Evidence = EXACT
    counterexample: Counterexample | None = None
    sentence: str = ""
    why: str = ""


def in_terms_of(expected: Chain, asked: Expr | None, named: Expr | None) -> Chain:
    """The reference's value, with the letters that the answer uses for the asked name."""
    if any(relation not in ("=", ":=", "~") for relation in expected.relations):
        return expected
    value = expected.parts[-1]
    if asked is None or named is None:
        return Chain((value,), ())
    renaming = unified(asked, named) or {}
    return Chain((substitute(value, renaming),), ())


def within(expected: Chain, named: Expr, around: Expr) -> Chain:
    """The reference's value in the place of its name: log p(x) for p(x)."""
    return Chain((replace(around, {named: expected.parts[-1]}),), ())


def agreement(answer: Chain, reference: Chain, vocabulary: Vocabulary) -> Agreement:
    """Hold the answer against the reference, by the kind of thing that they are."""
    from checkers.formula.conditions import as_condition, conditions
    from checkers.worlds.shared import shared_court

    court = shared_court(vocabulary)
    answer = as_condition(answer, reference)
    if bool(answer.relations) != bool(reference.relations):
        return _otherwise("a condition" if answer.relations else "a value", reference)
    if answer.relations:
        return conditions(answer, reference, court)
    return _agree(answer.parts[0], reference.parts[0], court)


def _agree(answer: Expr, reference: Expr, court: Any) -> Agreement:
    heads = {_head(answer), _head(reference)}
    if heads & LAWS and _is_random(answer, court.vocabulary):
        return _of_answer(court.judge(answer, "~", _law(reference)))
    if heads & LAWS:
        return _at_another_point(answer, reference, court) or _laws(
            _law(answer), _law(reference), court
        )
    if heads == {"set"}:
        return _sets(answer.args, reference.args, court)  # type: ignore[union-attr]
    judged = court.judge(answer, "=", _entry_of(reference, answer, court))
    if judged.status == "fails" and (other := with_determinants(answer, court)) is not None:
        again = court.judge(other, "=", reference)
        judged = again if again.status == "holds" else judged
    misshapen = judged.status == "fails" and not judged.counterexample
    if judged.status != "unknown" and not misshapen:
        return _of_answer(judged)
    if heads & (ORDERED | {"set"}):
        return _tuples(answer, reference, court)
    return _by_shape(answer, reference, court) or _of_answer(judged)


def _entry_of(reference: Expr, answer: Expr, court: Any) -> Expr:
    """The entry of a vector or matrix that an answer in index form gives: (A x)_i."""
    letters = [Sym(name) for name in free_indices(answer, court.vocabulary)]
    if not letters or free_indices(reference, court.vocabulary):
        return reference
    (field,) = values(court, [reference])
    matches = field is not None and sum(size > 1 for size in field.shape) == len(letters)
    return Apply("entry", (reference, *letters)) if matches else reference


def _by_shape(answer: Expr, reference: Expr, court: Any) -> Agreement | None:
    """Values of different shapes differ, but for a vector written as a row or a column."""
    import numpy as np

    yours, expected = values(court, [answer, reference])
    if yours is None or expected is None or yours.shape == expected.shape:
        return None
    evidence = Evidence("sampled", len(yours.data))
    if not (yours.axes or expected.axes) and all(
        _is_vector(field.shape) for field in (yours, expected)
    ):
        one, other = (f.data.reshape(len(f.data), -1) for f in (yours, expected))
        if one.shape == other.shape and np.allclose(one, other, rtol=1e-9):
            return Agreement("holds", evidence)
    sentence = f"It is {_kind(yours.shape)}, expected is {_kind(expected.shape)}."
    return Agreement("fails", evidence, sentence=sentence)


def values(court: Any, exprs: Sequence[Expr]) -> list[Any]:
    """What the expressions are in the court's worlds; None where they have no value there."""
    from checkers.worlds.decide_values import FAILURES
    from checkers.worlds.field import Unknown

    try:
        return court.values(exprs)  # type: ignore[no-any-return]
    except (Unknown, RecursionError, *FAILURES):
        return [None] * len(exprs)


def _is_vector(shape: tuple[int, ...]) -> bool:
    return sum(size > 1 for size in shape) == 1


def _kind(shape: tuple[int, ...]) -> str:
    """The shape in words; the sizes are those of one world."""
    kinds = {0: "a number", 1: "a vector", 2: "a matrix"}
    sizes = f" of {' by '.join(map(str, shape))}" if shape else ""
    return kinds[len(shape)] + sizes


def _of_answer(judged: Any) -> Agreement:
    """The judgement in terms of what is yours and what was expected."""
    if judged.counterexample is None:
        return Agreement(judged.status, judged.evidence or EXACT, why=judged.why)
    world = {name: value for name, value in judged.counterexample.items() if name not in SIDES}
    found = {SIDES[side]: judged.counterexample[side] for side in SIDES}
    place = ", ".join(f"{name} = {value}" for name, value in world.items())
    sentence = f"it is {found['yours']}, expected is {found['expected']}."
    sentence = f"At {place} {sentence}" if place else sentence.capitalize()
    return Agreement(judged.status, judged.evidence or EXACT, world | found, sentence)


def _is_random(expr: Expr, vocabulary: Vocabulary) -> bool:
    """Whether it is made of things that are drawn: B eps, where eps ~ N(0, I)."""
    drawn = {
        a.parts[0]
        for a in vocabulary.assumptions
        if isinstance(a, Chain) and a.relations == ("~",)
    }
    return any(node in drawn for node in walk(expr))


def _head(expr: Expr) -> str:
    head = _law(expr).head if isinstance(expr, Apply) else ""  # type: ignore[union-attr]
    return "" if head == "Gamma" and len(expr.args) == 1 else head  # type: ignore[union-attr]


def _law(expr: Expr) -> Expr:
    """The law itself where its density at a point is written: N(x; mu, Sigma)."""
    return expr.args[1] if isinstance(expr, Apply) and expr.head == "pdf" else expr


def _at_another_point(answer: Expr, reference: Expr, court: Any) -> Agreement | None:
    """Where both are densities at points that differ; letters that nobody declared may be
    any.
    """
    from checkers.notation.show import show

    sides = [side for side in (answer, reference) if isinstance(side, Apply)]
    if [side.head for side in sides] != ["pdf", "pdf"]:
        return None
    (yours, _), (expected, _) = (side.args for side in sides)
    if yours == expected or court.judge(yours, "=", expected).status != "fails":
        return None
    sentence = f"Your density is that of {show(yours)}, expected is that of {show(expected)}."
    return Agreement("fails", EXACT, sentence=sentence)


def _laws(answer: Expr, reference: Expr, court: Any) -> Agreement:
    from checkers.worlds.shared import shared_court

    if isinstance(reference, Apply) and _head(answer) not in LAWS:
        point = density_point(answer, reference, court.vocabulary)
        if point is not None:
            court = shared_court(with_number(court.vocabulary, point))
            density = Apply("pdf", (Sym(point), reference))
            return _of_answer(court.judge(answer, "=", density))
    if not isinstance(answer, Apply) or not isinstance(reference, Apply):
        return _otherwise("no law", Chain((reference,), ()))
    if answer.head != reference.head or len(answer.args) != len(reference.args):
        return _otherwise(f"a law of kind {answer.head}", Chain((reference,), ()))
    parameters = [_agree(a, r, court) for a, r in zip(answer.args, reference.args, strict=True)]
    return _all(parameters, lambda place: f"Parameter {place} of your law differs")


def _tuples(answer: Expr, reference: Expr, court: Any) -> Agreement:
    from checkers.notation.show import show

    if not isinstance(answer, Apply) or not isinstance(reference, Apply):
        return _otherwise("a single value", Chain((reference,), ()))
    if answer.head != reference.head:
        return _otherwise(show(answer), Chain((reference,), ()))
    if len(answer.args) != len(reference.args):
        return Agreement(
            "fails",
            sentence=f"You give {len(answer.args)} members, expected {len(reference.args)}.",
        )
    members = [_agree(a, r, court) for a, r in zip(answer.args, reference.args, strict=True)]
    return _all(members, lambda place: f"Member {place} differs")


def _sets(answer: Sequence[Expr], reference: Sequence[Expr], court: Any) -> Agreement:
    """Every member of each is one of the other."""
    found: list[Agreement] = []
    for ours, theirs, lack in ((answer, reference, "belong"), (reference, answer, "miss")):
        for place, member in enumerate(ours, 1):
            tried = [_agree(member, other, court) for other in theirs]
            held = next((t for t in tried if t.status == "holds"), None)
            if held is None and any(t.status == "unknown" for t in tried):
                return Agreement("unknown", why=f"member {place} could not be compared")
            if held is None:
                what = "does not belong in it" if lack == "belong" else "is missing"
                owner = "Your member" if lack == "belong" else "Member"
                return Agreement("fails", sentence=f"{owner} {place} {what}.")
            found.append(held)
    return _all(found, str)


def _all(found: Sequence[Agreement], place: Callable[[int], str]) -> Agreement:
    """All hold, on the weakest evidence; or the first that fails, or cannot be told."""
    for status in ("fails", "unknown"):
        for number, one in enumerate(found, 1):
            if one.status == status:
                return one._replace(sentence=f"{place(number)}: {one.sentence}")
    sampled = [one.evidence for one in found if one.evidence.method == "sampled"]
    return Agreement("holds", (sampled or [one.evidence for one in found] or [EXACT])[0])


def _otherwise(given: str, expected: Chain) -> Agreement:
    from checkers.notation.show import show

    shown = (
        f" {expected.relations[0]} ".join(map(show, expected.parts))
        if (expected.relations)
        else show(expected.parts[0])
    )
    return Agreement("fails", sentence=f"You give {given}; expected is {shown}.")
