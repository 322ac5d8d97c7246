"""The exam asks what the shared list says it asks."""

from checkers.debatable import Debatable
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
