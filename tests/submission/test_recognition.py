"""An exam is recognised by declaration, by a known phrase or by its words, or not at all."""

from dataclasses import dataclass
from functools import cached_property

import pytest

from counterexam.bank import Bank, LoadedExam
from counterexam.errors import InputError
from counterexam.exam import Exam
from counterexam.submission import read, recognise
from tests.submission.papers import NOWHERE, exam_of, make_exam

SEEDS = {
    "dl_final": "000",
    "gm_midterm_2025": "001",
    "cmu24789_midterm_2025": "002",
    "ift6135_a3_2023": "003",
    "cs236_midterm_2023": "004",
}


@dataclass(frozen=True)
class Shelf(Bank):
    """A bank of exams that are there already."""

    exams: tuple[LoadedExam, ...] = ()

    @cached_property
    def exam_ids(self) -> tuple[str, ...]:
        return tuple(exam.id for exam in self.exams)

    def exam(self, exam_id: str) -> LoadedExam:
        return next(exam for exam in self.exams if exam.id == exam_id)

    def cover(self, exam_id: str) -> Exam:
        return self.exam(exam_id).cover


def shelf(*exams: LoadedExam) -> Shelf:
    return Shelf(NOWHERE.folder, exams)


ONE = make_exam({"1.a": "entropy of a mixture"}, exam_id="one", known_by=("CS 1",))
TWO = make_exam({"1.a": "kernels and gradients"}, exam_id="two", known_by=("CS 2",))


@pytest.mark.parametrize("exam_id", SEEDS)
def test_real_papers_are_recognised_by_their_words(shared, exam_id):
    path = next((shared / "seeds").glob(f"{SEEDS[exam_id]}*"))
    bank = shelf(*(exam_of(shared, each) for each in SEEDS))

    assert exam_id == recognise(read(path), bank)


def test_a_real_paper_is_not_taken_for_another_exam(shared):
    bank = shelf(exam_of(shared, "cmu24789_midterm_2025"))
    path = next((shared / "seeds").glob("004*"))

    with pytest.raises(InputError, match="cannot tell which exam this answers; pass --exam"):
        recognise(read(path), bank)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.md", "---\nstudent: me\nexam: two # mine\n---\n(a) entropy, CS 1\n"),
        ("p.md", "<!-- counterexam exam two -->\nCS 1\n"),
        ("p.tex", "% counterexam exam two\nCS 1\n"),
        ("p.yaml", "exam: two\nanswers:\n  1.a: CS 1\n"),
        ("p.jsonl", '{"part": "1.a", "answer": "CS 1", "exam": "two"}\n'),
        ("p.txt", "cs 2, fall\n(a) entropy of a mixture\n"),
        ("p.txt", "(a) Kernels have gradients.\n"),
    ],
)
def test_a_declaration_beats_a_phrase_and_a_phrase_beats_words(tmp_path, name, text):
    (tmp_path / name).write_text(text)

    assert "two" == recognise(read(tmp_path / name), shelf(ONE, TWO))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "(a) nothing known",
            "cannot tell which exam this answers; pass --exam with one of one",
        ),
        ("CS 1 and CS 2", "cannot tell which exam"),
        (
            "<!-- counterexam exam three -->",
            "it declares the exam 'three', but the bank has one",
        ),
    ],
)
def test_a_paper_of_none_or_of_several_exams_is_refused(tmp_path, text, reason):
    (tmp_path / "p.md").write_text(text)

    with pytest.raises(InputError, match=reason):
        recognise(read(tmp_path / "p.md"), shelf(ONE, TWO))
