r"""Formulas: the reference's text mutated and rewritten.

The oracle reads mutant and reference with the exam's own reader, and compares them in worlds
that no check has seen (another seed, and so other sizes, weights and points). It shares the
notation and the interpreter with the checker, but neither how an answer's formula is found nor
how it is compared with what was asked. Where it has no value, or cannot read the mutant, it
cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from checkers.construction import Construction
from checkers.formula import Formula
from checkers.formula.agreement import LAWS
from checkers.notation.expr import Apply, Chain, Expr
from checkers.notation.lexer import ReadError
from checkers.notation.reader import read_chain
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.decide import Court
from counterexam.audit.layouts import layouts
from counterexam.audit.mutate import mutants
from counterexam.audit.notations import notations
from counterexam.audit.rewrite import rewritings, text
from counterexam.audit.variants import Truth, Variant, distinct, worst

SEED = 20_011
"""Of the oracle's worlds; checks draw theirs from 0."""
STRUCTURES = LAWS | {"pdf", "()", "[]", "[)", "(]"}
"""What is equal where all of its members are."""


def wrong(form: Formula, reference: Any, seed: int) -> Iterator[Variant]:
    """Each of the right values with one slip, under its name where it has one."""
    values = _values(form, reference)
    for name, value in values:
        rights = [right for other, right in values if other == name]
        for mutant in mutants(value):
            judge = partial(truth, mutant.text, rights, form.vocabulary)
            yield Variant(mutant.operator, _equation(form, name, mutant.text), judge)


def right(form: Formula, reference: Any, seed: int) -> Iterator[Variant]:
    """Each of the right values rewritten, laid out otherwise and in other notation."""
    for name, value in _values(form, reference):
        equation = _equation(form, name, value)
        yield from distinct(layouts(equation), equation)
        yield from notations(equation)
        chain = read_chain(value, form.vocabulary)
        named = f"{name} = " if name and not chain.relations else ""
        for way, fresh in rewritings(chain):
            yield Variant(f"algebra: {way}", f"$${named}{text(fresh)}$$")
        yield Variant("notation: as reports print it", f"$${named}{text(chain)}$$")


def _values(form: Formula, reference: Any) -> list[tuple[str, str]]:
    """The right values with their names."""
    values = reference if isinstance(reference, Mapping) else {form.asks: reference}
    return [
        (name, text)
        for name, value in values.items()
        for text in ([value] if isinstance(value, str) else value)
    ]


def _equation(form: Formula, name: str, value: str) -> str:
    return form.model_answers({name: value})[0] if _is_read(form, value) else f"$${value}$$"


def _is_read(form: Formula, value: str) -> bool:
    return _read(value, form.vocabulary) is not None


def truth(mutant: str, rights: list[str], vocabulary: Vocabulary) -> Truth:
    """Whether the mutant is equal to none of the right values."""
    found = [_compared(mutant, value, vocabulary) for value in rights]
    if "equivalent" in found:
        return "equivalent"
    return "unknown" if "unknown" in found else "wrong"


def _compared(mutant: str, value: str, vocabulary: Vocabulary) -> Truth:
    given, expected = _read(mutant, vocabulary), _read(value, vocabulary)
    if given is None or expected is None:
        return "unknown"
    if given.relations != expected.relations:
        return "wrong"
    pairs = zip(given.parts, expected.parts, strict=True)
    return worst(same(one, other, vocabulary) for one, other in pairs)


def _are_alike(one: Expr, other: Expr) -> bool:
    """Whether they are two laws of a kind, or tuples of a length."""
    return (
        isinstance(one, Apply)
        and isinstance(other, Apply)
        and one.head in STRUCTURES
        and (one.head, len(one.args)) == (other.head, len(other.args))
    )


def same(one: Expr, other: Expr, vocabulary: Vocabulary) -> Truth:
    """Whether two expressions are equal in the oracle's worlds, member by member where they
    are laws, tuples or sets.
    """
    if one == other:
        return "equivalent"
    if _are_alike(one, other):
        members = zip(one.args, other.args, strict=True)  # type: ignore[union-attr]
        return worst(same(a, b, vocabulary) for a, b in members)
    status = court(vocabulary).judge(one, "=", other).status
    return {"holds": "equivalent", "fails": "wrong"}.get(status, "unknown")  # type: ignore[return-value]


def _read(text: str, vocabulary: Vocabulary) -> Chain | None:
    try:
        return read_chain(text, vocabulary)
    except (ReadError, RecursionError):
        return None


_COURTS: dict[Any, Court] = {}


def court(vocabulary: Vocabulary) -> Court:
    """The oracle's court of a vocabulary: worlds that no check has seen."""
    key = vocabulary.contents
    if key not in _COURTS:
        if len(_COURTS) > 8:
            _COURTS.clear()
        _COURTS[key] = Court(vocabulary, seed=SEED)
    _COURTS[key].trim()
    return _COURTS[key]


OBJECTS = {
    "factor": "{} = 2 {}",
    "sign": "{} = -{}",
    "dropped": "{} = 0 {}",
    "term added": "{0} = {1} + {1} {1}",
    "transposition": "{} = {}^\\top",
}
"""Objects made of a construction's own; whether they lack the property is judged."""


def wrong_construction(form: Construction, reference: str, seed: int) -> Iterator[Variant]:
    """The constructed object changed; wrong where a property fails for it."""
    name, _, value = reference.partition("=")
    for operator, frame in OBJECTS.items():
        changed = frame.format(name.strip(), f"({value.strip()})")
        judge = partial(_lacks_a_property, form, changed)
        yield Variant(operator, f"$${changed}$$", judge)
    for mutant in mutants(reference):
        judge = partial(_lacks_a_property, form, mutant.text)
        yield Variant(mutant.operator, f"$${mutant.text}$$", judge)


def right_construction(form: Construction, reference: str, seed: int) -> Iterator[Variant]:
    """The object laid out otherwise and in other notation."""
    equation = f"$${reference}$$"
    yield from distinct(layouts(equation), equation)
    yield from notations(equation)
    for verb in ("Take {}.", "We choose {}.", "Let {}.", "取{}。"):
        yield Variant("wording", verb.replace("{}", f"${reference}$"))


def _lacks_a_property(form: Construction, equation: str) -> Truth:
    from msgspec.structs import replace

    chain = _read(equation, form.vocabulary)
    if chain is None or len(chain.parts) != 2:
        return "unknown"
    name, value = chain.parts
    defined = (*form.vocabulary.definitions, (name, value))
    judges = court(replace(form.vocabulary, definitions=defined))
    found = []
    for statement in form.properties:
        asked = read_chain(statement, form.vocabulary)
        found.append(judges.judge(asked.parts[0], asked.relations[0], asked.parts[1]).status)
    if "fails" in found:
        return "wrong"
    return "unknown" if "unknown" in found else "equivalent"
