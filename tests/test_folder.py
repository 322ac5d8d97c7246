"""A folder is graded whole, once, and only again where something changed."""

import pytest

from counterexam import folder as folders
from counterexam.bank import Bank
from counterexam.errors import InputError
from counterexam.folder import grade_folder, passed_over, submissions
from tests.conftest import PROBLEM, write_bank


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, answer in (("ada", "3.5"), ("ben", "2"), ("cleo", "7/2")):
        (folder / f"{name}.yaml").write_text(f"exam: sums\nanswers:\n  1.b: '{answer}'\n")
    return folder


def scores(graded):
    return {g.path.stem: g.report and g.report.score for g in graded}


def test_every_submission_is_graded_in_order(papers, bank_folder):
    heard = []

    graded = grade_folder(papers, None, Bank(bank_folder), heard.append)

    assert list(scores(graded).items()) == [("ada", 3), ("ben", 0), ("cleo", 3)]
    assert len(heard) == 3


def test_a_large_folder_is_graded_by_several_processes_alike(papers, bank_folder):
    for number in range(folders.WORTH_A_POOL):
        (papers / f"more{number}.yaml").write_text("exam: sums\nanswers:\n  1.a: A\n")

    graded = grade_folder(papers, None, Bank(bank_folder))

    assert scores(graded) | {"ada": 3, "ben": 0, "cleo": 3} == scores(graded)
    assert [g.report.score for g in graded if g.path.stem.startswith("more")] == [2] * 4


def test_a_second_run_grades_only_what_changed(papers, bank_folder):
    grade_folder(papers, None, Bank(bank_folder))
    (papers / "ben.yaml").write_text("exam: sums\nanswers:\n  1.b: '3.5'\n")

    graded = grade_folder(papers, None, Bank(bank_folder))

    assert {g.path.stem for g in graded if g.fresh} == {"ben"}
    assert scores(graded)["ben"] == 3


def test_a_changed_exam_is_graded_anew(papers, bank_folder):
    grade_folder(papers, None, Bank(bank_folder))
    write_bank(bank_folder, problem=PROBLEM.replace("[1, 2.5]", "[1, 3]"))

    graded = grade_folder(papers, None, Bank(bank_folder.parent / "bank"))

    assert all(g.fresh for g in graded)


def test_one_unreadable_file_does_not_stop_the_rest(papers, bank_folder):
    (papers / "broken.yaml").write_bytes(b"\xff\xfe\x00")

    graded = grade_folder(papers, None, Bank(bank_folder))

    (bad,) = [g for g in graded if g.report is None]
    assert "broken.yaml" in bad.error
    assert len(graded) == 4


def test_a_link_that_leaves_the_folder_is_not_read(papers, bank_folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("exam: sums\nanswers:\n  1.b: '3.5'\n")
    (papers / "eve.yaml").symlink_to(tmp_path / "secret.yaml")

    (eve,) = [g for g in grade_folder(papers, None, Bank(bank_folder)) if g.report is None]

    assert "leaves" in eve.error


def test_names_of_students_lead_nowhere(papers, bank_folder):
    """What is kept stands in the folder, under names made of digits and letters."""
    (papers / "%2f..%2f..%2fetc.yaml").write_text("exam: sums\nanswers:\n  1.b: '3.5'\n")
    grade_folder(papers, None, Bank(bank_folder))

    kept = list((papers / folders.KEPT).iterdir())
    assert len(kept) == 4
    assert all(path.stem.isalnum() for path in kept)


def test_hidden_files_and_other_suffixes_are_no_submissions(papers):
    (papers / ".hidden.md").write_text("x")
    (papers / "picture.png").write_bytes(b"x")

    assert [path.stem for path in submissions(papers)] == ["ada", "ben", "cleo"]


def test_an_empty_folder_is_bad_input(tmp_path, bank_folder):
    (tmp_path / "nothing").mkdir()

    with pytest.raises(InputError, match="no submission in this folder"):
        grade_folder(tmp_path / "nothing", None, Bank(bank_folder))


def test_files_of_other_kinds_are_named_and_not_graded(papers):
    (papers / "photo.JPG").write_bytes(b"no paper")
    (papers / ".hidden.pdf").write_bytes(b"no paper")

    assert [path.name for path in passed_over(papers)] == ["photo.JPG"]
    assert len(submissions(papers)) == 3
