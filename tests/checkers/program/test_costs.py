"""Linear steps pass, others do not, and who falsifies the count is left to a person."""

import pytest

from checkers.program import LinearSteps, Program, Property
from checkers.program import python as dress
from checkers.sandbox.running import Limits

INPUTS = [float(n % 4) for n in range(200)]
ONE_SIZE = Program(
    defines=("initial_state()", "step(state, x)"),
    properties=(
        Property("steps are linear", LinearSteps("initial_state", "step", INPUTS[:50], INPUTS)),
    ),
)
TWO_SIZES = Program(
    defines=("initial_state(d)", "step(state, x)"),
    properties=(
        Property(
            "steps are linear", LinearSteps("initial_state", "step", INPUTS[:4], sizes=(8, 128))
        ),
    ),
)


def program(start: str, step: str, d: str = "") -> str:
    body = "\n    ".join(step.split("\n"))
    return (
        f"```python\nimport numpy as np\ndef initial_state({d}):\n    return {start}\n"
        f"def step(h, x):\n    {body}\n```"
    )


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(dress, "LIMITS", Limits(cpu=8, wall=80))


@pytest.mark.parametrize(
    ("start", "step"),
    [
        ("[0.0] * 5", "h = [x] + h[:-1]\nreturn h, h[-1]"),
        ("np.zeros(5)", "y = h[-1]\nh = np.roll(h, 1)\nh[0] = x\nreturn h, y"),
        ("np.zeros(8)", "h = np.linspace(0, 1, 8) * h + x\nreturn h, h @ np.ones(8)"),
        ("(0, [0] * 5)", "t, m = h\nif t < 5: m[t] = x\nreturn (t + 1, m), m[t % 5]"),
        ("{'m': []}", "h['m'] = (h['m'] + [x])[-5:]\nreturn h, h['m'][0]"),
        ("np.zeros(6)", "h = np.concatenate([h[1:5], [x, x], h[:0]])\nreturn h, h[0]"),
        ("np.zeros(6)", "h = np.hstack([np.stack([h[1:], h[1:]])[0], x])\nreturn h, h[0]"),
    ],
)
def test_linear_steps_pass(start, step):
    verdict = ONE_SIZE.check(program(start, step))
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    ("start", "step", "outcome", "said"),
    [
        ("[]", "h = h + [x]\nreturn h, h[0]", "incorrect", "bytes after 200"),
        ("''", "h = h + str(x)\nreturn h, 0", "incorrect", "bytes after 200"),
        ("1", "h = (h << 64) + int(x)\nreturn h, 0", "incorrect", "bytes after 200"),
        ("0", "for _ in range(h): x += 1\nreturn h + 1, x", "incorrect", "over 200"),
        ("np.zeros(12)", "return np.eye(12, k=-1) @ h, h[-1]", "review", "144 entries"),
        (
            "[0.0] * 12",
            "return [sum(a * b for b in h) for a in h], 0",
            "review",
            "operations on a state of 12",
        ),
    ],
)
def test_steps_that_cost_more_do_not(start, step, outcome, said):
    verdict = ONE_SIZE.check(program(start, step))
    assert (verdict.outcome, verdict.earned) == (outcome, 0), verdict.feedback
    assert said in verdict.feedback


@pytest.mark.parametrize(
    ("start", "step", "outcome"),
    [
        ("np.zeros(d)", "return 0.5 * h + x, h.sum()", "correct"),
        ("[0.0] * d", "return [x] + [a for a in h[:-1]], h[-1]", "correct"),
        ("np.zeros(d)", "return np.eye(len(h), k=-1) @ h, h[-1]", "incorrect"),
        ("np.zeros(d)", "return np.einsum('i,j->i', h, h), h[-1]", "incorrect"),
        ("np.zeros(d)", "return np.dot(np.eye(len(h)), h), h[-1]", "incorrect"),
        ("np.zeros(d)", "return np.linalg.inv(np.diag(h + 1))[0], h[-1]", "incorrect"),
        ("[0.0] * d", "return [sum(a * b for b in h) for a in h], 0", "incorrect"),
    ],
)
def test_costs_are_compared_over_sizes(start, step, outcome):
    assert TWO_SIZES.check(program(start, step, "d")).outcome == outcome


def test_what_fails_only_while_it_is_counted_is_left_to_a_person():
    step = "import sys\nif sys.gettrace(): raise ValueError('watched')\nreturn h, x"
    verdict = ONE_SIZE.check(program("[0.0] * 5", step))
    assert (verdict.outcome, verdict.earned) == ("review", 0)
    assert "not counted: ValueError: watched" in verdict.feedback


def test_what_fails_fails_where_it_is_counted_as_well():
    assert (
        TWO_SIZES.check(program("[0.0] * d", "return h, h[1000]", "d")).outcome == "incorrect"
    )


def test_a_state_counts_with_the_most_that_it_held():
    """Here it is empty in the end."""
    step = "h = h[1:] if x > 2 else np.append(h, x)[-5:]\nreturn h[: 5 - int(x)], x"
    assert ONE_SIZE.check(program("np.ones(5)", step)).outcome == "correct"


def test_a_falsified_count_is_contradicted_by_the_kernel():
    step = "import sys\nsys.settrace(None)\nfor _ in range(len(h) ** 3 // 2): pass\nreturn h, x"
    verdict = TWO_SIZES.check(program("[0.0] * d", step, "d"))
    assert (verdict.outcome, verdict.earned) == ("review", 0)
    assert "processor time" in verdict.feedback
