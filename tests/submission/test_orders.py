"""Parts may come in any order below their question, in any document."""

import itertools

import pytest

from counterexam.submission import align, read
from tests.submission.papers import make_exam

HEADERS = {
    "md": ["## Problem {}", "**Question {}**", "Problem {}:"],
    "tex": [r"\section*{{Problem {}}}", r"\paragraph{{Question {}}}"],
    "txt": ["Question {}.", "Problem {}"],
}
LABELS = {
    "md": ["({}) ", "**({})** ", "{}) ", "- ({}) "],
    "tex": [r"\item[({})] ", r"\textbf{{({})}} ", "({}) "],
    "txt": ["({}) ", "({})\n"],
}
DRESSES = [(kind, h, p) for kind in HEADERS for h in HEADERS[kind] for p in LABELS[kind]]
EXAM = make_exam({f"{q}.{p}": f"topic {q} {p}" for q in (1, 2) for p in "abcd"})


@pytest.mark.parametrize(("kind", "header", "label"), DRESSES)
def test_parts_are_found_in_every_order_below_their_question(tmp_path, kind, header, label):
    path = tmp_path / f"paper.{kind}"
    for order in itertools.permutations("abcd", 3):
        lines = [header.format(2), *(f"{label.format(part)}mine of {part}" for part in order)]
        path.write_text("\n".join(lines))

        answers = align(read(path), EXAM).answers

        assert {id_: a.text.strip() for id_, a in answers.items()} == {
            f"2.{part}": f"mine of {part}" for part in order
        }
