"""Which exam of a bank a document answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from counterexam.bank import Bank, LoadedExam
from counterexam.errors import InputError
from counterexam.exam import Exam
from counterexam.submission.document import Document
from counterexam.submission.similarity import stems

OVERLAP = 0.5
"""The least share of an exam's vocabulary that a paper of it uses; others came to 0.62."""
MARGIN = 1.25
"""How many times the next exam's share the best must have; papers we saw came to 1.34."""
LOOKED_AT = 200_000
"""Characters of a document that are searched for an exam's words."""


def recognise(document: Document, bank: Bank) -> str:
    """The id of the exam that a document declares, or whose words it uses.

    InputError: it declares an exam that the bank lacks, or could be of none or of several.
    """
    if document.exam_id is not None:
        return _known(document, document.exam_id, bank)
    text = document.text[:LOOKED_AT]
    named = [i for i in bank.exam_ids if _is_named(text.lower(), bank.cover(i))]
    if len(named) == 1:
        return named[0]
    exams = {exam_id: bank.exam(exam_id) for exam_id in bank.exam_ids}
    shares = _shares(text, exams)
    best, *others = sorted(named or shares, key=shares.__getitem__, reverse=True)
    rival = max((shares[other] for other in others), default=0.0)
    if (named or shares[best] >= OVERLAP) and shares[best] > MARGIN * rival:
        return best
    known = ", ".join(bank.exam_ids)
    raise InputError(
        f"{document.path}: cannot tell which exam this answers; pass --exam with one of {known}"
    )


def _known(document: Document, exam_id: str, bank: Bank) -> str:
    if exam_id in bank.exam_ids:
        return exam_id
    known = ", ".join(bank.exam_ids)
    raise InputError(
        f"{document.path}: it declares the exam {exam_id!r}, but the bank has {known}"
    )


def _is_named(text: str, cover: Exam) -> bool:
    """Whether the text holds a phrase that the exam is known by."""
    return any(phrase.lower() in text for phrase in cover.known_by)


def _shares(text: str, exams: Mapping[str, LoadedExam]) -> dict[str, float]:
    """Of each exam's vocabulary the share in the text, words that exams share counting less."""
    used = stems(text, LOOKED_AT)
    vocabularies = {exam_id: _vocabulary(exam) for exam_id, exam in exams.items()}
    held = Counter(word for words in vocabularies.values() for word in words)
    return {
        exam_id: sum(1 / held[w] for w in words & used)
        / max(1, sum(1 / held[w] for w in words))
        for exam_id, words in vocabularies.items()
    }


def _vocabulary(exam: LoadedExam) -> frozenset[str]:
    asked = [part.statement for part in exam.parts.values()]
    titles = [f"{question.title} {question.statement}" for question in exam.questions.values()]
    return stems("\n".join([exam.cover.title, *titles, *asked]), LOOKED_AT)
