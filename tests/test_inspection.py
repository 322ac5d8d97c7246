"""What an author gets wrong is met with the file, the line and a remedy, in one line."""

import sys

import pytest

from counterexam.bank import Bank
from counterexam.cli import main
from counterexam.errors import BankError
from counterexam.grading import check
from tests.conftest import COVER, PROBLEM, SOLUTION, write_bank

HEAD = '''"""One part."""

from checkers.choice import Choice, Explained, TrueFalse
from checkers.construction import Construction
from checkers.derivation import Derivation
from checkers.either import Either
from checkers.formula import Formula
from checkers.procedure import Procedure
from checkers.program import Example, Mathematics, Program, Property
from checkers.prose import Prose, rubric
from checkers.region import Region
from checkers.sequence import Sequence
from checkers.value import Record, Value
from counterexam.exam import Exam, Part, Question, checked, require

'''
START = HEAD.count("\n") + 1
"""The line of what follows the head."""


def one_part(folder, form, solution, more=""):
    """A bank of one part, 1.a, whose form is declared on the third line after the head."""
    problem = (
        HEAD + "question = Question(\n    'One', parts=[\n"
        f"        Part('1.a', 5, 'Say «x».', {form}, given={{'x': 1}}{more}),\n    ],\n)\n"
    )
    return Bank(write_bank(folder, problem=problem, solution=HEAD + solution)).exam("sums")


def solving(body):
    """A marked solution whose body starts on the third line after the head."""
    return f"@checked\ndef part_a(x):\n    {body}\n"


def fault(exam, *, evaluate=False):
    """What is said when the part's reference is asked for, and looked at."""
    with pytest.raises(BankError) as caught:
        exam.reference("1.a")
        if evaluate:
            exam.vouch("1.a")
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.remedy
    return line


@pytest.mark.parametrize(
    ("cover", "problem", "line", "words"),
    [
        (COVER.replace("points=5", "points=6"), PROBLEM, "__init__.py:5", "its parts make 5"),
        (COVER, PROBLEM.replace('"1.a", 2', '"1.a", 0'), "q1_sums.py:10", "is worth 0; give"),
        (COVER, PROBLEM.replace('"1.b", 3', '"1.b", -3'), "q1_sums.py:11", "is worth -3"),
        (COVER, PROBLEM.replace('"1.a", 2, ', '"1.a", '), "q1_sums.py:10", "give a part its"),
        (COVER, PROBLEM.replace('"1.b"', '"1.a"'), "q1_sums.py:11", "two parts are called"),
        (COVER, PROBLEM.replace('"1.b"', '"2.b"'), "q1_sums.py:11", "in question 1; call it"),
        (COVER, PROBLEM.replace("penalty=1", "penalty=3"), "q1_sums.py:10", "penalty 3 of 2"),
        (
            COVER,
            PROBLEM.replace("Value()", "Value"),
            "q1_sums.py:11",
            "form Value; give a",
        ),
        (COVER, PROBLEM.replace("«numbers»", "«n»"), "q1_sums.py:11", "prints «n»"),
        (
            COVER,
            PROBLEM.replace("    parts=", "    statement='«m»', parts="),
            "py:7",
            "prints «m»",
        ),
        (COVER, PROBLEM.replace("parts=[", "parts=("), "q1_sums.py:12", "SyntaxError"),
        (COVER, PROBLEM.replace("checkers.value", "vlue"), "q1_sums.py:4", "install what is"),
        (COVER + "1 / 0\n", PROBLEM, "__init__.py:6", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_slip_in_a_problem_is_named_with_its_line(tmp_path, cover, problem, line, words):
    with pytest.raises(BankError) as caught:
        Bank(write_bank(tmp_path, cover=cover, problem=problem)).exam("sums")

    assert line in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.remedy


def test_a_part_without_points_is_told_what_a_part_has(tmp_path):
    problem = PROBLEM.replace('"1.b", 3, "Add', '"1.b", "Add')

    with pytest.raises(
        BankError, match=r"q1_sums\.py:11: .*'form'; give a part its id, points"
    ):
        Bank(write_bank(tmp_path, problem=problem)).exam("sums")


def test_a_part_that_a_helper_makes_is_named_where_it_is_called(tmp_path):
    problem = HEAD + (
        "def short(letter):\n    return Part(f'1.{letter}', 0, 'Why?', Prose())\n\n\n"
        "question = Question('One', parts=[\n    short('a'),\n    short('b'),\n])\n"
    )

    with pytest.raises(BankError, match=rf"q1_sums\.py:{START + 5}: part 1\.a is worth 0"):
        Bank(write_bank(tmp_path, problem=problem)).exam("sums")


@pytest.mark.parametrize(
    ("solution", "place", "words"),
    [
        (SOLUTION.replace("part_b", "part_c"), ".py", "it has part_a, part_c; define part_b()"),
        (SOLUTION.replace("@checked\n", ""), ".py:12", "mark part_b with @proved"),
        (SOLUTION.replace("(numbers:", "(values:"), ".py:13", "takes values, part 1.b gives"),
        (
            SOLUTION.replace("sum(numbers)", "[1.0]"),
            ".py:13",
            "is a vector of length 1; r",
        ),
        (SOLUTION.replace("sum(numbers)", "'3'"), ".py:13", "of type str; return a number"),
        (SOLUTION.replace("sum(numbers)", "1 / 0"), ".py:15", "ZeroDivisionError"),
        (SOLUTION + "oops(\n", ".py:16", "SyntaxError"),
    ],
)
def test_a_slip_in_a_solution_is_named_with_its_line(tmp_path, solution, place, words):
    with pytest.raises(BankError) as caught:
        Bank(write_bank(tmp_path, solution=solution)).exam("sums").reference("1.b")

    assert f"q1_sums{place}" in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("form", "value", "words"),
    [
        ("Choice({'A': 'yes', 'B': 'no'})", "'C'", "option 'C' is none of A, B; use one"),
        ("Choice({'A': 'yes', 'B': 'no'})", "['A', 'B']", "2 options are right, one can be"),
        ("Choice({'A': 'yes', 'B': 'no'})", "2", "of type int; return a label"),
        ("TrueFalse(explain=0.5)", "'True'", "of type str; return Explained(label, rubric"),
        ("TrueFalse()", "Explained('True', rubric('100% So.'))", "return the label alone"),
        ("Prose()", "'It is so.'", "of type str; return a Rubric"),
        ("Procedure()", "'Do it.'", "of type str; return a Rubric"),
        ("Value(shape=(2,))", "[1.0, float('nan')]", "every entry finite"),
        ("Record({'m': Value()})", "{'n': 1.0}", "result 'n' is none of m"),
        ("Record({'m': Value()})", "{}", "the reference lacks 'm'"),
        ("Record({'m': Value()})", "1.0", "return a mapping with m"),
        ("Record({'m': Value()}, {'m': 1.5})", "{'m': 1.0}", "shares of its results make 1.5"),
        ("Record({'m': Value()}, {'s': 1})", "{'m': 1.0}", "share of 's' is none of m"),
        ("Region(2, 2)", "[[0, 1]]", "[0, 1] is outside of the 2 x 2 grid; count rows"),
        ("Region(2, 2)", "['11']", "return a list of cells"),
        ("Sequence()", "'first one, then the other'", "no sequence can be read"),
        ("Formula(let='a real')", "2", "return the formula as text"),
        ("Formula(let='a real')", "'a +'", "cannot read 'a +': unexpected 'end of text'"),
        ("Formula(let='a real; q bloob fish')", "'a'", "the clause 'q bloob fish'; write"),
        ("Construction('A', 'A in R^{2x2}', ('A = (',))", "'A = 0'", "cannot read 'A = ('"),
        ("Program(('f(x)',), (Property('p', len, 2),))", "Example('')", "make 2; let them sum"),
        ("Program(('f(x)',), (Property('p', len),))", "'f = 1'", "return an Example"),
        ("Derivation('a real', 'a = a')", "'a = a'", "a mapping with a derivation and"),
        ("Derivation('a real', 'a = (')", "{'derivation': ''}", "cannot read 'a = ('"),
        ("Either((Prose(), Prose()))", "[]", "return a list of 2"),
    ],
)
def test_a_reference_that_its_form_cannot_take_is_refused(tmp_path, form, value, words):
    exam = one_part(tmp_path, form, solving(f"return {value}"))
    line = fault(exam)

    assert words in line
    in_question = "clause" in words or "'A = ('" in words or "'a = ('" in words
    in_question |= "of 's'" in words or "make" in words
    here = "problems" if in_question else "solutions"
    assert (
        f"{here}/sums/q1_sums.py:{START + (2 if in_question else 1)}: part 1.a: " in line
        or (f"{here}/sums/q1_sums.py:{START + 2}: part 1.a: " in line)
    )


MILESTONES = """return {
        "derivation": "$$a + a = 2 a$$",
        "milestones": [
            {"any_of": ["a + a = 2 a"], "share": 0.5},
            {"any_of": ["MILESTONE"], "share": SHARE},
        ],
    }"""


@pytest.mark.parametrize(
    ("milestone", "share", "line", "words"),
    [
        ("a +", "0.5", 6, "cannot read 'a +'"),
        ("b = 2 a", "0.5", 6, "'b = 2 a' has no value: b is not declared; declare b in let"),
        ("2 a = a + a", "0.75", 5, "shares of its milestones make 1.25; let them sum to 1"),
        ("2 a = a + a", "-1", 5, "a share of its milestones is negative"),
    ],
)
def test_a_milestone_is_named_with_its_line(tmp_path, milestone, share, line, words):
    body = MILESTONES.replace("MILESTONE", milestone).replace("SHARE", share)
    exam = one_part(tmp_path, "Derivation('a real', 'a + a = 2 a')", solving(body))
    said = fault(exam, evaluate=True)

    assert f"solutions/sums/q1_sums.py:{START + line}: part 1.a: " in said
    assert words in said


@pytest.mark.parametrize("letter", ["b", "x_1"])
def test_an_unknown_symbol_of_a_reference_is_named(tmp_path, letter):
    exam = one_part(tmp_path, "Formula(let='a real')", solving(f"return 'a + {letter}'"))
    said = fault(exam, evaluate=True)

    assert f"q1_sums.py:{START + 2}: part 1.a: 'a + {letter}' has no value" in said


def test_an_unknown_symbol_is_the_authors_fault_not_the_students(tmp_path):
    exam = one_part(tmp_path, "Formula(let='a real')", solving("return 'a + b'"))

    with pytest.raises(BankError, match="b is not declared"):
        check("sums", "1.a", "a + 2", bank=exam.bank)


def test_a_formula_of_a_rubric_is_read(tmp_path):
    body = "return rubric('''100% The loss is squared.\n        formula x^ =\n    ''')"
    said = fault(one_part(tmp_path, "Procedure(let='x real')", solving(body)))

    assert "cannot read 'x^ ='" in said
    assert f"q1_sums.py:{START + 3}" in said


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "return rubric('60% It is so.')",
            "a rubric make 60%, not 100%; let the",
        ),
        ("return rubric('so it is')", "stands before any point; begin with a share"),
        ("require(x == 2, 'x is two')", "refuted: x is two; mend the claim"),
        ("assert False, 'two\\nlines'", "AssertionError: two lines; mend what this line does"),
    ],
)
def test_what_a_solution_raises_is_told_by_its_line(tmp_path, body, words):
    said = fault(one_part(tmp_path, "Prose()", solving(body)))

    assert f"q1_sums.py:{START + 2}: " in said
    assert words in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "command",
    [
        ("check", "sums", "1.b", "3.5"),
        ("grade", "paper.yaml"),
        ("key", "sums"),
        ("check", "--batch", "rows.jsonl"),
    ],
    ids=lambda command: command[0],
)
def test_no_answer_is_held_against_what_is_faulty(tmp_path, command, monkeypatch, capsys):
    write_bank(tmp_path, solution=SOLUTION.replace("sum(numbers)", "1 / 0"))
    (tmp_path / "paper.yaml").write_text("exam: sums\nanswers:\n  1.b: '3.5'\n")
    (tmp_path / "rows.jsonl").write_text('{"exam": "sums", "part": "1.b", "answer": "3"}\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["counterexam", *command, "--bank", "."])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()

    assert end.value.code == 2
    assert err.removeprefix("counterexam: rows.jsonl:1: ").removeprefix("counterexam: ") == (
        "solutions/sums/q1_sums.py:15: ZeroDivisionError: "
        "division by zero; mend what this line does\n"
    )
    assert '"score":0.0' in out if "--batch" in command else out == ""
