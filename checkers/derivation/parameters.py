r"""Which law a parameter is of: q where an answer writes q_\theta, and optimizes over \theta.

A law's parameters are dropped when it is read; the answer's own text still has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from msgspec.structs import replace as with_changes

from checkers.notation.expr import Density, Derivative, Sym
from checkers.notation.tree import of_kind
from checkers.notation.vocabulary import Symbol, Vocabulary

PARAMETERS = {"theta": "θϑ", "phi": "φϕ", "psi": "ψ", "eta": "η", "omega": "ω", "w": "w"}
"""The letters that parameters go by, each with its signs."""


def parametrized(statements: Iterable[Any], vocabulary: Vocabulary) -> Mapping[str, str]:
    """For each parameter that nobody declared, the one law that the answer writes it at."""
    texts = _texts(statements)
    names = {law.name for law in vocabulary.laws}
    known = {*vocabulary.symbols, *vocabulary.variables, *names}
    found: dict[str, str] = {}
    for letter in PARAMETERS.keys() - known:
        laws = {name for name in names if _at(name, letter).search(texts)}
        if len(laws) == 1:
            found[letter] = laws.pop()
    return found


def with_parameters(statements: Iterable[Any], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary in which laws that the answer writes at what it differentiates by depend
    on it: p_theta(x) under nabla_theta.
    """
    statements = list(statements)
    sides = [side for s in statements for side in (s.left, s.right) if side is not None]
    slopes = [slope for side in sides for slope in of_kind(side, Derivative)]
    by = {each for slope in slopes for each in slope.by if isinstance(each, Sym)}
    letters = [each for each in by if each.name in PARAMETERS and not each.index]
    texts = _texts(statements) if letters else ""
    told = {law.name for law in vocabulary.parametrized}
    found = [
        Density(law.name, tuple(map(Sym, law.of)), (letter,))
        for letter in letters
        for law in vocabulary.laws
        if law.name not in told and _is_at(law.name, letter.name, texts)
    ]
    if not found:
        return vocabulary
    numbers = {letter.name: Symbol(letter.name) for letter in letters}
    return with_changes(
        vocabulary,
        parametrized=(*vocabulary.parametrized, *found),
        symbols={**numbers, **vocabulary.symbols},
    )


def _texts(statements: Iterable[Any]) -> str:
    """What stands on the sides of the statements, as it is written."""
    return "\0".join({text for s in statements for text in (s.left_text, s.right_text)})


def _is_at(law: str, letter: str, texts: str) -> bool:
    """Whether a law is written at a parameter, or goes by it: pi_theta."""
    return law.endswith(f"_{letter}") or _at(law, letter).search(texts) is not None


@lru_cache(maxsize=1 << 10)
def _at(law: str, letter: str) -> re.Pattern[str]:
    signs = "|".join((rf"\\?{letter}(?![A-Za-z])", *PARAMETERS[letter]))
    return re.compile(rf"(?<![A-Za-z\\])\\?{re.escape(law)}\s*_\s*\{{?\s*(?:{signs})")
