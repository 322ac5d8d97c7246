"""What is decided of a relation, and what of relations whose shapes do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple, TypeGuard

from msgspec import Struct

from checkers.notation.expr import Apply, Bind, Derivative, Expr, Mean, Num, Span, Sym
from checkers.notation.tree import children, walk
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Counterexample, Evidence
from checkers.worlds.decide_claims import Claim
from checkers.worlds.decide_exact import Failure
from checkers.worlds.decide_settings import Setting
from checkers.worlds.decide_values import FAILURES
from checkers.worlds.evaluate_integers import ANY
from checkers.worlds.field import Field, Misshapen, Unknown

MOMENTS = (Num(Fraction(1)), Num(Fraction(2)))
"""By which laws are told apart where nothing else is known of them."""
SIDE = 2
Relation = tuple[Expr, str, Expr]
Change = Callable[[Setting], Setting]
"""Other worlds than those that a relation is judged in by itself."""


class Judgement(Struct, frozen=True):
    """What was decided of a relation, what it rests on, and where it fails.

    `sentence` says the counterexample in words; `why` is the reason where the relation is
    unknown, and the name of a rule where one explains it.
    """

    status: Literal["holds", "fails", "unknown"]
    evidence: Evidence | None = None
    counterexample: Counterexample | None = None
    sentence: str = ""
    why: str = ""


class Screening(NamedTuple):
    """How many worlds were tried, which cases passed, and where one failed for certain."""

    tried: int
    passed: list[tuple[Setting, Claim]]
    failure: Failure | None = None


def in_law(
    judged: Callable[[Expr, str, Expr], Judgement], left: Expr, right: Expr, failure: Failure
) -> Judgement:
    """Whether two random values have one law; if their moments differ they have not."""
    try:
        return judged(left, "~", right)
    except Unknown:
        for order in MOMENTS:
            mean, other = (Mean((), Apply("^", (each, order))) for each in (left, right))
            if judged(mean, "=", other).status == "fails":
                return Judgement("fails", *failure)
        raise


def of_places(reason: Unknown, relation: Relation, values: Sequence[Field | None]) -> Judgement:
    """A relation between the places of two optima, one of which is attained everywhere: false
    if the other one is not. `values` are those of the sides.
    """
    left, sign, right = relation
    places = all(isinstance(s, Bind) and s.op in ("argmin", "argmax") for s in (left, right))
    if not places or sign != "=" or sum(value is None for value in values) != 1:
        return Judgement("unknown", why=str(reason))
    return Judgement(
        "fails", Evidence("sampled", 1), sentence=f"{reason} of one side, not of the other"
    )


@lru_cache(maxsize=1 << 12)
def leaves_out(expr: Expr) -> bool:
    """Whether there are dots in it that nothing explains: it may only be refuted."""
    return any(isinstance(part, Apply) and part.head == "left out" for part in walk(expr))


def squared(setting: Setting) -> Setting:
    """The setting with all sizes the same, so that all matrices are square."""
    return setting._replace(sizes=tuple((name, SIDE) for name, _ in setting.sizes))


def in_squares(
    reason: Unknown,
    relation: Relation,
    vocabulary: Vocabulary,
    screened: Callable[..., Screening],
) -> Judgement:
    """A relation that has no value for its shapes: false if it is where all sizes are the
    same, or if shapes do not fit there either.
    """
    unknown = Judgement("unknown", why=str(reason))
    if relation[1] not in ("=", "propto"):
        return unknown
    try:
        failure = screened(*relation, squared).failure
    except Misshapen:
        wrong = isinstance(reason, Misshapen) and _is_misshapen(relation, vocabulary, screened)
        return (
            Judgement("fails", Evidence("exact", 1), sentence=str(reason)) if wrong else unknown
        )
    except (Unknown, RecursionError, MemoryError, *FAILURES):
        return unknown
    return Judgement("fails", *failure) if failure is not None else unknown


def _is_misshapen(
    relation: Relation, vocabulary: Vocabulary, screened: Callable[..., Screening]
) -> bool:
    """Whether shapes that were declared do not fit: in a side, or of one side to the other."""
    alone: list[bool] = []
    sized: list[bool] = []
    for side in (relation[0], relation[2]):
        sized.append(_is_sized(side, vocabulary))
        alone.append(False)
        try:
            screened(side, "=", side, squared)
        except Misshapen:
            alone[-1] = True
        except (Unknown, RecursionError, MemoryError, *FAILURES):
            continue
    return all(sized) or any(a and s for a, s in zip(alone, sized, strict=True))


def _is_sized(side: Expr, vocabulary: Vocabulary) -> bool:
    """Whether all vectors and matrices have sizes that were declared; none is an I, of
    whatever size, a derivative or slice of a matrix, of whatever layout, or a law's variable,
    which may be a vector.
    """
    defined = [part for pair in vocabulary.definitions for part in pair]
    parts = [part for expr in (side, *defined) for part in _shaping(expr, vocabulary)]
    names = {part.name for part in parts if isinstance(part, Sym)}
    shapes = [vocabulary.symbols[name].shape for name in names if name in vocabulary.symbols]
    told = "I" not in names and all(ANY not in shape for shape in shapes)
    told = told and not names & vocabulary.variables.keys()
    sliced = any(_is_slice(part, vocabulary) for part in walk(side))
    return told and not sliced and not any(isinstance(part, Derivative) for part in parts)


def _is_slice(part: Expr, vocabulary: Vocabulary) -> bool:
    """Whether it is a row, a column or a block of a matrix; x_{1:n} are members of a family."""
    declared = vocabulary.symbols.get(part.name) if isinstance(part, Sym) else None
    if declared is None or not isinstance(part, Sym):
        return False
    return any(isinstance(index, Span) for index in part.index[len(declared.family) :])


def _shaping(expr: Expr, vocabulary: Vocabulary) -> Iterator[Expr]:
    """The parts that the shape of a value comes from; not the points of a function."""
    stack: list[Expr] = [expr]
    while stack:
        part = stack.pop()
        if isinstance(part, Apply) and part.head in vocabulary.symbols:
            part = Sym(part.head)
        yield part
        stack += part.args[:1] if _is_applied(part) else children(part)


def _is_applied(part: Expr) -> TypeGuard[Apply]:
    """Whether a member of a family of functions is taken at some points."""
    return isinstance(part, Apply) and part.head == "apply"
