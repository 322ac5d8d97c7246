"""Vocabularies inferred: conservative, deterministic, and shown in the language of `let`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.infer import infer, shown
from checkers.notation.let import let
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary

TEXTS = (
    "log p(x) >= E_{q(z|x)}[log p(x,z)/q(z|x)]",
    r"V = E_{x \sim p}[\log D(x)] + E_{x \sim q}[\log(1 - D(x))]",
    r"p(x_{1:T}) = \prod_{t=1}^T p(x_t | x_{<t})",
    r"(AB)^T = B^T A^T",
    r"p_X(x) = p_Z(F^{-1}(x)) |\det J_{F^{-1}}(x)|",
    r"q(x_t | x_{t-1}) = N(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I)",
    "f(E[X]) <= E[f(X)]",
    "p(x_1,x_2) = p(x_1) p(x_2|x_1)",
    "a(b + c) = a b + a c",
    "KL(p||q) >= 0",
)

COPIES = r"""
    L_k = E_{z_1, \ldots, z_k \sim q}[\log \frac{1}{k} \sum_{i=1}^k w_i]
    with w_i = p(x, z_i) / q(z_i | x)
"""


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (TEXTS[0], {Law("p", ("x", "z")), Law("q", ("z",), ("x",))}),
        (TEXTS[9], {Law("p", ("x",)), Law("q", ("x",))}),
        ("I(X;Z) = KL(p(x,z) || p(x) p(z))", {Law("p", ("x", "z"))}),
        ("q(z) = E_p[q(z|x)]", {Law("q", ("z", "x")), Law("p", ("x",))}),
        (TEXTS[8], set()),
        ("H(X|Y) <= H(X)", {Law("p", ("X", "Y"))}),
        ("KL(q(x)||p(x)) - H(Z)", {Law("q", ("x",)), Law("p", ("x",))}),
        (COPIES, {Law("p", ("x", "z")), Law("q", ("z",), ("x",))}),
        (r"E_{z \sim q}[\log q(z|x)]", {Law("q", ("z",), ("x",))}),
    ],
)
def test_laws(text, laws):
    assert laws == set(infer(text).laws)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (TEXTS[1], Symbol("D", domain="unit", takes=("x",))),
        (TEXTS[3], Symbol("A", ("n", "n"))),
        (TEXTS[5], Symbol("beta", domain="unit", family=("any",))),
        (TEXTS[8], Symbol("a")),
        ("log s = 2 log t", Symbol("s", domain="positive")),
        ("W^T x = 0", Symbol("x", ("n",))),
        ("p(x) = e^{-E(x)} / Z", Symbol("E", takes=("x",))),
        (r"z \sim N(B \mu, B \Sigma B^T)", Symbol("mu", ("n",))),
        (r"z \sim N(B \mu, B \Sigma B^T)", Symbol("Sigma", ("n", "n"))),
        ("a W x = W (a x) + W^T x", Symbol("a")),
    ],
)
def test_symbols(text, symbol):
    assert infer(text).symbols[symbol.name] == symbol


def test_a_sequence_has_a_length():
    assert infer(TEXTS[2]).variables == {"x": Variable("x", length="T")}


@pytest.mark.parametrize("text", ["Let $r = p(x)/q(x)$.", r"\mathcal{L} = E_q[\log p(x)]"])
def test_what_the_answer_defines_is_left_to_it(text):
    assert {} == infer(text).symbols


@given(st.sampled_from(TEXTS))
def test_what_is_shown_declares_what_was_inferred(text):
    found = infer(text)

    assert let(shown(found)) == found


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_what_is_declared_stays(first, second):
    known = infer(first)
    more = infer(second, known)

    assert known.laws == more.laws[: len(known.laws)]
    assert known.symbols.items() <= more.symbols.items()
    assert infer(first, known) == known


@given(st.sampled_from(TEXTS))
def test_inference_is_deterministic(text):
    assert infer(text) == infer(text)


def test_an_expectation_is_no_energy():
    assert "E" not in infer("p(x) = e^{-E(x)} / Z, E[x] = 0").symbols


def test_nothing_is_inferred_from_words():
    assert infer("The model is trained by gradient descent.") == Vocabulary()
    assert shown(Vocabulary()) == "nothing declared"
