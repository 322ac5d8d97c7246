"""A midterm on generative models: short answers, three calculations, ten choices.

Carnegie Mellon University, 24-789 Intermediate Deep Learning, spring 2025. The paper does not
print its points; 40, 30 and 30 are assumed.
"""

from counterexam.exam import Exam, Misprint

exam = Exam(
    title="Intermediate deep learning midterm",
    points=100,
    known_by=("24-789", "Intermediate Deep Learning"),
    misprints=(
        Misprint(
            where="the cover, the day of the week",
            let=r"n := 55 \cdot 365 + 14 + 104",
            printed=r"n - 7 \lfloor \frac{n}{7} \rfloor = 0",
            should_be=r"n - 7 \lfloor \frac{n}{7} \rfloor = 5",
            because="15 April 2025 is dated a Thursday, but n days after Thursday 1 January "
            "1970, in 55 years with 14 leap days and 104 days, it is a Tuesday",
        ),
    ),
)
