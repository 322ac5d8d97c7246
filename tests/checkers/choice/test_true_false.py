"""True and false, yes and no, in English and Chinese, with the explanation that follows."""

import pytest

from checkers.choice import Choice, Explained, TrueFalse, YesNo
from checkers.prose import rubric
from checkers.verdict import Verdict


def read(form: Choice, answer: str) -> str:
    chosen = form.read(answer)
    return chosen.outcome if isinstance(chosen, Verdict) else ",".join(sorted(chosen))


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "False",
            "F",
            "f",
            "FALSE",
            "**False**, it's a mixture",
            r"\text{False}",
            "Incorrect",
        ),
        *("错误，因为", "不对", "不正确", "答案：错", "该说法错误", "No, because", "Not true."),
        "False. Some prediction tasks are true",
        "It is not true that the gap is that KL",
        "Answer: False.\n$$\\log p$$",
        "The statement is false",
        "This statement is incorrect because the correct gap is another",
        "This is wrong; it is true only if q is exact",
        "~~True~~ False",
        "True... wait, actually False",
        "[ ] True\n[x] False",
        "False - F divergences are meant",
        "This is not correct.",
    ],
)
def test_false_is_read_in_any_dress(answer: str):
    assert read(TrueFalse(), answer) == "False"


@pytest.mark.parametrize(
    "answer",
    [
        *("True", "T", "true - because", "对", "正确", "Yes", "我认为是对的"),
        "Answer: True because it is not false",
        "I think this is true.",
        "True. The statement that it is false would need more.",
        "True, since f is convex",
    ],
)
def test_true_is_read_in_any_dress(answer: str):
    assert read(TrueFalse(), answer) == "True"


@pytest.mark.parametrize("answer", ["True or false", "True/False"])
def test_both_at_once_is_for_a_person(answer: str):
    assert read(TrueFalse(), answer) == "review"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Yes, it is not identifiable, no", "Yes"),
        ("No. $X=Z^2$ is not injective", "No"),
        ("可以", "Yes"),
        ("不可以", "No"),
        ("不是", "No"),
        ("是的，因为", "Yes"),
        ("There is no way", "unreadable"),
    ],
)
def test_yes_and_no_are_read_before_the_explanation(answer: str, expected: str):
    assert read(YesNo(), answer) == expected


EXPLAINED = TrueFalse(explain=0.5)
REFERENCE = Explained(
    "False",
    rubric("""
        100% It is a finite mixture.
            it|p|likelihood : mixture*|sum|brute forced
    """),
)


def test_an_explained_choice_decides_its_share_and_leaves_the_rest_pending():
    verdict = EXPLAINED.check("False, it is a mixture of four Gaussians.", REFERENCE)

    assert EXPLAINED.name == "choice+explain"
    assert (verdict.outcome, verdict.earned, verdict.pending) == ("review", 0.5, 0.5)
    assert verdict.suggested == pytest.approx(1.0, abs=0.02)
    assert verdict.rubric[0].quote == "False, it is a mixture of four Gaussians."
    assert (verdict.rubric[0].share, verdict.rubric[0].suggested) == (0.5, 0.5)


def test_a_right_choice_without_its_reason_earns_its_own_share():
    verdict = EXPLAINED.check("Answer: False.", REFERENCE)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("partial", 0.5, 0.0)


def test_the_reason_for_a_wrong_choice_earns_nothing():
    verdict = EXPLAINED.check("True, it is a mixture.", REFERENCE)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("incorrect", 0.0, 0.0)


def test_a_reason_may_be_as_brief_as_it_is_right():
    verdict = EXPLAINED.check("False. p: mixture", REFERENCE)

    assert (verdict.outcome, verdict.suggested) == ("review", pytest.approx(1.0, abs=0.02))


@pytest.mark.parametrize(
    ("answer", "choice"),
    [
        ("该说法错误。 With independences, some orders are simpler.", "False"),
        ("该说法正确。因为因子不大于一。", "True"),
        ("这个命题错误。 The gap is another divergence.", "False"),
    ],
)
def test_a_chinese_sentence_may_give_the_choice_before_its_reason(answer, choice):
    assert TrueFalse().read(answer) == {choice}


def test_yes_in_chinese_is_read_before_its_reason():
    answer = "是的。 On this interval the square is invertible: z is the root of x."
    assert YesNo().read(answer) == {"Yes"}
