"""A submission names its variant, and is graded as that one."""

import json

import pytest

from counterexam.bank import Bank
from counterexam.errors import InputError
from counterexam.folder import grade_folder
from counterexam.grading import check, grade
from counterexam.submission import read, template
from tests.conftest import write_bank
from tests.test_variant import PROBLEM, SOLUTION


@pytest.fixture
def bank(tmp_path):
    return Bank(write_bank(tmp_path / "bank", problem=PROBLEM, solution=SOLUTION))


def named(tmp_path, text, suffix=".md"):
    path = tmp_path / f"paper{suffix}"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    "line",
    [
        "Variant: 7",
        "variant = 7",
        "**Variant:** 7",
        "# Variant No. 7",
        "Variant #7",
        "<!-- Variant: 7 -->",
        "% variant: 7",
        r"\textbf{Variant: 7}",
        r"\section*{Variant: 7}",
        "VARIANT: 7.",
        "---\nvariant: 7\n---",
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".txt", ".tex"])
def test_a_line_of_its_own_names_the_variant(tmp_path, line, suffix):
    document = named(tmp_path, f"{line}\n\n1.a: B\n", suffix)

    assert document.variant == 7
    assert {0, *range(line.count("\n") + 1)} & document.form_lines


@pytest.mark.parametrize(
    "text",
    [
        "1.a: B\n",
        "The variant: 7 of them\n",
        "Variant: A\n",
        "Variant 7\n",
        "1.a Variants: 7\n",
        "word\n" * 30 + "Variant: 7\n",
        "<!-- counterexam begin 1.a -->\nVariant: 7\n<!-- counterexam end 1.a -->\n",
    ],
)
def test_other_lines_do_not(tmp_path, text):
    assert named(tmp_path, text).variant is None


@pytest.mark.parametrize(
    ("text", "suffix", "message"),
    [
        ("Variant: 7\nVariant: 8\n", ".md", "line 2: variant 8, but line 1 says 7"),
        ("Variant: 7a\n", ".md", "line 1: variant 7a: expected a number, such as 7"),
        ("Variant: -7\n", ".md", "line 1: variant -7: expected a number"),
        ("---\nvariant: 1.5\n---\n1.a: B\n", ".md", r"line 2: variant 1\.5: expected a number"),
        (
            "<!-- counterexam exam sums variant 7 -->\nVariant: 8\n",
            ".md",
            "but the form says 7",
        ),
        (
            "exam: sums\nvariant: many\nanswers:\n  1.a: B\n",
            ".yaml",
            "line 2: variant many: exp",
        ),
        (
            """{"part": "1.a", "answer": "B", "variant": 1}
            {"part": "1.b", "answer": "3", "variant": 2}""",
            ".jsonl",
            "line 2: variant 2, but line 1 says 1",
        ),
    ],
)
def test_a_variant_that_is_none_or_two_is_refused(tmp_path, text, suffix, message):
    with pytest.raises(InputError, match=message):
        named(tmp_path, text, suffix)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("variant: 7\nanswers:\n  1.a: B\n", ".yaml"),
        ("# Variant: 7\n1.a: B\n", ".yaml"),
        ('{"variant": 7, "answers": {"1.a": "B"}}', ".json"),
        ('[{"part": "1.a", "answer": "B", "variant": "7"}]', ".json"),
        ('{"part": "1.a", "answer": "B", "variant": 7}\n', ".jsonl"),
    ],
)
def test_a_table_names_it_by_a_field_or_a_comment(tmp_path, text, suffix):
    document = named(tmp_path, text, suffix)

    assert document.variant == 7
    assert [entry.part for entry in document.entries or ()] == ["1.a"]


@pytest.mark.parametrize("format", ["md", "tex", "ipynb", "yaml"])
def test_a_form_names_the_variant_that_it_prints(tmp_path, bank, format):
    form = template(bank.exam("sums").varied(7), format)

    assert named(tmp_path, form, f".{format}").variant == 7
    assert "none of these" in form


def test_a_notebook_names_it_in_a_cell(tmp_path):
    cell = {"cell_type": "markdown", "metadata": {}, "source": "**Variant: 7**\n\n1.a: B"}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})

    assert named(tmp_path, text, ".ipynb").variant == 7


def paper_of(bank, number):
    """A perfect paper of a variant, without any form."""
    exam = bank.exam("sums").varied(number)
    answers = (
        (part, exam.part(part).form.model_answers(exam.reference(part).value)[0])
        for part in exam.parts
    )
    return f"Variant: {number}\n\n" + "\n\n".join(f"{part}: {text}" for part, text in answers)


def test_a_submission_is_held_against_the_variant_that_it_names(tmp_path, bank):
    path = tmp_path / "paper.md"
    for number in (7, 8):
        path.write_text(paper_of(bank, number))
        report = grade(path, "sums", bank=bank)

        assert (report.score, report.variant) == (5, number)
        assert {part.variant for part in report.parts} == {number}
        assert report.title.endswith(f", variant {number}")
    path.write_text(paper_of(bank, 7).replace("Variant: 7", ""))
    assert grade(path, "sums", bank=bank).score < 5
    assert grade(path, "sums", bank=bank).variant is None
    assert grade(path, "sums", bank=bank, variant=7).score == 5


def test_another_number_than_the_paper_names_is_refused(tmp_path, bank):
    path = tmp_path / "paper.md"
    path.write_text(paper_of(bank, 7))

    assert grade(path, "sums", bank=bank, variant=7).score == 5
    with pytest.raises(
        InputError, match=r"paper\.md: it names variant 7, but is graded as var"
    ):
        grade(path, "sums", bank=bank, variant=8)


def test_each_paper_of_a_folder_is_its_own_variant(tmp_path, bank):
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"s{number}.md").write_text(paper_of(bank, number))
    graded = grade_folder(folder, "sums", bank)

    assert [g.report.variant for g in graded] == [1, 2, 3]
    assert {g.report.score for g in graded} == {5}


def test_a_kept_report_serves_only_the_variant_that_was_asked_for(tmp_path, bank):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "s1.md").write_text(paper_of(bank, 7).replace("Variant: 7", ""))

    def graded(number):
        (entry,) = grade_folder(folder, "sums", bank, variant_of=lambda _: number)
        return entry.report.score, entry.fresh

    assert graded(7) == (5, True)
    assert graded(7) == (5, False)
    assert graded(None)[0] < 5
    assert graded(7) == (5, True)


def test_a_paper_without_a_variant_does_not_stop_the_others(tmp_path, bank):
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"s{number}.md").write_text(paper_of(bank, number))

    def only_the_first(path):
        if path.stem == "s1":
            return 1
        raise InputError(f"{path}: nobody's")

    first, second = grade_folder(folder, "sums", bank, variant_of=only_the_first)

    assert first.report.score == 5
    assert (second.report, second.error) == (None, f"{folder / 's2.md'}: nobody's")


def test_one_answer_is_checked_in_a_variant(bank):
    numbers = bank.exam("sums").varied(7).part("1.b").given["numbers"]
    verdict = check("sums", "1.b", str(sum(numbers)), bank=bank, variant=7)

    assert (verdict.verdict, verdict.variant) == ("correct", 7)
    assert check("sums", "1.b", "3", bank=bank).variant is None
    with pytest.raises(InputError, match="variant -1: variants are numbered from 0"):
        check("sums", "1.b", "3", bank=bank, variant=-1)
