"""The exam asks what the shared list says it asks."""


import pytest

from checkers.debatable import Debatable
from counterexam import check
from counterexam.bank import bundled

EXAM = bundled().exam("dl_final")


def test_all_parts_that_are_open_and_no_others_stand_in_one_place_for_the_setter():
    open_parts = {
        part for part in EXAM.parts if isinstance(EXAM.reference(part).value, Debatable)
    }

    assert open_parts == set(EXAM.cover.rulings)


def test_only_statements_cost_points_when_they_are_judged_wrongly():
    costly = {part.id for part in EXAM.parts.values() if part.penalty}

    assert costly == {f"1.{number}" for number in range(1, 23)}


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
    assert check(EXAM.id, "4.4", f"```python\n{code}\n```").verdict == outcome
