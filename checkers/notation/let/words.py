"""The words of the language: what a noun declares, what an adjective says of it."""

from __future__ import annotations

from msgspec import Struct

from checkers.notation.passages.pieces import words
from checkers.notation.vocabulary import Domain


class Meaning(Struct, frozen=True):
    """What a word says of the names beside it; None and empty where it says nothing.

    `kind`: number, function, law, variable. `rank`: 0 a number, 1 a vector, 2 a matrix.
    """

    kind: str | None = None
    rank: int | None = None
    domain: Domain | None = None
    traits: frozenset[str] = frozenset()
    values: tuple[float, ...] = ()
    space: str | None = None

    def __or__(self, other: Meaning) -> Meaning:
        """Both: what the other says comes first."""
        return Meaning(
            other.kind or self.kind,
            other.rank if other.rank is not None else self.rank,
            _both(self.domain, other.domain),
            self.traits | other.traits,
            other.values or self.values,
            other.space or self.space,
        )


def _both(first: Domain | None, second: Domain | None) -> Domain | None:
    """A positive integer is natural; else what the second says comes first."""
    if {first, second} == {"positive", "integer"}:
        return "natural"
    return second or first


NOTHING = Meaning()


def _trait(*traits: str) -> Meaning:
    return Meaning(traits=frozenset(traits))


NUMBER, VECTOR, MATRIX = (Meaning("number", rank) for rank in range(3))
FUNCTION = Meaning("function")
LAW = Meaning("law")
DENSITY = Meaning("law", space="line")
VARIABLE = Meaning("variable")

_NOUNS = {
    "scalar number constant parameter coefficient weight bias quantity logit": NUMBER,
    "data sample label": Meaning("number", 0, traits=frozenset(("data",))),
    "vector point": VECTOR,
    "matrix": MATRIX,
    "function map mapping network score transformation factor potential energy cost": FUNCTION,
    "message belief": FUNCTION | Meaning(domain="positive"),
    "feature activation log-density log-likelihood": FUNCTION,
    "cdf": FUNCTION | _trait("increasing", "cdf"),
    "joint law distribution conditional marginal prior posterior likelihood": LAW,
    "proposal target transition emission mixture policy": LAW,
    "density pdf": DENSITY,
    "pmf free": Meaning("law", space="finite"),
    "variable latent observation sequence": VARIABLE,
    "bijection flow diffeomorphism": FUNCTION | _trait("bijection"),
    "integer": Meaning("number", 0, "integer"),
    "count size dimension": Meaning("number", 0, "natural"),
    "index state time step": Meaning("number", 0, "natural", frozenset(("index",))),
    "probability responsibility": Meaning("number", 0, "unit"),
}
NOUNS = {noun: says for nouns, says in _NOUNS.items() for noun in nouns.split()}
"""Singular nouns; plurals are read as well."""

ADJECTIVES: dict[str, Meaning] = {
    "real": Meaning(domain="real"),
    "positive": Meaning(domain="positive"),
    "nonnegative": Meaning(domain="nonnegative"),
    "non-negative": Meaning(domain="nonnegative"),
    "non-neg": Meaning(domain="nonnegative"),
    "nonzero": Meaning(domain="nonzero"),
    "non-zero": Meaning(domain="nonzero"),
    "natural": Meaning(domain="natural"),
    "binary": Meaning(values=(0.0, 1.0)),
    "random": _trait("random"),
    "orthogonal": _trait("orthogonal"),
    "orthonormal": _trait("orthogonal"),
    "symmetric": _trait("symmetric"),
    "diagonal": _trait("diagonal"),
    "invertible": _trait("invertible"),
    "nonsingular": _trait("invertible"),
    "non-singular": _trait("invertible"),
    "regular": _trait("invertible"),
    "triangular": _trait("triangular"),
    "identity": _trait("identity"),
    "smooth": _trait("smooth"),
    "differentiable": _trait("smooth"),
    "convex": _trait("convex"),
    "concave": _trait("concave"),
    "increasing": _trait("increasing"),
    "decreasing": _trait("decreasing"),
    "monotone": _trait("increasing"),
    "monotonic": _trait("increasing"),
    "bijective": _trait("bijection"),
    "stochastic": _trait("stochastic"),
    "discrete": Meaning(space="finite"),
    "continuous": Meaning(space="line"),
    "positive definite": _trait("symmetric", "positive definite"),
    "positive-definite": _trait("symmetric", "positive definite"),
    "positive semidefinite": _trait("symmetric", "positive semidefinite"),
    "positive-semidefinite": _trait("symmetric", "positive semidefinite"),
    "unit": _trait("unit"),
    "step size": NUMBER,
    "step sizes": NUMBER,
    "normal": _trait("random", "normal"),
    "gaussian": _trait("random", "normal"),
    "standard normal": _trait("random", "standard normal"),
    "standard gaussian": _trait("random", "standard normal"),
    "iid": _trait("random", "independent", "identical"),
    "independent": _trait("random", "independent"),
    "permutation": _trait("permutation"),
    "simplex": Meaning(domain="unit", traits=frozenset(("simplex",))),
    "probability vector": Meaning("number", 1, "unit", frozenset(("simplex",))),
    "zero-mean": _trait("random", "centred"),
    "centred": _trait("random", "centred"),
    "centered": _trait("random", "centred"),
    "uncorrelated": _trait("random", "uncorrelated"),
    "covariance": _trait("symmetric", "positive definite"),
}
IGNORED = words(
    """values variational partition approximate true model generative base noise hidden
    visible unnormalized unnormalised normalizing normalising importance the parent some
    all any an and are is be let arbitrary fixed given known observed square finite upper
    lower strictly normalized normalised set sets alphabet alphabets space spaces each
    every both for their respective it real-valued vector-valued valued has have
    measurable unrelated unknown unobserved column row mutually pairwise jointly"""
)
"""Words that say nothing which the worlds need."""
STRUCTURE = words("""in of to on with from this its as over by""")
MOMENTS = words(
    """mean means variance variances covariance covariances standard deviation zero one
    finite unit"""
)
PARTS = words(
    """columns column rows row entries entry components eigenvectors eigenvector eigenvalues
    eigenvalue ones zeros parameters"""
)  # fmt: skip
_IRREGULAR = {
    "matrices": "matrix", "indices": "index", "densities": "density", "energies": "energy",
    "policies": "policy",
    "probabilities": "probability", "responsibilities": "responsibility",
    "biases": "bias", "data": "data",
}  # fmt: skip


def singular(word: str) -> str:
    """The singular of a noun."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] if word.endswith("s") and word[:-1] in NOUNS else word


def meaning(word: str) -> Meaning | None:
    """What a noun or an adjective says; None for any other word."""
    return ADJECTIVES.get(word) or NOUNS.get(singular(word))


WORDS = (
    frozenset([w for key in (*NOUNS, *ADJECTIVES) for w in (*key.split(), key, key + "s")])
    | frozenset(_IRREGULAR)
    | IGNORED
    | STRUCTURE
    | PARTS
    | MOMENTS
    | frozenset(("definite", "semidefinite", "inverse"))
)
