r"""Formulas are found where they are, and nothing a student wrote becomes markup."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.report.mathml import ELEMENTS
from counterexam.report.typeset import Formula, Typesetter, segments
from tests.report.strategies import texts

TOKENS = [
    *("$", "$$", r"\(", r"\)", r"\[", r"\]", r"\\", r"\$", "x", " ", "\n", "1", "<b>"),
    *(r"\begin{align}", r"\end{align}", r"\begin{bmatrix}", r"\end{bmatrix}"),
]
mathematical = st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)


class Tags(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.text = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text.append(data)


def formulas(text):
    return [piece.latex for piece in segments(text) if isinstance(piece, Formula)]


@given(texts | mathematical)
def test_no_character_is_lost_between_formulas(text):
    pieces = [p.source if isinstance(p, Formula) else p for p in segments(text)]

    assert "".join(pieces) == text


@settings(deadline=None)
@given(texts | mathematical)
def test_only_mathematics_becomes_elements(text):
    for tag, attributes in Tags(str(Typesetter().text(text))).seen:
        assert ELEMENTS.fullmatch(tag) or (tag, attributes) in [
            ("code", {"class": "tex"}),
            ("span", {"class": "display"}),
        ]
        assert not {"style", "href", "class", "mathcolor"} & {*attributes} or tag in (
            "code",
            "span",
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a $x$ b $$y$$ c", ["x", "y"]),
        (r"\(x\) and \[y\]", ["x", "y"]),
        (r"so \begin{align*}a&=b\end{align*}.", [r"\begin{align*}a&=b\end{align*}"]),
        (r"\begin{pmatrix}1\end{pmatrix}", [r"\begin{pmatrix}1\end{pmatrix}"]),
        ("$D = 1/2$, then $-2$.", ["D = 1/2", "-2"]),
        ("$x$$y$", ["x", "y"]),
        (r"$a\$b$", [r"a\$b"]),
        ("$a\nb$", ["a\nb"]),
    ],
)
def test_formulas_are_found_in_every_dress(text, found):
    assert formulas(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and $6",
        "for $5/$6 each",
        "between $ 5 and 6 $",
        r"\$x\$",
        r"a line break \\[2pt] of an align",
        r"\\(not one\\)",
        "$never closed",
        "$a\n\nb$",
        "$$$$",
        r"\(\)",
        r"\begin{verbatim}x\end{verbatim}",
        r"\begin{align}x\end{align*}",
    ],
)
def test_what_is_no_formula_stays_text(text):
    assert formulas(text) == []


def test_a_formula_longer_than_any_honest_one_stays_text():
    assert formulas(f"$${'x' * 3_000}$$") != []
    assert formulas(f"$${'x' * 5_000}$$") == []


def test_a_displayed_formula_takes_the_line_ends_beside_it():
    html = Typesetter().text("a\n$$x$$\nb")

    assert html.startswith('a<span class="display"><math display="block">')
    assert html.endswith("</math></span>b")


def test_what_exceeds_the_budget_is_shown_as_its_source():
    html = Typesetter(budget=3).text("$ab$ $cd$")

    assert "<math" in html
    assert '<code class="tex">$cd$</code>' in html


def test_an_expression_is_set_if_it_is_latex_and_kept_as_typed_if_not():
    assert "<mi>α</mi>" in Typesetter().expression("α\\,")
    assert Typesetter().expression("p(x|z)<1") == '<code class="tex">p(x|z)&lt;1</code>'


@pytest.mark.parametrize(
    "piece", [r"\(", r"\[a", "$$", "$a ", "$", r"\$", r"\begin{align}", "$x$ ", "$a\n\n"]
)
def test_a_megabyte_of_delimiters_is_read_in_seconds(piece):
    start = time.process_time()
    for _ in segments(piece * (1_000_000 // len(piece))):
        pass

    assert time.process_time() - start < 10
