"""What an answer says beside its formula: what is not so, what a letter means, its noise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from checkers.notation.expr import Apply, Density, Derivative, Expr, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.unify import unified

DENIED_BEFORE = re.compile(
    r"(?i)\b(?:not|isn't|never|rather than|instead of)\s*$|(?:不是|并非)\s*$"
)
DENIED_AFTER = re.compile(
    r"(?i)\W*(?:(?:is|was|are|would be)\s+(?:not|wrong|incorrect|false|a mistake)\b"
    r"|isn't\b|不对|是错)"
)


DENIED_LAST = re.compile(
    r"(?i)\b(?:is|was|are)\s+(?:not|wrong|incorrect|false)\b(?:\s+\w+){0,3}\s*[.!]?\s*\Z"
)
"""A denial that ends the answer: of its last formula."""


def unused(chains: Sequence[list[Any]], asked: Sequence[Expr | None]) -> list[list[Any]]:
    """The chains without those that only say what a name in another one means, and that name
    is not asked for.
    """
    return [
        chain
        for chain in chains
        if chain[0].kind != "definition"
        or any(name is not None and unified(name, chain[0].left) is not None for name in asked)
        or not any(uses(other, chain[0].left) for other in chains if other is not chain)
    ] or list(chains)


def not_given(chains: Sequence[list[Any]], vocabulary: Vocabulary) -> list[list[Any]]:
    """The chains without those that repeat what the question says of a letter: x = r cos t."""
    return [chain for chain in chains if not _repeats(chain, vocabulary)] or list(chains)


def _repeats(chain: Sequence[Any], vocabulary: Vocabulary) -> bool:
    """Whether the chain gives a letter of the question the value that it has."""
    from checkers.worlds.shared import shared_court

    sides = [chain[0].left, *(statement.right for statement in chain)]
    if {s.relation for s in chain} - {"=", ":="} or any(side is None for side in sides):
        return False
    if all(side == sides[0] for side in sides):
        return True
    known = [what for what, _ in vocabulary.definitions]
    court = shared_court(vocabulary)
    return sides[0] in known and all(
        court.judge(sides[0], "=", side).status == "holds" for side in sides[1:]
    )


def undenied(chains: Sequence[list[Any]], answer: str) -> list[list[Any]]:
    """The chains without those that the answer says are not so."""
    closing = DENIED_LAST.search(answer)
    after = [*(chain[0].words for chain in chains[1:]), closing[0] if closing else ""]
    return [
        chain
        for chain, words in zip(chains, after, strict=False)
        if not DENIED_BEFORE.search(chain[0].words) and not DENIED_AFTER.match(words)
    ]


def is_noise(chain: Sequence[Any], chains: Sequence[Sequence[Any]]) -> bool:
    """Whether the chain only says how a letter of another one is drawn: eps ~ N(0, I)."""
    is_law = len(chain) == 1 and chain[0].relation == "~" and isinstance(chain[0].left, Sym)
    return is_law and any(uses(other, chain[0].left) for other in chains if other is not chain)


def uses(chain: Sequence[Any], name: Expr | None) -> bool:
    """Whether the name is part of what the chain says; that it is given is no use."""
    sides = [chain[0].left if not chain[0].relation else None, *(s.right for s in chain)]
    parts = (side for side in sides if side is not None)
    return any(name == node for part in parts for node in walk(part))


def with_definitions(
    chains: list[list[Any]], vocabulary: Vocabulary
) -> tuple[Vocabulary, list[list[Any]]]:
    """The vocabulary with the letters that one chain uses and another one gives a value, and
    the chains without those others: z_i = sum_j a_ij v_j, a_ij = exp(s_ij).
    """
    said = [chain for chain in chains if _gives_meaning(chain, chains, vocabulary)]
    if not said or len(said) == len(chains):
        return vocabulary, chains
    pairs = tuple((chain[0].left, chain[-1].right) for chain in said)
    known = replace(vocabulary, definitions=(*vocabulary.definitions, *pairs))
    return known, [chain for chain in chains if chain not in said]


def _gives_meaning(
    chain: Sequence[Any], chains: Sequence[Sequence[Any]], vocabulary: Vocabulary
) -> bool:
    name = chain[0].left
    if {s.relation for s in chain} != {"="} or chain[0].kind == "definition":
        return False
    fresh = isinstance(name, Sym) and is_fresh_name(name, vocabulary)
    read = fresh and all(s.right is not None for s in chain)
    return read and any(_mentions(other, name) for other in chains if other is not chain)


def _mentions(chain: Sequence[Any], name: Sym) -> bool:
    """Whether the letter, with whatever index, is in what the chain says."""
    sides = [chain[0].left if not chain[0].relation else None, *(s.right for s in chain)]
    nodes = (node for side in sides if side is not None for node in walk(side))
    return any(
        isinstance(n, Sym) and n.name == name.name and len(n.index) == len(name.index)
        for n in nodes
    )


def is_fresh_name(part: Expr, vocabulary: Vocabulary) -> bool:
    """A name that the question does not know: it labels the answer and is not its value."""
    if isinstance(part, Derivative):
        return True
    if isinstance(part, Sym):
        return part.name not in vocabulary.symbols and part.name not in vocabulary.variables
    if isinstance(part, Density):
        return all(law.name != part.name for law in vocabulary.laws)
    if isinstance(part, Apply):
        return all(map(_is_plain, part.args)) and part.head not in known_heads(vocabulary)
    return False


def _is_plain(expr: Expr) -> bool:
    return isinstance(expr, Sym)


def known_heads(vocabulary: Vocabulary) -> Iterable[str]:
    """The names that mean something: declared symbols, functions and operators."""
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
