"""The exam is sound, and its checkers tell right from wrong."""

from pathlib import Path

import pytest

from counterexam import check
from counterexam.bank import Bank
from counterexam.verify.run import verify

BANK = Bank(Path(__file__).parent.parent)
EXAM = "my_exam"


def test_every_reference_passes_its_own_checker() -> None:
    assert verify(BANK, EXAM, variants=(0, 1, 2)).faults == ()


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("1.a", "False"),
        ("1.b", "A and B"),
        ("2.a", "KL = 0.2231"),
        ("2.b", "m = 1.897, v = 0.1"),
        ("3.a", r"$K = \frac{m^2 + s^2 - 1 - \log s^2}{2}$"),
        ("3.b", "first z_1, then x_1, then z_2, x_2, ..., z_T, x_T"),
        ("3.c", "XXX\nX..\n..."),
        ("5.a", r"$A = \begin{pmatrix} 0 & 1 \\ -1 & 0 \end{pmatrix}$"),
    ],
)
def test_right_answers_in_other_dress_are_accepted(part: str, answer: str) -> None:
    assert check(EXAM, part, answer, bank=BANK).verdict == "correct"


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("1.a", "True"),
        ("1.b", "A, B and D"),
        ("2.a", "KL = 0.193"),
        ("3.a", r"$K = \frac{1}{2}(m^2 + s^2 - 1) - s$"),
        ("3.b", "z_1, z_2, ..., z_T, x_1, x_2, ..., x_T"),
        ("3.c", "11, 12, 13, 21, 22"),
        ("4.a", r"$\log p(x) = E_{q(z|x)}[\log p(x,z)] + KL(q(z|x) \| p(z|x))$"),
        ("5.a", r"$A = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}$"),
    ],
)
def test_near_misses_are_refused(part: str, answer: str) -> None:
    assert check(EXAM, part, answer, bank=BANK).verdict == "incorrect"
