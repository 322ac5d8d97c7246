"""Finite worlds: tables obey the rules of probability and what is assumed of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.notation import read, read_chain
from checkers.notation.expr import Sym
from checkers.notation.vocabulary import Independence, Law, Symbol, Variable, Vocabulary
from checkers.worlds.draws import Rational, Sampled
from checkers.worlds.evaluate import Evaluator, Product
from checkers.worlds.evaluate_indices import OutOfRange, concrete
from checkers.worlds.exact_arrays import same
from checkers.worlds.field import Unknown, combine
from checkers.worlds.finite import FiniteWorld
from checkers.worlds.tensor_world import TensorWorld

LETTERS = "abcd"
JOINT = Vocabulary(
    laws=(Law("p", tuple(LETTERS)),), variables={name: Variable(name) for name in LETTERS}
)


def look(vocabulary, draws=None, support=2, **sizes):
    world = FiniteWorld(vocabulary, draws or Sampled(4), sizes, support)
    evaluator = Evaluator(world, vocabulary)
    world.settle(evaluator)
    return evaluator


def value(text, vocabulary, draws=None, **sizes):
    expr = concrete(read(text, vocabulary), sizes)
    return look(vocabulary, draws, **sizes).value(expr)


def agree(left, right, vocabulary, **sizes):
    """Whether two expressions have the same values in rational worlds."""
    worlds = look(vocabulary, Rational(2), **sizes)
    sides = [concrete(read(text, vocabulary), sizes) for text in (left, right)]
    difference = combine(lambda a, b: a - b, *map(worlds.value, sides)).data
    return same(difference, 0 * difference)


def density(of, given):
    bar = f" | {', '.join(sorted(given))}" if given else ""
    return f"p({', '.join(sorted(of))}{bar})"


@settings(max_examples=25)
@given(st.permutations(LETTERS), st.integers(1, 3), st.integers(1, 3))
def test_conditionals_sum_to_one_and_multiply_to_the_joint(names, n, m):
    of, given = names[:n], names[n : n + m]
    summed = f"\\sum_{{{', '.join(of)}}} {density(of, given)}"

    assert agree(summed, "1", JOINT)
    if given:
        product = f"{density(of, given)} {density(given, ())}"
        assert agree(density(of + given, ()), product, JOINT)


def test_a_free_conditional_is_unrelated_to_the_joint():
    vocabulary = Vocabulary(
        laws=(Law("p", ("x", "z")), Law("q", ("z",), ("x",))),
        variables={"x": Variable("x"), "z": Variable("z")},
    )

    assert agree(r"\sum_z q(z|x)", "1", vocabulary)
    assert not agree("q(z|x)", "p(z|x)", vocabulary)
    with pytest.raises(Unknown, match="not determined"):
        value("q(z)", vocabulary)


def test_laws_of_one_name_that_compose_are_one_joint():
    vocabulary = Vocabulary(
        laws=(Law("p", ("z",)), Law("p", ("x",), ("z",))),
        variables={"x": Variable("x"), "z": Variable("z")},
    )

    assert agree("p(x)", r"\sum_z p(x|z) p(z)", vocabulary)
    assert agree("p(z|x) p(x)", "p(x|z) p(z)", vocabulary)


def test_capital_letters_name_the_same_law():
    assert agree(r"E_{P}[a]", r"\sum_a a \, p(a)", JOINT)


def with_assumption(*assumptions, **symbols):
    return Vocabulary(
        JOINT.symbols | symbols,
        JOINT.laws,
        JOINT.variables,
        assumptions=tuple(
            read_chain(each, Vocabulary(symbols, JOINT.laws, JOINT.variables))
            if isinstance(each, str)
            else each
            for each in assumptions
        ),
    )


def test_an_assumed_factorization_is_built_in():
    chain = with_assumption("p(a,b,c,d) = p(a) p(b|a) p(c|b) p(d|c)")

    assert agree("p(d|a,b,c)", "p(d|c)", chain)
    assert agree("p(a|c,d)", "p(a|c)", chain)
    assert not agree("p(d|b)", "p(d)", chain)


@pytest.mark.parametrize("given", [(), ("c",), ("c", "d")])
def test_assumed_independence_is_built_in_and_nothing_more(given):
    apart = with_assumption(Independence(("a",), ("b",), given))

    assert agree(density("ab", given), f"{density('a', given)} {density('b', given)}", apart)
    assert not agree(density("ac", "d"), f"{density('a', 'd')} {density('c', 'd')}", apart)


def test_functions_of_a_factorization_are_scaled_to_sum_to_one():
    symbols = {
        name: Symbol(name, takes=takes, domain="positive")
        for name, takes in (("f", ("a", "c")), ("g", ("b", "c", "d")))
    }
    product = with_assumption("p(a,b,c,d) = f(a,c) g(b,c,d)", **symbols)

    assert agree("p(a,b,c,d)", "f(a,c) g(b,c,d)", product)
    assert agree("p(a|b,c,d)", r"f(a,c) / \sum_a f(a,c)", product)


def test_a_probability_of_one_value_gives_the_other():
    coin = Vocabulary(
        laws=(Law("p", ("x", "t")),),
        variables={"x": Variable("x", values=(0, 1)), "t": Variable("t", domain="unit")},
    )
    assumed = Vocabulary(
        {}, coin.laws, coin.variables, assumptions=(read_chain("p(x=1|t) = t", coin),)
    )

    assert agree("p(x=0|t)", "1 - t", assumed)
    assert agree("E[x|t]", "t", assumed)


SEQUENCE = Vocabulary(
    laws=(Law("p", ("x", "z")),),
    variables={name: Variable(name, length="T") for name in "xz"},
)


def test_sequences_obey_the_chain_rule():
    joint = r"\prod_{t=1}^T p(x_t | x_{<t}, z_{\le t}) p(z_t | z_{<t}, x_{<t})"

    assert agree(r"p(x_{1:T}, z_{1:T})", joint, SEQUENCE, T=3)
    assert not agree("p(x_2|x_1)", "p(x_2)", SEQUENCE, T=3)


def test_a_member_that_a_sequence_lacks_is_out_of_range():
    for text in ("p(x_4)", "p(x_1|x_0)"):
        with pytest.raises(OutOfRange):
            value(text, SEQUENCE, T=3)


def test_an_assumed_markov_property_is_built_in_for_every_index():
    markov = Vocabulary(
        {},
        (Law("p", ("x",)),),
        {"x": Variable("x", length="T")},
        assumptions=(read_chain("p(x_t|x_{<t}) = p(x_t|x_{t-1})", SEQUENCE),),
    )

    assert agree("p(x_3|x_1,x_2)", "p(x_3|x_2)", markov, T=3)
    assert not agree("p(x_3|x_2)", "p(x_3)", markov, T=3)


def test_copies_are_independent_and_alike():
    law = Vocabulary(laws=(Law("p", ("x",)),), variables={"x": Variable("x")})

    assert agree("p(x_1, x_2)", "p(x_1) p(x_2)", law)
    assert agree(r"E_{x_{1:3} \sim p(x)}[x_1 x_2 + x_3]", "E_p[x]^2 + E_p[x]", law)
    assert agree(r"\sum_{x'} p(x') x'", "E_p[x]", law)


def test_a_value_is_looked_up_and_what_never_occurs_has_probability_zero():
    law = Vocabulary(laws=(Law("p", ("x",)),), variables={"x": Variable("x", values=(-1, 1))})

    assert agree("p(x=1) + p(x=-1)", "1", law)
    assert agree("p(x=5)", "0", law)
    with pytest.raises(Unknown, match="values of a are not declared"):
        value("p(a=1)", JOINT)


def test_densities_exceed_one_somewhere_and_still_integrate_to_one():
    law = Vocabulary(laws=(Law("f", ("x",)),), variables={"x": Variable("x", "line")})

    assert (value("f(x)", law, Sampled(64)).data > 1).any()
    assert agree(r"\int f(x) dx", "1", law)


def test_a_law_is_not_taken_at_two_values_of_its_parameters():
    law = Vocabulary(laws=(Law("p", ("x",)),), variables={"x": Variable("x")})

    assert agree("p(x; t)", "p(x)", law)
    with pytest.raises(Unknown, match="two values of its parameters"):
        value("p(x; s) - p(x; t)", law)


def test_worlds_are_the_same_in_whatever_order_they_are_asked():
    texts = ["p(a|b)", "p(c)", "p(a,b,c,d)"]
    forward, backward = look(JOINT), look(JOINT)
    for text in reversed(texts):
        backward.value(read(text, JOINT))

    for text in texts:
        expr = read(text, JOINT)
        np.testing.assert_array_equal(forward.value(expr).data, backward.value(expr).data)


def test_a_table_has_no_slope_along_its_variable():
    derivative = r"\frac{\partial}{\partial a} p(a, b, c, d)"
    with pytest.raises(Unknown, match="no slope"):
        world = Product(
            [FiniteWorld(JOINT, Sampled(4), {}), TensorWorld(JOINT, Sampled(4), {})]
        )
        Evaluator(world, JOINT).value(read(derivative, JOINT))


def test_a_variable_that_is_given_other_values_is_no_axis():
    worlds = look(JOINT)
    own = worlds.value(Sym("a"))
    law = read("p(a)", JOINT)

    assert worlds.bound({Sym("a"): own}).value(law).axes == ("a",)
    with pytest.raises(Unknown, match="values of a are not declared"):
        worlds.bound({Sym("a"): own._replace(axes=("~a",))}).value(law)
