"""The exam asks what the shared list says it asks."""

from counterexam.bank import bundled

EXAM = bundled().exam("gm_midterm_2025")


def test_every_problem_has_twenty_points():
    assert {number: 20 for number in range(1, 6)} == {
        number: sum(part.points for part in question.parts)
        for number, question in EXAM.questions.items()
    }
