"""The house stands as designed: who may import whom, what loads when, what the wheel claims."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

HEAVY = ("torch", "sympy", "numpy", "hypothesis", "rich", "jinja2", "nbformat", "yaml", "flint")


def imports_of(path: Path) -> set[str]:
    """The top-level names that a file imports, lazily or not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    froms = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in plain | froms}


def modules_loaded_by(code: str) -> set[str]:
    """The top-level names in sys.modules after a fresh interpreter has run `code`."""
    report = "; import sys; print(*{m.partition('.')[0] for m in sys.modules}, sep=chr(10))"
    done = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("path", sorted((REPOSITORY / "checkers").rglob("*.py")), ids=str)
def test_checkers_import_neither_the_application_nor_problems_nor_solutions(path):
    assert not imports_of(path) & {"counterexam", "problems", "solutions"}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "problems").rglob("*.py")), ids=str)
def test_problems_import_no_solution(path):
    assert "solutions" not in imports_of(path)


def test_the_command_line_starts_without_anything_heavy():
    assert not modules_loaded_by("import counterexam.cli") & {*HEAVY}


def test_a_choice_is_checked_without_torch_sympy_and_numpy():
    answer = "import counterexam; counterexam.check('cmu24789_midterm_2025', '3.1', 'B')"

    assert not modules_loaded_by(answer) & {"torch", "sympy", "numpy"}


def test_the_wheel_claims_two_names_and_carries_the_bank(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    import zipfile

    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"counterexam", "checkers"}
    assert "counterexam/bundled/problems/cmu24789_midterm_2025/__init__.py" in names
    assert any(n.startswith("counterexam/bundled/solutions/cmu24789_midterm") for n in names)
    for kind in ("problems/my_exam/q1_choices.py", "tests/test_my_exam.py", "README.md"):
        assert f"counterexam/new/skeleton/{kind}" in names
