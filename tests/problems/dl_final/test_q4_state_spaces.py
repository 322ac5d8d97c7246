"""Models that copy and recall: in a state that keeps its size, by steps linear in it."""

import numpy as np
import pytest

from checkers.program.made import show
from counterexam import check
from tests.problems.dl_final.recalling import CHEAP, DENSE, QUADRATIC, SLOWER

EXAM = "dl_final"


def fenced(code: str) -> str:
    return f"```python\nimport numpy as np\n{code}\n```"


def recalling(code: str):
    return check(EXAM, "4.4", fenced(code))


@pytest.mark.parametrize(
    ("state", "step", "outcome"),
    [
        ("[]", "s = (s + [x])[:5] if x < 5 else s[1:] + s[:1]\nreturn s, s[-1]", "correct"),
        ("[]", "s = s + [x]\nreturn s, s[s.count(5) - 1]", "partial"),
        ("0", "m.append(x)\nreturn 0, m[m.count(5) - 1]", "incorrect"),
    ],
)
def test_a_recurrent_model_remembers_in_its_state_alone(state, step, outcome):
    body = "\n    ".join(step.split("\n"))
    code = f"m = []\ndef initial_state(): return {state}\ndef step(s, x):\n    {body}"
    assert recalling(code).verdict == outcome


@pytest.mark.parametrize("code", CHEAP.values(), ids=list(CHEAP))
def test_a_cheap_model_earns_everything_in_any_dress(code):
    verdict = recalling(code)

    assert (verdict.verdict, verdict.score) == ("correct", 3), verdict.feedback


def test_steps_that_take_longer_as_time_goes_on_lose_their_share():
    verdict = recalling(SLOWER)

    assert (verdict.verdict, verdict.score, verdict.pending) == ("partial", 2.25, 0)
    assert "a step over 20 inputs" in verdict.feedback


@pytest.mark.parametrize(
    ("code", "said"),
    [(DENSE, "computes 64 entries"), (QUADRATIC, "operations on a state of 30")],
)
def test_what_is_costly_for_its_state_goes_to_a_person(code, said):
    verdict = recalling(code)

    assert (verdict.verdict, verdict.score, verdict.pending) == ("review", 2.25, 0.75)
    assert said in verdict.feedback


@pytest.mark.parametrize(("d", "dense"), [(4, False), (9, False), (9, True)])
def test_a_model_copies_in_whatever_coordinates(d, dense):
    """The dense one is the shift in another basis."""
    A, unit = np.eye(d, k=-1), np.eye(d)
    B, C = unit[:, :1], unit[3:4]
    if dense:
        basis = unit + np.ones((d, d))
        A, B, C = basis @ A @ np.linalg.inv(basis), basis @ B, C @ np.linalg.inv(basis)
    names = {"A": A, "B": B, "C": C}
    told = "\n".join(f"{name} = np.array({value.tolist()})" for name, value in names.items())
    verdict = check(EXAM, "4.3", fenced(told))

    assert (verdict.verdict, verdict.score) == ("correct", 2), show(A)
