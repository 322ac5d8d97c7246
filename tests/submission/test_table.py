"""Answer tables pair parts with answers, digits as written, and refuse what could blow up."""

from pathlib import Path

import pytest

from counterexam.errors import InputError
from counterexam.submission import Submission, align, read
from tests.submission.papers import make_exam

EXAM = make_exam({"1.a": "", "1.10": "", "2.1": ""})


def submission(folder: Path, name: str, text: str) -> Submission:
    path = folder / name
    path.write_text(text)
    return align(read(path), EXAM)


def texts(folder: Path, name: str, text: str) -> dict[str, str]:
    answers = submission(folder, name, text).answers
    return {part: answer.text for part, answer in answers.items()}


ROWS = (
    '{"part": "1.a", "answer": [0.2000, 1e-3]}',
    '{"part": "1.10", "answer": "B"}',
    '{"part": "2.1", "answer": true, "exam": "e"}',
)
SAME = {"1.a": "[0.2000, 1e-3]", "1.10": "B", "2.1": "true"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.yaml", "exam: e\nanswers:\n  1.a: [0.2000, 1e-3]\n  1.10: B\n  '2.1': true\n"),
        ("t.yml", "answers:\n  1.a:\n    - 0.2000\n    - 1e-3\n  1.10: |\n    B\n  2.1: true"),
        ("t.yaml", "1.a: [0.2000, 1e-3]\n1.10: B\n2.1: true\nstudent: me\n"),
        ("t.yaml", "\n".join(f"- {row}" for row in ROWS)),
        ("t.json", '{"answers": {"1.a": [0.2000, 1e-3],\n"1.10": "B", "2.1": true}}'),
        ("t.json", f"[{', '.join(ROWS)}]"),
        ("t.jsonl", "\n\n".join(ROWS)),
    ],
)
def test_tables_of_every_shape_are_read_alike(tmp_path, name, text):
    assert SAME == texts(tmp_path, name, text)


def test_each_answer_tells_its_lines(tmp_path):
    table = 'exam: e\nanswers:\n  "1.a": |\n    one\n\n    two\n\n  # note\n  "1.10": B\n'
    found = submission(tmp_path, "t.yaml", table)

    assert {"1.a": ["3-6"], "1.10": ["9"]} == {
        part: [str(span) for span in answer.spans] for part, answer in found.answers.items()
    }
    assert [("1-2", "question"), ("8", "question")] == [
        (str(u.span), u.kind) for u in found.unassigned
    ]


def test_lines_of_json_values_are_told(tmp_path):
    table = '{"answers": {\n "1.a": [\n  1,\n  2],\n "1.10": "x"}}'
    answers = submission(tmp_path, "t.json", table).answers

    assert ["2-4", "5"] == [str(answer.spans[0]) for answer in answers.values()]


@pytest.mark.parametrize("nothing", ["", "~", "null", '""', "[]"])
def test_an_answer_of_nothing_is_blank(tmp_path, nothing):
    expected = "[]" if nothing == "[]" else ""
    assert {"1.a": expected} == texts(tmp_path, "t.yaml", f"answers:\n  1.a: {nothing}\n")


def test_special_numbers_and_mappings_are_text(tmp_path):
    table = (
        '{"part": "1.a", "answer": {"FID_1": NaN, "better": "I", "n": 12345678901234567890}}'
    )
    assert {"1.a": "FID_1: NaN\nbetter: I\nn: 12345678901234567890"} == texts(
        tmp_path, "t.jsonl", table
    )


BAD = {
    "an unknown part": (
        "t.yaml",
        "answers:\n  9.z: x\n",
        r"line 2: no part '9.z' in an_exam; its parts are 1.a, 1.10, 2.1",
    ),
    "two answers": (
        "t.jsonl",
        '{"part":"1.a","answer":"x"}\n{"part":"1.a","answer":"y"}',
        "two answers to part 1.a: line 1 and line 2",
    ),
    "two answers in two dresses": (
        "t.yaml",
        "1.a: x\n1(a): y\n",
        "two answers to part 1.a: line 1 and line 2",
    ),
    "a repeated key": (
        "t.yaml",
        "answers:\n  1.a: x\n  1.a: y\n",
        "named '1.a': line 2 and line 3",
    ),
    "a repeated json key": (
        "t.json",
        '{"1.a": "x",\n "1.a": "y"}',
        "named '1.a': line 1 and line 2",
    ),
    "a tag": ("t.yaml", "1.a: !!python/object/apply:os.system [ls]\n", "line 1: tags such as"),
    "an alias bomb": ("t.yaml", "a: &a [x, x]\n1.a: [*a, *a]\n", "line 1: anchors and aliases"),
    "two documents": ("t.yaml", "1.a: x\n---\n1.10: y\n", "line 2: not valid YAML"),
    "deep nesting": ("t.yaml", "- " * 30 + "x", "line 1: nested too deeply"),
    "deep json": ("t.json", "[" * 100_000, "nested too deeply|Expecting value"),
    "moderately deep json": ("t.json", "[" * 30 + "]" * 30, "line 1: nested too deeply"),
    "broken yaml": ("t.yaml", "answers: [x\n", r"line \d: not valid YAML"),
    "broken json": ("t.json", '{"1.a":\n x}', "line 2: Expecting value"),
    "broken json lines": ("t.jsonl", '{"part":"1.a","answer":"x"}\n{"part"', "line 2: "),
    "a row without an answer": (
        "t.jsonl",
        '{"part": "1.a"}',
        "line 1: a row needs a part and an answer",
    ),
    "a bare text": ("t.yaml", "hello", "line 1: expected a mapping"),
    "two exams": (
        "t.jsonl",
        '{"part":"1.a","answer":"x","exam":"e"}\n{"part":"1.10","answer":"x","exam":"f"}',
        "line 2: exam f, but line 1 says e",
    ),
    "many rows": ("t.jsonl", "{}\n" * 10_001, "10001 rows"),
    "many events": ("t.yaml", "- x\n" * 199_999, "more entries than"),
    "only comments": ("t.yaml", "# nothing\n", "holds no answers"),
}


@pytest.mark.parametrize(("name", "text", "reason"), BAD.values(), ids=BAD.keys())
def test_a_bad_table_is_refused_in_one_line(tmp_path, name, text, reason):
    with pytest.raises(InputError, match=reason) as refusal:
        submission(tmp_path, name, text)
    assert str(refusal.value).startswith(f"{tmp_path / name}: ")
    assert "\n" not in str(refusal.value)
