"""What a form yields when it is filled in is read back without loss."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.bank import LoadedExam
from counterexam.errors import InputError
from counterexam.submission import TEMPLATES, align, read, template
from tests.submission.papers import make_exam

EXAM = make_exam(
    {
        "1.a": "Show that $a_b & c = 50\\%$ of #1.\n\n(b) is not a label {here}.",
        "1.b": "Why?",
        "3.2a": "---\n```\nSecond line: ^ ~",
        "3.2b": "y",
        "3.10": "True or false",
    }
)
NASTY = (
    "(b) ...",
    "---",
    "# heading",
    "```",
    "~~~",
    "Answer: B",
    "## 1.b",
    "Problem 3 (2a):",
    "$$",
    "\\end{document}",
    "% a comment",
    "<!-- a comment -->",
    "key: value",
    '"1.b": |',
    "- item",
    "'quoted'",
    "| a | b |",
    "&anchor *alias !!tag",
    "    four blanks",
    "\t tab",
    "概率 π ∑",
)
READABLE = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85\ufeff\ufffe\uffff"
)
ANSWERS = st.lists(st.sampled_from(NASTY) | st.text(READABLE, max_size=12), max_size=6).map(
    lambda lines: "\n".join(lines).strip()
)
FILLED = st.fixed_dictionaries({part: ANSWERS for part in EXAM.parts})


def fill_marks(form: str, answers: dict[str, str]) -> str:
    for part, text in answers.items():
        begin = re.compile(rf"^.*counterexam begin {re.escape(part)}\b.*$", re.MULTILINE)
        form = begin.sub(lambda mark, text=text: f"{mark[0]}\n{text}\n", form)
    return form


def fill_cells(form: str, answers: dict[str, str]) -> str:
    notebook = json.loads(form)
    for cell in notebook["cells"]:
        cell["source"] = answers.get(
            cell["metadata"]["counterexam"].get("part"), cell["source"]
        )
    return json.dumps(notebook)


def fill_yaml(form: str, answers: dict[str, str]) -> str:
    for part, text in answers.items():
        indented = "".join(f"    {line}\n" for line in text.split("\n"))
        key = re.compile(rf'^  "{re.escape(part)}": \|\n', re.MULTILINE)
        form = key.sub(lambda line, text=indented: line[0] + text, form)
    return form


FILL = {"md": fill_marks, "tex": fill_marks, "ipynb": fill_cells, "yaml": fill_yaml}


def saved(folder: Path, format: str, text: str) -> Path:
    path = folder / f"filled.{format}"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("format", TEMPLATES)
def test_a_filled_form_is_read_without_loss(tmp_path_factory, format):
    folder = tmp_path_factory.mktemp(format)

    @settings(max_examples=60, deadline=None)
    @given(FILLED)
    def law(answers: dict[str, str]) -> None:
        filled = FILL[format](template(EXAM, format), answers)
        document = read(saved(folder, format, filled))
        submission = align(document, EXAM)

        assert EXAM.id == document.exam_id
        assert answers == {part: a.text for part, a in submission.answers.items()}
        assert not [u for u in submission.unassigned if u.kind == "stray"]

    law()


@pytest.mark.parametrize("format", TEMPLATES)
def test_an_empty_form_has_blank_answers_to_all_parts(tmp_path, format):
    submission = align(read(saved(tmp_path, format, template(EXAM, format))), EXAM)

    assert dict.fromkeys(EXAM.parts, "") == {p: a.text for p, a in submission.answers.items()}
    assert {"question"} >= {u.kind for u in submission.unassigned}


@pytest.mark.parametrize("format", ["md", "tex"])
def test_text_outside_the_places_of_a_form_is_stray(tmp_path, format):
    filled = template(EXAM, format).replace("Why?", "Why?\n\nI answer here.", 1)
    submission = align(read(saved(tmp_path, format, filled)), EXAM)

    assert ["I answer here."] == [u.text for u in submission.unassigned if u.kind == "stray"]


def test_a_mark_without_its_end_is_refused_by_its_line(tmp_path):
    form = template(EXAM, "md").replace("<!-- counterexam end 1.b -->", "")

    with pytest.raises(InputError, match=r"line \d+: the answer to 1.b begins here; the mark"):
        read(saved(tmp_path, "md", form))


def test_cells_added_below_an_answer_belong_to_it(tmp_path):
    notebook = json.loads(template(EXAM, "ipynb"))
    place = next(
        i
        for i, cell in enumerate(notebook["cells"])
        if cell["metadata"]["counterexam"].get("part") == "1.b"
    )
    notebook["cells"][place]["source"] = "words"
    code = {
        "cell_type": "code",
        "id": "mine",
        "metadata": {},
        "source": "x = 1\nprint('```')",
        "execution_count": None,
        "outputs": [],
    }
    notebook["cells"].insert(place + 1, code)
    answer = align(read(saved(tmp_path, "ipynb", json.dumps(notebook))), EXAM).answers["1.b"]

    assert "words\n\n````python\nx = 1\nprint('```')\n````" == answer.text
    assert [f"cell {place + 1}, 1", f"cell {place + 2}, 1-2"] == [str(s) for s in answer.spans]


def test_latex_statements_are_escaped_outside_their_mathematics():
    form = template(EXAM, "tex")

    assert r"$a_b & c = 50\%$ of \#1." in form
    assert r"\{here\}" in form


def test_an_unknown_format_is_refused():
    with pytest.raises(InputError, match="no template format 'pdf'; there are md, tex"):
        template(EXAM, "pdf")


def test_the_cmu_exam_has_forms_in_all_formats(cmu: LoadedExam):
    assert all(len(template(cmu, format)) > 1000 for format in TEMPLATES)


@pytest.fixture(scope="module")
def cmu() -> LoadedExam:
    from counterexam.bank import bundled

    return bundled().exam("cmu24789_midterm_2025")
