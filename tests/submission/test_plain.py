"""Transcripts, Markdown and LaTeX keep their line numbers and what typesetting adds."""

from pathlib import Path

import pytest

from counterexam.submission import align
from counterexam.submission.latex import implied_labels
from counterexam.submission.plain import read_plain
from tests.submission.papers import make_exam


def aligned(name: str, text: str, *parts: str) -> dict[str, str]:
    exam = make_exam(dict.fromkeys(parts, ""))
    submission = align(read_plain(Path(name), text), exam)
    return {part: answer.text for part, answer in submission.answers.items()}


def verbatim(text: str) -> list[int]:
    document = read_plain(Path("p.md"), text)
    return [line.number for line in document.lines if line.verbatim]


def test_fenced_code_and_displays_hold_no_labels():
    text = (
        "(a) x\n```\n(b) code\n```\n$$\n(b) = y\n$$\n\n\\begin{align}\n(b) &= z\n\\end{align}"
    )

    assert {"1.a"} == set(aligned("p.md", text, "1.a", "1.b"))
    assert [2, 3, 4, 6, 7, 10, 11] == verbatim(text)


def test_a_fence_or_display_that_is_never_closed_hides_nothing():
    assert {"1.a": "x\n```", "1.b": "$$ y", "1.c": "z"} == aligned(
        "p.md", "(a) x\n```\n\n(b) $$ y\n\n(c) z", "1.a", "1.b", "1.c"
    )
    assert [] == verbatim("(a) x\n```\n\n(b) $$ y\n\n(c) z")


def test_front_matter_is_the_files_own():
    document = read_plain(Path("p.md"), "---\nexam: an_exam\n---\n(a) x\n")
    submission = align(document, make_exam({"1.a": ""}))

    assert "an_exam" == document.exam_id
    assert [("1-3", "question")] == [(str(u.span), u.kind) for u in submission.unassigned]


LATEX = r"""\documentclass{article}
\begin{document}
\section*{Problem 1}
\begin{enumerate}
\item one
\begin{itemize}
\item detail
\end{itemize}
\item
\begin{enumerate}
\item two
\item three
\end{enumerate}
\end{enumerate}
\section*{Problem 2}
\begin{enumerate}[(a)]
\item four
\item[(c)] six
\end{enumerate}
\end{document}
"""


def test_latex_items_are_labelled_as_they_print():
    assert {
        "1.1": "one\n\\begin{itemize}\n\\item detail",
        "1.2a": "two",
        "1.2b": "three",
        "2.a": "four",
        "2.c": "six",
    } == aligned("p.tex", LATEX, "1.1", "1.2a", "1.2b", "2.a", "2.b", "2.c")


def test_typesetting_is_not_stray_text():
    exam = make_exam(dict.fromkeys(("1.1", "1.2a", "1.2b", "2.a", "2.c"), ""))
    submission = align(read_plain(Path("p.tex"), LATEX), exam)

    assert {"question"} == {u.kind for u in submission.unassigned}


@pytest.mark.parametrize(
    ("options", "labels"),
    [
        ("", ["1.", "2."]),
        ("[(a)]", ["(a)", "(b)"]),
        (r"[label=(\alph*)]", ["(a)", "(b)"]),
        (r"[label=\roman*.]", ["(i)", "(ii)"]),
        (r"[label=\arabic*)]", ["1.", "2."]),
    ],
)
def test_the_options_of_a_list_say_how_it_counts(options, labels):
    lines = [rf"\begin{{enumerate}}{options}", r"\item x", r"\item y", r"\end{enumerate}"]

    expected = [rf"\item[{label}] {text}" for label, text in zip(labels, "xy", strict=True)]
    assert expected == [label for _, label in implied_labels(lines)]


def test_the_exam_class_numbers_questions_and_parts():
    lines = [r"\begin{questions}", r"\question x", r"\begin{parts}", r"\part y", r"\part z"]

    assert [r"\item[Question 1] x", r"\item[(a)] y", r"\item[(b)] z"] == [
        label for _, label in implied_labels(lines)
    ]
