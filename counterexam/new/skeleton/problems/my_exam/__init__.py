"""A worked exam: one question of each form, to be replaced by your own.

Points say what the whole exam is worth; its parts must make as many. A phrase in `known_by`
stands on the printed paper, and tells it apart from those of other exams.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Worked examples (my_exam)",
    points=50,
    minutes=90,
    rules="A wrong answer in 1.a costs a point, a blank nothing.",
    known_by=("Worked examples (my_exam)",),
)
