"""A midterm on generative models: short answers, three calculations, ten choices.

Carnegie Mellon University, 24-789 Intermediate Deep Learning, spring 2025. The paper does not
print its points; 40, 30 and 30 are assumed.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Intermediate deep learning midterm",
    points=100,
    known_by=("24-789", "Intermediate Deep Learning"),
)
