"""A midterm on generative models: attention, VAEs, GANs, flows and diffusion.

Autumn 2025; our copy is a paper that was answered in Chinese and English. A problem has 20
points; how they are split within a problem is assumed.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Generative model midterm",
    points=100,
    known_by=("Generative Model Midterm",),
)
