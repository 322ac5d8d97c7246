"""A template that is filled in with right answers is read, and marked, without loss."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled
from counterexam.grading import grade
from counterexam.submission import template
from tests.submission.test_templates import FILL

EXAM = bundled().exam("dl_final")
ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text("utf-8"))
RIGHT = {part: kinds["right"][0] for part, kinds in ANSWERS.items()} | {"1.3": "True"}


@pytest.mark.parametrize("format", ["md", "tex", "ipynb", "yaml"])
def test_right_answers_in_a_template_earn_their_points(tmp_path, format):
    path = tmp_path / f"filled.{format}"
    path.write_text(FILL[format](template(EXAM, format), RIGHT), encoding="utf-8")
    report = grade(path)

    assert report.exam == EXAM.id
    wrong = [p.part for p in report.parts if p.part in RIGHT and p.score != p.points]
    assert not wrong
    assert report.score == sum(EXAM.part(part).points for part in RIGHT)
