"""Sets of options: lists, exclusions, all and none, verdicts one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.choice import Choice
from checkers.verdict import Verdict

LETTERS = Choice(
    {"a": "a lower bound", "b": "equivalent aims", "c": "useless", "d": "tightness"},
    several=True,
)
MODELS = Choice(
    dict.fromkeys(["AR", "VAE", "Flow", "GAN", "EBM"], ""),
    several=True,
    names={
        "AR": ("AR", "autoregressive"),
        "VAE": ("VAE", "VAEs"),
        "Flow": ("Flow", "flows"),
        "GAN": ("GAN", "GANs"),
        "EBM": ("EBM", "EBMs"),
    },
)


def read(form: Choice, answer: str) -> str:
    chosen = form.read(answer)
    return chosen.outcome if isinstance(chosen, Verdict) else ",".join(sorted(chosen))


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "A, B and D",
            "(a), (b), (d)",
            "a b d",
            "abd",
            "ABD",
            "选ABD",
            "a、b、d",
            "(a)(b)(d)",
        ),
        *("a/b/d", "a & b & d", "A,B,D", "all except c", "All but (c)", "a,b,d, not c"),
        "a, b, d are correct",
        "a) x\nb) y\nd) z",
        "- a\n- b\n- d",
        "a: True\nb: True\nc: False\nd: True",
        "a is true, b is true, c is false, d is true",
        "a, b, d since c is useless",
        "[x] a\n[x] b\n[ ] c\n[x] d",
        "The correct answers are a, b, and d.",
        "Everything except (c) holds",
    ],
)
def test_three_of_four_are_read_in_any_dress(answer: str):
    assert read(LETTERS, answer) == "a,b,d"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("all of them", "a,b,c,d"),
        ("All of the above", "a,b,c,d"),
        ("none of the above", ""),
        ("Only a", "a"),
        ("a and b", "a,b"),
        ("a VAE is bad", "unreadable"),
    ],
)
def test_all_none_and_one(answer: str, expected: str):
    assert read(LETTERS, answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("AR, VAE, EBM", "AR,EBM,VAE"),
        ("Autoregressive and flow models allow for exact likelihood evaluation.", "AR,Flow"),
        ("All of them", "AR,EBM,Flow,GAN,VAE"),
        ("AR, Flow. VAE only bounds the likelihood; GAN has none.", "AR,Flow"),
        ("AR and Flow, because VAEs need marginalization", "AR,Flow"),
        ("All except GAN", "AR,EBM,Flow,VAE"),
        ("VAEs, AR models and EBMs can model both. Flows cannot.", "AR,EBM,VAE"),
        ("AR: yes, VAE: yes, Flow: no, GAN: no, EBM: yes", "AR,EBM,VAE"),
        ("The AR and flow models", "AR,Flow"),
    ],
)
def test_named_options_are_read_before_their_explanation(answer: str, expected: str):
    assert read(MODELS, answer) == expected


@given(st.sets(st.sampled_from("abcd"), min_size=1), st.sampled_from([", ", " and ", "/", " "]))
def test_right_is_the_same_set_and_nothing_else(chosen, separator):
    answer = separator.join(sorted(chosen))

    assert LETTERS.check(answer, sorted(chosen)).outcome == "correct"
    assert LETTERS.check(answer, sorted(chosen ^ {"c"})).outcome == "incorrect"


def test_a_share_of_the_set_is_earned_only_where_the_question_says_so():
    graded = Choice(LETTERS.options, several=True, partial=True)

    assert LETTERS.check("a, b", ["a", "b", "d"]).earned == 0
    assert graded.check("a, b", ["a", "b", "d"]).earned == 0.75


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("AR\nVAE\nFlow\nGAN\nEBM", "AR,EBM,Flow,GAN,VAE"),
        ("- AR\n- Flow", "AR,Flow"),
        ("AR\nVAE\nFlow\nGAN\nEBM\n\nWhatever they model.", "AR,EBM,Flow,GAN,VAE"),
        ("AR\nFlow\n\nThe VAE has a bound only.", "AR,Flow"),
        ("The correct ones are AR and Flow.", "AR,Flow"),
        ("Solution.\n\nAR, Flow. The others have a bound, or none.", "AR,Flow"),
    ],
)
def test_options_may_stand_on_lines_of_their_own(answer: str, expected: str):
    assert read(MODELS, answer) == expected


@pytest.mark.parametrize("answer", ["p\np^T", "- p\n- p^T", "p^T\np", "(p)\n(p^T)"])
def test_an_option_on_the_next_line_is_chosen_too(answer: str):
    laws = Choice({"p": "", "p^T": ""}, several=True)
    assert laws.check(answer, ["p"]).outcome == "incorrect"
    assert laws.check(answer, ["p", "p^T"]).outcome == "correct"


def test_a_list_of_all_options_that_one_is_chosen_from_is_the_paper_restated():
    letters = Choice(LETTERS.options)
    assert letters.check("a\nb\nc\nd\n\nI choose b.", "b").outcome == "correct"


def test_all_options_with_their_texts_are_the_paper_restated():
    assert LETTERS.check("a. one\nb. two\nc. three\nd. four", "abcd").outcome == "unreadable"


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("It is a valid flow, because the root is its inverse.", "Yes"),
        ("It is an invalid flow.", "No"),
        ("This is not a valid flow.", "No"),
        ("It can't be computed.", "No"),
        ("It can not be computed tractably.", "No"),
        ("It can be computed.", "unreadable"),
    ],
)
def test_an_option_is_named_within_a_sentence(answer, label):
    names = {"Yes": ("yes", "valid"), "No": ("no", "invalid", "cannot be computed")}
    assert read(Choice({"Yes": "", "No": ""}, names=names), answer) == label


@pytest.mark.parametrize(
    ("answer", "labels"),
    [
        ("Only from p(x). p^T(x) requires Z(T).", "p"),
        ("From p^T(x) but not p(x)", "p^T"),
        ("From both p(x) and p^T(x)", "p,p^T"),
    ],
)
def test_a_preposition_may_stand_before_the_options(answer, labels):
    names = {"p": ("p", "p(x)"), "p^T": ("p^T", "p^T(x)")}
    assert read(Choice({"p": "", "p^T": ""}, several=True, names=names), answer) == labels
