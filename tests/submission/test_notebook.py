"""Notebooks are read as they stand: labelled cells, code kept, outputs left out, never run."""

import json
from pathlib import Path

import pytest

from counterexam.errors import InputError
from counterexam.submission import align, read
from tests.submission.papers import make_exam


def saved(folder: Path, notebook: object) -> Path:
    path = folder / "paper.ipynb"
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
    return path


def notebook(*cells: tuple[str, str], **metadata: object) -> dict[str, object]:
    extra = {"markdown": {}, "code": {"execution_count": None, "outputs": []}}
    return {
        "cells": [
            {"cell_type": kind, "metadata": {}, "source": source, **extra[kind]}
            for kind, source in cells
        ],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def test_labelled_cells_are_aligned_with_their_cells_and_lines(tmp_path):
    paper = notebook(
        ("markdown", "# Question 1\n\n(a) one"),
        ("markdown", "(b)\n\ntwo"),
        ("code", "# not a label\nx = [1,\n     2]  # (c) neither"),
        ("code", "# 1(c)\ny = 2"),
    )
    exam = make_exam(dict.fromkeys(("1.a", "1.b", "1.c"), ""))
    answers = align(read(saved(tmp_path, paper)), exam).answers

    assert {
        "1.a": ("one", ["cell 1, 3"]),
        "1.b": (
            "two\n\n```python\n# not a label\nx = [1,\n     2]  # (c) neither\n```",
            ["cell 2, 3", "cell 3, 1-3"],
        ),
        "1.c": ("```python\ny = 2\n```", ["cell 4, 2"]),
    } == {part: (a.text, [str(s) for s in a.spans]) for part, a in answers.items()}


def test_a_notebook_is_not_run_and_its_outputs_are_left_out(tmp_path):
    paper = notebook(("markdown", "(a) x"), ("code", "open('ran', 'w')"))
    output = {"output_type": "stream", "name": "stdout", "text": "(b) printed"}
    paper["cells"][1]["outputs"] = [output]
    exam = make_exam({"1.a": "", "1.b": ""})
    answers = align(read(saved(tmp_path, paper)), exam).answers

    assert ["1.a"] == list(answers)
    assert "printed" not in answers["1.a"].text
    assert not Path("ran").exists()


def test_an_exam_may_be_declared_in_the_metadata(tmp_path):
    paper = notebook(("markdown", "x"), counterexam={"exam": "an_exam"})

    assert "an_exam" == read(saved(tmp_path, paper)).exam_id


def test_an_old_notebook_is_converted(tmp_path):
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["(a) ", "one"]}
    old = {
        "worksheets": [{"cells": [cell], "metadata": {}}],
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
    }
    exam = make_exam({"1.a": ""})

    assert "one" == align(read(saved(tmp_path, old)), exam).answers["1.a"].text


BAD = {
    "no json": ("(a) x", "line 1: a notebook is JSON"),
    "a list": ("[]", "not a valid notebook"),
    "a number": ("3", "not a valid notebook"),
    "no cells": (
        '{"nbformat": 4, "nbformat_minor": 4, "metadata": {}}',
        "not a valid notebook",
    ),
    "a broken cell": (
        '{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"source": "x"}]}',
        "not a valid notebook",
    ),
    "a strange version": ('{"nbformat": "x", "cells": [], "metadata": {}}', "not a valid"),
    "deep nesting": ("[" * 100_000, "nested too deeply|a notebook is JSON"),
    "many cells": (json.dumps({"cells": [{}] * 2001}), "2001 cells"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_notebook_is_refused_in_one_line(tmp_path, text, reason):
    path = saved(tmp_path, text)

    with pytest.raises(InputError, match=reason) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert "\n" not in str(refusal.value)
