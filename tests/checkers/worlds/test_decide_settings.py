"""What worlds a claim needs is told by the parts that say it; plain ones say nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.expr import Apply, Num, Sym
from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.decide_settings import settings

PLAIN = st.recursive(
    st.sampled_from([Sym("x"), Sym("n"), Num(Fraction(2))]),
    lambda parts: st.lists(parts, min_size=1, max_size=3).map(lambda a: Apply("+", tuple(a))),
    max_leaves=8,
)
DECLARED = let("p(x|z), q(z); function f(x); vector u in R^d; x_1, \\ldots, x_n; free r(x|z)")
TELLING = [r"\sum_{i=1}^n x_i", "u^T u", "E_{q(z)}[p(x|z)]", r"\partial_x f(x^2)", "f(x + n)"]


@given(st.lists(PLAIN, min_size=1, max_size=3))
def test_plain_expressions_ask_for_nothing(exprs):
    for text in TELLING:
        told = read(text, DECLARED)

        assert settings(DECLARED, (told, *exprs), False) == settings(DECLARED, (told,), False)


def test_functions_that_plain_expressions_apply_elsewhere_are_no_tables():
    (setting,) = settings(
        let("function f(x); p(x)"), (Apply("f", (Apply("+", (Sym("x"),)),)),), False
    )

    assert setting.untabled == ("f",)


def test_a_density_that_is_moved_is_on_the_line_unless_something_is_averaged():
    declared = let("density p(x), x in R; a real")
    moved = read("p(x - a)", declared)
    (alone,) = settings(declared, (moved,), False)
    (beside,) = settings(declared, (moved, Apply("H", (Sym("x"),))), False)

    assert (alone.dimension, beside.dimension) == (1, 0)
