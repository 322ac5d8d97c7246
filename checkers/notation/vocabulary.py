"""What the letters of a question mean: which are densities, variables, parameters, matrices.

The same letters read differently in different questions: p(x) is a density where p is
declared one, a(x + y) a product where a is a number. A vocabulary is declared by a question,
given by `--let`, or inferred from the text and shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import astuple

from checkers.notation.expr import Chain, Compare, Density, Expr, Sym

Size = int | str
"""A number of components, or the name of one that every world chooses: R^n."""
Domain = Literal["real", "positive", "nonnegative", "nonzero", "unit", "integer", "natural"]
"""Where a number, or each component, lies; ``unit`` is the open interval (0, 1)."""


class Symbol(Struct, frozen=True, cache_hash=True):
    """A number, vector or matrix, a family of them (`family`), or a function (`takes`).

    `shape` is () for a number, (n,) for a vector, (n, m) for a matrix. `family` holds the
    sizes of the index ranges: x_1, ..., x_n is Symbol("x", family=("n",)); the size ``any``
    is as large as the indices in use need. `takes` names a function's arguments. `traits`:
    orthogonal, symmetric, positive definite, diagonal, invertible, triangular, identity,
    random, bijection, increasing, convex, smooth, density; index (a running index), single
    (the name of a family without an index is one more member), several (members have one
    index or two: a_i, a_{ij}), gamma function, beta
    function, beta density, normal density.
    """

    name: str
    shape: tuple[Size, ...] = ()
    domain: Domain = "real"
    family: tuple[Size, ...] = ()
    takes: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    values: tuple[float, ...] = ()


class Law(Struct, frozen=True, cache_hash=True):
    """A law over variables. A joint p(x, z) brings all its marginals and conditionals; with
    `given` it is free: q(z|x) is any conditional, unrelated to others.
    """

    name: str
    of: tuple[str, ...]
    given: tuple[str, ...] = ()


class Variable(Struct, frozen=True, cache_hash=True):
    """A random variable or a bound variable's space.

    `finite`: takes finitely many values (their numeric values in `values` if they matter);
    `line`: a real number with a density; `plane`: a point of R^2; `length` T: a sequence.
    `domain`: where the numeric values lie that a world chooses, if not anywhere.
    """

    name: str
    space: Literal["finite", "line", "plane"] = "finite"
    values: tuple[float, ...] = ()
    length: Size | None = None
    domain: Domain = "real"


class Independence(Struct, frozen=True, cache_hash=True):
    """The variables `left` are independent of `right` given `given`."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    given: tuple[str, ...] = ()


class Restricted(Struct, frozen=True, cache_hash=True):
    """A chain that is assumed for those indices only that meet every condition."""

    chain: Chain
    where: tuple[Compare, ...]


class Vocabulary(Struct, frozen=True, dict=True):
    """All that is declared, defined and assumed. Definitions are (what, as what) pairs."""

    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    variables: Mapping[str, Variable] = field(default_factory=dict)
    definitions: tuple[tuple[Expr, Expr], ...] = ()
    assumptions: tuple[Chain | Restricted | Independence, ...] = ()
    proportional_in: tuple[str, ...] = ()
    """The variables in which both sides of a ``propto`` are proportional."""
    proportional_at: tuple[Sym, ...] = ()
    """Members of families for the same purpose, as x_{t-1}."""
    free_of: tuple[str, ...] = ()
    """The variables that ``const`` does not depend on."""
    parametrized: tuple[Density, ...] = ()
    """The laws that are declared with parameters, p(x; a, b), at these."""
    open_laws: bool = False
    """Whether what a law does not determine, q(x) where q(z|x) is free, is taken to be
    anything; else it is unknown.
    """
    small: tuple[str, ...] = ()
    """The variables that tend to zero: sides agree up to the order shown in O(..)."""
    log_base: Literal["e", "2", "10"] = "e"

    @cached_property
    def contents(self) -> Hashable:
        """The same for equal vocabularies, to remember things by."""
        return _Contents(
            tuple(
                tuple(value.items()) if hasattr(value, "items") else value
                for value in astuple(self)
            )
        )


class _Contents(Struct, frozen=True, cache_hash=True):
    """All that a vocabulary holds, hashed once."""

    values: tuple[Hashable, ...]


NOTHING = Vocabulary()
"""The vocabulary that declares nothing."""
