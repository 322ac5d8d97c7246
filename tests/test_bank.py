"""A bank is read as declared, and what its author got wrong is named with its place."""

import pytest

from counterexam.bank import Bank, bundled, solution_name
from counterexam.errors import BankError, InputError
from counterexam.exam import require
from counterexam.grading import grade, judge
from counterexam.report.wording import percent, score_of
from counterexam.statement import statement
from tests.conftest import COVER, PROBLEM, SOLUTION, write_bank


def test_a_bank_lists_its_exams_and_their_parts_in_paper_order(bank_folder):
    bank = Bank(bank_folder)

    assert bank.exam_ids == ("sums",)
    assert list(bank.exam("sums").parts) == ["1.a", "1.b"]


def test_a_solution_takes_the_data_that_the_part_is_given(bank_folder):
    reference = Bank(bank_folder).exam("sums").reference("1.b")

    assert (reference.value, reference.established) == (3.5, "checked")


def test_a_plain_reference_is_kept_until_a_source_changes(bank_folder):
    Bank(bank_folder).exam("sums").reference("1.b")
    solution = bank_folder / "solutions/sums/q1_sums.py"

    solution.write_text("raise RuntimeError  # never run")
    solution.write_text(SOLUTION)
    assert Bank(bank_folder).exam("sums").reference("1.b").value == 3.5

    other = write_bank(bank_folder.parent / "other", solution=SOLUTION.replace("sum(", "max("))
    assert Bank(other).exam("sums").reference("1.b").value == 2.5


def test_how_references_are_established_is_read_without_solving(tmp_path):
    never = SOLUTION.replace("return sum", "raise RuntimeError; sum")
    folder = write_bank(tmp_path / "marked", solution=never)

    assert Bank(folder).exam("sums").established == {"1.a": "argued", "1.b": "checked"}
    assert Bank(folder).exam("sums").established == {"1.a": "argued", "1.b": "checked"}
    with pytest.raises(BankError, match=r"q1_sums\.py:15: RuntimeError"):
        Bank(folder).exam("sums").reference("1.b")


def test_two_banks_with_the_same_exam_do_not_shadow_one_another(tmp_path):
    one = write_bank(tmp_path / "one")
    two = write_bank(tmp_path / "two", cover=COVER.replace("Arithmetic", "Algebra"))

    assert Bank(one).exam("sums").cover.title != Bank(two).exam("sums").cover.title


def test_a_statement_prints_the_data(bank_folder):
    part = Bank(bank_folder).exam("sums").part("1.b")

    assert statement(part) == r"Add up the numbers \begin{bmatrix} 1 & 2.5 \end{bmatrix}."


@pytest.mark.parametrize(
    ("part", "name"),
    [("1.a", "part_a"), ("3.2a", "part_2a"), ("3.10", "part_10"), ("7.1", "part_1")],
)
def test_a_solution_is_named_for_its_part(part, name):
    assert solution_name(part) == name


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"cover": COVER.replace("points=5", "points=6")}, "points=6, but its parts make 5"),
        ({"cover": "x = 1"}, r"__init__\.py: no `exam`; declare `exam = Exam\(\.\.\.\)`"),
        (
            {"problem": "x = 1"},
            r"q1_sums\.py: no `question`; declare `question = Q",
        ),
        ({"problem": PROBLEM.replace('"1.b"', '"1.a"')}, "two parts are called '1.a'"),
        ({"problem": PROBLEM.replace('"1.b"', '"2.b"')}, "part '2.b' in question 1"),
    ],
)
def test_a_faulty_problem_is_named_with_file_and_remedy(tmp_path, files, message):
    with pytest.raises(BankError, match=message):
        Bank(write_bank(tmp_path, **files)).exam("sums")


@pytest.mark.parametrize(
    ("solution", "message"),
    [
        (
            SOLUTION.replace("part_b", "part_c"),
            r"part_a, part_c; define part_b\(\)",
        ),
        (SOLUTION.replace("@checked\n", ""), "mark part_b with @proved, @checked or @argued"),
    ],
)
def test_a_faulty_solution_is_named_with_file_and_remedy(tmp_path, solution, message):
    with pytest.raises(BankError, match=message):
        Bank(write_bank(tmp_path, solution=solution)).exam("sums").reference("1.b")


def test_a_statement_cannot_print_what_is_not_given(tmp_path):
    bank = Bank(write_bank(tmp_path, problem=PROBLEM.replace("«numbers»", "«figures»")))

    with pytest.raises(BankError, match="prints «figures», given are numbers"):
        statement(bank.exam("sums").part("1.b"))


def test_a_missing_solution_file_is_named(bank_folder):
    (bank_folder / "solutions/sums/q1_sums.py").unlink()

    with pytest.raises(BankError, match="every problem has a solution of the same name"):
        Bank(bank_folder).exam("sums").reference("1.a")


def test_unknown_ids_are_answered_with_the_known_ones(bank_folder):
    bank = Bank(bank_folder)

    with pytest.raises(InputError, match="no exam 'prices' in this bank; it has sums"):
        bank.exam("prices")
    with pytest.raises(InputError, match=r"no part '9\.z'; its parts are 1\.a, 1\.b"):
        bank.exam("sums").part("9.z")


def test_a_folder_without_exams_is_no_bank(tmp_path):
    with pytest.raises(BankError, match=r"no problems/<exam>/__init__\.py"):
        _ = Bank(tmp_path).exam_ids


@pytest.mark.parametrize("exam_id", bundled().exam_ids)
def test_every_bundled_exam_has_a_marked_reference_for_every_part(exam_id):
    exam = bundled().exam(exam_id)

    for part in exam.parts.values():
        assert exam.reference(part.id).established in ("proved", "checked", "argued")
        assert exam.reference(part.id).because.strip(), f"{part.id}: say why in the docstring"
        assert "«" not in statement(part)


DEBATABLE = 'Debatable("It depends.", {"A": "so", "B": "not"})'
OPEN = "from checkers.debatable import Debatable\n" + SOLUTION.replace('"A"', DEBATABLE)


def ruled(folder, ruling, solution=OPEN):
    cover = COVER.replace("points=5,", f"points=5, rulings={ruling!r},")
    return Bank(write_bank(folder, cover=cover, solution=solution)).exam("sums")


@pytest.mark.parametrize(("ruling", "score"), [("A", 2), ("B", -1)])
def test_a_ruling_of_the_setter_settles_a_debatable_part(tmp_path, ruling, score):
    exam = ruled(tmp_path, {"1.a": ruling})

    assert judge(exam, exam.part("1.a"), "A").score == score


def test_without_a_ruling_a_debatable_part_waits_with_its_readings(tmp_path):
    exam = ruled(tmp_path, {"1.a": None})
    verdict = judge(exam, exam.part("1.a"), "B")

    assert (verdict.verdict, verdict.score, verdict.pending) == ("review", 0, 2)
    assert "It depends. A, if so. B, if not." in verdict.feedback


@pytest.mark.parametrize(
    ("ruling", "message"),
    [({"1.c": "A"}, "a ruling on '1.c', which is no part"), ({"1.b": "3"}, "not Debatable")],
)
def test_a_ruling_on_what_is_not_open_is_refused(tmp_path, ruling, message):
    with pytest.raises(BankError, match=message):
        ruled(tmp_path, ruling).reference("1.b")


def test_points_of_questions_that_are_lost_are_told_apart(tmp_path):
    cover = COVER.replace("points=5", "points=8, missing=3")
    bank = Bank(write_bank(tmp_path / "bank", cover=cover))
    paper = tmp_path / "paper.yaml"
    paper.write_text("exam: sums\nanswers:\n  1.a: A\n  1.b: '3.5'\n")
    report = grade(paper, bank=bank)

    assert (report.score, report.points, report.missing) == (5, 8, 3)
    assert score_of(report) == "5 of 5 (of 8 on paper)"
    assert percent(report) == "100%"


def test_a_solution_says_what_it_rests_on_and_stops_where_that_is_false():
    require(1 + 1 == 2, "one and one are two")

    with pytest.raises(ArithmeticError, match="refuted: one and one are three"):
        require(1 + 1 == 3, "one and one are three")
