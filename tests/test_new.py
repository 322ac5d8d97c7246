"""`counterexam new` makes an exam that is sound as it stands, and never overwrites."""

import os
import subprocess
import sys

import pytest

from counterexam.bank import Bank
from counterexam.errors import InputError
from counterexam.new import new
from tests.conftest import REPOSITORY

FORMS = {
    *("choice", "choice+explain", "value", "formula", "region", "derivation"),
    *("construction", "procedure", "text"),
}


def test_it_has_a_question_of_every_form(tmp_path):
    made = new("gm_final", tmp_path)
    exam = Bank(tmp_path).exam("gm_final")

    assert {part.form.name for part in exam.parts.values()} == FORMS
    assert len(exam.parts) >= 10
    assert tmp_path / "tests/test_gm_final.py" in made
    assert not any("my_exam" in path.read_text() for path in made)
    assert all(exam.reference(part).because for part in exam.parts)


def test_its_own_tests_pass_in_its_folder(tmp_path):
    new("gm_final", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "17 passed" in done.stdout


def test_a_second_exam_stands_beside_the_first(tmp_path):
    new("one", tmp_path)
    (tmp_path / "README.md").write_text("mine")
    new("two", tmp_path)

    assert Bank(tmp_path).exam_ids == ("one", "two")
    assert (tmp_path / "README.md").read_text() == "mine"


@pytest.mark.parametrize(
    "taken", ["problems/one/__init__.py", "solutions/one/q1_choices.py", "tests/test_one.py"]
)
def test_nothing_is_overwritten_and_nothing_is_half_made(tmp_path, taken):
    path = tmp_path / taken
    path.parent.mkdir(parents=True)
    path.write_text("mine")

    with pytest.raises(InputError, match="is there already; nothing was made"):
        new("one", tmp_path)
    assert path.read_text() == "mine"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


@pytest.mark.parametrize("name", ["", "Final", "1st", "../up", "a-b", "a b", "class", "x" * 61])
def test_an_id_names_a_folder_of_modules(tmp_path, name):
    with pytest.raises(InputError, match="cannot be an exam's id; write small letters"):
        new(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(InputError, match="cannot be written"):
        new("one", tmp_path / "file" / "bank")
