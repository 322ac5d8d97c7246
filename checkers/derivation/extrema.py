"""Where something is greatest or least, told in words, and what follows of such a place.

"For a, b > 0 the function a log y + b log(1 - y) attains its maximum at y = a/(a + b)" is the
relation f(a/(a + b)) >= f(y), whatever y is. Letters that nobody declared are positive numbers,
y lies where the answer says and f has a value. Where the answer states the place with values
put for the letters, D*(x) = p(x)/(p(x) + q(x)), the slope of f vanishes there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from itertools import permutations
from typing import Any, NamedTuple

from msgspec.structs import replace as with_changes

from checkers.derivation.conditions import OPTIMA, stem
from checkers.derivation.fresh import POINTWISE
from checkers.derivation.slopes import ZERO, slope
from checkers.derivation.steps import CONDITION, Judged
from checkers.notation.expr import Apply, Bind, Density, Expr, Sym
from checkers.notation.show import show
from checkers.notation.tree import replace, symbols, walk
from checkers.notation.vocabulary import Domain, Symbol, Vocabulary

GREATEST = r"(?:maxim\w*|greatest|largest|highest)"
LEAST = r"(?:minim\w*|least|smallest|lowest)"
AT = re.compile(r"(?i)\b(?:at|when|for|by|if|iff)\b")
PLACE = re.compile(
    r"(?i)\b(?:(?:attain|achiev|reach|assum|tak|ha[sd]|obtain|occur|is|are|lie)\w*)\b"
    rf"[^.;:]*{AT.pattern[4:]}"
)
"""What is said between something and the place of its extremum."""
NAMED = re.compile(rf"(?i)\b(?:{GREATEST}|{LEAST})(?: value)? of\W*$")
"""What is said before something whose extremum is spoken of."""
DENIED = re.compile(r"(?i)\b(?:not|never|neither|nor|no|unless|whether)\b|n't\b")
UNIT = re.compile(r"[(\[]\s*0\s*,\s*1\s*[)\]]")
NEAR = 3
"""How many formulas may stand between: an interval, a letter."""
MOST_LETTERS, MOST_VALUES = 3, 5
"""Letters of a lemma for which values are looked for, and how many are tried."""


@dataclass(frozen=True)
class Extremum:
    """The body is greatest (">=") or least ("<=") where the variable has the value."""

    body: Expr
    variable: Expr
    value: Expr
    relation: str
    text: str
    """The body as the answer writes it."""
    domain: Domain = "real"
    """Where the variable lies."""
    step: int = 0
    """The number of the step that says so."""


class Lemmas(NamedTuple):
    """An answer with what it says of extrema as relations, in a vocabulary that has their
    letters.
    """

    statements: list[Any]
    notes: list[Any]
    vocabulary: Vocabulary
    extrema: list[Extremum]


def with_extrema(
    statements: Sequence[Any], vocabulary: Vocabulary, notes: Sequence[Any]
) -> Lemmas:
    """The statements, places of extrema among them as relations, numbered anew."""
    known = _known(vocabulary)
    places = [_told(statements, at, known) for at in range(len(statements))]
    if not any(places):
        return Lemmas([*statements], [*notes], vocabulary, [])
    said: list[Any] = []
    extrema: list[Extremum] = []
    numbers: dict[int | None, int] = {}
    letters: dict[str, Symbol] = {}
    step = 0
    for statement, place in zip(statements, places, strict=True):
        counts = place is not None or statement.index is not None
        step += counts
        numbers[statement.index] = step
        if place is not None:
            extrema.append(changed(place, step=step))
            letters |= _letters(place, known)
        related = _related(statement, place) if place else statement
        said.append(with_changes(related, index=step if counts else None))
    moved = [with_changes(note, index=numbers.get(note.index)) for note in notes]
    extended = with_changes(vocabulary, symbols={**letters, **vocabulary.symbols})
    return Lemmas(said, moved, extended, extrema)


def _known(vocabulary: Vocabulary) -> set[str]:
    defined = {getattr(what, "name", "") for what, _ in vocabulary.definitions}
    return {*vocabulary.symbols, *vocabulary.variables, *defined}


def _letters(place: Extremum, known: set[str]) -> dict[str, Symbol]:
    """What the letters of a lemma are, where nobody declared them."""
    names = (symbols(place.body) | symbols(place.value)) - known
    own = getattr(place.variable, "name", "")
    return {
        name: Symbol(name, domain=place.domain if name == own else "positive") for name in names
    }


def _related(statement: Any, place: Extremum) -> Any:
    """The relation that a statement on a place makes: no value of the variable does better."""
    best = replace(place.body, {place.variable: place.value})
    variable, value = map(show, (place.variable, place.value))
    return with_changes(
        statement,
        kind="claim",
        left=best,
        left_text=f"({place.text})|_{{{variable} = {value}}}",
        relation=place.relation,
        right=place.body,
        right_text=place.text,
        chain=0,
    )


# --- reading ------------------------------------------------------------------------------


def _told(statements: Sequence[Any], at: int, known: set[str]) -> Extremum | None:
    """The extremum whose place a statement tells."""
    statement = statements[at]
    if statement.relation not in ("", "=", ":=") or DENIED.search(statement.words):
        return None
    if isinstance(statement.left, Bind) or isinstance(statement.right, Bind):
        return _as_optimum(statement, known)
    if not AT.search(statement.words):
        return None
    for back in range(at - 1, max(at - 1 - NEAR, -1), -1):
        between = " ".join(s.words for s in statements[back + 1 : at + 1])
        relation = _relation(statements[back].words, between)
        body, text = _body(statements[back])
        if body is None or not relation or not PLACE.search(between):
            continue
        placed = _placed(statement, body, known)
        if placed is not None:
            texts = " ".join(f"{s.left_text} {s.right_text}" for s in statements[back + 1 : at])
            domain: Domain = "unit" if UNIT.search(texts) else "real"
            return Extremum(body, *placed, relation, text, domain)
    return None


def _as_optimum(statement: Any, known: set[str]) -> Extremum | None:
    """argmax_y f = v, of a letter y of the answer's own; others are judged as they stand."""
    sides = (statement.left, statement.right)
    for whole, value in (sides, sides[::-1]):
        if isinstance(whole, Bind) and whole.op in OPTIMA and len(whole.variables) == 1:
            (variable,) = whole.variables
            fresh = variable.name not in known and variable in walk(whole.body)
            if fresh and value is not None and not isinstance(value, Bind):
                text, relation = show(whole.body), OPTIMA[whole.op]
                placed = Extremum(whole.body, variable, value, relation, text)
                return None if variable in walk(value) else placed
    return None


def _relation(before: str, between: str) -> str:
    """Which extremum the words around something speak of; empty where of none, or of both."""
    named = NAMED.search(before)
    text = f"{named[0] if named else ''} {between}"
    signs = {">=": GREATEST, "<=": LEAST}
    found = [sign for sign, words in signs.items() if re.search(rf"(?i)\b{words}", text)]
    return found[0] if len(found) == 1 and not DENIED.search(between) else ""


def _body(statement: Any) -> tuple[Expr | None, str]:
    """What may be greatest somewhere: an expression by itself, or what a name is set to; with
    its text.
    """
    side, text = statement.right, statement.right_text
    if statement.kind == "expression":
        side, text = statement.left, statement.left_text
    fits = statement.relation in ("", "=", ":=") and isinstance(side, Apply)
    return (side, text) if fits else (None, "")


def _placed(statement: Any, body: Expr, known: set[str]) -> tuple[Expr, Expr] | None:
    """The variable, and where it is: y = v, or v alone, of which only y is no letter."""
    if statement.relation:
        variable, value = _own(statement.left, body), statement.right
    else:
        value = statement.left
        inner = symbols(body) - known - (symbols(value) if value is not None else set())
        variable = Sym(min(inner)) if len(inner) == 1 else None
    if variable is None or value is None or variable in walk(value):
        return None
    return variable, value


def _own(name: Any, body: Expr) -> Expr | None:
    """The letter or function of the body that a name means: y for y* too."""
    nodes = [node for node in walk(body) if _is_atom(node) and stem(node)]
    same = (node for node in nodes if node == name)
    starred = (
        node
        for node in nodes
        if isinstance(name, Sym | Apply)
        and stem(node) == stem(name)
        and getattr(node, "args", ()) == getattr(name, "args", ())
    )
    return next(same, next(starred, None))


# --- what follows -------------------------------------------------------------------------


def implied(steps: Sequence[Judged], extrema: Sequence[Extremum], court: Any) -> list[Judged]:
    """That the slope vanishes at each place which the answer states by an extremum that holds,
    with values put for its letters.
    """
    holding = {step.index for step in steps if step.status == "holds"}
    lemmas = [place for place in extrema if place.step in holding]
    others = [step for step in steps if step.status == "holds" and step.relation in ("=", ":=")]
    return [
        found for place in lemmas for step in others for found in _applied(step, place, court)
    ]


def _applied(step: Judged, place: Extremum, court: Any) -> Iterator[Judged]:
    change = slope(place.body, place.variable)
    if step.claim is None or change is None or not _is_atom(step.claim[0]):
        return
    name, _, value = step.claim
    for values in _values(place, value):
        put = replace(place.value, values)
        if court.judge(put, "=", value).status == "holds":
            vanishing = replace(change, {**values, place.variable: name})
            judged = court.judge(vanishing, "=", ZERO)
            if judged.status == "holds":
                yield changed(
                    step, left=vanishing, relation="=", right=ZERO, rule=CONDITION,
                    evidence=judged.evidence, chain=0,
                )  # fmt: skip
                return


def _values(place: Extremum, value: Expr) -> Iterator[dict[Expr, Expr]]:
    """What the lemma's letters may stand for in a value: laws and functions that are in it."""
    own = {place.variable}
    letters = sorted({n for n in walk(place.value) if isinstance(n, Sym)} - own, key=str)
    atoms = [node for node in dict.fromkeys(walk(value)) if _is_atom(node)]
    if len(letters) <= MOST_LETTERS and len(atoms) <= MOST_VALUES:
        for chosen in permutations(atoms, len(letters)):
            yield dict(zip(letters, chosen, strict=True))


def _is_atom(node: Any) -> bool:
    """A law or a function at some point, or a letter by itself."""
    return isinstance(node, Density | Sym) or (
        isinstance(node, Apply) and node.head not in POINTWISE
    )
