"""One formula, many ways to write it; and what is no formula, and where it stops being one."""

import pytest

from checkers.notation import ReadError, read, read_chain, readings, show
from checkers.notation.expr import Apply, Bind, Compare, Density, Derivative, Draw, Mean, Sym
from checkers.notation.let import let


def same(*texts):
    """Assert that all texts read as one expression."""
    first, *others = map(read, texts)
    for text, other in zip(texts[1:], others, strict=True):
        assert other == first, text


SAME = {
    "the evidence lower bound": (
        r"\mathbb{E}_{q_\phi(z|x)}\left[\log \frac{p_\theta(x, z)}{q_\phi(z|x)}\right]",
        r"\mathbf{E}_{z \sim q(z \mid x)} \Bigl[ \ln\frac{p(x,z)}{q(z|x)} \Bigr]",
        r"\mathbb E_{z\sim q(\mathbf z|x)}\log\frac{p_\theta(\mathbf x,z)}{q_\phi(z|x)}",
        "E_{z~q(z|x)}[log(p(x,z)/q(z|x))]",
        "E_q(z|x)[log p(x,z)/q(z|x)]",
        "𝔼_{z∼q(z|x)}[log p(x,z)/q(z|x)]",
        r"\langle \log \frac{p(x,z)}{q(z|x)} \rangle_{q(z|x)}",
    ),
    "Kullback-Leibler": (
        r"D_{KL}(q(z|x) \| p(z))",
        r"D_\mathrm{KL}\left(q_\phi(z|x)\,\middle\|\,p(z)\right)",
        r"\mathcal D_{KL}[q(z|x)||p(z)]",
        r"\mathrm{D_{KL}}(q(z|x)\|p(z))",
        r"{\rm KL}(q(z|x)\|p(z))",
        r"\mathrm{KL}(q(z|x) \parallel p(z))",
        r"\operatorname{KL}\bigl[q(z|x) \mid\mid p(z)\bigr]",
        r"\mathbb{KL}(q(z|x), p(z))",
        "KL(q(z|x)||p(z))",
        "KL(q(z|x) ‖ p(z))",
        r"D(q(z|x)\|p(z))",
    ),
    "an integral": (
        r"\int p(x,z)\,dz", r"\int p(x, z) \mathrm{d} z", r"\int dz\, p(x,z)",
        r"\int_z p(x,z) dz", r"\int_z p(x,z)", r"\int_{\mathcal{Z}} p(x,\mathbf z) d\mathbf{z}",
        r"\int_{-\infty}^{\infty} p(x,z) dz", r"\int_{\mathbb{R}^d} p(x,z) dz", "∫ p(x,z) dz",
        "int p(x,z) dz",
    ),
    "fractions": (r"\frac12", r"\tfrac{1}{2}", r"\dfrac 1 2", "1/2", "{1}/{2}"),
    "numbers": ("0.5", "½", ".5", "0.50"),
    "negative powers": ("A^{-n}", "A^{- n}", "A^{(-n)}", "A^-n"),
    "powers": ("x^{-2}", "x^-2", "x⁻²", r"\mathbf{x}^{-2}", "x**{-2}"),
    "exponentials": (r"e^{-x}", r"\exp(-x)", r"\exp\{-x\}", r"\exp\left[-x\right]",
        "exp(-x)", "e^-x"),
    "absolute values": ("|x - y|", r"\lvert x-y \rvert", r"\left| x-y \right|",
        r"\big|x-y\big|"),
    "norms": (r"\|x\|^2", r"\lVert x\rVert_2^2", "||x||^2", "‖x‖²", r"\left\|x\right\|^{2}"),
    "transposes": (r"x^\top y", r"\mathbf{x}^{T}\mathbf{y}", r"x^{\intercal} y", "xᵀ y",
        r"x^{\mathsf T}y"),
    "marks": (r"\bar{\alpha}_t", r"\bar\alpha_{t}", "alpha_bar_t", "ᾱ_t",
        r"\overline{\alpha}_t", "ᾱₜ"),
    "stars": ("D^*(x)", r"D^{\star}(x)", "D*(x)", r"D^\ast(x)"),
    "derivatives": (
        r"\frac{\partial L}{\partial v_i}", "∂L/∂v_i", r"\partial L/\partial v_i",
        r"\frac{\partial}{\partial v_i} L", r"\nabla_{v_i} L", r"\partial_{v_i} L",
        "grad_{v_i} L",
    ),
    "second derivatives": (
        r"\frac{\partial^2 f}{\partial x^2}", r"\frac{d^2 f}{dx^2}",
        r"\frac{\partial^2}{\partial x \partial x} f",
    ),
    "sums": (r"\sum_{i=1}^n x_i", r"\sum\limits_{i=1}^{n} x_{i}", "∑_{i=1}^n x_i",
        r"\sum^n_{i=1} x_i",
             r"\sum_{1 \le i \le n} x_i", "sum_{i=1}^n x_i", r"x_1 + x_2 + \dots + x_n",
             r"\sum_i^n x_i"),
    "products": (r"\prod_{i=1}^T q(x_i|x_{i-1})",
        r"q(x_1|x_0) q(x_2|x_1) \cdots q(x_T|x_{T-1})"),
    "sequences": (r"p(x_1,\dots,x_n)", r"p(x_1, x_2, \ldots, x_n)", "p(x_{1:n})"),
    "steps back": (r"q(x_t|x_{t-1})", "q(x_t|x_t-1)", r"q(\mathbf{x}_t \vert x_{t-1})"),
    "floors": (r"\lfloor x/2 \rfloor + 1", "⌊x/2⌋ + 1", "floor(x/2) + 1"),
    "macros": (r"\int p(x \given y) \dd x", "∫ p(x|y) dx", r"\int \cancel{p(x|y)} \diff x"),
    "prefixes": (r"x_{<t}", "x_{:t-1}"),
    "argmax": (r"\arg\max_\theta f(\theta)", r"\operatorname*{arg\,max}_{\theta} f(\theta)",
               r"\operatorname{argmax}_\theta f(\theta)", "argmax_θ f(θ)"),
    "normal densities": (r"\mathcal{N}(x; \mu, \Sigma)", r"\mathcal N(x|\mu,\Sigma)",
        "N(x; μ, Σ)",
                         r"\mathrm{Normal}(x;\mu,\Sigma)"),
    "indicators": (r"\mathbb{1}[x > 0]", r"\mathbbm{1}(x>0)", r"\mathbf{1}_{x>0}", "𝟙{x>0}",
        r"\mathbb{I}[x>0]"),
    "cases": (r"\begin{cases} 1 & \text{if } x>0 \\ 0 & \text{otherwise} \end{cases}",
              r"\begin{cases} 1, & x > 0 \\ 0, & \text{else.} \end{cases}",
              r"\left\{\begin{array}{ll} 1 & x > 0 \\ 0 & \text{else} \end{array}\right."),
    "columns": (r"\begin{pmatrix} a \\ b \end{pmatrix}", r"\begin{bmatrix}a\\b\end{bmatrix}",
                r"\left(\begin{array}{c} a \\ b \end{array}\right)"),
    "constants": (r"x + \text{const}", "x + const.", r"x + \mathrm{const}", "x + C",
        "x + cst."),
    "roots": (r"\sqrt{1-\beta_t}", "√(1-β_t)", "sqrt(1 - beta_t)"),
    "Jacobians": (r"|\det J_F(u)|", r"\left|\det \mathbf{J}_{F}(\mathbf{u})\right|"),
    "mutual information": ("I(X;Z)", "I(X,Z)", r"\mathbb{I}(X;Z)", r"\mathrm{I}(X;Z)"),
    "logarithms in other bases": (r"\log_2 x", r"\frac{\ln x}{\ln 2}"),
    "annotations": (r"\underbrace{a+b}_{\text{ELBO}} + c", "(a + b) + c"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_dress_does_not_change_what_is_read(name):
    same(*SAME[name])


DIFFERENT = [
    (r"D_{KL}(q\|p)", r"D_{KL}(p\|q)"),
    (r"\sum_{t=1}^T x_t", r"\sum_{t=1}^{T-1} x_t"),
    ("p(x|z)", "p(z|x)"),
    ("p(x,z)", "p(x|z)"),
    ("x^2 y", "x^{2y}"),
    (r"\log p(x) + q", r"\log (p(x) + q)"),
    ("x_{t-1}", "x_t - 1"),
    ("-x^2", "(-x)^2"),
    ("x^{-n}", "x_{-n}"),
    (r"p_{\theta'}(x)", r"p_\theta(x)"),
    (r"\bar\alpha_t", r"\alpha_t"),
    ("x_{<t}", r"x_{\le t}"),
    (r"\prod_i (a_i b)", r"\prod_i a_i b"),
    ("p_{data}(x)", "p(x)"),
    (r"q_{\phi,A}(z)", r"q_\phi(z)"),
    ("a/b c", "a/(b c)"),
    (r"\frac{\partial^2 f}{\partial x \partial y}", r"\frac{\partial^2 f}{\partial x^2}"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_is_read_differently(one, other):
    assert read(one) != read(other)


def shown(text):
    return show(read(text))


READ = [
    # how far signs reach
    (r"\log \frac1k \sum_j w_j", "log((1 / k) * (∑_{j} w_{j}))"),
    (r"\log p(x|z) p(z)", "log(p(x | z) * p(z))"),
    (r"\log p(x) \log q(x)", "log(p(x)) * log(q(x))"),
    (r"\sum_i a_i + c", "∑_{i} a_{i} + c"),
    (r"\sum_i a_i + b_i", "∑_{i} (a_{i} + b_{i})"),
    (r"\frac1n \sum_i \sum_j a_{ij} + b_j", "(1 / n) * (∑_{i} ∑_{j} (a_{i, j} + b_{j}))"),
    (r"(\sum_i a_i) + b_i", "(∑_{i} a_{i}) + b_{i}"),
    (r"\prod_i a_i c", "(∏_{i} a_{i}) * c"),
    (r"\prod_i a_i \prod_j b_j", "(∏_{i} a_{i}) * (∏_{j} b_{j})"),
    (r"\mathbb{E}_{q(z)} \log p(z) - \log q(z)", "𝔼_{z ~ q(z)}[log(p(z)) - log(q(z))]"),
    (r"\operatorname{argmax}_x f(x) - x^2", "argmax_{x} (f(x) - x^{2})"),
    (r"\int f(x) + g(x) dx + c", "∫ f(x) + g(x) dx + c"),
    (r"\int \int p(x,y) dx dy", "∫ ∫ p(x, y) dx dy"),
    (r"1/2\sigma^2", "1 / (2 * sigma^{2})"),
    (r"1/2 \sigma", "(1 / 2) * sigma"),
    # products and applications
    ("a(x+y) + D(x)", "a * (x + y) + D(x)"),
    ("x(1-x) f(1-x)", "x * (1 - x) * f(1 - x)"),
    ("2xy + log p", "2 * x * y + log(p)"),
    (r"g^{-1}(x) + A^{-1} b", "g^{-1}(x) + A^{-1} * b"),
    ("f'(t) + f''(t) + x'", "f'(t) + f''(t) + x'"),
    ("sigma*(x - mu) + D*(x)", "sigma * (x - mu) + D_star(x)"),
    # laws
    (r"p_{\theta_1}(x_t | z_{\le t}, x_{<t})", "p(x_{t} | z_{:t}, x_{:t - 1})"),
    (r"p_{F(U)}(x)", "p_{F(U)}(x)"),
    ("P(X > 1 | Y = 2)", "P(X > 1 | Y = 2)"),
    (r"\prod_i q_i(z_i)", "∏_{i} q(z_{i})"),
    (r"p(x_i | x_{-i})", "p(x_{i} | x_{except(i)})"),
    # functionals
    (r"\operatorname{Var}_{q}[f]", "𝔼_{q}[(f - 𝔼_{q}[f])^{2}]"),
    ("H(X,Y|Z)", "H(X, Y | Z)"),
    (r"D_f(P\|Q)", "fdivergence(f, P, Q)"),
    # messages, indicators of sets, signs forgotten, dots among zeros
    (r"\mu_{\phi_i \to x_j}(x_j)", "mu_{phi->x}_{i, j}(x_{j})"),
    (r"\mathbb{1}_{[0,1]}(x)", "𝟙[x in [0, 1]]"),
    (r"\frac{\partial^2 f(x)}{x^2}", "∂_{x, x} f(x)"),
    (r"a - 0 - \ldots - b - 0 \ldots - 0", "a - 0 - b - 0 - 0"),
    (r"\Pi_{i=1}^n x_i", "∏_{i=1}^{n} x_{i}"),
    (r"\left. f(x) \right|_{x=0}", "f(x)|_{x = 0}"),
    (r"I_D x + I_{n \times n} y", "I * x + I * y"),
    (r"\frac{\pi_\theta(a|s)}{\pi_{\theta_{old}}(a|s)}", "pi(a | s) / pi_theta_old(a | s)"),
    # the rest
    (r"\mathcal{N}(0, I)", "Normal(0, I)"),
    (r"x \sim \text{Uniform}(\{1,\dots,T\})", "x ~ Uniform({1:T})"),
    (r"\|x\|_1 + |a||b| + ||a|-|b||", "||x||_{1} + |a| * |b| + |(|a| - |b|)|"),
    (
        r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}",
        "det(\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix})",
    ),
    (r"\min_G \max_D V(D,G)", "min_{G} (max_{D} V(D, G))"),
    (r"\lim_{k \to \infty} x_k", "lim_{k → inf} x_{k}"),
    (r"[1 \quad 2 \quad 3]", "\\begin{bmatrix} 1 & 2 & 3 \\end{bmatrix}"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reading(text, expected):
    assert show(read_chain(text)) == expected


def test_a_chain_keeps_its_parts_relations_and_sources():
    chain = read_chain(
        r"\log p(x) &\stackrel{(a)}{=} L + K \quad (\text{by Bayes}) \\ &\geq L, \tag{3}"
    )

    assert chain.relations == ("=", ">=")
    assert chain.parts == (read("log p(x)"), read("L + K"), read("L"))
    assert chain.texts == (r"\log p(x)", "L + K", "L")


def test_annotations_under_braces_are_kept_aside():
    chain = read_chain(r"x = \underbrace{a + b}_{\text{ELBO}}")

    assert chain.notes == ((r"\text{ELBO}", read("a + b")),)


def test_definitions_and_equality_in_law_are_told_by_the_sign_or_its_annotation():
    assert read_chain(r"a \triangleq b").relations == (":=",)
    assert read_chain(r"a \overset{\text{def}}{=} b").relations == (":=",)
    assert read_chain(r"X \overset{d}{=} Y").relations == ("~",)


def test_draws_and_laws():
    assert read(r"\mathbb{E}_{z_{1:k} \sim q(z|x)}[f]") == Mean(
        (Draw((read("z_{1:k}"),), Density("q", (Sym("z"),), (Sym("x"),))),), Sym("f")
    )
    assert read(r"\mathbb{E}_{z_{1,2} \sim q}[f]").draws[0].variables == (
        read("z_1"),
        read("z_2"),
    )
    assert read("E[x|y]") == Mean((), Apply("given", (Sym("x"), Sym("y"))))
    assert read(r"E_{x\sim p_{data}, z\sim q(z|x)}[f]").draws[0].law == read("p_{data}(x)")


def test_conditions_below_a_sum_are_its_domain():
    found = read(r"\sum_{j \ne i} x_j")

    assert isinstance(found, Bind)
    assert found.domain == Compare("!=", Sym("j"), Sym("i"))


def test_two_readings_are_offered_where_two_make_sense():
    usual, other = readings(r"\int \log D(x) p(x) dx")

    assert usual.parts[0].body == read("(log D(x)) p(x)")
    assert other.parts[0].body == read("log(D(x) p(x))")
    assert len(readings(r"\log p(x) + \log q(x)")) == 1


UNREADABLE = [
    ("", "a formula"),
    ("x +", "a number, a name or a bracket"),
    ("(x", ")"),
    ("x) + 1", "the end"),
    (r"\frac{a}", "a number, a name or a bracket"),
    ("x = = y", "a number, a name or a bracket"),
    (r"\undefinedcommand x", "mathematics"),
    ("x ? y", "mathematics"),
    (r"\int f", "a differential"),
    (r"a, \dots", "around them"),
    ("(a, b, c", ")"),
    (r"\begin{pmatrix} a & b \\ c \end{pmatrix}", ""),
    (r"D_{KL}(p)", "two laws"),
    ("[x)", ""),
    (r"a \in A, b \in B", "one chain"),
    (r"x = \dots", "around them"),
    (r"a \to b", "=, <=, >=, ~"),
    ("a = b and c = d".replace("and", r"\text{ and }"), "one chain"),
    (r"\mathbb{E}_{2}[x]", "a variable"),
    ("D_{KL", ""),
    (r"\frac{\partial L}{", ""),
    (r"\langle \rangle", "an expression"),
    ("√()", "one expression"),
]


@pytest.mark.parametrize(("text", "expected"), UNREADABLE)
def test_what_cannot_be_read_is_refused_with_what_was_expected(text, expected):
    with pytest.raises(ReadError) as caught:
        read_chain(text)

    assert expected in caught.value.expected
    assert 0 <= caught.value.position <= len(text)
    assert f"character {caught.value.position + 1}" in str(caught.value)


def test_the_place_of_the_error_is_that_of_the_sign():
    with pytest.raises(ReadError) as caught:
        read(r"x + \left( y ] + z")

    assert r"x + \left( y ] + z"[caught.value.position] == "]"


def test_one_expression_is_no_chain():
    with pytest.raises(ReadError, match="a relation"):
        read("a = b")


@pytest.mark.parametrize(
    "text",
    [r"\frac{\partial^3 F(x)}{\partial x^2}", r"a_1 x_1 - \ldots + a_n x_n"],
)
def test_what_contradicts_itself_is_not_read(text):
    with pytest.raises(ReadError):
        read_chain(text)


@pytest.mark.parametrize(
    ("declared", "head"),
    [
        ("Q in R^{n x n}; A := Q Q", "T"),
        ("Q in R^{n x n}; A := Q Q; T integer", "^"),
        ("a, b real; A := a b", "^"),
    ],
)
def test_a_matrix_that_is_defined_is_transposed_where_t_is_no_number(declared, head):
    assert read("A^T", let(declared)).head == head


@pytest.mark.parametrize(
    "text",
    [
        r"\log x \nabla_t y",
        r"\log x \frac{\partial}{\partial t} y",
        r"\log x \partial_t y",
        r"\log x \frac{\partial y}{\partial t}",
    ],
)
def test_a_derivative_is_no_part_of_a_logarithm_before_it(text):
    slope = Derivative(Sym("y"), (Sym("t"),))
    assert read(text) == Apply("*", (Apply("log", (Sym("x"),)), slope))
