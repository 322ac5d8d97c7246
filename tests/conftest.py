"""What the tests share: the folder of real exams beside the repository."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Machines are shared and slow at times: no test is about time, and CI repeats its examples.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with `exams.yaml` and `seeds/`; CI must have it, others may not."""
    folder = Path(os.environ.get("COUNTEREXAM_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "exams.yaml").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder}: no exams.yaml; CI needs the shared folder")
        pytest.skip(f"{folder}: no exams.yaml")
    return folder


PROBLEM = '''"""A question for the tests."""

from checkers.choice import Choice
from checkers.value import Value
from counterexam.exam import Part, Question

question = Question(
    "Sums",
    parts=[
        Part("1.a", 2, "Is one plus one two?", Choice({"A": "yes", "B": "no"}), penalty=1),
        Part("1.b", 3, "Add up the numbers «numbers».", Value(), given={"numbers": [1, 2.5]}),
    ],
)
'''
SOLUTION = '''"""Solutions for the tests."""

from counterexam.exam import argued, checked


@argued
def part_a() -> str:
    """By counting."""
    return "A"


@checked
def part_b(numbers: list[float]) -> float:
    """By adding."""
    return sum(numbers)
'''
COVER = '''"""An exam for the tests."""

from counterexam.exam import Exam

exam = Exam("Arithmetic of the tests", points=5, known_by=("Arithmetic of the tests",))
'''


def write_bank(folder: Path, **files: str) -> Path:
    """A bank of one exam, `sums`; keywords replace its cover, problem or solution."""
    for kind, name, text in (
        ("problems", "__init__.py", files.get("cover", COVER)),
        ("problems", "q1_sums.py", files.get("problem", PROBLEM)),
        ("solutions", "q1_sums.py", files.get("solution", SOLUTION)),
    ):
        path = folder / kind / "sums" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bank_folder(tmp_path: Path) -> Path:
    """A teacher's own bank."""
    return write_bank(tmp_path / "bank")


@pytest.fixture(autouse=True)
def own_cache(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """References that a test computes are kept for the tests of this worker alone."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setattr("counterexam.cache._folder", lambda: folder)
