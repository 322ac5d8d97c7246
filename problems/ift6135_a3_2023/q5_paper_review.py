"""A review of the SimCLR paper, section by section."""

from checkers.prose import Prose
from counterexam.exam import Part, Question


def _section(number: int, statement: str) -> Part:
    return Part(f"5.{number}", points=5, statement=statement, form=Prose())


question = Question(
    "Self-supervised learning: a paper review",
    statement=(
        "Review the paper A Simple Framework for Contrastive Learning of Visual "
        "Representations "
        "(Chen et al., 2020) on one page. Give your own view, beyond what the paper says."
    ),
    parts=[
        _section(
            1,
            "Summary: what the paper is about, its main contribution, its approach and "
            "results, "
            "without opinions.",
        ),
        _section(
            2,
            "Strengths: theoretical insight, empirical advance, formulation of the problem, "
            "practical outcome, quality of the experiments, use to the community.",
        ),
        _section(
            3,
            "Weaknesses: what could be done better, missing baselines or datasets, choices "
            "left "
            "unexplained, novelty.",
        ),
        _section(
            4,
            "Reflections: relation to other concepts of the course, next directions, ideas "
            "that "
            "the paper gave you.",
        ),
    ],
)
