"""Where Python stands in an answer."""

import time

import pytest

from checkers.program.finding import fenced, readings

CODE = "def f(x):\n    return x"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (f"```python\n{CODE}\n```", [[CODE]]),
        (f"```\n{CODE}\n```", [[CODE]]),
        (f"~~~ python\n{CODE}\n~~~", [[CODE]]),
        (f"``` {{.python}}\n{CODE}\n```", [[CODE]]),
        (f"```python\nimport os\n```\nand\n```py\n{CODE}\n```", [["import os", CODE]]),
        (f"```text\nnoise\n```\n```python\n{CODE}\n```", [[CODE]]),
        (f"```python\n{CODE}", [[CODE]]),
        (f"````python\n{CODE}\n```\n````", [[f"{CODE}\n```"]]),
        (CODE, [[CODE], [CODE]]),
        ("f = lambda x: x", [["f = lambda x: x"], ["f = lambda x: x"]]),
        ("g, f = 1, 2", [["g, f = 1, 2"], ["g, f = 1, 2"]]),
        (f"I say:\n{CODE}\nThat is all.", [[f"I say:\n{CODE}\nThat is all."], [CODE]]),
        ("f(x) is the identity", []),
        ("$f = 3$", []),
        ("```python\ng = 1\n```", []),
        ("if f == 3 then", []),
        ("", []),
    ],
)
def test_code_is_found_where_it_stands(answer, found):
    assert readings(answer, ["f"]) == found


def test_a_bracket_or_string_goes_on_over_lines():
    code = 'f = [\n1,\n\n2\n]\ng = """\nwords\n"""'
    assert readings(f"So:\n{code}\nDone.", ["f"])[1] == [code]


@pytest.mark.parametrize(
    "unit", ["f ", "f[", "\n", " \n", "f,", ":", "(", "f = (\n", "```\n", "= ", "f.", '"""\n']
)
def test_a_long_answer_is_read_in_linear_time(unit):
    begun = time.process_time()
    readings(unit * (60_000 // len(unit)), ["f"])
    assert time.process_time() - begun < 1


def test_an_example_is_fenced_where_it_is_a_program():
    names = ["f"]
    assert fenced(f"\n{CODE}\n", names) == f"```python\n{CODE}\n```"
    assert readings(fenced(CODE, names), names) == [[CODE]]
    for other in (f"```python\n{CODE}\n```", "$f = W x$", "We take the mean.", "g = 1", "f\0"):
        assert fenced(other, names) == other
