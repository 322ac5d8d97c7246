"""What an answer finally says: its formulas for the asked name, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from msgspec.structs import replace

from checkers.formula.asides import (
    is_fresh_name,
    is_noise,
    known_heads,
    not_given,
    undenied,
    unused,
    with_definitions,
)
from checkers.formula.conditions import without_limits, without_remarks
from checkers.formula.dress import completed, drawn, in_signs
from checkers.formula.premises import supposed, under
from checkers.notation.expr import Apply, Chain, Derivative, Expr, Sym
from checkers.notation.free import names_in
from checkers.notation.passages.lone import is_lone_formula
from checkers.notation.vocabulary import Vocabulary
from checkers.unify import unified

NAMING = ("=", ":=", "~")
INVERTIBLE = ("log", "exp", "neg")
CORRECTION = re.compile(
    r"(?i)\b(?:actually|correct(?:ed|ion)|instead|rather|wait|sorry|finally|final|simplif\w+|"
    r"therefore|thus|hence|so)\b|更正|应为|最终|因此|所以"
)
"""Words after which a later statement replaces, or follows from, an earlier one."""


WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z']{2,}")
ALTERNATIVE = re.compile(r"(?i)^\W*(?:or|or else|alternatively|或者?)\b")
SAYING = re.compile(
    r"^.{0,400}(?:\b(?:is|are|equals?|be|get|gives?|obtain)\b|[:：是为得])\s?(.{1,400})$"
)
Asked = Sequence[Expr | None]


class Final(NamedTuple):
    """A formula that the answer gives: as an expression, or as a condition (a chain)."""

    formula: Chain
    vocabulary: Vocabulary
    text: str
    named: Expr | None = None
    """The asked name as the answer writes it, perhaps with other index names."""
    target: int = 0
    """Which of the asked names that is."""
    around: Expr | None = None
    """What the formula is said to be, where the asked name stands inside: log p(x)."""
    corrects: bool = False
    assumed: bool = False
    alternative: bool = False
    """Whether it is said to stand for what is before it."""
    why_unread: str = ""
    supposes: bool = False
    """Whether it rests on what the answer says of the laws that it may choose."""


def finals(
    answer: str, vocabulary: Vocabulary, asked: Asked, chosen: frozenset[str] = frozenset()
) -> list[Final]:
    """The answer's formulas for what is asked, or its last formula, under what it says of the
    laws that it may choose. ReadError: there is none, and the answer as a whole is no formula.
    """
    from checkers.notation.passages import read_passages
    from checkers.notation.reader import ReadError, read_chain

    text = in_signs(without_remarks(answer))
    passages = read_passages(without_limits(text), vocabulary)
    passages = passages if passages.statements else read_passages(text, vocabulary)
    stated = _chains(passages.statements)
    if len(stated) == 1 and not chosen and is_lone_formula(answer):
        return [_of_chain(stated[0], passages.vocabulary, asked)]
    unknown = not_given([c for c in stated if not is_noise(c, stated)], vocabulary)
    chains = undenied(unknown, answer)
    if stated and not chains:
        raise ReadError("it says only what the answer is not", 0, "what it is")
    premises = supposed(chains, chosen)
    told = under(premises.equations, passages.vocabulary)
    known, chains = with_definitions(premises.rest, told)
    known = _with_slopes(_without(asked, known, vocabulary), passages, asked)
    found = [_of_chain(chain, known, asked) for chain in unused(chains, asked)]
    if not found:
        text = bare(_after_words(in_signs(answer)))
        chain = read_chain(text, vocabulary)
        if _is_talk(text, chain, vocabulary):
            raise ReadError("no formula was found", 0, "one")
        known = under(premises.equations, vocabulary)
        final = _final(chain.parts, chain.relations, known, asked, text)
        return [final._replace(supposes=premises.is_told)]
    found = [final for final in found if not _is_bare_name(final)] or found
    named = [final for final in found if final.named is not None]
    if not named and _says_another(chains, asked):
        raise ReadError("only other derivatives are given", 0, "the one that is asked for")
    read = [final for final in found if not final.why_unread]
    for aside in (_is_label, _is_assumed):
        read = [final for final in read if not aside(final)] or read
    last = named or (read or found)[-_alternatives(read) :]
    supposing = (final._replace(supposes=premises.is_told) for final in last)
    return [drawn(final, passages.statements) for final in supposing]


def _says_another(chains: Sequence[list[Any]], asked: Asked) -> bool:
    """Whether it is other derivatives that the answer gives, of what is asked to be derived."""
    bodies = [name.body for name in asked if isinstance(name, Derivative)]
    given = [c for c in chains if c[0].kind != "definition" and c[0].relation]
    bare = [c for c in chains if not c[0].relation and not isinstance(c[0].left, Sym)]
    lefts = [chain[0].left for chain in given]
    return (
        bool(given)
        and not bare
        and all(isinstance(left, Derivative) and left.body in bodies for left in lefts)
    )


def _without(asked: Asked, told: Vocabulary, known: Vocabulary) -> Vocabulary:
    """What the answer tells, but not of what is asked for: y_T = C h_T is on the way to it."""
    names = [name for name in asked if name is not None]
    kept = tuple(
        pair
        for pair in told.definitions
        if pair in known.definitions or not any(unified(n, pair[0]) is not None for n in names)
    )
    return replace(told, definitions=kept) if len(kept) < len(told.definitions) else told


def _with_slopes(known: Vocabulary, passages: Any, asked: Asked) -> Vocabulary:
    """The vocabulary with the derivatives that the answer finds on its way, and then uses."""
    given = [what for what, _ in known.definitions]
    slopes = [
        (s.left, s.right)
        for s in passages.statements
        if s.relation in NAMING and isinstance(s.left, Derivative) and s.right is not None
        if not any(name is not None and unified(name, s.left) is not None for name in asked)
        if not any(isinstance(g, Derivative) and unified(g, s.left) is not None for g in given)
    ]
    return replace(known, definitions=(*known.definitions, *slopes)) if slopes else known


def _is_talk(text: str, chain: Chain, vocabulary: Vocabulary) -> bool:
    """Whether a sentence was read as a product of its letters."""
    known = {
        *known_heads(vocabulary),
        *vocabulary.variables,
        *(law.name for law in vocabulary.laws),
    }
    unknown = {name for part in chain.parts for name in names_in(part)} - known
    return len(unknown) > 1 and len(WORD.findall(text)) > 1


def _is_bare_name(final: Final) -> bool:
    """The asked name without relation: "the density p(x) is ..." says nothing yet."""
    return final.named is not None and final.formula.parts == (final.named,)


def _chains(statements: Sequence[Any]) -> list[list[Any]]:
    """The statements of each chain together; an expression without relation is its own."""
    numbered = enumerate(statements)
    keyed = groupby(
        numbered, lambda pair: (pair[1].chain, pair[0] if not pair[1].relation else -1)
    )
    return [[statement for _, statement in group] for _, group in keyed]


def _alternatives(found: Sequence[Final]) -> int:
    """How many of the last formulas stand for one another: "a, or b" gives two."""
    joined = takewhile(lambda final: final.alternative, reversed(found))
    return 1 + sum(1 for _ in joined)


def _after_words(answer: str) -> str:
    """What the last sentence says that the answer is; all of it where it has no such words."""
    found = SAYING.search(" ".join(answer.split()))
    return found[1] if found else answer


def clipped(text: str, most: int = 80) -> str:
    """A student's text as feedback quotes it."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def bare(text: str) -> str:
    """The text without mathematics marks and closing punctuation around it."""
    text = text.strip()
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)")):
        inner = text.removesuffix(".").removesuffix("。")
        if inner.startswith(opening) and inner.endswith(closing) and len(inner) > len(opening):
            inside = inner[len(opening) : -len(closing)]
            if opening not in inside:
                return bare(inside)
    return text.rstrip(" \t\n.,;。")


def _of_chain(chain: Sequence[Any], vocabulary: Vocabulary, asked: Asked) -> Final:
    words = " ".join(statement.words for statement in chain)
    text = chain[0].left_text + "".join(
        f" {s.relation} {s.right_text}" for s in chain if s.relation
    )
    sides = [chain[0].left, *(s.right for s in chain if s.relation)]
    read = [side for side in sides if side is not None]
    if sides[-1] is not None and {s.relation for s in chain} <= {*NAMING, ""}:
        sides = read
    if len(read) < len(sides):
        named, target = _named(asked, read)
        reason = next((s.unread for s in chain if s.unread), "it cannot be read")
        nothing = Chain((), ())
        return Final(nothing, vocabulary, clipped(text), named, target, why_unread=reason)
    relations = tuple(s.relation for s in chain if s.relation)
    final = _final(read, relations, vocabulary, asked, text)
    return final._replace(
        corrects=CORRECTION.search(words) is not None,
        assumed=chain[0].kind in ("assumption", "condition"),
        alternative=ALTERNATIVE.search(words) is not None,
    )


def _final(
    parts: Sequence[Expr],
    relations: Sequence[str],
    vocabulary: Vocabulary,
    asked: Asked,
    text: str,
) -> Final:
    """What a chain comes to: its last member, or the whole where it is a condition."""
    parts = [completed(part, vocabulary) for part in parts]
    named, target = _named(asked, parts)
    if not relations or any(relation not in NAMING for relation in relations):
        return Final(
            Chain(tuple(parts), tuple(relations)), vocabulary, clipped(text), named, target
        )
    around = None
    if named is None:
        named, target, around = _inside(asked, parts)
    left = (named, around)
    values = [
        part for part in parts if part not in left and not is_fresh_name(part, vocabulary)
    ]
    last = values[-1] if values else parts[-1]
    return Final(Chain((last,), ()), vocabulary, clipped(text), named, target, around)


def _is_label(final: Final) -> bool:
    """A bare letter says what is meant, where the answer also says what it is."""
    parts = final.formula.parts
    return len(parts) == 1 and isinstance(parts[0], Sym) and not final.formula.relations


def _is_assumed(final: Final) -> bool:
    """Said on the way to the answer: "with eps ~ N(0, I)"."""
    return final.assumed


def _named(asked: Asked, parts: Sequence[Expr]) -> tuple[Expr | None, int]:
    """The part that names something asked for, and which."""
    for number, name in enumerate(asked):
        for part in parts:
            if name is not None and unified(name, part) is not None:
                return part, number
    return None, 0


def _inside(asked: Asked, parts: Sequence[Expr]) -> tuple[Expr | None, int, Expr | None]:
    """The first part that is an invertible function of something asked for: log p(x)."""
    for part in parts:
        inner = part
        while isinstance(inner, Apply) and inner.head in INVERTIBLE and len(inner.args) == 1:
            inner = inner.args[0]
        named, target = _named(asked, [inner])
        if named is not None and inner is not part:
            return named, target, part
    return None, 0, None
