"""Counterexamples: sought among round numbers, made as simple as they can be, told in full."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation import read_chain
from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary
from checkers.worlds import witness
from checkers.worlds.decide_bench import Benches
from checkers.worlds.decide_claims import Claim, flags
from checkers.worlds.decide_exact import refuted
from checkers.worlds.draws import ROUND, Given, One, Rational, Small
from checkers.worlds.shared import shared_court
from checkers.worlds.witness_text import described, sentence

NUMBERS = Vocabulary(
    symbols={name: Symbol(name, domain="positive") for name in "abc"},
)
LAWS = Vocabulary(
    laws=(Law("p", ("x", "z")), Law("q", ("z",), ("x",))),
    variables={"x": Variable("x"), "z": Variable("z", values=(-1.0, 1.0))},
)


def sought(text, vocabulary):
    """The claim, its benches and setting, and the record of the witness found."""
    chain = read_chain(text, vocabulary)
    benches = Benches(vocabulary, 0, 64)
    (setting, *_) = benches.settings(chain.parts)
    claim = Claim(chain.parts[0], chain.relations[0], chain.parts[1])
    benches.look(setting)
    return claim, benches, setting, witness.find(claim, benches, setting)


def fails(claim, benches, setting, record):
    draws = Given({name: each.array for name, each in record.items()}, Small(1))
    return bool(flags(claim, benches.fresh(draws, setting, 2)).violated[0])


def test_a_witness_fails_and_no_simpler_number_would():
    claim, benches, setting, record = sought("a + b = a b c", NUMBERS)

    assert fails(claim, benches, setting, record)
    for name, (kind, array) in record.items():
        for simpler in ROUND[kind][: ROUND[kind].index(array.item())]:
            changed = record | {name: record[name]._replace(array=np.array([simpler]))}
            assert not fails(claim, benches, setting, changed)


def test_numbers_that_do_not_matter_are_the_simplest():
    record = sought("a^2 + c = a + c", NUMBERS)[-1]

    assert record["a"].array.item() == 2
    assert record["c"].array.item() == 1


def test_there_is_no_witness_of_what_holds():
    assert sought("(a + b)^2 = a^2 + 2 a b + b^2", NUMBERS)[-1] is None


@given(st.sampled_from(["p(z|x) = q(z|x)", "p(x) = p(z)", "E[z] = 0", "p(x,z) = p(x) q(z|x)"]))
def test_a_witness_fails_without_rounding(text):
    claim, benches, setting, record = sought(text, LAWS)
    look = benches.look(setting)
    failure = refuted(benches, setting, claim, benches.record(setting), flags(claim, look))

    assert record is not None
    assert failure is not None
    assert failure[0].method == "exact"


def told(text, vocabulary):
    claim, benches, setting, record = sought(text, vocabulary)
    return described(claim, benches.fresh(One(record, 0, Rational(1)), setting, 2))


def test_every_symbol_of_the_claim_is_shown_with_both_sides():
    shown = told("p(z|x) = q(z|x)", LAWS)

    assert list(shown) == ["z", "x", "p(z|x)", "q(z|x)", "left", "right"]
    assert shown["left"] != shown["right"]


def test_values_that_are_declared_are_shown_and_others_numbered():
    shown = told("E_{p(x,z)}[z] = 0", LAWS)

    assert shown["z"] == "{-1, 1}"
    assert shown["x"] == "{0, 1}"


def test_copies_of_a_variable_share_one_table():
    shown = told(r"E_{z_1, z_2 \sim q(z|x)}[q(z_1|x)] = q(z_2|x)", LAWS)

    assert "q(z|x)" in shown
    assert not any("z_1" in name for name in shown if "(" in name)


def test_sides_are_written_with_as_many_digits_as_tell_them_apart():
    close = Vocabulary(symbols={"a": Symbol("a", domain="positive")})
    shown = told("a = 1.00000001 a", close)

    assert shown["left"] != shown["right"]


def test_the_sentence_reads_as_a_teacher_would_say_it():
    assert sentence({"z": "{0, 1}", "q(z)": "(1/2, 1/2)", "left": "1", "right": "2"}) == (
        "take z in {0, 1}, q(z) = (1/2, 1/2): the left side is 1, the right side 2"
    )
    assert sentence({"left": "1", "right": "2"}) == "the left side is 1, the right side 2"


def test_what_is_defined_is_shown_and_a_constant_is_not():
    vocabulary = let("function D(u) in (0,1); function G(z); z real; D stands for D(G(z))")
    shown = shared_court(vocabulary).judge(
        read("pi/(1 + D)", vocabulary), "=", read("pi/(1 - D)", vocabulary)
    )

    assert {"D", "left", "right"} == set(shown.counterexample)


def test_later_worlds_of_a_batch_are_simpler() -> None:
    numbers = Small(128).draw("p", (9,), "weight")
    simple = (numbers == ROUND["weight"][0]).mean(axis=1)

    assert simple[:32].mean() < 1 / 2 < simple[-32:].mean() < 1
    assert len(np.unique(numbers[:32])) == len(ROUND["weight"])


def test_a_family_that_is_summed_over_is_shown_member_by_member():
    vocabulary = let("a real; T integer; T > 1; x_0, \\ldots, x_T real")
    shown = shared_court(vocabulary).judge(
        read(r"\sum_{t=1}^T a x_t", vocabulary), "=", read(r"\sum_{t=0}^T a x_t", vocabulary)
    )

    assert {"a", "x_0", "x_1", "x_2"} <= set(shown.counterexample or ())
