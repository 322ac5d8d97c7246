"""Which words of a sentence are mathematics: functions, names, Greek; all others are words."""

from __future__ import annotations

import re
from collections.abc import Collection

from checkers.notation import operators as op
from checkers.notation.passages.pieces import words
from checkers.notation.words import NAMES

AMBIGUOUS = words(
    """max min sup inf lim sum prod int sign rank trace vec abs floor var cov Var Cov norm
    beta"""
)
"""Functions that are also English: mathematics only where an expression follows."""
ALWAYS = (
    frozenset((*op.FUNCTIONS, *op.MEASURES, *op.BINDERS, *op.GREEK, "E", "eps", "infty"))
    - AMBIGUOUS
) | {"ELBO", "arg min", "arg max"}
CALLED = frozenset(op.DISTRIBUTIONS)
"""Laws: mathematics only where their arguments follow at once."""
SMALL = words(
    """a i am an and any are as at be but by can do for get go has he her his how if in is it
    its iff let may me my no nor not now of off on one or our out own per put say see set
    she so the to too two up us use via was way we who why yes yet you all also both each
    from have here into more most much only over some such than that them then they this
    thus very what when with step note where since hence which using because therefore first
    last next part law data loss mean proof bound form case line value term terms rule prior
    model true fake real"""
)
DIFFERENTIAL = re.compile(r"d[a-zA-Z]$|d(?:" + "|".join(sorted(op.GREEK)) + ")$")
NOT_DIFFERENTIAL = frozenset(("do", "de", "da", "dB"))
ABBREVIATION = (
    r"(?:i\.e|e\.g|s\.t|w\.r\.t|i\.i\.d|a\.s|a\.e|cf|resp|Eq|eq|Fig|Thm|Prop|Sec|no|vs)\."
)


def is_maths(word: str, known: Collection[str]) -> bool:
    """A word that is mathematics wherever it stands."""
    return word in known or word in ALWAYS or is_differential(word)


def is_differential(word: str) -> bool:
    """dx, dz, dtheta."""
    return bool(DIFFERENTIAL.match(word)) and word not in NOT_DIFFERENTIAL


def is_neutral(word: str) -> bool:
    """A short or capital run that is mathematics next to an operator: ELBO, AB, xy."""
    return word in NAMES or (
        word.lower() not in SMALL and ((word.isupper() and len(word) <= 6) or len(word) <= 2)
    )
