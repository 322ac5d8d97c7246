"""A class list becomes variants, the same for a student whoever else is on it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterexam.bank import Bank
from counterexam.errors import InputError
from counterexam.grading import grade
from counterexam.roster import (
    NUMBERS,
    Assignment,
    as_csv,
    assigned,
    hand_out,
    number_of,
    read_assignment,
    read_roster,
    shared,
    variant_of,
)
from tests.conftest import write_bank
from tests.test_variant import PROBLEM, SOLUTION

IDS = st.lists(st.from_regex(r"[a-z][a-z0-9]{1,6}", fullmatch=True), unique=True, min_size=1)


@pytest.fixture
def sums(tmp_path):
    folder = write_bank(tmp_path / "bank", problem=PROBLEM, solution=SOLUTION)
    return Bank(folder).exam("sums")


def written(folder: Path, text: str, name: str = "roster.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@given(IDS, st.text(max_size=3))
def test_a_number_does_not_depend_on_who_else_is_on_the_list(students, seed):
    variants = assigned("sums", seed, students)

    assert all(variants[s] == number_of("sums", seed, s) < NUMBERS for s in students)
    assert variants[students[0]] == assigned("sums", seed, students[:1])[students[0]]


def test_numbers_are_the_same_on_every_machine():
    assert number_of("dl_final", "0", "s1001") == 173147
    assert number_of("dl_final", "1", "s1001") == 528665


def test_a_thousand_students_share_few_numbers_and_those_are_named():
    variants = assigned("sums", "0", map(str, range(1000)))

    assert len(set(variants.values())) > 990
    assert shared({"a": 1, "b": 2, "c": 1}) == [(1, ["a", "c"])]


@given(IDS)
def test_what_is_written_is_read_back(tmp_path_factory, students):
    variants = assigned("sums", "0", students)
    path = written(tmp_path_factory.getbasetemp(), as_csv(variants))

    assert read_assignment(path).variants == variants


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,mail\nAda,a@b\n", "no column of ids .*; its columns are name, mail"),
        ("id\n", "no students below a line of column names"),
        ("id\ns1\ns2\ns1\n", "line 4: s1 stands on line 2 too"),
        ("id\ns1\nS1\n", "line 3: S1 stands on line 2 too"),
        ("id\n../s1\n", "line 2: '../s1' cannot name a file"),
        ("name,id\nAda,\n", "line 2: '' cannot name a file"),
        ('id\n"s1\n', "line 2: not CSV"),
    ],
)
def test_a_roster_that_serves_not_is_refused_in_one_line(tmp_path, text, message):
    with pytest.raises(InputError, match=message) as refusal:
        read_roster(written(tmp_path, text))

    assert "\n" not in str(refusal.value)


def test_a_roster_is_read_as_spreadsheets_write_it(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_bytes(
        '\ufeffName, Student ID\r\n"Lovelace, Ada",s1\r\n,\r\nEmmy,s2\r\n'.encode()
    )

    assert read_roster(path) == ["s1", "s2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("student\ns1\n", "no column 'variant'"),
        ("student,variant\ns1,-3\n", "line 2: variant '-3': expected a number"),
        ("student,variant\ns1,3\ns1,4\n", "line 3: s1 stands on line 2 too"),
    ],
)
def test_a_table_of_variants_that_serves_not_is_refused(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        read_assignment(written(tmp_path, text))


ASSIGNMENT = Assignment({"s1": 1, "s10": 10, "ada_k": 3, "ada": 4}, Path("variants.csv"))


@pytest.mark.parametrize(
    ("paper", "variant"),
    [
        ("s1.md", 1),
        ("s10.md", 10),
        ("hw2_s10_late.tex", 10),
        ("s1/paper.ipynb", 1),
        ("ada_k.md", 3),
        ("hw_ada_k.md", 3),
        ("ada-final.md", 4),
    ],
)
def test_a_paper_is_its_students(paper, variant):
    assert ASSIGNMENT.variant_of(Path(paper)) == variant


@pytest.mark.parametrize(
    ("paper", "message"),
    [("s100.md", "has no student of variants.csv"), ("s1_s10.md", "has s1 and s10 of")],
)
def test_a_paper_of_nobody_or_of_two_is_refused(paper, message):
    with pytest.raises(InputError, match=message):
        ASSIGNMENT.variant_of(Path(paper))


def test_one_variant_or_a_table_not_both(tmp_path):
    table = written(tmp_path, "student,variant\ns1,3\n")

    assert variant_of(7, None)(Path("any.md")) == 7
    assert variant_of(None, None)(Path("any.md")) is None
    assert variant_of(None, table)(Path("s1.md")) == 3
    with pytest.raises(InputError, match="--variant or --variants, not both"):
        variant_of(7, table)


@pytest.mark.parametrize("format", ["md", "tex", "ipynb", "yaml"])
def test_papers_are_handed_out_and_come_back_as_their_variants(sums, tmp_path, format):
    roster = written(tmp_path, "id\ns1\ns2\n")
    told = hand_out(sums, roster, "0", format, tmp_path / "out")
    table = read_assignment(tmp_path / "out/variants.csv")

    assert told == f"2 papers and variants.csv in {tmp_path / 'out'}"
    for student in ("s1", "s2"):
        paper = tmp_path / "out" / f"{student}.{format}"
        assert grade(paper, bank=sums.bank).variant == table.variants[student]
        assert table.variant_of(paper) == table.variants[student]


def test_a_paper_that_was_filled_in_is_never_written_over(sums, tmp_path):
    roster = written(tmp_path, "id\ns1\n")
    hand_out(sums, roster, "0", "md", tmp_path)
    hand_out(sums, roster, "0", "md", tmp_path)
    written(tmp_path, "my answers", "s1.md")

    with pytest.raises(InputError, match=r"s1\.md: another file of this name is there"):
        hand_out(sums, roster, "0", "md", tmp_path)
    assert (tmp_path / "s1.md").read_text() == "my answers"


def test_an_unknown_format_is_named(sums, tmp_path):
    with pytest.raises(InputError, match="--format docx: choose one of md, tex"):
        hand_out(sums, written(tmp_path, "id\ns1\n"), "0", "docx", tmp_path / "out")
