"""Choices are read in any dress; a letter in a sentence is none; contradictions wait."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.choice import Choice, YesNo
from checkers.verdict import Verdict

OPTIONS = {
    "A": "Decrease the weight of the KL divergence term in the loss and retrain from scratch.",
    "B": "Reduce the dimensionality of the input data and retrain the model from scratch.",
    "C": "Increase the learning rate and continue training the current model.",
    "D": "None of the Above.",
}
ONE = Choice(OPTIONS)
FALSE_ONE = Choice(OPTIONS, negated=True)
BETTER = Choice(
    {"I": "Set I", "II": "Set II"},
    names={"I": ("set I", "set 1", "FID_1", "first set"), "II": ("set II", "set 2", "FID_2")},
    compared=True,
)


def read(form: Choice, answer: str) -> str:
    """The labels that are read, or the outcome where none are."""
    chosen = form.read(answer)
    return chosen.outcome if isinstance(chosen, Verdict) else ",".join(sorted(chosen))


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "B",
            "b",
            "(b)",
            "b)",
            "B.",
            "[B]",
            "**B**",
            "$B$",
            "`B`",
            '"B"',
            "'b'",
            "B:",
            "B?",
            "Ⓑ",
        ),
        *("Answer: B", "**Answer:** B", "Answer: **(B)**", "Ans. B", "Answer - B", "Answer\nB"),
        *(
            "Choice: B",
            "option B",
            "The answer: option (b)",
            r"\boxed{B}",
            r"$\boxed{\text{B}}$",
        ),
        *(
            "选B",
            "答案：B",
            "故选B",
            "正确答案是B",
            "B正确",
            "我选 B，因为 A 不对",
            "Ａ不对，选Ｂ",
        ),
        "I choose B because A is wrong",
        "The answer is B, not A",
        "not A but B",
        "~~A~~ B",
        "A? No wait, B",
        "Answer: A... actually, B",
        "A -> B",
        "B is correct",
        "B is the right answer",
        "A, C and D are wrong so B",
        "B because a VAE would collapse; C is wrong",
        "b, because a VAE has a prior",
        "So the answer is B",
        "My final answer is B",
        "I'd go with B",
        "Let x in A be given. The answer is B.",
        "B is true because C = 3",
        "[x] B) reduce it\n[ ] A) decrease it",
        "- [ ] A\n- [x] B\n- [ ] C",
        "A) foo bar\nB) baz qux\nC) quux a\nD) corge b\n\nAnswer: B",
        "A) foo bar\nB) baz qux ✓\nC) quux a\nD) corge b",
        "B. Reduce the dimensionality of the input data and retrain the model from scratch.",
        "B Reduce the dimensionality of the input data",
        "Reduce the dimensionality of the input data and retrain from scratch.",
        "Reduce the dimensionality of input data",
    ],
)
def test_b_is_read_in_any_dress(answer: str):
    assert read(ONE, answer) == "B"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("A", "A"),
        ("a", "A"),
        ("A because B is not", "A"),
        ("A, as B and C do not help", "A"),
        ("A) is the best option since it lowers the KL", "A"),
        ("None of the above", "D"),
        ("not A, not B, not C", "D"),
        ("Decrease the weight of the KL divergence", "A"),
        ("A VAE learns a prior", "unreadable"),
        ("a mixture of Gaussians", "unreadable"),
        ("Neither A nor B", "unreadable"),
        ("A is wrong", "unreadable"),
        ("I have no idea", "unreadable"),
        ("E", "unreadable"),
        ("Increase the weight of the KL divergence term in the loss", "unreadable"),
        ("Do not decrease the weight of the KL divergence", "unreadable"),
        ("A or B", "review"),
        ("A and B", "review"),
        ("Answer: A. Later on: the answer is B", "review"),
    ],
)
def test_near_misses_are_read_for_what_they_are(answer: str, expected: str):
    assert read(ONE, answer) == expected


@given(
    st.sampled_from("ABCD"),
    st.sampled_from(
        ["{}", "({})", "{}.", "Answer: {}", "**{}**", "I choose {} because of x", "选{}"]
    ),
    st.permutations("ABCD"),
)
def test_no_other_option_is_right_whatever_their_order(letter, dress, order):
    form = Choice({label: OPTIONS[label] for label in order})
    answer = dress.format(letter)

    for right in "ABCD":
        verdict = form.check(answer, right)
        assert verdict.outcome == ("correct" if right == letter else "incorrect")


@pytest.mark.parametrize(
    "answer",
    [
        "C is false",
        "C is not true",
        "A is true, B is true, D is true",
        "Statement C is wrong",
        "A, B, D are all true so C",
        "C is the correct answer",
        "C",
    ],
)
def test_what_does_not_hold_is_chosen_where_that_is_asked(answer: str):
    assert read(FALSE_ONE, answer) == "C"


@pytest.mark.parametrize(
    "answer",
    [
        "As lower is closer, Fake Set I (FID₁ = 0.28) is better than Fake Set II (FID₂ = 0.3).",
        "Set II is worse",
        "FID_1 < FID_2, so set I is better.",
        "The better set is Set I",
        "0.28, 0.30, set I",
        "FID_1=0.28\nFID_2=0.30\nSet 2 is not better than set 1",
        "Lower is better so set I",
        "The images of set I are closer to the real ones",
        "Set I has a lower FID than Set II, so it is better.",
        "FID_1=0.28, FID_2=0.30. Set I has the lower one and is better.",
        "Set I 更好",
        "FID for set I: 0.28\nFID for set II: 0.30\nSet I",
        "FID₁ = 0.28, FID₂ = 0.30 → Set I",
        '{"FID_1": 0.28, "FID_2": 0.30, "better": "I"}',
        "FID_1=0.28; FID_2=0.30; I is better",
    ],
)
def test_the_better_one_is_read_out_of_a_comparison(answer: str):
    assert read(BETTER, answer) == "I"


@pytest.mark.parametrize("answer", ["I think set II is better.", "set II has better quality"])
def test_the_pronoun_i_is_no_set(answer: str):
    assert read(BETTER, answer) == "II"


def test_a_question_repeated_is_no_comparison():
    assert read(BETTER, "Which set is better? FID_1=.28, FID_2=.3") == "unreadable"


def test_a_wrong_choice_shows_both():
    verdict = ONE.check("B", "A")

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("incorrect", 0.0, 0.0)
    assert verdict.counterexample == {"yours": "B", "expected": "A"}


def test_nothing_is_blank():
    assert ONE.check("  \n", "A").outcome == "blank"


def test_unreadable_says_what_was_expected():
    verdict = ONE.check("maybe", "A")

    assert (verdict.outcome, verdict.pending) == ("unreadable", 1.0)
    assert "expected one of A, B, C, D" in verdict.feedback


@pytest.mark.parametrize(
    "answer",
    [
        *("a " * 24_000, "A is " * 9_000, "not " * 12_000, "(" * 49_000, "answer " * 7_000),
        *("A, " * 16_000, "~~" * 24_000, r"\boxed{" * 7_000, "[x] a\n" * 8_000, "A" * 100_000),
        *("set I it is better " * 2_500, "better " * 7_000, "set I, set II " * 3_500),
    ],
)
@pytest.mark.parametrize("form", [ONE, BETTER])
def test_hostile_answers_are_met_in_bounded_time(form: Choice, answer: str):
    started = time.perf_counter()
    form.check(answer, next(iter(form.options)))

    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("Not C, but B.", "correct"),
        ("Not C. B.", "correct"),
        ("Looking at them, C is false and B is the one.", "correct"),
        ("Not B, but C.", "incorrect"),
        ("B is the one that is false.", "unreadable"),
    ],
)
def test_denials_turn_to_the_choice(answer, outcome):
    verdict = Choice(dict(zip("ABCD", ["one", "two", "three", "four"], strict=True))).check(
        answer, "B"
    )
    assert verdict.outcome == outcome, verdict.feedback


def test_the_only_wrong_one_is_not_chosen():
    form = Choice(dict(zip("abcd", ["one", "two", "three", "four"], strict=True)), several=True)
    assert form.check("c is the only wrong one", ["a", "b", "d"]).outcome != "incorrect"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("It isn't valid.", "correct"),
        ("Invalid", "correct"),
        ("It's not.", "correct"),
        ("It is valid.", "incorrect"),
        ("Valid", "incorrect"),
    ],
)
def test_words_of_its_own_answer_a_question(answer, outcome):
    assert YesNo(words=("valid", "invalid")).check(answer, "No").outcome == outcome


@pytest.mark.parametrize("before", ["Solution.", "We go step by step.", "解:", "So we get"])
@pytest.mark.parametrize("after", ["", "as claimed.", "This is what was asked for."])
def test_a_choice_on_a_line_of_its_own_is_found(before, after):
    form = Choice(dict(zip("ABCD", ["one", "two", "three", "four"], strict=True)))
    answer = f"{before}\n\nB\n\n{after}"
    assert form.check(answer, "B").outcome == "correct"
    assert form.check(answer, "C").outcome == "incorrect"


def test_lines_that_choose_differently_choose_nothing():
    form = Choice(dict(zip("ABCD", ["one", "two", "three", "four"], strict=True)))
    assert form.check("We compare.\n\nA.\n\nB.", "B").outcome == "unreadable"


@pytest.mark.parametrize(
    ("answer", "choice"),
    [
        ("不是", "No"),
        ("不是. 要求和。", "No"),
        ("是的。", "Yes"),
        ("Yes", "Yes"),
        ("不可以", "No"),
    ],
)
def test_names_of_its_own_do_not_take_yes_and_no_from_a_question(answer, choice):
    form = Choice({"Yes": "", "No": ""}, names={"Yes": ("tractable",), "No": ("intractable",)})
    assert form.read(answer) == {choice}


def test_what_is_denied_in_chinese_is_not_chosen():
    form = Choice({"Yes": "", "No": ""}, names={"Yes": ("易",), "No": ("难",)})
    assert form.read("不易") != {"Yes"}
