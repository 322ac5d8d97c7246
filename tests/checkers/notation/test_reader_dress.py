"""Laws of reading, over formulas and texts that Hypothesis makes up."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.notation import ReadError, read, read_chain, readings, show
from checkers.notation.expr import (
    Apply,
    Bind,
    Cases,
    Compare,
    Density,
    Derivative,
    Draw,
    Matrix,
    Mean,
    Num,
    Span,
    Sym,
)
from checkers.notation.let import let
from checkers.notation.lexer import tokens

FORMULAS = (
    r"\mathbb{E}_{q_\phi(z|x)}\left[\log\frac{p_\theta(x,z)}{q_\phi(z|x)}\right]",
    r"D_{KL}(q(z|x)\|p(z))+\int q(z|x)\log p(x|z)dz",
    r"\sum_{t=1}^T\mathbf{x}_{t-1}^\top A^{-1}y_t-\frac12\|x-\mu\|^2",
    r"p_{F(U)}(x)=p_U(F^{-1}(x))|\det J_{F^{-1}}(x)|",
    r"\frac{\partial L}{\partial\alpha_{ij}}=\prod_{i=1}^n(\theta_i^s)^{n_{x_i=1}}",
    r"x_t=\sqrt{\bar\alpha_t}x_0+\sqrt{1-\bar{\alpha}_t}\epsilon",
)
SPACES = st.sampled_from(["", "", " ", r"\,", r"\!", "\n", "  ", r"\ ", r"\displaystyle "])


@given(st.sampled_from(FORMULAS), st.data())
def test_spaces_sizes_and_line_breaks_mean_nothing(formula, data):
    pieces = []
    found = tokens(formula)
    for token, following in zip(found, [*found[1:], None], strict=True):
        pieces.append(formula[token.start : token.end])
        if following is not None:
            pieces.append(formula[token.end : following.start])
        if token.kind not in ("^", "_") and token.end > token.start:
            pieces.append(data.draw(SPACES))

    assert read_chain("".join(pieces)).parts == read_chain(formula).parts


@given(st.sampled_from(FORMULAS), st.sampled_from([("$", "$"), (r"\[", r"\]"), ("$$", "$$")]))
def test_the_borders_of_a_display_mean_nothing(formula, borders):
    dressed = r"\begin{align*} " + formula.replace("=", "&=") + r" \end{align*}"

    assert read_chain(borders[0] + formula + borders[1]).parts == read_chain(formula).parts
    assert read_chain(dressed).parts == read_chain(formula).parts


# -- what is shown reads back ------------------------------------------------------------

LETTERS = st.sampled_from(["x", "y", "z", "alpha", "beta_hat", "w'", "mu_bar", "R_star"])
numbers = st.integers(0, 9).map(lambda n: Num(Fraction(n)))
indices = numbers | st.sampled_from(
    [Sym("i"), Sym("t"), Apply("+", (Sym("t"), Num(Fraction(1))))]
)
symbols = st.builds(
    Sym, LETTERS, st.just(()) | st.tuples(indices) | st.tuples(indices, indices)
)
points = st.builds(Sym, st.sampled_from(["x", "y", "z"]))
laws = st.sampled_from(["p", "q", "p_data"])
densities = st.builds(
    Density,
    laws,
    st.tuples(points) | st.tuples(points, points),
    st.just(()) | st.tuples(points),
)
spans = st.builds(lambda high: Sym("x", (Span(Num(Fraction(1)), high),)), indices)


@st.composite
def leaves(draw):
    return draw(numbers | symbols | densities | spans)


@st.composite
def composites(draw, inner):
    pairs = st.tuples(inner, inner)
    relations = st.builds(Compare, st.sampled_from(["=", "<", ">="]), inner, inner)
    kinds = st.one_of(
        st.builds(Apply, st.sampled_from(["/", "odot", "^"]), pairs),
        st.builds(Apply, st.just("+"), st.lists(inner, min_size=2, max_size=3).map(_sum)),
        st.builds(Apply, st.just("*"), st.lists(inner, min_size=2, max_size=3).map(_product)),
        st.builds(
            Apply, st.sampled_from(["log", "exp", "sqrt", "abs", "det", "T"]), st.tuples(inner)
        ),
        st.builds(Apply, st.just("neg"), st.tuples(inner.filter(_unsigned))),
        st.builds(Apply, st.just("KL"), st.tuples(densities, densities)),
        st.builds(lambda law, f: Mean((Draw(law.of, law),), f), densities, inner),
        st.builds(lambda f: Mean((Draw((Sym("z"),), None),), f), inner),
        st.builds(lambda f: Bind("int", (Sym("z"),), f), inner),
        st.builds(
            lambda op, f, high: Bind(op, (Sym("i"),), f, Num(Fraction(1)), high),
            st.sampled_from(["sum", "prod"]),
            inner,
            indices,
        ),
        st.builds(lambda f: Derivative(f, (Sym("x"),)), inner),
        st.builds(lambda a, b, c, d: Matrix(((a, b), (c, d))), inner, inner, inner, inner),
        st.builds(lambda a, c, b: Cases(((a, c), (b, None))), inner, relations, inner),
        st.builds(lambda c: Apply("indicator", (c,)), relations),
        st.builds(lambda a, b: Apply("set", (a, b)), inner, inner),
    )
    return draw(kinds)


def _unsigned(expr):
    return not (isinstance(expr, Apply) and expr.head in ("neg", "+"))


def _sum(terms):
    return tuple(terms) if _unsigned(terms[0]) else (Num(Fraction(1)), *terms)


def _product(factors):
    return tuple(f for factor in factors for f in _factors(factor))


def _factors(expr):
    return expr.args if isinstance(expr, Apply) and expr.head == "*" else (expr,)


expressions = st.recursive(leaves(), composites, max_leaves=8)


@settings(max_examples=300)
@given(expressions)
def test_what_is_shown_reads_back_as_it_was(expression):
    assert read(show(expression)) == expression


# -- no text does harm -------------------------------------------------------------------

FRAGMENTS = r"""
    \frac \sum \int \log \mathbb{E} \left \right \begin{cases} \end{cases} \\ & { } ( ) [ ]
    | \| ^ _ ' x y d z p q E D_{KL} = \le \sim , ; . + - * / \hat \sqrt \partial \nabla
    \prod_{i=1}^n \dots \text{if} \underbrace \stackrel \mid : \{ \} 2 0.5 e \arg \max \lim
    \to \mathcal{N} \substack ~ ! \langle \rangle \int_0^1 dx \frac{d}{dx} \mathbf{1} α ² ₜ
    𝔼 x̂ √ \top J_ H( \operatorname{Var} \in \cdot \circ \setminus -i \begin{pmatrix}
    \end{pmatrix} I( N( \quad \tag{1}
"""


fragments = st.sampled_from(FRAGMENTS.split())


@settings(max_examples=400, deadline=None)
@given(st.lists(fragments, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused_at_a_place_within_it(text):
    try:
        found = readings(text)
    except ReadError as refused:
        assert 0 <= refused.position <= len(text)
    else:
        assert len(found) in (1, 2)
        assert all(show(chain) for chain in found)


N = 1000
LARGE = {
    "nested parentheses": "(" * N + "x" + ")" * N,
    "nested braces": "{" * N + "x + 1" + "}" * N,
    "nested bars": "|" * N + "x" + "|" * N,
    "nested fractions": r"\frac{1}{" * N + "x" + "}" * N,
    "nested expectations": "E[" * N + "x" + "]" * N,
    "nested densities": "p(" * N + "x" + ")" * N,
    "a tower": "9^{" * N + "9" + "}" * N,
    "powers in a row": "x" + "^x" * N,
    "quotients in a row": "x/" * N + "1",
    "factorials": "x" + "!" * N,
    "logarithms of logarithms": r"\log " * N + "x",
    "sums of sums": r"\sum_i " * N + "x",
    "integrals": r"\int " * N + "x" + " dx" * N,
    "accents": r"\hat" * N + " x",
    "a megabyte": "x+" * 500_000 + "1",
    "a long number": "9" * 50_000,
    "a huge exponent": "1e999999999",
    "an unclosed text": r"\text{" + "{a}" * 9000,
    "unclosed brackets": "(" * 5 * N,
    "unfinished rows": r"\begin{pmatrix}" * N,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_text_too_large_or_too_deep_is_refused_at_once(name):
    start = time.process_time()

    with pytest.raises(ReadError):
        read(LARGE[name])
    assert time.process_time() - start < 1


LONG = {
    "a sum": "+".join(f"x_{{{n}}}" for n in range(10_000)),
    "a product": " ".join(f"x_{{{n}}}" for n in range(5_000)),
    "sums": "+".join([r"\sum_i x_i"] * 3_000),
    "arguments": "f(" + ",".join(["x"] * 10_000) + ")",
    "signs": "-" * 5_000 + "x",
    "a chain": "x=" * 5_000 + "x",
    "a power": "(x+1)^{100000}",
    "a small tower": "9^{9^{9^9}}",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_but_flat_text_is_read_in_a_second(name):
    start = time.process_time()
    read_chain(LONG[name])

    assert time.process_time() - start < 1


def test_nearly_all_sides_of_a_textbook_are_read(shared):
    import json

    rows = (shared / "corpus" / "textbook_dev.jsonl").read_text().splitlines()
    sides = [side for row in rows for side in json.loads(row)["parts"]]

    assert sum(map(_readable, sides)) >= 0.98 * len(sides)


def _readable(side):
    try:
        return bool(read(side))
    except ReadError:
        return False


def test_words_below_a_brace_end_with_it():
    assert read(r"\underbrace{a}_{\text{the first term}} + b") == read("a + b")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("C A^kBx", "C A^k B x"),
        (r"\sum_{k=0}^T CA^kBx_{T-k}", r"\sum_{k=0}^T C A^{k} B x_{T-k}"),
        ("Σ_k A^k", r"\sum_k A^k"),
        ("min{1, a}", "min(1, a)"),
        (r"\nabla_{q_i} L x_i^\top", r"(\nabla_{q_i} L) x_i^\top"),
        (r"\nabla_{q_i} L^\top x_i", r"(\nabla_{q_i} L)^\top x_i"),
    ],
)
def test_glued_factors_and_loose_signs_are_read_as_they_are_meant(text, plain):
    names = let(
        r"A, B in R^{d x d}; C in R^{1 x d}; x_0, \ldots, x_T in R^d; T integer; a real; "
        r"q_1, \ldots, q_n in R^d; g_1, \ldots, g_n in R^d; "
        r"\frac{\partial L}{\partial q_i} := g_i"
    )

    assert read_chain(text, names).parts == read_chain(plain, names).parts


def test_a_declared_sigma_is_no_sum():
    names = let(r"matrices \Sigma_1, \Sigma_2 in R^{2x2}; k in {1, 2}")

    (read_as,) = read_chain("Σ_k", names).parts
    assert isinstance(read_as, Sym)
