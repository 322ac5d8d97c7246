"""A final on deep learning: generative models, attention, state spaces, discrete diffusion.

Written down from memory by someone who sat it: of the thirty statements of question 1, eight
are lost. What the subject leaves open is for the setter to rule on, below and nowhere else.
"""

from counterexam.exam import Exam

exam = Exam(
    title="Deep learning final",
    points=88,
    missing=8,
    minutes=120,
    rules="A wrong true/false answer costs one point; a blank costs nothing.",
    known_by=("DL FINAL",),
    rulings={
        "1.1": None,
        "1.2": None,
        "1.4": None,
        "1.7": None,
        "1.11": None,
        "1.12": None,
        "1.18": None,
        "1.19": None,
    },
)
