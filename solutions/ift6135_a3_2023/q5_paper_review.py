"""What a review of the SimCLR paper should say, section by section."""

from pathlib import Path

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_1() -> Rubric:
    """SimCLR learns representations of images without labels: two augmented views of an image
    are pulled together and views of others pushed apart, behind a projection head. It needs
    neither memory bank nor special architecture, and a linear classifier on it matches
    supervised ones.
    """
    return RUBRICS["1"]


@argued
def part_2() -> Rubric:
    """It is simple, and its ablations tell what matters: composed augmentations, a nonlinear
    head, large batches. Its results close the gap to supervised training, and the code is
    public.
    """
    return RUBRICS["2"]


@argued
def part_3() -> Rubric:
    """It takes batches of thousands and a rack of accelerators, rests on augmentations chosen
    for natural images, explains little in theory, and its parts were known before.
    """
    return RUBRICS["3"]


@argued
def part_4() -> Rubric:
    """Mutual information bounds, metric learning and data augmentation meet here; natural next
    steps are fewer negatives, smaller batches, other modalities, learned augmentations.
    """
    return RUBRICS["4"]
