"""Misprints of a paper and of its printed key: which there are, and that they are some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checkers.verdict import Verdict
from counterexam.bank import LoadedExam
from counterexam.errors import BankError
from counterexam.exam import Misprint

Source = Literal["paper", "key"]


def misprints(exam: LoadedExam) -> dict[Source, tuple[Misprint, ...]]:
    """What is known of the paper and of its key; of the key nothing without solutions.

    BankError: one belongs to a part that is none.
    """
    found: dict[Source, tuple[Misprint, ...]] = {
        "paper": tuple(_of_the_paper(exam)),
        "key": tuple(_of_the_key(exam)),
    }
    for misprint in (*found["paper"], *found["key"]):
        if misprint.part is not None and misprint.part not in exam.parts:
            raise BankError(
                f"{exam.id}: a misprint in {misprint.part!r}, which is no part: "
                f"{misprint.where}"
            )
    return found


def judged(misprint: Misprint) -> tuple[Verdict, Verdict]:
    """The verdicts on what is printed and on what should be there.

    It is a misprint if the first is incorrect, with its counterexample, and the second correct.
    LetError: its vocabulary cannot be read.
    """
    from checkers.derivation import judge_derivation

    return (
        judge_derivation(misprint.printed, misprint.let),
        judge_derivation(misprint.should_be, misprint.let),
    )


def _of_the_paper(exam: LoadedExam) -> Iterator[Misprint]:
    yield from exam.cover.misprints
    for question in exam.questions.values():
        yield from question.misprints


def _of_the_key(exam: LoadedExam) -> Iterator[Misprint]:
    if exam.bank.has_solutions(exam.id):
        for number in exam.questions:
            yield from getattr(exam.bank.solution(exam.id, number), "misprints", ())
