"""Choices by yes and no: for each option, for both, by a denial, never by a variable."""

import pytest

from checkers.choice import Choice, YesNo

TWO = Choice({"p": "p(x)", "q": "q(x)"}, several=True, names={"p": ("p",), "q": ("q", "q(x)")})
VALID = Choice(
    {"Yes": "It is valid.", "No": "It is invalid."},
    names={"Yes": ("yes", "valid"), "No": ("no", "invalid")},
)


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("Yes for p, no for q", {"p"}),
        ("No for $p$, and yes for $q$ (unless $n = 1$)", {"q"}),
        ("One can sample from p but not from q", {"p"}),
        ("p but not q", {"p"}),
        ("both", {"p", "q"}),
        ("Yes for both", {"p", "q"}),
        ("No for both", set()),
        ("Neither of them", set()),
        ("no for p, no for q", set()),
    ],
)
def test_yes_and_no_are_said_of_each_option_or_of_both(answer, chosen):
    assert TWO.read(answer) == frozenset(chosen)


@pytest.mark.parametrize("answer", ["we both know", "neither the mean nor the variance", "yes"])
def test_words_that_choose_nothing_are_no_choice(answer):
    assert TWO.check(answer, ["p"]).outcome == "unreadable"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("Not a valid flow since -1 and 1 both map to 1", "No"),
        ("It is not a valid flow", "No"),
        ("It is not.", "No"),
        ("It isn't", "No"),
        ("It is a valid flow", "Yes"),
        ("Valid flow", "Yes"),
        ("It is valid. The map does not decrease, this is not.", "Yes"),
    ],
)
def test_a_denied_name_chooses_the_other_option(answer, right):
    assert VALID.check(answer, right).outcome == "correct"


@pytest.mark.parametrize("answer", ["the sum has $n$ terms of $y$", "linear in $n$", "$x, n$"])
def test_a_letter_in_mathematics_is_no_reply(answer):
    assert YesNo().check(answer, "No").outcome == "unreadable"


@pytest.mark.parametrize("answer", ["n", "N.", "Answer: n", "2. N, as it diverges", "no"])
def test_a_letter_where_a_reply_stands_is_one(answer):
    assert YesNo().check(answer, "No").outcome == "correct"


def test_what_is_left_unsaid_is_taken_only_where_nothing_is_denied():
    form = YesNo(unsaid="Yes")
    assert form.check("the mean is 3", "Yes").outcome == "correct"
    assert form.check("No; the mean is 3", "Yes").outcome == "incorrect"
    assert form.check("It is impossible; the mean is 3", "Yes").outcome == "unreadable"
    assert form.check("I am not sure; the mean is 3", "Yes").outcome == "unreadable"


@pytest.mark.parametrize(
    ("answer", "choice"),
    [
        ("efficient: No\n\nThe law is N(0, 1).", "No"),
        ("efficient: **no**.\n\nThe law is N(0, 1).", "No"),
        ("efficient: No, it is not.\n\nThe law is N(0, 1).", "No"),
        ("efficient: 否\n\nThe law is N(0, 1).", "No"),
        ("efficient: yes\n\nThe law is N(0, 1).", "Yes"),
        ("The law is N(0, 1).", "Yes"),
    ],
)
def test_a_reply_after_its_label_is_read(answer: str, choice: str):
    assert YesNo(unsaid="Yes").read(answer) == {choice}
