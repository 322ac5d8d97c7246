"""Reports whose every field we know, for tests that look for what is shown."""

from checkers.verdict import Evidence, Remark, Step
from counterexam.contract import PartVerdict, Report, RubricRow, Unassigned

BASE = PartVerdict(
    exam="exam",
    part="1.a",
    verdict="correct",
    score=2.0,
    pending=0.0,
    points=2.0,
    suggested=None,
    feedback="Right.",
    evidence=Evidence("listed"),
    counterexample=None,
    steps=None,
    elapsed_ms=1.5,
    lines=("12-14",),
    answer="B, since the prior is conjugate.",
)


def part(name="1.a", **fields):
    """The verdict above, with other fields."""
    from msgspec.structs import replace

    return replace(BASE, part=name, **fields)


WRONG = part(
    "1.b",
    verdict="incorrect",
    score=0.0,
    feedback="At $D = 1/2$ it is 2.",
    evidence=Evidence("exact", 256),
    counterexample={"D": "1/2", "yours": "2", "expected": "-2"},
    answer=r"$\frac{1}{1-D}$",
)
DERIVED = part(
    "2.a",
    verdict="partial",
    score=1.0,
    steps=(
        Step(1, "=", r"\log p(x)", r"\log \sum_z p(x,z)", "holds", "marginalization"),
        Step(2, "=", "KL(p, q)", "KL(q, p)", "fails", None, {"yours": "3", "expected": "4"}),
    ),
    remarks=(Remark("row 2, column 1", "0.119", "0.1192029"),),
)
WAITING = part(
    "2.b",
    verdict="review",
    score=0.0,
    pending=2.0,
    suggested=1.5,
    feedback="Nothing decided.",
    evidence=Evidence("person"),
    rubric=(
        RubricRow("names the collapse", 2.0, 1.5, "few kinds of images", "a known phrase"),
    ),
)


def report(*parts, submission="papers/anna.txt", **fields):
    """A report of these parts, by default one of each kind above."""
    parts = parts or (BASE, WRONG, DERIVED, WAITING)
    pending = sum(p.pending for p in parts)
    decided = {
        "exam": "exam",
        "title": "Midterm",
        "score": sum(p.score for p in parts),
        "pending": pending,
        "points": sum(p.points for p in parts),
        "suggested": sum(p.suggested or p.score for p in parts) if pending else None,
        "unassigned": (
            Unassigned("1-3", "the paper's\n\nown words", "question"),
            Unassigned("80", "a note to the grader", "stray"),
        ),
    }
    return Report(parts=parts, submission=submission, **(decided | fields))
