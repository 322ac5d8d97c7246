r"""Which law a parameter is of: q where an answer writes q_\theta, and optimizes over \theta.

A law's parameters are dropped when it is read; the answer's own text still has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from checkers.notation.vocabulary import Vocabulary

PARAMETERS = {"theta": "θϑ", "phi": "φϕ", "psi": "ψ", "eta": "η", "omega": "ω", "w": "w"}
"""The letters that parameters go by, each with its signs."""


def parametrized(statements: Iterable[Any], vocabulary: Vocabulary) -> Mapping[str, str]:
    """For each parameter that nobody declared, the one law that the answer writes it at."""
    texts = "\0".join({text for s in statements for text in (s.left_text, s.right_text)})
    names = {law.name for law in vocabulary.laws}
    known = {*vocabulary.symbols, *vocabulary.variables, *names}
    found: dict[str, str] = {}
    for letter in PARAMETERS.keys() - known:
        laws = {name for name in names if _at(name, letter).search(texts)}
        if len(laws) == 1:
            found[letter] = laws.pop()
    return found


@lru_cache(maxsize=1 << 10)
def _at(law: str, letter: str) -> re.Pattern[str]:
    signs = "|".join((rf"\\?{letter}(?![A-Za-z])", *PARAMETERS[letter]))
    return re.compile(rf"(?<![A-Za-z\\]){re.escape(law)}\s*_\s*\{{?\s*(?:{signs})")
