"""A program reaches its checker from wherever it stands in a submission."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from counterexam import check, grade
from counterexam.bank import Bank
from tests.conftest import write_bank

PROBLEM = '''"""A question answered by a program."""

from checkers.program import Program, Property
from counterexam.exam import Part, Question

question = Question(
    "Programs",
    parts=[
        Part(
            "1.a",
            5,
            "Define double(x), which doubles x.",
            Program(
                defines=("double(x)",),
                properties=(
                    Property(
                        "double(3) = 6",
                        lambda made: None if made("double", 3) == 6 else {"x": "3"},
                    ),
                ),
            ),
        )
    ],
)
'''
SOLUTION = '''"""Its solution."""

from checkers.program import Example
from counterexam.exam import checked


@checked
def part_a() -> Example:
    """By running it."""
    return Example("def double(x):\\n    return 2 * x")
'''
CODE = "def double(x):\n    return 2 * x"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank", problem=PROBLEM, solution=SOLUTION)


def notebook(path: Path) -> Path:
    cells = [
        nbformat.v4.new_markdown_cell("# Question 1\n\n## 1.a\n\nI add x to itself."),
        nbformat.v4.new_code_cell("%matplotlib inline\nimport numpy as np"),
        nbformat.v4.new_code_cell(CODE),
        nbformat.v4.new_code_cell("print(double(np.array([1, 2])))"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def markdown(path: Path) -> Path:
    path.write_text(f"# Question 1\n\n## 1.a\n\nHere:\n\n```python\n{CODE}\n```\n")
    return path


def plain(path: Path) -> Path:
    path.write_text(f"Question 1\n\n1.a\n{CODE}\n")
    return path


@pytest.mark.parametrize(
    ("write", "name"), [(notebook, "p.ipynb"), (markdown, "p.md"), (plain, "p.txt")]
)
def test_a_program_is_found_in_every_kind_of_file(folder, tmp_path, write, name):
    report = grade(write(tmp_path / name), "sums", bank=Bank(folder))
    (part,) = report.parts
    assert (part.verdict, part.score) == ("correct", 5), part.feedback


def test_a_file_of_code_alone_is_an_answer(folder, tmp_path):
    file = tmp_path / "prog.py"
    file.write_text(f'"""My answer."""\n\n{CODE}\n\n\nassert double(2) == 4\n')
    command = [sys.executable, "-m", "counterexam", "check", "sums", "1.a", "--file", str(file)]
    done = subprocess.run(
        [*command, "--bank", str(folder), "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["verdict"] == "correct"


def test_the_key_of_a_bank_is_its_own_right_answer(folder):
    assert check("sums", "1.a", f"```\n{CODE}\n```", bank=Bank(folder)).verdict == "correct"
