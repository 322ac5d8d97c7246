"""Answers lean to the sentences whose concepts, order and signs they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.prose import rubric, suggest
from checkers.prose.concepts import Concept, clauses
from checkers.prose.likeness import features, likeness

ALIKE = likeness(
    ("A conditional probability is at most one.", "The generator fools the discriminator."),
    ("A conditional probability is greater than one.", "The discriminator is always right."),
)


def signs(text: str) -> dict[str, bool]:
    return {name: is_affirmed for clause in clauses(text) for name, is_affirmed in clause}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("larger", "bigger"),
        ("small", "not large"),
        ("intractable", "not tractable"),
        ("invertible", "bijective"),
        ("non-invertible", "not invertible"),
        ("cannot be sampled", "cannot be drawn"),
        ("可逆", "invertible"),
        ("不可逆", "not invertible"),
        ("evaluating", "computed"),
        ("RNNs", "recurrent"),
        ("Transformers", "self-attention"),
        ("判别器", "discriminator"),
        ("因为是连续的", "continuous"),
    ],
)
def test_words_that_say_the_same_are_the_same_concept(one: str, other: str):
    assert signs(one) == signs(other) != {}


@pytest.mark.parametrize(
    ("one", "other"), [("an RNN", "a Transformer"), ("Transformers", "to transform")]
)
def test_what_questions_contrast_is_not_the_same_concept(one: str, other: str):
    assert signs(one).keys().isdisjoint(signs(other))


def test_a_denial_reaches_to_the_end_of_its_clause_and_no_further():
    assert signs("It is not large, but stable") == {"big": False, "stable": True}


def test_to_have_is_no_denial():
    assert signs("散度有分布") == {"divergence": True, "exist": True, "distribution": True}
    assert signs("没有分布") == {"distribution": False}


def test_a_chinese_prefix_denies_the_next_word_alone():
    assert signs("非饱和损失") == {"vanish": False, "loss": True}
    assert signs("非监督损失")["loss"]
    assert signs("没有饱和损失") == {"vanish": False, "loss": False}


def test_pairs_have_an_order():
    forth, back = (
        features("The generator fools discriminators"),
        features("The discriminators fool a generator"),
    )

    assert {f for f in forth if isinstance(f, Concept)} == {
        f for f in back if isinstance(f, Concept)
    }
    assert forth != back


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The factor does not exceed one.", "The factor exceeds one."),
        ("The probability is smaller than one.", "The probability is not smaller than one."),
        ("G is a generator that tricks the discriminator.", "The discriminator is right."),
        ("The probability is below one.", "Bananas are yellow and grow on plants."),
    ],
)
def test_an_answer_leans_to_what_it_speaks_like(better: str, worse: str):
    assert ALIKE.leaning([better]) > ALIKE.leaning([worse])


def test_nothing_said_leans_nowhere_but_down():
    assert ALIKE.leaning([]) == ALIKE.leaning(["..."]) == -1


@given(st.text(max_size=200))
def test_leaning_is_bounded_whatever_is_written(text: str):
    assert -1 <= ALIKE.leaning([text]) <= 1


BOUND = rubric("""
    100% A factor comes in that is at most one.
        like Multiplying by a probability makes the product smaller.
        factor > at most
    -50% It is not larger than one.
        like The factor can be greater than one, so the product gets larger.
        factor > greater
""")


def test_of_two_answers_that_no_pattern_tells_apart_the_likelier_is_suggested_more():
    right = suggest("Multiplication by a probability can only shrink the product.", BOUND)
    wrong = suggest("Multiplication by a probability can only enlarge the product.", BOUND)

    assert [f.suggested for f in (*right.findings, *wrong.findings)] == [0, 0]
    assert wrong.share < right.share < 0.2


def test_who_speaks_like_a_misconception_is_doubted_with_the_words_that_do():
    said = "It is known. The factor can be larger than one, so the product gets greater."
    feedback = suggest(said, BOUND).feedback

    assert "more like known misconceptions: “The factor can be larger than one" in feedback
    assert "misconceptions: “" not in suggest("The factor is at most one.", BOUND).feedback
