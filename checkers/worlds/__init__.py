"""Worlds: where an expression has a value, and where a relation is judged.

    field       arrays with named axes: axis 0 the worlds, one axis a variable, then the value
    draws       where the numbers come from: sampled, rational, small and round, given
    evaluate    the one evaluator, and `World`, what a kind of world must answer
        _rules, _binders, _laws, _information     the meaning of each kind of node
        _operators, _matrices                     what operators do to fields
        _definitions, _indices, _integers         letters defined, indices made concrete
    finite      laws as tables: marginals, conditionals, what is assumed built in
    tensor      numbers, vectors, matrices, functions, derivatives, limits
    moments, gaussian, smooth                     random variables, named laws, densities
    smooth_laws, smooth_kinks                     slopes of laws; integrals across corners
    exact       fractions with logarithms and roots, zero decided
    decide      a relation judged: screened in floats, refuted or confirmed exactly
    witness     counterexamples, made small and told in words
    attack      inequalities: a search for violations, and reasons why one holds

Read `field`, `evaluate`, `finite` and `decide`, in this order, for the whole idea.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checkers.worlds.decide import Court, Judgement, judge

__all__ = ["Court", "Judgement", "judge"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: the worlds need NumPy, the reader not."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from checkers.worlds import decide

    return getattr(decide, name)
