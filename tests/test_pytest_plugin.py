"""pytest --submission FILE: a test a part, pending parts skipped, points as properties."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

PAPER = "exam: sums\nanswers:\n  1.a: B\n  1.b: '3.5'\n"


@pytest.fixture
def grading_run(tmp_path, bank_folder):
    """Run pytest on a paper, from a folder that has nothing to do with it."""
    paper = tmp_path / "ada.yaml"
    paper.write_text(PAPER)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "test_other.py").write_text("def test_other():\n    assert False\n")

    def run(*options, submission=paper):
        command = [sys.executable, "-m", "pytest", "--submission", str(submission)]
        command += ["--bank", str(bank_folder), "-p", "no:cacheprovider", *options]
        return subprocess.run(command, cwd=elsewhere, capture_output=True, text=True)

    return run


def test_each_part_is_a_test_with_its_feedback_and_the_score_is_shown(grading_run):
    done = grading_run()

    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "incorrect: -1 of 2 points" in done.stdout
    assert "score: 2 of 5" in done.stdout
    assert "test_other" not in done.stdout
    assert "Traceback" not in done.stdout


def test_it_runs_in_parallel_alike(grading_run):
    done = grading_run("-n", "2")

    assert "1 failed, 1 passed" in done.stdout
    assert "score: 2 of 5" in done.stdout


def test_junit_xml_carries_the_points(grading_run, tmp_path):
    grading_run("--junitxml", str(tmp_path / "junit.xml"))

    cases = ElementTree.parse(tmp_path / "junit.xml").iter("testcase")
    properties = [{p.get("name"): p.get("value") for p in c.iter("property")} for c in cases]
    assert [(p["part"], p["points"]) for p in properties] == [("1.a", "2.0"), ("1.b", "3.0")]


def test_a_bad_submission_is_a_usage_error_or_a_collection_error(grading_run, tmp_path):
    assert grading_run(submission=tmp_path / "missing.md").returncode == 4
    (tmp_path / "empty.md").write_text("")
    done = grading_run(submission=tmp_path / "empty.md")
    assert done.returncode == 2
    assert "empty.md" in done.stdout


def test_pending_parts_are_skipped_with_the_reason(tmp_path):
    paper = tmp_path / "ada.yaml"
    paper.write_text("exam: cmu24789_midterm_2025\nanswers:\n  1.g: The KL term regularizes.\n")
    command = [sys.executable, "-m", "pytest", "--submission", str(paper), "-rs"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-k", "1.g"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert "1 skipped" in done.stdout
    assert "4 of 4 points pending" in done.stdout
