"""A question repeated before its answer is told from it, and an answer is not lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.submission.similarity import Similarity, stems
from counterexam.submission.units import units
from tests.submission.papers import TOPICS
from tests.submission.test_alignment import answers

PARTS = {
    "1.a": "autoencoder against variational autoencoder, and their latent spaces",
    "1.b": "why the evidence lower bound bounds the likelihood",
    "1.c": "the gradient of the loss in closed form",
}


def read(text: str, forms: dict[str, str] | None = None) -> list[str]:
    from counterexam.submission import align
    from tests.submission.papers import make_exam
    from tests.submission.test_alignment import document

    submission = align(document(text), make_exam(PARTS, forms))
    return [answer.text for answer in submission.answers.values()]


@pytest.mark.parametrize(
    "question",
    [
        "What tells the two kinds of encoders apart?",
        "Explain the two kinds of encoders. How do their latents differ?",
        "In this question you are asked about nets.\n\n$$z = f(x)$$\n\nPlease describe them.",
        "Suppose we have two encoders, show how they differ.",
        "如何区分？",
    ],
)
@pytest.mark.parametrize("marker", ["", "Answer: ", "**Solution:** ", "Solution:\n\n", "解："])
def test_an_answer_begins_after_its_restated_question(question, marker):
    answer = "One maps to points, the other one to distributions."
    text = "# 1\n" + "".join(
        f"({letter}) {question}\n\n{marker}{answer}\n\n" for letter in "abc"
    )

    assert [answer] * 3 == read(text)


def test_an_answer_may_follow_its_question_on_the_line():
    text = "# 1\n(a) Why? Because.\n(b) What is it? Answer: It is x.\n(c) How? So.\n"

    assert ["Because.", "It is x.", "So."] == read(text)


def test_an_answer_that_repeats_no_question_is_whole():
    bodies = (
        "Autoencoders have no prior on the latent space. Variational autoencoders do.",
        "Compute the bound:\n\n$$x = y$$\n\nProof: it is so.",
        "Let us see. The gradient of the loss is 1.\n\nAnswer: 1",
    )
    text = "# 1\n" + "".join(f"({c}) {b}\n\n" for c, b in zip("abc", bodies, strict=True))

    assert list(bodies) == read(text)


def test_an_answer_in_the_words_of_its_question_is_no_question():
    answer = "The autoencoder has one code.\n\nThe variational autoencoder has a latent space."
    text = "# 1\n" + "".join(f"({c}) [2 points] {answer}\n\n" for c in "abc")

    assert [answer] * 3 == read(text)


def test_working_before_the_final_answer_is_not_cut():
    working = "By the chain rule, $f' = 2x$.\n\nAt $x = 1$ it is 2.\n\nAnswer: 2"
    text = "# 1\n" + "".join(f"({c}) {working}\n\n" for c in "abc")

    assert [working] * 3 == read(text)


def test_questions_alone_leave_blank_answers():
    text = "# 1\n(a) What tells them apart?\n(b) Show the bound.\n(c) Compute $f'$.\n"

    assert ["", "", ""] == read(text)


CHOICES = dict.fromkeys(PARTS, "choice")
OPTIONS = "- A) it is x\n- B) it is y\n- C) it is z\n"


@pytest.mark.parametrize("answer", ["B", "B) it is y", "It is B, since y."])
@pytest.mark.parametrize("marker", ["", "Answer: "])
def test_the_options_of_a_choice_are_not_its_answer(answer, marker):
    text = "# 1\n" + "".join(f"({c}) Which?\n\n{OPTIONS}\n{marker}{answer}\n\n" for c in "abc")

    assert [answer] * 3 == read(text, CHOICES)


@pytest.mark.parametrize("ticked", ["- [x] B) it is y", "- **B) it is y**", "- B) it is y ←"])
def test_a_ticked_option_is_the_answer_with_its_options(ticked):
    options = OPTIONS.replace("- B) it is y", ticked).strip()
    text = "# 1\n" + "".join(f"({c}) Which?\n\n{options}\n\n" for c in "abc")

    assert [options] * 3 == read(text, CHOICES)


def test_options_of_which_none_is_ticked_are_no_answer():
    text = "# 1\n" + "".join(f"({c}) Which?\n\n{OPTIONS}\n" for c in "abc")

    assert ["", "", ""] == read(text, CHOICES)


def test_a_statement_judged_on_its_line_keeps_the_verdict():
    text = (
        "# 1\n(a) The latent spaces of an autoencoder and a variational autoencoder agree. F\n"
        "(b) The evidence lower bound is above the likelihood. False\n"
        "(c) The gradient of the loss has no closed form. True.\n"
    )

    assert ["F", "False", "True."] == read(text, CHOICES)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"ab.?!$( )\n\n-", "A) ", "Answer: ", "$$"]), max_size=60))
def test_units_are_pieces_of_the_text_in_order(pieces):
    text = "".join(pieces)
    found = units(text)

    assert all(unit.text == text[unit.start : unit.end] for unit in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(len("".join(u.text.split())) for u in found) == len("".join(text.split()))


@pytest.mark.parametrize("piece", ["*", "_", " ", "#", "(", "$", ". ", "t ", "?", "\\textbf{"])
def test_hostile_text_is_cut_into_units_in_linear_time(piece):
    text = piece * 200_000 + "x"

    assert text.strip() == "".join(unit.text for unit in units(text)).strip()


def test_no_sentence_ends_within_a_formula_or_parentheses():
    text = "Let $a. B$ be (see c. D) here. Next."

    assert ["Let $a. B$ be (see c. D) here. ", "Next."] == [u.text for u in units(text)]


WORDS = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=5), WORDS, WORDS)
def test_likeness_is_symmetric_bounded_and_one_for_equal_words(collection, one, other):
    likeness = Similarity(collection).between
    a, b = stems(one), stems(other)

    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0 + 1e-12
    assert abs(likeness(a, a) - 1.0) < 1e-12


def test_a_rare_word_in_common_counts_more_than_a_frequent_one():
    likeness = Similarity(["gan loss", "vae loss", "flow loss"]).between

    assert likeness(stems("gan code"), stems("gan")) > likeness(
        stems("loss code"), stems("loss")
    )


def test_part_labels_in_the_answers_alone_need_no_statements():
    assert {"1.a": "x", "1.b": "y"} == answers("(a) x\n\n(b) y\n", "1.a", "1.b")
