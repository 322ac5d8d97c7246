"""The vocabulary decides what letters mean."""

import pytest

from checkers.notation import read, show
from checkers.notation.expr import Apply, Density, Mean, Sym
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary


def vocabulary(*symbols, laws=(), variables=()):
    return Vocabulary(
        symbols={symbol.name: symbol for symbol in symbols},
        laws=tuple(laws),
        variables={name: Variable(name) for name in variables},
    )


def test_a_number_before_brackets_multiplies_and_a_function_is_applied():
    number = vocabulary(Symbol("f"))
    function = vocabulary(Symbol("a", takes=("x",)))

    assert show(read("f(x+y)", number)) == "f * (x + y)"
    assert show(read("a(x+y)", function)) == "a(x + y)"


def test_a_declared_law_of_any_letter_has_densities():
    encoder = vocabulary(laws=[Law("E", ("z",), ("x",)), Law("R", ("z",))])

    assert read("E(z|x)", encoder) == Density("E", (Sym("z"),), (Sym("x"),))
    assert read("KL(E(z|x)||R(z))", encoder).args[1] == Density("R", (Sym("z"),))


@pytest.mark.parametrize(
    "text", ["E[z]", "E_{p}[z]", r"\mathbb{E}[z]", r"E_{z \sim E(z|x)}[z]"]
)
def test_e_is_an_expectation_beside_a_law_of_that_name(text):
    encoder = vocabulary(laws=[Law("E", ("z",), ("x",))])

    assert isinstance(read(text, encoder), Mean)


def test_d_with_a_divergence_below_is_one_even_beside_a_discriminator():
    discriminator = vocabulary(Symbol("D", takes=("x",)))

    assert read(r"D_{KL}(p \| q)", discriminator) == read(r"KL(p \| q)")
    assert read("D(x)", discriminator) == Apply("D", (Sym("x"),))


def test_the_transpose_of_a_tuple_is_the_column_vector_that_it_is():
    assert read(r"(a, b)^\top") == read("(a, b)")


def test_a_declared_variable_is_no_law():
    diagnoses = vocabulary(laws=[Law("p", ("q", "a"))], variables=["q", "a"])

    assert read("p(q|a)", diagnoses) == Density("p", (Sym("q"),), (Sym("a"),))


def test_an_expectation_under_a_declared_law_draws_its_variables():
    declared = vocabulary(laws=[Law("q", ("z",), ("x",))])
    drawn = read("E_q[f]", declared).draws[0]

    assert drawn.variables == (Sym("z"),)
    assert drawn.law == Density("q", (Sym("z"),), (Sym("x"),))


def test_a_declared_name_with_its_subscript_wins_over_an_index():
    assert read("u_1", vocabulary(Symbol("u_1"))) == Sym("u_1")
    assert read("u_1", vocabulary(Symbol("u", family=("n",)))) == Sym("u", (read("1"),))
    assert read("n_x", vocabulary(Symbol("n_x"))) == Sym("n_x")


def test_a_superscript_is_an_index_where_the_family_has_one_more():
    family = vocabulary(Symbol("theta", family=("d", "S")))

    assert read(r"\theta_i^s", family) == Sym("theta", (Sym("i"), Sym("s")))
    assert read(r"\theta_i^s") == Apply("^", (Sym("theta", (Sym("i"),)), Sym("s")))
    assert read(r"n_{x_i=1}^s", vocabulary(Symbol("n_{x=1}", family=("d", "S")))) == Sym(
        "n_{x=1}", (Sym("i"), Sym("s"))
    )


def test_two_digits_are_row_and_column_unless_there_is_one_index():
    assert len(read("a_{12}").index) == 2
    assert len(read("a_{12}", vocabulary(Symbol("a", family=("n",)))).index) == 1


def test_greek_subscripts_of_laws_and_functions_are_dropped_unless_declared():
    kept = vocabulary(laws=[Law("p_theta", ("x",)), Law("p_psi", ("x",))])
    takes = vocabulary(Symbol("G", takes=("z", "theta")))

    assert read(r"p_\theta(x)") == read("p(x)")
    assert read(r"p_\theta(x)", kept).name == "p_theta"
    assert read(r"G_\theta(z)") == read("G(z)")
    assert read(r"G_\theta(z)", takes) == Apply("G", (Sym("z"), Sym("theta")))


def test_a_superscript_t_is_a_power_where_t_counts_and_a_transpose_elsewhere():
    counts = vocabulary(Symbol("T", domain="natural"), Symbol("g"), Symbol("W", shape=(2, 3)))

    assert read("g^T", counts).head == "^"
    assert read("W^T", counts).head == "T"
    assert read("Q K^T").args[1].head == "T"


def test_a_dot_between_vectors_is_their_inner_product():
    vectors = vocabulary(Symbol("u", shape=("n",)), Symbol("v", shape=("n",)), Symbol("a"))

    assert read(r"u \cdot v", vectors).head == "dot"
    assert read(r"a \cdot u", vectors).head == "*"


def test_a_prime_differentiates_a_function_and_names_a_variable():
    assert read("f'(t)").args[0] == Apply("prime", (Sym("f"),))
    assert read("f'(t)", vocabulary(Symbol("f'", takes=("t",)))) == Apply("f'", (Sym("t"),))
    assert read("z'") == Sym("z'")


def test_declared_words_stay_whole_and_other_letters_multiply():
    assert read("ab", vocabulary(Symbol("ab"))) == Sym("ab")
    assert read("ab", vocabulary(Symbol("a"), Symbol("b"))).head == "*"


def test_a_family_of_functions_is_applied_by_its_member():
    assert read(r"F_k(\mathbf{x})") == Apply("apply", (Sym("F", (Sym("k"),)), Sym("x")))


@pytest.mark.parametrize("letter", ["e", "d", "E", "D", "H", "I", "J", "N", "C"])
def test_a_letter_with_a_meaning_of_its_own_loses_it_when_declared(letter):
    assert read(f"2 {letter}", vocabulary(Symbol(letter))).args[1] == Sym(letter)
    assert read(f"{letter}(a+b)", vocabulary(Symbol(letter))).args[0] == Sym(letter)
