"""The language of `--let`: what each clause declares, and that no clause is guessed at."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.expr import Apply, Chain, Density, Num, Sym
from checkers.notation.let import LONGEST, LetError, assume, let
from checkers.notation.let.builder import Builder
from checkers.notation.let.names import Name
from checkers.notation.let.words import NOTHING
from checkers.notation.reader import read
from checkers.notation.vocabulary import (
    Independence,
    Law,
    Restricted,
    Symbol,
    Variable,
    Vocabulary,
)

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


@pytest.mark.parametrize(
    ("clause", "laws"),
    [
        ("p(x,z), q(z|x)", [Law("p", ("x", "z")), Law("q", ("z",), ("x",))]),
        ("joint p(x,y,z)", [Law("p", ("x", "y", "z"))]),
        ("free k(x), k(y)", [Law("k", ("x",)), Law("k", ("y",))]),
        ("p(z), p(x|z)", [Law("p", ("z", "x"))]),
        ("p(x|z); p(z)", [Law("p", ("z", "x"))]),
        ("p(x,z), p(z)", [Law("p", ("x", "z"))]),
        ("p(z), p(x|z), p(y|z)", [Law("p", (a,), g) for a, g in
                                  (("z", ()), ("x", ("z",)), ("y", ("z",)))]),
        ("joint p(a,z,q,h,e)", [Law("p", ("a", "z", "q", "h", "e"))]),
        (r"p_\theta(x,z), q_\phi(z \mid x)", [Law("p", ("x", "z")), Law("q", ("z",), ("x",))]),
        ("f_0(x), f_1(x) densities", [Law("f_0", ("x",)), Law("f_1", ("x",))]),
        (r"p_{data}(\mathbf{x})", [Law("p_data", ("x",))]),
        ("density p(f; a, b) on [0,1]", [Law("p", ("f",))]),
        ("p(x_1, x_2 | y)", [Law("p", ("x_1", "x_2"), ("y",))]),
    ],
)  # fmt: skip
def test_laws(clause, laws):
    assert list(let(clause).laws) == laws


@pytest.mark.parametrize(
    ("clause", "variable"),
    [
        ("p(x)", Variable("x")),
        ("density p(x)", Variable("x", "line")),
        ("p(x); x in R", Variable("x", "line")),
        ("x real; p(x)", Variable("x", "line")),
        ("p(x), x in R^2", Variable("x", "plane")),
        ("p(x), x in {0,1}", Variable("x", values=(0.0, 1.0))),
        (r"joint p(x, y), x \in [0,1]", Variable("x", domain="unit")),
        (r"p(\mathbf{x}_{\le T})", Variable("x", length="T")),
        ("p(x_{1:3})", Variable("x", length=3)),
    ],
)
def test_variables(clause, variable):
    assert let(clause).variables["x"] == variable


def traits(*names):
    return frozenset(names)


RANDOM = traits("random")
IID = RANDOM | {"independent"}


@pytest.mark.parametrize(
    ("clause", "symbol"),
    [
        ("D(x) in (0,1)", Symbol("D", domain="unit", takes=("x",))),
        ("0 < D(x) < 1", Symbol("D", domain="unit", takes=("x",))),
        ("b, a real", Symbol("a")),
        ("s > 0", Symbol("s", domain="positive")),
        ("0 < s", Symbol("s", domain="positive")),
        ("s >= 0", Symbol("s", domain="nonnegative")),
        ("t integer", Symbol("t", domain="integer")),
        ("positive integer n", Symbol("n", domain="natural")),
        ("index k", Symbol("k", domain="natural", traits=traits("index"))),
        ("u in R^3", Symbol("u", (3,))),
        ("W in R^{2x3}", Symbol("W", (2, 3))),
        (r"W in \mathbb{R}^{n \times d}", Symbol("W", ("n", "d"))),
        (r"\mathbf{U} invertible matrix in R^{n x n}",
         Symbol("U", ("n", "n"), traits=traits("invertible"))),
        ("S positive definite",
         Symbol("S", ("any", "any"), traits=traits("symmetric", "positive definite"))),
        ("F bijection", Symbol("F", takes=("x",), traits=traits("bijection"))),
        ("F increasing bijection",
         Symbol("F", takes=("x",), traits=traits("bijection", "increasing"))),
        ("convex function f(t)", Symbol("f", takes=("t",), traits=traits("convex"))),
        ("f: R -> R", Symbol("f", takes=("x",))),
        ("positive functions a(x,z)", Symbol("a", domain="positive", takes=("x", "z"))),
        (r"scalars \mu_0, x_1, \ldots, x_n", Symbol("x", family=("n",))),
        (r"scalars x_1, ..., x_n, \mu_0", Symbol("mu_0")),
        (r"\alpha_t in (0,1), t = 1, \ldots, T", Symbol("alpha", domain="unit", family=("T",))),
        (r"scalars \lambda_i", Symbol("lambda", family=("any",))),
        ("random x, n_z with finite variance", Symbol("n_z", traits=traits("random"))),
        (r"smooth functions F_k(x), k = 1, \ldots, K, of x in R^m",
         Symbol("F", family=("K",), takes=("x",), traits=traits("smooth"))),
        (r"functions h_j(x) to R^K", Symbol("h", ("K",), family=("any",), takes=("x",))),
        (r"vectors \mathbf{u}_1, \mathbf{a}_2 in R^n, \mathbf{u}_1 nonzero",
         Symbol("u_1", ("n",), "nonzero")),
        (r"vectors u_1, a_2 in R^n, u_1 nonzero", Symbol("a_2", ("n",))),
        ("binary scalars x_1, \\ldots, x_n", Symbol("x", family=("n",), values=(0.0, 1.0))),
        (r"\mathbf{U} invertible", Symbol("U", ("any", "any"), traits=traits("invertible"))),
        ("x_1, ..., x_n independent", Symbol("x", family=("any",), traits=IID)),
        ("u uniform on [0,1]", Symbol("u", traits=RANDOM)),
        ("standard normal vector e",
         Symbol("e", ("any",), traits=RANDOM | {"standard normal"})),
    ],
)  # fmt: skip
def test_symbols(clause, symbol):
    assert let(clause).symbols[symbol.name] == symbol


def chain(left, relation, right):
    return (left,), (right,), (relation,)


def sides(found):
    return found.parts[:1], found.parts[1:], found.relations


@pytest.mark.parametrize(
    ("clause", "assumed"),
    [
        ("x independent of y given z", Independence(("x",), ("y",), ("z",))),
        ("x independent of n_z and of n_y", Independence(("x",), ("n_z", "n_y"))),
        ("x and y independent", Independence(("x",), ("y",))),
        (r"x \perp y \mid z", Independence(("x",), ("y",), ("z",))),
    ],
)
def test_independence(clause, assumed):
    assert (assumed,) == let(clause).assumptions


@pytest.mark.parametrize("phrase", ["zero mean and unit variance", "mean 0 and variance 1"])
def test_moments_constrain(phrase):
    found = let(f"random variables x, y with {phrase}").assumptions

    assert ["0", "0", "1", "1"] == sorted(str(chain.parts[1].value) for chain in found)


def test_independent_with_mean_zero_says_both():
    x, y, mean, other = let("x, y, z independent with mean 0").assumptions[:4]

    assert (Independence(("x",), ("y", "z")), Independence(("y",), ("z",))) == (x, y)
    assert mean.parts[1] == other.parts[1] == ZERO


@pytest.mark.parametrize(
    ("clause", "what"),
    [
        ("y := x + n", Sym("y")),
        (r"\bar{x} := \frac{1}{n} \sum_{i=1}^n x_i", Sym("x_bar")),
        ("g(t) := t^2", Apply("g", (Sym("t"),))),
        ("S^2 := a + b", Sym("S")),
        (r"\log p(x; \theta) := a x", Density("p", (Sym("x"),), (Sym("theta"),))),
        (r"\mathbf{V}^\top = \mathbf{U}^{-1}", Sym("V")),
        (r"matrix U in R^{n x n} with columns u_i", Sym("u", (Sym("i"),))),
        ("J stands for J(m, v)", Sym("J")),
        (r"\mathbf{H}(m, v) is the Hessian of J", Apply("H", (Sym("m"), Sym("v")))),
        ("random vector x; Var[x] = C", Sym("C")),
    ],
)
def test_definitions(clause, what):
    assert what in [name for name, _ in let(clause).definitions]


def test_an_equation_chain_gives_each_name_its_value():
    found = let(r"scalars \alpha_0, \beta_0; \alpha_0 = \beta_0 = 1").definitions

    assert ((Sym("alpha_0"), ONE), (Sym("beta_0"), ONE)) == found


def test_a_defined_matrix_has_the_shape_of_its_value():
    found = let(
        r"matrix U in R^{n x n}; scalars \lambda_1, \ldots, \lambda_n; "
        r"\Lambda = diag(\lambda_1, \ldots, \lambda_n); "
        r"A := U \Lambda U^\top; v := A u; u in R^n"
    )

    assert [("n", "n"), ("n", "n"), ("n",)] == [
        found.symbols[k].shape for k in ("Lambda", "A", "v")
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "A u = lambda u",
        "E[x] = 0",
        "p(x,y) = p(x) p(y)",
        "n = a + b; x_1, \\ldots, x_n",
        "q(x) > 0",
    ],
)
def test_other_equations_constrain(clause):
    found = let("p(x,y), q(x); " + clause if "(" in clause else clause)

    assert () == found.definitions
    assert isinstance(found.assumptions[-1], Chain)


def test_a_law_that_is_declared_is_constrained_by_what_defines_it():
    found = let("joint p(x,y); free k(x), k(y); p(x,y) := k(x) k(y)")

    assert () == found.definitions
    assert ("=",) == found.assumptions[0].relations


def test_an_assumption_may_hold_for_some_indices_only():
    (found,) = let(r"|\lambda_i| < |\lambda_1| for i > 1").assumptions

    assert isinstance(found, Restricted)
    assert (">", ONE) == (found.where[0].relation, found.where[0].right)


def test_a_member_of_a_family_may_be_bounded():
    found = let(r"scalars \alpha_i, \alpha_1 nonzero")

    assert {"alpha"} == found.symbols.keys()
    assert ("!=",) == found.assumptions[0].relations


def test_what_proportional_constant_and_logarithm_mean():
    found = let(r"\propto in x, y; const free of x; relation as \epsilon -> 0; log base 2")

    assert (("x", "y"), ("x",), ("epsilon",)) == (
        found.proportional_in,
        found.free_of,
        found.small,
    )
    assert found.log_base == "2"


@pytest.mark.parametrize(
    "clause",
    [
        "foo bar baz",
        "x is cool",
        "p(x",
        "x in the set",
        "W in R^",
        "a = ) b",
        "of",
        "x_",
        "3",
        "p(x) Gaussian",
        "cool function f",
        "Markov chain x_1, ..., x_T",
    ],
)
def test_a_clause_that_is_not_understood_is_named(clause):
    with pytest.raises(LetError, match="cannot read the clause") as refusal:
        let(f"s > 0; {clause}; t integer")

    assert clause.split()[0] in refusal.value.clause
    assert "\n" not in str(refusal.value)
    assert refusal.value.expected in str(refusal.value)


def test_a_long_clause_is_named_by_its_beginning():
    with pytest.raises(LetError) as refusal:
        let("a " * 2000)

    assert len(str(refusal.value)) < 500


def test_too_many_clauses_are_refused():
    with pytest.raises(LetError, match="at most"):
        let("a real;" * LONGEST)


CLAUSES = (
    "p(x,z), q(z|x)", "D(x) in (0,1)", "a, b real", "s > 0", "u in R^3", "F bijection",
    "t integer", "S positive definite", "x independent of z", "r := a + b",
)  # fmt: skip


@given(st.permutations(CLAUSES))
def test_the_order_of_clauses_does_not_matter(clauses):
    found, usual = let("; ".join(clauses)), let("; ".join(CLAUSES))

    assert usual.symbols == found.symbols
    assert usual.variables == found.variables
    assert set(usual.laws) == set(found.laws)
    assert set(usual.assumptions) == set(found.assumptions)


@given(st.sampled_from(CLAUSES), st.sampled_from(CLAUSES))
def test_assuming_adds_to_what_is_declared(first, second):
    assert let(f"{first}; {second}") == assume(second, let(first))


@given(st.sampled_from("abcUW"), st.sampled_from((r"\mathbf{%s}", r"\boldsymbol{%s}", "%s")))
def test_dress_is_no_part_of_a_name(letter, dress):
    assert let(f"{letter} in R^3") == let(f"{dress % letter} in R^3")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        assert isinstance(let(text), Vocabulary)
    except LetError as refusal:
        assert refusal.clause


HEAP = (
    "p(x)|in|of|with|columns|(|}|,|:=|=|R^n|x_1|\\ldots|real|;|independent|for|the Hessian of"
)


@given(st.lists(st.sampled_from(HEAP.split("|"))))
def test_any_heap_of_words_is_read_or_refused(words):
    try:
        assert isinstance(let(" ".join(words)), Vocabulary)
    except LetError as refusal:
        assert refusal.expected


def test_all_clauses_of_the_corpus_are_read(shared):
    labels = (shared / "corpus/textbook_dev_labels.jsonl").read_text().splitlines()
    labelled = [row for row in map(json.loads, labels) if row["self_contained"]]
    unread = []
    for row in labelled:
        try:
            let("; ".join(filter(None, (row["vocabulary"], row["assume"]))))
        except LetError as refusal:
            unread.append(str(refusal))

    assert len(labelled) == 280
    assert [] == unread


def test_steps_make_a_law_of_sequences():
    found = let("free p(h_1), p(h_t|h_{t-1}), p(v_t|h_t)")
    assert [(law.name, law.of, law.given) for law in found.laws] == [("p", ("h", "v"), ())]
    assert {name: each.length for name, each in found.variables.items()} == {"h": "T", "v": "T"}
    assert len(found.assumptions) == 1


def test_an_unsaid_constant_normalizes_a_law():
    found = let("positive functions a(x,y), b(y); p(x,y) := a(x,y) b(y) / Z")
    assert [law.of for law in found.laws] == [("x", "y")]
    assert [what.name for what, _ in found.definitions] == ["Z"]


def test_a_law_of_a_vector_is_one_of_its_components():
    found = let(r"joint p(\mathbf{x}), \mathbf{x} = (x_1, x_2)")
    assert [law.of for law in found.laws] == [("x_1", "x_2")]


def test_samples_from_a_law_are_copies_of_its_variable():
    found = let(r"density p(x); x_1, \ldots, x_n iid from p")
    assert "x" not in found.symbols
    assert "x" in found.variables


def test_samples_may_stand_before_their_law():
    laws, samples = "p(x), q(x)", r"x_1, \ldots, x_n iid from q"

    assert let(f"{samples}; {laws}") == let(f"{laws}; {samples}")


def test_what_follows_changes_no_vocabulary():
    builder = Builder(let("p(x)"))
    before = builder.vocabulary
    builder.declare(Name("x_1"), NOTHING)

    assert "x_1" not in before.symbols
    assert read("p(x_1, x_2)", before) == read("p(x_1, x_2)", let("p(x)"))


@pytest.mark.parametrize("clause", ["r in (-1,1)", "-1 < r < 1"])
def test_an_interval_bounds(clause):
    assert len(let(f"scalar r; {clause}").assumptions) == 1


@pytest.mark.parametrize(
    "written", ["q(x_{0:T})", "q(x_0, ..., x_T)", r"q(x_0, x_1, \ldots, x_T)"]
)
def test_a_sequence_from_0_on_is_its_start_and_the_rest(written):
    vocabulary = let(written)

    assert [law.of for law in vocabulary.laws] == [("x_0", "x")]
    assert {n: v.length for n, v in vocabulary.variables.items()} == {"x_0": None, "x": "T"}


def test_a_conditional_that_is_defined_is_a_law():
    encoder = let("joint p(x,z); E(z|x) := p(z|x)")

    assert Law("E", ("z",), ("x",)) in encoder.laws


@pytest.mark.parametrize(
    ("clause", "domain"),
    [
        ("a, b > 0", "positive"),
        (r"\alpha,\beta\geq 0", "nonnegative"),
        (r"a, b \neq 0", "nonzero"),
        (r"a_1, \ldots, a_n > 0", "positive"),
    ],
)
def test_a_bound_of_several_names_holds_for_each(clause, domain):
    assert {symbol.domain for symbol in let(clause).symbols.values()} == {domain}
