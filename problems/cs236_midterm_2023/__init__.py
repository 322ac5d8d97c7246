"""A midterm on deep generative models: statements, comparisons and short derivations.

Stanford University, CS 236 Deep Generative Models, fall 2023.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Deep generative models midterm",
    points=95,
    minutes=180,
    rules="A blank earns zero; partial credit is given.",
    known_by=("CS 236", "Fall 2023"),
)
