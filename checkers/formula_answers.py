"""What an answer finally says: its formulas for the asked name, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from checkers.notation.expr import Apply, Chain, Density, Derivative, Expr, Sym
from checkers.notation.vocabulary import Vocabulary
from checkers.unify import unified

NAMING = ("=", ":=", "~")
CORRECTION = re.compile(
    r"(?i)\b(?:actually|correct(?:ed|ion)|instead|rather|wait|sorry|finally|final|simplif\w+|"
    r"therefore|thus|hence|so)\b|更正|应为|最终|因此|所以"
)
"""Words after which a later statement replaces, or follows from, an earlier one."""


class Final(NamedTuple):
    """A formula that the answer gives: as an expression, or as a condition (a chain)."""

    formula: Chain
    vocabulary: Vocabulary
    text: str
    named: Expr | None = None
    """The asked name as the answer writes it, perhaps with other index names."""
    corrects: bool = False
    why_unread: str = ""


def finals(answer: str, vocabulary: Vocabulary, asked: Expr | None) -> list[Final]:
    """The answer's formulas for `asked`, or its last formula. ReadError: it is one formula
    and cannot be read.
    """
    from checkers.notation.grammar import ReadError, read_chain

    try:
        chain = read_chain(bare(answer), vocabulary)
    except ReadError:
        return _in_prose(answer, vocabulary, asked)
    return [_final(chain.parts, chain.relations, vocabulary, asked, bare(answer))]


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


def _in_prose(answer: str, vocabulary: Vocabulary, asked: Expr | None) -> list[Final]:
    from checkers.notation.passages import read_passages

    passages = read_passages(answer, vocabulary)
    chains = [list(group) for _, group in groupby(passages.statements, lambda s: s.chain)]
    found = [_of_chain(chain, passages.vocabulary, asked) for chain in chains]
    named = [final for final in found if final.named is not None]
    if asked is not None and named:
        return named
    read = [final for final in found if not final.why_unread]
    return (read or found)[-1:]


def _of_chain(chain: Sequence[Any], vocabulary: Vocabulary, asked: Expr | None) -> Final:
    words = " ".join(statement.words for statement in chain)
    text = chain[0].left_text + "".join(f" {s.relation} {s.right_text}" for s in chain)
    sides = [chain[0].left, *(s.right for s in chain if s.relation)]
    unread = next((s.why_unread for s in chain if s.why_unread), "")
    if any(side is None for side in sides):
        named = next((s for s in sides if s is not None and _names(asked, s)), None)
        return Final(Chain((), ()), vocabulary, text, named, why_unread=unread or "unread")
    relations = tuple(s.relation for s in chain if s.relation)
    final = _final(tuple(sides), relations, vocabulary, asked, text)
    return final._replace(corrects=CORRECTION.search(words) is not None)


def _final(
    parts: Sequence[Expr],
    relations: Sequence[str],
    vocabulary: Vocabulary,
    asked: Expr | None,
    text: str,
) -> Final:
    """What a chain comes to: its last member, or the whole where it is a condition."""
    named = next((part for part in parts if _names(asked, part)), None)
    if not relations or any(relation not in NAMING for relation in relations):
        return Final(Chain(tuple(parts), tuple(relations)), vocabulary, text, named)
    values = [part for part in parts if part != named and not _is_fresh_name(part, vocabulary)]
    last = values[-1] if values else parts[-1]
    return Final(Chain((last,), ()), vocabulary, text, named)


def _names(asked: Expr | None, part: Expr) -> bool:
    return asked is not None and unified(asked, part) is not None


def _is_fresh_name(part: Expr, vocabulary: Vocabulary) -> bool:
    """A name that the question does not know: it labels the answer and is not its value."""
    if isinstance(part, Derivative):
        return True
    if isinstance(part, Sym):
        return part.name not in vocabulary.symbols and part.name not in vocabulary.variables
    if isinstance(part, Density):
        return all(law.name != part.name for law in vocabulary.laws)
    if isinstance(part, Apply):
        return all(map(_is_plain, part.args)) and part.head not in _known(vocabulary)
    return False


def _is_plain(expr: Expr) -> bool:
    return isinstance(expr, Sym)


def _known(vocabulary: Vocabulary) -> Iterable[str]:
    from checkers.notation.operators import FUNCTIONS

    return {
        *vocabulary.symbols,
        *FUNCTIONS.values(),
        "+",
        "*",
        "/",
        "-",
        "neg",
        "^",
        "()",
        "set",
    }
