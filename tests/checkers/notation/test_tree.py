"""Walking over trees: every node, in order, whether they are kept in a row or not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.expr import Apply, Bind, Density, Draw, Mean, Num, Sym
from checkers.notation.tree import LARGEST, children, is_plain, symbols, walk

LEAVES = st.sampled_from([Sym("x"), Sym("z", (Sym("t"),)), Num(Fraction(2)), Density("p")])


def _larger(parts):
    sums = st.lists(parts, max_size=4).map(lambda args: Apply("+", tuple(args)))
    laws = st.builds(lambda x, z: Density("q", (x,), (z,)), parts, parts)
    means = st.builds(lambda law, body: Mean((Draw((Sym("z"),), law),), body), parts, parts)
    return sums | laws | means | parts.map(lambda body: Bind("int", (Sym("y"),), body))


def _visited(node):
    """The nodes from the top, left to right, by recursion."""
    return [node, *(below for child in children(node) for below in _visited(child))]


@given(st.recursive(LEAVES, _larger, max_leaves=40))
def test_every_node_is_met_in_order_however_often_it_is_walked(expr):
    for _ in range(2):
        assert list(walk(expr)) == _visited(expr)
    assert symbols(expr) == {node.name for node in _visited(expr) if isinstance(node, Sym)}


@given(st.recursive(LEAVES, _larger, max_leaves=20))
def test_what_is_plain_has_numbers_letters_and_operators_alone(expr):
    kinds = {type(node) for node in walk(expr)}
    indexed = any(isinstance(node, Sym) and node.index for node in walk(expr))

    assert is_plain(expr) == (kinds <= {Num, Sym, Apply} and not indexed)


def test_a_tree_that_is_too_large_to_be_kept_is_walked_all_the_same():
    large = Apply("+", tuple(Sym(f"x_{n}") for n in range(2 * LARGEST)))
    for _ in range(2):
        assert list(walk(large)) == [large, *large.args]
