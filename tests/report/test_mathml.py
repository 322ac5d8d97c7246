r"""Any formula becomes safe MathML or is refused; near misses of every refusal are set."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from latex2mathml import commands

from counterexam.report.mathml import DEEPEST, ELEMENTS, LONGEST, MEASURED, WORDED, mathml

COMMANDS = sorted(v for v in vars(commands).values() if isinstance(v, str) and v[:1] == "\\")
TOKENS = [*COMMANDS, *"{}^_&[]()|'~%#.x1<> \n", r"\\", r"\unknown", r"\text{a<b>&amp;}"]
SIDES = [rf"\{side}{{{name}}}" for side in ("begin", "end") for name in ("align", "array")]
latex = st.lists(st.sampled_from(TOKENS + SIDES) | st.text(max_size=3), max_size=30).map(
    "".join
)


def inline(formula):
    return mathml(formula, block=False)


@settings(deadline=None, max_examples=200)
@given(latex, st.booleans())
def test_any_formula_is_refused_or_made_of_listed_elements_and_attributes(formula, block):
    element = mathml(formula, block=block)

    for node in [] if element is None else ElementTree.fromstring(element).iter():
        assert ELEMENTS.fullmatch(node.tag)
        assert all(WORDED.fullmatch(name) or MEASURED.fullmatch(name) for name in node.attrib)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (
            r"\text{<script>alert(1)</script>}",
            "<mtext>&lt;script&gt;alert(1)&lt;/script&gt;</mtext>",
        ),
        (r"\text{&lt;b&gt;}", "<mtext>&amp;lt;b&amp;gt;</mtext>"),
        (r"\text{&#x3c;b&#x3e;}", "<mtext>&lt;b&gt;</mtext>"),
        (r"\unicode{x1b}", "<mi>␛</mi>"),
        (r"\unicode{x110000}", "<mi>&amp;#x110000;</mi>"),
        ("a < b", "<mo>&lt;</mo>"),
        (r"\href{javascript:alert(1)}{x}", "<mrow><mrow><mi>x</mi></mrow></mrow>"),
        (r"\style{position:fixed}{x}", "<mrow><mi>x</mi></mrow>"),
        (r"\class{skip}{x}", "<mrow><mi>x</mi></mrow>"),
        (r"\color{white}x", "<mstyle><mi>x</mi></mstyle>"),
        (r"\raise 9em x", "<mpadded><mi>x</mi></mpadded>"),
        (r"\hspace{999em}x", "<mspace /><mi>x</mi>"),
        (r"\hspace{2em}x", '<mspace width="2em" /><mi>x</mi>'),
    ],
)
def test_what_a_formula_could_smuggle_is_text_or_gone(formula, shown):
    assert shown in inline(formula)


@pytest.mark.parametrize(
    "formula",
    [
        r"\phantom{x}",
        r"\def\a{x}\a",
        r"\newcommand{\a}{x}\a",
        r"\DeclareMathOperator{\a}{x}\a",
        r"\newenvironment{a}{x}{y}\begin{a}\end{a}",
        r"\frac",
        r"\left(",
        r"\left",
        "x_",
        "x^1^2",
        "",
        "{" * (DEEPEST + 1) + "x" + "}" * (DEEPEST + 1),
        "{" * 2_000,
        "x" * (LONGEST + 1),
    ],
)
def test_what_cannot_be_shown_is_refused(formula):
    assert inline(formula) is None


def test_nesting_and_length_up_to_the_limits_are_set():
    levels = DEEPEST - 3

    assert inline("{" * levels + "x" + "}" * levels)
    assert inline("x" * LONGEST)
    assert inline(r"\default x")


@pytest.mark.parametrize("name", ["align", "align*", "aligned", "eqnarray", "split", "flalign"])
def test_aligned_equations_are_a_table_without_numbers(name):
    table = mathml(rf"\begin{{{name}}}a&=b\\&=c\end{{{name}}}", block=True)

    assert table.count("<mtr>") == 2
    assert "(1)" not in table


@pytest.mark.parametrize(
    ("formula", "rows"),
    [
        (r"\begin{gather*}a\\b\end{gather*}", 2),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", 2),
        (r"\begin{dcases}1&2\\3&4\end{dcases}", 2),
        (r"\begin{equation}x\end{equation}", 0),
        (r"a \\ b \\ c", 3),
        (r"a \\ \begin{bmatrix}1\end{bmatrix}", 3),
        (r"\begin{bmatrix}1\end{bmatrix} \\ \{ b", 3),
        (r"\frac{\begin{matrix}1\\2\end{matrix}}{x}", 2),
        (r"\text{a}b", 0),
    ],
)
def test_rows_are_rows(formula, rows):
    assert mathml(formula, block=True).count("<mtr>") == rows


THIN = '<mspace width="0.167em" />'


@pytest.mark.parametrize(
    ("formula", "thin_spaces"),
    [
        (r"\log p", 1),
        (r"x \log p", 2),
        (r"\log_2 p", 1),
        (r"\frac{\log}{x}", 0),
        (r"\log(p)", 0),
        (r"\log", 0),
        (r"\log\, p", 1),
        (r"\mathrm{KL} p q", 0),
    ],
)
def test_named_functions_stand_apart_from_their_neighbours(formula, thin_spaces):
    assert inline(formula).count(THIN) == thin_spaces


def test_the_mathematics_of_the_subject_is_set():
    formulas = [
        r"D_{\mathrm{KL}}(q_\phi(z\mid x)\,\|\,p(z))",
        r"\mathbb{E}_{q}\left[\log\frac{p(x,z)}{q(z|x)}\right] \ge 0",
        r"\operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        r"\sum_{t=1}^{T} \bar{\alpha}_t \epsilon_\theta(x_t, t)",
        r"\nabla_\theta \mathcal{L} = \int_0^1 f'(x)\,dx",
        r"\boxed{\hat{x}_0 \approx \tfrac{1}{2}}",
    ]

    assert all(map(inline, formulas))


def test_a_law_is_told_from_its_variable_by_a_relation_with_space_beside_it():
    assert "<mo>∼</mo>" in mathml(r"x \sim p", block=False)
