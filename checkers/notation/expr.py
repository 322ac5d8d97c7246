r"""What a formula says: a small, immutable, typed tree, built by the reader.

An expression denotes a *field*: in every world it has a value for each value of its free
variables. A value is a number, a vector or a matrix. The nodes are few; everything that a
table of operators can hold is an `Apply`.

    p(x, z)                 Density("p", of=(x, z))
    q_\phi(z|x)             Density("q", of=(z,), given=(x,))      the subscript \phi is dropped
    p_{F(U)}(x)             Density("p", of=(x,), variable=Apply("F", (U,)))
    E_{z~q(z|x)}[f]         Mean((Draw((z,), Density("q", (z,), (x,))),), f)
    \int f dz               Bind("int", (z,), f)
    \sum_{t=1}^T x_t        Bind("sum", (t,), x_t, low=1, high=T)
    D_KL(q(z|x) || p(z))    Apply("KL", (Density(...), Density(...)))
    z_{1:k}, x_{<t}         Sym("z", (Span(1, k),)), Sym("x", (Span(None, t - 1),))
    \partial L/\partial v_i Derivative(L, (v_i,))

Nodes are made from their parts, so that there are no cycles: the collector of garbage need not
look through the kinds that are many.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from msgspec import Struct


class Num(Struct, frozen=True, cache_hash=True, gc=False):
    """An exact rational number, as written."""

    value: Fraction


@lru_cache(maxsize=1 << 10)
def numeral(text: str) -> Num:
    """The number that is written; one object for one text, so that trees compare faster."""
    return Num(Fraction(text))


class Sym(Struct, frozen=True, cache_hash=True, gc=False):
    r"""A variable, parameter, vector, matrix or constant, by name, perhaps with indices.

    `name` has no backslash; marks and naming subscripts are part of it: ``alpha_bar``,
    ``z_tilde``, ``p_data``, ``D_star``. `index` holds what selects a component or a member
    of a family: ``x_t``, ``\alpha_{ij}``, ``z_{1:k}`` (a `Span`).
    """

    name: str
    index: tuple[Expr, ...] = ()


class Span(Struct, frozen=True, cache_hash=True):
    """The indices from `low` to `high`, both included; None is the family's own end."""

    low: Expr | None
    high: Expr | None


class Apply(Struct, frozen=True, cache_hash=True, gc=False):
    """An operator of `checkers.notation.operators`, or a declared function, on arguments.

    Sums and products are n-ary and keep their order, for matrices do not commute.
    """

    head: str
    args: tuple[Expr, ...]


class Density(Struct, frozen=True, cache_hash=True):
    """The density or probability `name` at the point `of` given `given`.

    Entries are usually variables, but any expression may stand there: p_Z(g^{-1}(x)).
    `variable` is set where the name carries the random quantity it is the law of: p_{F(U)}.
    In the place of a distribution (after ~, inside KL) a Density stands for the law itself.
    """

    name: str
    of: tuple[Expr, ...] = ()
    given: tuple[Expr, ...] = ()
    variable: Expr | None = None


class Draw(Struct, frozen=True, cache_hash=True):
    """Variables drawn from a law: z ~ q(z|x). `law` None: from the world's own joint."""

    variables: tuple[Sym, ...]
    law: Expr | None


class Mean(Struct, frozen=True, cache_hash=True):
    """The expectation of `body` over the draws, which bind their variables in order."""

    draws: tuple[Draw, ...]
    body: Expr


class Bind(Struct, frozen=True, cache_hash=True):
    """An operator that binds variables: sum, prod, int, max, min, argmax, argmin, lim.

    With `low` and `high` (or `domain`) the variable runs over a range; without, over the
    variable's whole space.
    """

    op: str
    variables: tuple[Sym, ...]
    body: Expr
    low: Expr | None = None
    high: Expr | None = None
    domain: Expr | None = None


class Derivative(Struct, frozen=True, cache_hash=True):
    """The derivative of `body` by each of `by` in turn (a gradient where one is a vector)."""

    body: Expr
    by: tuple[Expr, ...]


class Matrix(Struct, frozen=True, cache_hash=True):
    """A matrix by its rows; a row vector has one row, a column vector one entry a row."""

    rows: tuple[tuple[Expr, ...], ...]


class Cases(Struct, frozen=True, cache_hash=True):
    """The first value whose condition holds; a condition of None always does."""

    branches: tuple[tuple[Expr, Expr | None], ...]


class Compare(Struct, frozen=True, cache_hash=True):
    """A condition inside an expression (a case, an indicator, a domain): x > 0, i != j."""

    relation: str
    left: Expr
    right: Expr


Expr = Num | Sym | Span | Apply | Density | Mean | Bind | Derivative | Matrix | Cases | Compare


class Chain(Struct, frozen=True, cache_hash=True):
    r"""Expressions with the relations between them: relation k stands after part k.

    Relations are ``= <= >= < > propto ~ := != approx in => <=>``. `texts` are the parts as
    written, for reports; `notes` what an \underbrace says of a part of them.
    """

    parts: tuple[Expr, ...]
    relations: tuple[str, ...]
    texts: tuple[str, ...] = ()
    notes: tuple[tuple[str, Expr], ...] = ()
