r"""The letters of a law that something is drawn from: the mu and sigma of x ~ N(mu, sigma^2).

Where nothing else says what they are they declare themselves, with the domain that the law asks
of them.
"""

from __future__ import annotations

import re

from checkers.notation.conventions import IDENTITIES, NUMBERS
from checkers.notation.let.builder import Builder
from checkers.notation.let.names import named
from checkers.notation.lexer import ReadError
from checkers.notation.operators import DISTRIBUTIONS
from checkers.notation.vocabulary import Domain, Size, Symbol

DRAWN = re.compile(
    r"(?P<drawn>[^~=]*?)\s*(?:~|\\sim\b|∼)\s*"
    r"\\?(?:(?:mathcal|mathrm|text|operatorname)\s*\{\s*)?(?P<law>[A-Za-z]+)\s*\}?\s*"
    r"(?:\\left)?\(\s*(?:[^();]*;)?(?P<arguments>(?:[^()]|\([^()]*\))*)\)"
)
CONVENTIONAL = IDENTITIES | NUMBERS
LETTERS = {"N": "Normal", "U": "Uniform"}
PARAMETER = re.compile(
    r"(?P<name>(?:\\(?:mathbf|boldsymbol|bm|pmb)\s*\{)?[^\s\d^(){}+*/-]+\}?(?:_\{?\w+\}?)?)"
    r"(?P<squared>\s*\^\s*\{?2\}?)?"
)
IDENTITY = re.compile(r"(?:\\mathbf\s*\{?\s*|\\)?I\s*\}?(?:\s*_\s*\{?(?P<size>[A-Za-z])\}?)?$")
"""The identity matrix at the end of a covariance, perhaps with its size."""
ASKED: dict[str, tuple[Domain, ...]] = {
    "Normal": ("real", "positive"),
    "Laplace": ("real", "positive"),
    "Gumbel": ("real", "positive"),
    "Logistic": ("real", "positive"),
    "Uniform": ("real", "real"),
    "Bernoulli": ("unit",),
    "Exponential": ("positive",),
    "Poisson": ("positive",),
    "Beta": ("positive", "positive"),
    "Binomial": ("natural", "unit"),
}
"""Where a law's parameters lie, one after the other."""
DEFINITE = frozenset(("symmetric", "positive definite"))


def parameters(text: str, builder: Builder) -> None:
    """Declare the undeclared letters of the law that a text draws something from; what has a
    covariance matrix is a vector.
    """
    match = DRAWN.fullmatch(text.strip())
    law = match and LETTERS.get(match["law"], DISTRIBUTIONS.get(match["law"], ""))
    if not match or law not in ASKED:
        return
    arguments = [each.strip() for each in match["arguments"].split(",")]
    shape = _shape(match["drawn"], arguments[-1], builder) if law == "Normal" else ()
    for place, (domain, argument) in enumerate(zip(ASKED[law], arguments, strict=False)):
        scale = IDENTITY.sub("", argument).strip()
        found = PARAMETER.fullmatch(scale)
        name = _name(found["name"]) if found else None
        if found and name and not builder.knows(name):
            rank = 0 if found["squared"] or scale != argument else place + 1
            definite = shape and rank == 2
            builder.symbols[name] = Symbol(
                name,
                shape * rank,
                "real" if definite else domain,
                traits=DEFINITE if definite else frozenset(),
            )


def _shape(drawn: str, covariance: str, builder: Builder) -> tuple[Size, ...]:
    """The shape of what is drawn: as it is declared, or as a covariance tells it."""
    name = _name(drawn)
    symbol = builder.symbols.get(name or "")
    if symbol is not None or name is None or builder.knows(name):
        return symbol.shape[:1] if symbol else ()
    found = IDENTITY.search(covariance)
    size = found["size"] if found else None
    shape: tuple[Size, ...] = (size,) if size else ("any",) * ("Sigma" in covariance)
    if shape:
        builder.symbols[name] = Symbol(name, shape)
    return shape


def _name(text: str) -> str | None:
    """The plain name that a text writes, if it does."""
    try:
        name = named(text)
    except ReadError:
        return None
    return None if name.called or name.index or name.base in CONVENTIONAL else name.base
