"""A key says of every part what it asks, answers, earns and rests on, and a paper only asks."""

import json
import re
import subprocess
import sys
from shutil import which

import pytest

from counterexam.bank import Bank, bundled
from counterexam.errors import InputError
from counterexam.key import FORMATS, pdf, render
from counterexam.key.build import key
from counterexam.misprints import misprints
from counterexam.new import new
from tests.conftest import REPOSITORY

PRINTER = any(map(which, ("latexmk", *pdf.BROWSERS)))
NO_PRINTER = pytest.mark.skipif(not PRINTER, reason="neither latexmk nor Chromium is installed")
WRITTEN = [pytest.param(f, marks=NO_PRINTER if f == "pdf" else ()) for f in FORMATS]


def sums(folder):
    return Bank(folder).exam("sums")


def text(exam, **options):
    return render(exam, "md", **options).decode()


def test_a_key_has_every_part_with_its_answer_reason_marks_and_basis(bank_folder):
    said = text(sums(bank_folder))

    assert "# Arithmetic of the tests: answer key" in said
    assert "### 1.a (2 points, a wrong answer costs 1)" in said
    assert "**Answer.** **A**: yes" in said
    assert "**Why.** By counting." in said
    assert r"Add up the numbers \begin{bmatrix} 1 & 2.5 \end{bmatrix}." in said
    assert "$$3.5$$" in said
    assert "**Marks.** **2**: the right choice; **−1**: a wrong answer" in said
    assert "*Argued: it rests on the reason given. A machine decides.*" in said


def test_one_part_is_printed_alone(bank_folder):
    said = text(sums(bank_folder), part="1.b")

    assert "### 1.b" in said
    assert "### 1.a" not in said


@pytest.mark.parametrize("format", WRITTEN)
def test_a_paper_for_students_needs_no_solutions_and_holds_nothing_of_them(
    bank_folder, tmp_path, format
):
    with_solutions = render(sums(bank_folder), format, student=True)
    copy = tmp_path / "student"
    (bank_folder / "problems").rename(copy := tmp_path / "problems")
    without = render(sums(copy.parent), format, student=True)

    assert without == with_solutions
    for kept in (b"By counting", b"By adding", b"3.5", b"Marks", b"Answer", b"rgued"):
        assert kept not in with_solutions


def test_without_solutions_there_is_no_key(bank_folder):
    for file in (bank_folder / "solutions" / "sums").iterdir():
        file.unlink()
    (bank_folder / "solutions" / "sums").rmdir()

    with pytest.raises(InputError, match="only --student"):
        key(sums(bank_folder))


@pytest.mark.parametrize("student", [True, False])
def test_an_unknown_part_is_named_with_those_that_there_are(bank_folder, student):
    with pytest.raises(InputError, match=r"no part '9\.z'; its parts are 1\.a, 1\.b"):
        key(sums(bank_folder), "9.z", student=student)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere"], "no exam 'nowhere'"),
        (["sums", "--part", "1.z"], "no part '1.z'"),
        (["sums", "--format", "docx"], "--format docx: choose one of md"),
    ],
)
def test_bad_input_is_one_line_and_status_2(bank_folder, arguments, complaint):
    command = [sys.executable, "-m", "counterexam", "key", *arguments, "--bank", bank_folder]
    run = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)

    assert run.returncode == 2
    assert complaint in run.stderr
    assert run.stderr.count("\n") == 1
    assert not run.stdout


def test_what_the_subject_leaves_open_is_said_with_its_readings_and_the_ruling():
    exam = bundled().exam("dl_final")
    waiting = " ".join(text(exam, part="1.12").split())

    assert "Open: the setter has not ruled on this yet" in waiting
    assert "False, if the guarantee for smooth convex problems counts." in waiting
    assert "A person decides." in waiting


def test_misprints_of_the_paper_are_listed_in_the_key_alone():
    exam = bundled().exam("cs236_midterm_2023")
    belonging = [m.part for m in misprints(exam)["paper"]]
    (part,) = [part for part in belonging if part]

    assert [slip.source for slip in key(exam, part).misprints] == ["paper"]
    assert "should be" in text(exam, part=part)
    assert not key(exam, part, student=True).misprints


def test_a_derivation_is_printed_step_by_step_with_reasons_and_milestones():
    (question,) = key(bundled().exam("ift6135_a3_2023"), "3.2b").questions
    (part,) = question.parts

    assert [line.reason for line in part.solved.working] == [
        "marginalization",
        "multiply and divide",
        "definition",
        "Jensen's inequality",
    ]
    assert sum(mark.points for mark in part.solved.marks) == part.points


def test_every_common_mistake_is_refuted_by_the_counterexample_that_is_shown():
    (question,) = key(bundled().exam("gm_midterm_2025"), "5.a").questions
    mistakes = question.parts[0].solved.mistakes

    assert len(mistakes) >= 2
    for mistake in mistakes:
        assert mistake.counterexample["yours"] != mistake.counterexample["expected"]


def test_prose_is_in_lines_of_80_columns_and_formulas_stay_whole():
    said = text(bundled().exam("gm_midterm_2025"), part="2.a")
    prose = [line for line in said.split("\n") if not {"$", "`"} & {*line}]

    assert max(map(len, prose)) <= 80
    assert all(line.count("$") % 2 == 0 for line in said.split("\n"))


def test_names_of_several_letters_are_set_upright():
    said = text(bundled().exam("cmu24789_midterm_2025"), part="2.b")

    assert r"$$\text{FID}_1 = " in said
    assert "FID_1 =" not in said.replace(r"\text{FID}_1 =", "")


@pytest.mark.parametrize("format_", ["md", "tex", "html"])
def test_a_law_is_named_upright_in_every_format(format_):
    said = render(bundled().exam("dl_final"), format_, part="6.1").decode()

    upright = {"html": "<mtext>Cat</mtext>"}.get(format_, r"\text{Cat}(")
    assert upright in said
    assert not re.search(r"(?<![{>\w])Cat\(|<mi>C</mi><mi>a</mi>", said)


@pytest.mark.parametrize("names", [("mu", "sigma^2"), (r"\mu", r"\sigma^2")])
def test_greek_results_are_letters(bank_folder, names):
    problem, solution = (
        bank_folder / half / "sums" / "q1_sums.py" for half in ("problems", "solutions")
    )
    values = f"{{{names[0]!r}: Value(), {names[1]!r}: Value()}}"
    asked = problem.read_text().replace("Value()", f"Record({values})")
    problem.write_text(f"from checkers.value import Record\n{asked}")
    answered = f"return {{{names[0]!r}: 2.0, {names[1]!r}: 3.0}}"
    solution.write_text(solution.read_text().replace("return sum(numbers)", answered))
    said = text(sums(bank_folder), part="1.b")

    assert r"$$\mu = 2$$" in said and r"$$\sigma^2 = 3$$" in said
    assert r": $\mu$" in said and r": $\sigma^{2}$" in said


def test_a_program_is_printed_as_a_program(tmp_path):
    new("sample", tmp_path)
    said = text(Bank(tmp_path).exam("sample"), part="5.b")

    assert "**Answer.**\n\n```python\ndef alpha_bar(T):\n    return [" in said
    assert "a number off by one: `return [" in said


def test_json_has_the_fields_of_the_model(bank_folder):
    read = json.loads(render(sums(bank_folder), "json"))
    part = read["questions"][0]["parts"][0]

    assert (read["exam"], read["points"], part["id"]) == ("sums", 5.0, "1.a")
    assert part["solved"]["answers"] == ["A"]
    assert part["solved"]["established"] == "argued"
