"""What the audit's operators make is right, or wrong, as they say."""

import ast
import random

import pytest

from checkers.choice import Choice, TrueFalse, YesNo
from checkers.construction import Construction
from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.program import Example, Program
from checkers.region import Region
from checkers.sequence import Sequence
from checkers.value import Record, Value
from counterexam.audit import derivations, formulas, numbers, programs
from counterexam.audit.layouts import layouts, members
from counterexam.audit.notations import notations
from counterexam.audit.parts import Row, chosen, right, wrong
from counterexam.audit.variants import Variant, worst
from counterexam.audit.wording import framed

CELLS = [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2]]
LETTERS = dict(zip("abcd", ["one", "two", "three", "four"], strict=True))
CASES = [
    (Choice(LETTERS), "b"),
    (Choice(LETTERS, several=True), ("a", "b", "d")),
    (Choice(LETTERS, negated=True), "c"),
    (TrueFalse(), "False"),
    (YesNo(), "No"),
    (Value(symbol="Z"), 0.28114),
    (Value(shape=(2, 3), symbol="O"), [[0.5, -1.25, 3.0], [2.0, 0.123456, 1e-3]]),
    (Region(rows=4, columns=4), CELLS),
    (Sequence(), r"z_1, x_1, z_2, x_2, \ldots, z_T, x_T"),
    (Formula(let="a > 0; b > 0", asks="y"), r"\log \frac{a}{b} - 2 \sqrt{b}"),
    (Construction("A", "A in R^{n x n}; x in R^n", ("A x = x",)), "A = I"),
    (Record({"p": Value(), "q": Value()}), {"p": 0.25, "q": 1.5}),
]


def ids(case):
    return type(case[0]).__name__


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_no_wrong_answer_is_accepted(case):
    form, reference = case
    variants = list(wrong(form, reference, 0))
    accepted = [v for v in variants if form.check(v.text, reference).earned == 1]

    assert variants
    assert [v for v in accepted if v.truth() == "wrong"] == []


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_right_answer_is_accepted(case):
    form, reference = case
    variants = list(right(form, reference, 0))
    refused = [v for v in variants if form.check(v.text, reference).earned < 1]

    assert variants
    assert refused == []


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_answers_in_words_are_accepted(case):
    form, reference = case
    answer = form.model_answers(reference)[0]
    refused = [v for v in framed(answer) if form.check(v.text, reference).earned < 1]
    assert refused == []


@pytest.mark.parametrize(
    ("item", "reference", "truth"),
    [
        (0.29, 0.2811, "wrong"),
        (0.2811, 0.28114, "equivalent"),
        (0.2814, 0.2811, "unknown"),
        (-0.2811, 0.2811, "wrong"),
        ([1.0, 2.0], [[1.0, 2.0]], "wrong"),
        ([[1.0, 2.0]], [[1.0, 2.0]], "equivalent"),
        ([[1.0, 2.2]], [[1.0, 2.0]], "wrong"),
    ],
)
def test_the_standard_for_numbers_is_the_audits_own(item, reference, truth):
    assert numbers.truth(item, reference) == truth


@pytest.mark.parametrize(
    ("mutant", "truth"),
    [
        (r"\log \frac{b}{a}", "wrong"),
        (r"\log a - \log b", "equivalent"),
        (r"-\log \frac{b}{a}", "equivalent"),
        (r"\log \frac{a}{", "unknown"),
        (r"\log \frac{a}{b} = 2", "wrong"),
    ],
)
def test_formulas_are_compared_in_worlds_of_the_oracles_own(mutant, truth):
    vocabulary = Formula(let="a > 0; b > 0").vocabulary
    assert formulas.truth(mutant, [r"\log \frac{a}{b}"], vocabulary) == truth


@pytest.mark.parametrize(
    ("mutant", "truth"),
    [
        ("$$a - b = (a - b) 1 = -b - a$$", "wrong"),
        ("$$a - b = 1 (a - b) = -b + a$$", "equivalent"),
        ("$$a - b = (a - b) 2 = -b + a$$", "wrong"),
        ("$$a - b = (a - b) } = -b + a$$", "unknown"),
    ],
)
def test_a_derivation_is_wrong_where_a_changed_step_is_false(mutant, truth):
    form = Derivation(let="a, b real", claim="a - b = -b + a")
    assert derivations.truth(form, "$$a - b = (a - b) 1 = -b + a$$", mutant) == truth


def test_a_display_is_cut_before_its_own_relations_only():
    assert members(r"y_{t=1} = \sum_{k=1}^n x_k \le f(a = b)") == [
        "y_{t=1}",
        r"= \sum_{k=1}^n x_k",
        r"\le f(a = b)",
    ]


def test_layouts_change_no_sign():
    text = r"So $$a (b + c) = \log E_{q}[x] \le \frac{p(x|z)}{2}$$"
    found = {v.operator: v.text for v in layouts(text)}
    assert found["layout: inline"].startswith("So $a (b + c) =")
    assert r"\begin{align*}" in found["layout: align"]
    assert r"\left(b + c\right)" not in found.get("layout: stretched brackets", "")
    assert r"p(x \mid z)" in found["layout: conditions by name"]
    assert r"\ln" in found["layout: natural logarithm"]


@pytest.mark.parametrize(
    ("latex", "unicode", "plain"),
    [
        (r"\alpha \le \beta", "α ≤ β", "alpha <= beta"),
        (r"\sum_{t=1}^T x_t", "∑_{t=1}^T x_t", "sum_{t=1}^T x_t"),
        (r"\frac{a + b}{c} \log x", "((a + b)/c) log x", "((a + b)/c) log x"),
        (r"\frac{\partial L}{\partial v_i}", "∂L/∂v_i", "dL/dv_i"),
        (r"\sqrt{\bar\alpha_t}", "√(ᾱ_t)", None),
        (r"\begin{pmatrix} 1 \end{pmatrix}", None, None),
    ],
)
def test_notations(latex, unicode, plain):
    import unicodedata

    found = {
        v.operator: unicodedata.normalize("NFC", v.text) for v in notations(f"$${latex}$$")
    }
    wanted = unicode and unicodedata.normalize("NFC", unicode)
    assert found.get("notation: Unicode") == wanted
    assert found.get("notation: plain") == plain


def test_programs_are_changed_in_one_node_and_stay_programs():
    code = "```python\nimport numpy as np\n\ndef f(x):\n    y = x + 1\n    return y * 2\n```"
    form = Program(defines=("f(x)",), properties=())
    changed = [v.text for v in programs.wrong(form, Example(code), 0)]
    dressed = [v.text for v in programs.right(form, Example(code), 0)]

    assert len(set(changed)) == len(changed) >= 5
    for text in (
        *changed,
        *(t for t in dressed if t.startswith("```python") and ">>>" not in t),
    ):
        ast.parse(text.removeprefix("```python\n").removesuffix("```"))


def test_what_is_chosen_is_spread_over_the_operators():
    rows = [
        Row("e", "1.a", "wrong", operator, number, 0, Variant(operator, f"{operator} {number}"))
        for operator in ("sign", "factor", "index")
        for number in range(50)
    ]
    random.Random(0).shuffle(rows)  # noqa: S311 - an order, not a secret
    picked = [row.operator for row in chosen(rows, 12, 0)]
    assert sorted(picked) == ["factor"] * 2 + ["index"] * 2 + ["sign"] * 2


def test_what_is_made_of_parts_is_wrong_if_one_is():
    assert worst(["equivalent", "unknown", "wrong"]) == "wrong"
    assert worst(["equivalent", "unknown"]) == "unknown"
    assert worst(["equivalent"]) == "equivalent"
