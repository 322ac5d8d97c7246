"""Mutants change the text in one place; rewritings keep the meaning."""

import pytest

from checkers.derivation import judge_derivation
from checkers.notation.let import let
from checkers.notation.reader import read_chain
from counterexam.audit.mutate import OPERATORS, mutants
from counterexam.audit.rewrite import EXPRESSIONS, rewritings, text

LET = "p(x,z), q(z|x)"
TEXT = (
    r"D_{KL}(q(z|x) \| p(z|x)) = E_{q(z|x)}[\log \frac{q(z|x)}{p(z|x)}]"
    r" = E_{q(z|x)}[\log q(z|x) - \log p(x,z)] + \log p(x) \ge 0"
)
CHAIN = read_chain(TEXT, let(LET))


def test_the_chain_itself_holds():
    assert judge_derivation(TEXT, LET).outcome == "correct"


@pytest.mark.parametrize("mutant", list(mutants(TEXT)), ids=lambda m: f"{m.operator}@{m.start}")
def test_a_mutant_differs_where_it_says(mutant):
    assert mutant.text != TEXT
    assert mutant.text.startswith(TEXT[: mutant.start])
    assert mutant.text.endswith(TEXT[mutant.end :])


@pytest.mark.parametrize("mutant", list(mutants(TEXT)), ids=lambda m: f"{m.operator}@{m.start}")
def test_no_mutant_of_this_chain_is_accepted(mutant):
    assert judge_derivation(mutant.text, LET).outcome != "correct"


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("relation", r"a \le b", r"a \ge b"),
        ("sign", "a + b", "a - b"),
        ("order of arguments", "KL(p||q)", "KL(q||p)"),
        ("p for q", "q(z|x)", "p(z|x)"),
        ("condition dropped", "q(z|x)", "q(z)"),
        ("off by one", "x_{t-1}", "x_{t}"),
        ("off by one", "x_{t}", "x_{t-1}"),
        ("upside down", r"\frac{a}{b}", r"\frac{b}{a}"),
        ("number", "2 x", "3 x"),
        ("inverse dropped", "A^{-1}", "A"),
        ("transpose dropped", r"W^\top x", "W x"),
        ("logarithm dropped", r"\log x", " x"),
        ("term dropped", "y = (a - b) c + d", "y = (a - b) c"),
        ("term dropped", "y = (a - b) c + d", "y = (a) c + d"),
        ("Jacobian dropped", r"p(u) |\det J_F(u)|", "p(u) "),
        ("Jacobian dropped", r"p(u) \left|\det J\right| q", "p(u)  q"),
        ("wrong measure", r"E_{x \sim p}[f]", r"E_{x \sim q}[f]"),
        ("index", "x_0 + a", "x_1 + a"),
        ("order of indices", r"\alpha_{ij}", r"\alpha_{ji}"),
        ("order of factors", "Q K x", "K Q x"),
        ("operator", r"\sum_t a_t", r"\prod_t a_t"),
        ("factor", "y = a + b", "y = 2 a + b"),
    ],
)
def test_an_operator_makes_its_slip(operator, before, after):
    found = {m.text for m in mutants(before) if m.operator == operator}
    assert after in found


def test_a_transpose_is_dropped_with_its_own_braces_only():
    found = [m.text for m in mutants(r"E_{x \sim p^T}[A^{T} b^T]") if "transpose" in m.operator]
    assert found == [
        r"E_{x \sim p}[A^{T} b^T]",
        r"E_{x \sim p^T}[A b^T]",
        r"E_{x \sim p^T}[A^{T} b]",
    ]


def test_a_law_that_is_optimized_keeps_its_name():
    chain = read_chain(
        r"\arg\min_q E_{x \sim p}[-\log q(x)] = \arg\min_q KL(p \| q)", let("p(x), q(x)")
    )
    renamed = dict(rewritings(chain)).get("bound variables renamed")
    assert renamed is not None
    assert "q'" not in text(renamed)


def test_every_operator_is_named_once():
    names = [name for name, _, _ in OPERATORS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("way,chain", list(rewritings(CHAIN)), ids=lambda x: str(x)[:30])
def test_a_rewriting_keeps_the_meaning(way, chain):
    assert judge_derivation(text(chain), LET).outcome == "correct"


def test_rewritings_of_expressions_apply_somewhere():
    sample = (
        r"\int \sqrt{x} \frac{q(x)}{p(x)} dx + KL(q(x) \| p(x))"
        r" + E_{q(x)}[\log \frac{q(x)}{p(x)}]"
    )
    chain = read_chain(f"{sample} = {sample}", let("p(x), q(x) densities"))
    assert EXPRESSIONS.keys() - {way for way, _ in rewritings(chain)} <= {"factors commuted"}


def test_a_derivative_is_not_turned_upside_down():
    found = [m.text for m in mutants(r"\frac{\partial G}{\partial D} = \frac{a}{b}")]
    assert r"\frac{\partial D}{\partial G} = \frac{a}{b}" not in found
    assert r"\frac{\partial G}{\partial D} = \frac{b}{a}" in found


def test_a_step_is_left_out_between_equations_and_its_relations_stay():
    chain = read_chain(r"a \le b = c = d", let("a, b, c, d real"))
    (merged,) = [c for way, c in rewritings(chain) if way == "step left out"]
    assert text(merged).split("\n") == ["a", "<= b", "= d"]


def test_no_step_is_left_out_that_alone_does_the_work():
    chain = read_chain(r"a = b = c", let("a, b, c real"))
    assert "step left out" not in dict(rewritings(chain))


@pytest.mark.parametrize(
    ("text", "dropped"),
    [(r"\arg\min_\theta - f(x)", []), (r"\min_{x} -f", []), (r"\min_x f - g", [r"\min_x f"])],
)
def test_what_an_operator_is_over_is_not_dropped_whole(text: str, dropped: list[str]) -> None:
    found = [m.text for m in mutants(text + "$") if m.operator == "term dropped"]
    assert found == [f"{each}$" for each in dropped]


@pytest.mark.parametrize(
    "text", [r"\frac{1}{2\sigma^2}(x - m)", r"\frac{1}{2}(x - m)", r"\frac12 \log x"]
)
def test_a_slip_leaves_no_brace_open(text: str) -> None:
    texts = [mutant.text for mutant in mutants(text)]
    assert texts
    assert all(each.count("{") == each.count("}") for each in texts)
