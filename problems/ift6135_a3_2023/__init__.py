"""A theory assignment on autoregressive models, flows, VAEs, GANs and contrastive learning.

Université de Montréal, IFT 6135 Representation Learning, autumn 2023, assignment 3. The points
of 4.6, printed for its two halves together, are split evenly.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Representation learning, theory assignment 3",
    points=100,
    known_by=("IFT6135", "Thomas Jiralerspong", "A Simple Framework for Contrastive Learning"),
)
