r"""Answer tables: YAML, JSON or JSON Lines that pair part ids with answers.

    exam: cmu24789_midterm_2025             {"part": "1.a", "answer": "...", "variant": 7}
    variant: 7                              {"part": "2.b", "answer": [0.2811, "0.30"]}
    answers:
      "1.a": any text
      "2.b": [0.2811, 0.3044]

Numbers stay as they are written: 0.2000 has four digits. A list is read as "[a, b]", a mapping
as one "key: value" a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from counterexam.errors import InputError
from counterexam.submission.document import Document, Entry, Line, Span, spans
from counterexam.submission.naming import agreed, variant_number
from counterexam.submission.tree import Tree, json_tree, yaml_tree

MOST_ROWS = 10_000
ABOUT = frozenset(("exam", "variant", "student", "name", "id"))
"""Fields beside the answers, in a table that has no field "answers"."""


def read_table(path: Path, text: str) -> Document:
    """The answers of a table. InputError: it is not one; names the line and what is missing."""
    roots = list(_roots(path, text))
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    entries = tuple(
        _entry(lines, part, value, span)
        for root in roots
        for part, value, span in _pairs(path, root)
    )
    answered = {n for e in entries for s in e.spans for n in range(s.first, s.last + 1)}
    furniture = frozenset(i for i in range(len(lines)) if i + 1 not in answered)
    exam, variant = _exam(path, roots), _variant(path, roots)
    return Document(path, "table", tuple(lines), exam, entries, furniture, variant)


def _roots(path: Path, text: str) -> Iterator[Tree]:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        rows = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(rows) > MOST_ROWS:
            raise InputError(f"{path}: {len(rows)} rows; a table has at most {MOST_ROWS}")
        for number, line in rows:
            yield json_tree(path, line, number)
    else:
        yield json_tree(path, text) if suffix == ".json" else yaml_tree(path, text)


def _pairs(path: Path, root: Tree) -> Iterator[tuple[str, Tree, Span]]:
    """Each part that a table names, its answer, and the lines of both."""
    held = root.get("answers") or root
    if held.items is not None:
        for row in held.items:
            yield _row(path, row)
    elif held.get("part"):
        yield _row(path, held)
    elif held.pairs is not None:
        for key, value in held.pairs:
            if held is not root or str(key) not in ABOUT:
                yield str(key), value, Span(key.first, max(key.last, value.last))
    else:
        raise InputError(
            f"{path}: line {held.first}: expected a mapping of part ids to answers, or rows "
            "with a part and an answer"
        )


def _row(path: Path, row: Tree) -> tuple[str, Tree, Span]:
    part, answer = row.get("part"), row.get("answer")
    if part is None or answer is None:
        raise InputError(f"{path}: line {row.first}: a row needs a part and an answer")
    return str(part), answer, Span(row.first, row.last)


def _entry(lines: Sequence[Line], part: str, value: Tree, span: Span) -> Entry:
    text = str(value).strip()
    held = spans(lines[span.first - 1 : span.last]) if text else ()
    return Entry(part.strip(), text, held, span)


def _exam(path: Path, roots: Sequence[Tree]) -> str | None:
    """The exam that the table declares, in every row the same."""
    fields = _fields(roots, "exam")
    for field in fields:
        if str(field) != str(fields[0]):
            raise InputError(
                f"{path}: line {field.first}: exam {field}, but line {fields[0].first} says "
                f"{fields[0]}"
            )
    return str(fields[0]) if fields else None


def _variant(path: Path, roots: Sequence[Tree]) -> int | None:
    """The variant that the table declares, in every row the same."""
    named = [(field, Span(field.first, field.last)) for field in _fields(roots, "variant")]
    numbers = [
        (variant_number(path, field, f"line {span.first}: "), span) for field, span in named
    ]
    return agreed(path, [(number, span) for number, span in numbers if number is not None])


def _fields(roots: Sequence[Tree], name: str) -> list[Tree]:
    """The fields of that name, of the whole table and of its rows."""
    rows = [tree for root in roots for tree in (root, *(root.items or ()))]
    return [field for row in rows if (field := row.get(name))]
