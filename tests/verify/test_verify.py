"""`counterexam verify` finds what is at fault in an exam, and in what a printed key says."""

import json
import re
import sys

import pytest

from counterexam.bank import Bank
from counterexam.cli import main
from counterexam.new import new
from counterexam.verify.run import verify
from tests.conftest import COVER, write_bank

PROBLEM = '''"""One question."""

from checkers.choice import Choice, TrueFalse
from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.prose import Prose
from checkers.value import Value
from counterexam.exam import Misprint, Part, Question

question = Question(
    "Sums",
    parts=[
        Part("1.a", 2, "Which?", Choice({"A": "yes", "B": "no"})),
        Part("1.b", 3, "How much is «x»?", Value(), given={"x": 3.25}),
    ],
)
'''
SOLUTION = '''"""Its solutions."""

from checkers.choice import Explained
from checkers.prose import rubric
from counterexam.exam import checked


@checked
def part_a():
    """By counting."""
    return "A"


@checked
def part_b(x):
    """It is what it is."""
    return x
'''


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `counterexam verify ...` in this process: its status, stdout and stderr."""

    def run_(*arguments):
        monkeypatch.setattr(sys, "argv", ["counterexam", "verify", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run_


def bank(folder, *, problem=PROBLEM, solution=SOLUTION, cover=COVER):
    return Bank(write_bank(folder, problem=problem, solution=solution, cover=cover))


def formed(folder, form, body):
    """A bank whose part 1.a has another form, and a solution that returns another reference."""
    problem = PROBLEM.replace('Choice({"A": "yes", "B": "no"})', form)
    return bank(folder, problem=problem, solution=SOLUTION.replace('return "A"', body))


def faults(found):
    return [f"{fault.place}: {fault.problem}" for fault in found.faults]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The worked examples."""
    folder = tmp_path_factory.mktemp("sample")
    new("sample", folder)
    return Bank(folder)


def test_the_worked_examples_are_sound_in_every_variant(sample):
    found = verify(sample, "sample", variants=(0, 1, 2, 3))

    assert found.faults == ()
    assert [part.part for part in found.parts] == list(sample.exam("sample").parts)
    assert {part.part: part.variants for part in found.parts}["2.a"] == 4
    assert {part.part: part.variants for part in found.parts}["6.b"] == 0


def test_a_sound_exam_has_one_line_and_status_0(run, tmp_path):
    status, out, err = run("sums", "--bank", bank(tmp_path).folder)

    assert (status, err) == (0, "")
    assert "2 references solved: 2 accepted by their own checker" in out
    assert out.endswith("1 exam: 2 parts sound, 0 recorded misprints, 0 faults\n")
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out


def test_references_are_solved_anew_and_not_recalled(tmp_path):
    mark = tmp_path / "solved"
    trace = f"with open({str(mark)!r}, 'a') as file: file.write('.')\n    return x"
    exams = bank(tmp_path / "bank", solution=SOLUTION.replace("return x", trace))
    for _ in range(2):
        assert verify(exams, "sums").faults == ()

    assert mark.read_text() == ".."


@pytest.mark.parametrize(
    ("form", "body", "words"),
    [
        ("Formula('a real')", "return 'b'", "'b' has no value: b is not declared"),
        ("Formula('a > 0')", "return 'log(-a)'", "its own answer"),
        (
            "Derivation('a, b real', '(a + b)^2 = a^2 + b^2')",
            "return {'derivation': '$$(a + b)^2 = a^2 + b^2$$'}",
            "the claim is false: Step 1 is false",
        ),
        (
            "Derivation('a, b real', '(a + b)^2 = a^2 + 2 a b + b^2')",
            "return {'derivation': '$$(a + b)^2 = a^2 + 2 a b + b^2$$'}",
            "its own answer is refused: Every step holds, but",
        ),
        (
            "Derivation('a, b real', '(a + b)^2 = a^2 + 2 a b + b^2')",
            "return {'derivation': '$$(a + b)^2 = a^2 + b^2 + a b = a^2 + 2 a b + b^2$$'}",
            "its own answer is refused: Step 1 is false",
        ),
        ("Prose()", "return rubric('90% So.')", "make 90%, not 100%"),
        ("Choice({'A': '', 'B': ''})", "return 'C'", "the option 'C' is none of A, B"),
    ],
)
def test_what_is_at_fault_is_named_with_its_place(tmp_path, form, body, words):
    found = verify(formed(tmp_path, form, body), "sums")

    assert any(words in fault and "q1_sums.py:" in fault for fault in faults(found)), found
    assert [part.part for part in found.parts] == ["1.b"]
    assert all(fault.remedy for fault in found.faults)


def test_a_fault_is_placed_in_the_authors_line_also_from_within_the_bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = verify(formed(tmp_path, "Prose()", "return rubric('90% So.')"), "sums")

    (fault,) = (fault for fault in found.faults if "90%" in fault.problem)
    assert re.search(r"solutions/sums/q1_sums\.py:\d+$", fault.place)


def test_a_rubric_that_does_not_recognise_its_own_points_is_a_note(tmp_path):
    body = "return rubric('100% It is so.\\n    elephant*')"
    found = verify(formed(tmp_path, "Prose()", body), "sums")

    assert found.faults == ()
    assert found.parts[0].outcome == "recognised"
    assert found.parts[0].note == "its rubric recognises 0% of its own answer"


def test_every_slip_of_the_problems_is_listed_at_once(run, tmp_path):
    wrong = PROBLEM.replace('"1.a", 2', '"1.a", 0').replace("«x»", "«y»")
    status, out, _ = run("--bank", bank(tmp_path, problem=wrong).folder)

    assert status == 1
    words = " ".join(out.split())
    assert "part 1.a is worth 0" in words
    assert "prints «y», given are x" in words
    assert "its parts make 3" in words
    assert out.endswith("3 faults\n")


def test_a_module_that_cannot_be_run_is_a_fault(run, tmp_path):
    status, out, _ = run("--bank", bank(tmp_path, problem="1 / 0").folder, "--format", "json")
    (found,) = json.loads(out)

    assert status == 1
    assert found["faults"][0]["problem"] == "ZeroDivisionError: division by zero"
    assert found["faults"][0]["place"].endswith("problems/sums/q1_sums.py:1")


MISPRINT = (
    'Misprint(where="a sum", printed="PRINTED", should_be="SHOULD", because="why", '
    'let="a real", part="1.a")'
)


@pytest.mark.parametrize(
    ("printed", "should_be", "fault"),
    [
        ("a + a = 3 a", "a + a = 2 a", None),
        ("a + a = 2 a", "a + a = 2 a", "what is printed is not refuted"),
        ("a + a = 3 a", "a + a = 4 a", "what should be there does not hold"),
    ],
)
def test_recorded_misprints_are_run(tmp_path, printed, should_be, fault):
    misprint = MISPRINT.replace("PRINTED", printed).replace("SHOULD", should_be)
    problem = PROBLEM.replace("    ],\n)", f"    ],\n    misprints=({misprint},),\n)")
    found = verify(bank(tmp_path, problem=problem), "sums")

    if fault is None:
        assert found.faults == ()
        assert found.misprints[0].counterexample is not None
    else:
        assert fault in found.faults[0].problem
        assert "q1_sums.py:" in found.faults[0].place


def test_a_variant_that_its_solution_cannot_answer_is_a_fault(tmp_path):
    varied = PROBLEM.replace(
        'given={"x": 3.25}', 'given={"x": 3.25}, variant=lambda random: {"x": 0.0}'
    )
    solution = SOLUTION.replace("return x", "return 1 / x")
    exams = bank(tmp_path, problem=varied, solution=solution)

    assert verify(exams, "sums").faults == ()
    (fault,) = verify(exams, "sums", variants=(4,)).faults
    assert fault.problem == "variant 4: ZeroDivisionError: float division by zero"
    assert fault.place.endswith("solutions/sums/q1_sums.py:17")


def test_parts_without_data_are_not_checked_again_in_variants(tmp_path):
    mark = tmp_path / "solved"
    trace = f"with open({str(mark)!r}, 'a') as file: file.write('.')\n    return x"
    exams = bank(tmp_path / "bank", solution=SOLUTION.replace("return x", trace))

    assert verify(exams, "sums", variants=tuple(range(50))).faults == ()
    assert mark.read_text() == "."


@pytest.mark.parametrize(
    ("form", "body", "answer", "agreement", "detail"),
    [
        ("Value()", "return 3.14159", "3.1416", "agrees", "listed"),
        ("Value()", "return 3.14159", "3.1418", "rounding", "Rounding slips"),
        ("Value()", "return 3.14159", "-3.14159", "convention", "a change of sign"),
        ("Value()", "return 0.6931472", "1.0", "convention", "logarithms to base 2"),
        ("Value()", "return 3.14159", "3.25", "misprint", "3.25"),
        ("Formula('a, b > 0')", "return 'a - b'", "b - a", "convention", "a change of sign"),
        ("Formula('a, b > 0')", "return 'a - b'", "a + b", "misprint", ""),
        (
            "Formula('a > 0')",
            "return r'\\\\log(a)'",
            r"$\log(a)/\log(2)$",
            "convention",
            "base 2",
        ),
        ("Formula('A in R^{2x2}')", "return 'A A^T A'", "$A^T A A^T$", "convention", "transp"),
        ("Choice({'A': 'yes', 'B': 'no'})", "return 'A'", "B", "misprint", "You chose B"),
        ("Prose()", "return rubric('100% So.\\n so')", "It is so.", "not compared", "in words"),
    ],
)
def test_a_printed_answer_is_compared(tmp_path, form, body, answer, agreement, detail):
    exams = formed(tmp_path / "bank", form, body)
    key = tmp_path / "key.yaml"
    key.write_text(json.dumps({"exam": "sums", "answers": {"1.a": answer}}))
    found = verify(exams, "sums", printed=key)

    assert found.compared[0].agreement == agreement
    assert detail in found.compared[0].detail
    assert found.compared[1].detail == "no answer is printed"
    assert bool(found.faults) == (agreement == "misprint")


def test_a_recorded_misprint_of_the_key_is_no_fault(run, tmp_path):
    recorded = (
        "\nfrom counterexam.exam import Misprint\n\n"
        'misprints = (Misprint("the key", "a = a + 1", "a = a", "it is A", "a real", "1.a"),)\n'
    )
    exams = bank(tmp_path / "bank", solution=SOLUTION + recorded)
    key = tmp_path / "key.yaml"
    key.write_text('{"exam": "sums", "answers": {"1.a": "B", "1.b": "3.25"}}')
    status, out, _ = run("--bank", exams.folder, "--against", key)

    assert status == 0
    assert "misprint (recorded): You chose B; the right choice is A." in " ".join(out.split())

    key.write_text('{"exam": "sums", "answers": {"1.a": "A", "1.b": "4.25"}}')
    status, out, _ = run("--bank", exams.folder, "--against", key)
    assert status == 1
    assert "part 1.b differs from the reference" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["prices"], "no exam 'prices' in this bank; it has sums"),
        (["sums", "--variants", "9-3"], "--variants 9-3: up to 1000, the smallest first"),
        (["sums", "--variants", "x"], "--variants x: a number or a range is needed"),
        (["sums", "--against", "none.txt"], "none.txt"),
        (["sums", "--format", "pdf"], "--format pdf: choose one of text, json"),
    ],
)
def test_bad_input_is_one_line_and_status_2(run, tmp_path, arguments, message):
    status, out, err = run(*arguments, "--bank", bank(tmp_path).folder)

    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_students_copy_has_nothing_to_verify(run, tmp_path):
    exams = bank(tmp_path)
    for path in (tmp_path / "solutions/sums").iterdir():
        if path.is_file():
            path.unlink()
    for path in sorted((tmp_path / "solutions").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    status, _, err = run("sums", "--bank", exams.folder)

    assert status == 2
    assert "has no solutions/sums to verify" in err
