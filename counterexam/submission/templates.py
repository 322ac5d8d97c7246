r"""Forms to fill in, one a format, whose answers are read back without loss.

Each form prints every part's statement with a place for its answer. The place is marked by what
the format has for it: comments in Markdown and LaTeX, cell metadata in a notebook, a block
scalar in YAML. So an answer may hold any text, labels and rules included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from counterexam.bank import LoadedExam
from counterexam.errors import InputError
from counterexam.exam import Part
from counterexam.statement import options, statement
from counterexam.submission.document import Format

MATHEMATICS = re.compile(r"(\$\$.*?\$\$|\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\))", re.DOTALL)
LATEX_SPECIAL = {c: f"\\{c}" for c in "&%#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


def template(exam: LoadedExam, format: str) -> str:
    """The form of an exam: md, tex, ipynb or yaml. InputError: no such format."""
    if format not in TEMPLATES:
        raise InputError(f"no template format {format!r}; there are {', '.join(TEMPLATES)}")
    return TEMPLATES[format](exam)


def printed_lines(exam: LoadedExam, format: Format) -> frozenset[str]:
    """The lines that our own form of this format prints, without outer blanks."""
    names: dict[Format, str] = {"markdown": "md", "text": "md", "latex": "tex"}
    form = template(exam, names[format]) if format in names else ""
    return frozenset(line.strip() for line in form.split("\n"))


def _declared(exam: LoadedExam) -> dict[str, str | int]:
    """What a form says of itself, to be graded by."""
    return {"exam": exam.id} | ({} if exam.variant is None else {"variant": exam.variant})


def _named(exam: LoadedExam) -> str:
    return exam.id if exam.variant is None else f"{exam.id} variant {exam.variant}"


def _heading(part: Part) -> str:
    return f"{part.id} ({part.points:g} {'point' if part.points == 1 else 'points'})"


def _markdown(exam: LoadedExam) -> str:
    return "\n".join(_markdown_lines(exam)) + "\n"


def _markdown_lines(exam: LoadedExam) -> Iterator[str]:
    yield f"<!-- counterexam exam {_named(exam)} -->"
    yield f"# {exam.title}\n"
    yield "Write each answer between the two marks below its question; leave the marks.\n"
    for number, question in exam.questions.items():
        yield f"## Question {number}: {question.title}\n"
        yield from _quoted(statement(question))
        for part in question.parts:
            yield f"### {_heading(part)}\n"
            yield from _quoted(statement(part))
            yield from _quoted("\n".join(f"- {option}" for option in options(part)))
            yield from _quoted(f"*Answer: {part.form.placeholder()}*")
            yield f"<!-- counterexam begin {part.id} -->\n"
            yield f"<!-- counterexam end {part.id} -->\n"


def _quoted(text: str) -> Iterator[str]:
    if text.strip():
        yield "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n")) + "\n"


def _latex(exam: LoadedExam) -> str:
    return "\n".join(_latex_lines(exam)) + "\n"


def _latex_lines(exam: LoadedExam) -> Iterator[str]:
    yield f"% counterexam exam {_named(exam)}"
    yield "% Write each answer between the two marks below its question; leave the marks."
    yield "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}"
    yield f"\\section*{{{_escaped(exam.title)}}}\n"
    for number, question in exam.questions.items():
        yield f"\\section*{{Question {number}: {_escaped(question.title)}}}\n"
        yield _typeset(statement(question))
        for part in question.parts:
            yield f"\\subsection*{{{_heading(part)}}}\n\n{_typeset(statement(part))}\n"
            yield from (f"{_typeset(option)}\n" for option in options(part))
            yield f"\\emph{{Answer: {_typeset(part.form.placeholder())}}}\n"
            yield f"% counterexam begin {part.id}\n\n% counterexam end {part.id}\n"
    yield "\\end{document}"


def _typeset(text: str) -> str:
    """A statement in LaTeX: its mathematics as it is, the rest escaped."""
    pieces = MATHEMATICS.split(text.strip())
    return "".join(p if i % 2 else _escaped(p) for i, p in enumerate(pieces))


def _escaped(text: str) -> str:
    return "".join(LATEX_SPECIAL.get(c, c) for c in text)


def _notebook(exam: LoadedExam) -> str:
    notebook = {
        "cells": list(_cells(exam)),
        "metadata": {"counterexam": _declared(exam)},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cells(exam: LoadedExam) -> Iterator[dict[str, Any]]:
    yield _cell(f"# {exam.title}\n\nAnswer below each question.", "title", "")
    for number, question in exam.questions.items():
        text = f"## Question {number}: {question.title}\n\n{statement(question)}".strip()
        yield _cell(text, f"question-{number}", str(number))
        for part in question.parts:
            listed = "".join(f"\n- {option}" for option in options(part))
            asked = f"{statement(part)}\n{listed}\n\n*Answer: {part.form.placeholder()}*"
            yield _cell(f"### {_heading(part)}\n\n{asked}", f"asks-{_slug(part)}", part.id)
            yield {
                "cell_type": "markdown",
                "id": f"answer-{_slug(part)}",
                "metadata": {"counterexam": {"part": part.id}},
                "source": "",
            }


def _cell(text: str, name: str, question: str) -> dict[str, Any]:
    ours = {"counterexam": {"question": question}}
    return {"cell_type": "markdown", "id": name, "metadata": ours, "source": text}


def _slug(part: Part) -> str:
    return re.sub(r"[^\w-]", "-", part.id)


def _yaml(exam: LoadedExam) -> str:
    return "\n".join(_yaml_lines(exam)) + "\n"


def _yaml_lines(exam: LoadedExam) -> Iterator[str]:
    yield "\n".join(f"{name}: {value}" for name, value in _declared(exam).items())
    yield 'student: ""'
    yield "# Write each answer below its line that ends in a bar, indented by four blanks."
    yield "answers:"
    for question in exam.questions.values():
        yield from _comment(statement(question))
        for part in question.parts:
            yield from _comment(f"{_heading(part)} {statement(part)}")
            yield from _comment("\n".join(options(part)))
            yield from _comment(f"Answer: {part.form.placeholder()}")
            yield f"  {json.dumps(part.id)}: |\n"


def _comment(text: str) -> Iterator[str]:
    if text.strip():
        yield "\n".join(f"  # {line}".rstrip() for line in text.strip().split("\n"))


TEMPLATES: dict[str, Callable[[LoadedExam], str]] = {
    "md": _markdown,
    "tex": _latex,
    "ipynb": _notebook,
    "yaml": _yaml,
}
