"""Every reference passes its own checker, and autograd refutes a wrong gradient."""

import pytest

from counterexam.bank import bundled

EXAM = bundled().exam("dl_final")
SHAPES = ("indices", "matrices")


def outcome(part: str, answer: str) -> str:
    return EXAM.part(part).form.check(answer, EXAM.reference(part).value).outcome


@pytest.mark.parametrize("part", ["3.1", "3.2", "3.3"])
@pytest.mark.parametrize("place", [0, -1], ids=SHAPES)
def test_gradients_in_indices_and_in_matrices_are_accepted(part, place):
    values = [list(value.items())[place] for value in EXAM.reference(part).value.values()]

    assert outcome(part, "\n".join(f"$${n} = {value}$$" for n, value in values)) == "correct"


@pytest.mark.parametrize("part", ["4.1", "4.2", "5.2", "6.1", "6.2", "7.3"])
def test_formulas_and_their_alternatives_are_accepted(part):
    value = EXAM.reference(part).value

    for answer in [value] if isinstance(value, str) else value:
        assert outcome(part, answer) == "correct", answer


@pytest.mark.parametrize("part", ["5.1", "5.3", "5.4"])
def test_derivations_are_accepted(part):
    value = EXAM.reference(part).value

    for reference in value if isinstance(value, list) else [value]:
        assert outcome(part, reference["derivation"]) == "correct"


@pytest.mark.parametrize(("part", "program"), [("4.3", "SHIFT"), ("4.4", "GATED")])
def test_constructions_have_their_properties(part, program):
    assert outcome(part, getattr(bundled().solution(EXAM.id, 4), program)) == "correct"


def test_autograd_refutes_a_gradient_with_the_weights_transposed():
    with pytest.raises(ArithmeticError, match="the gradient dV"):
        bundled().solution(EXAM.id, 3)._confirm({"dV": "ij,jm->im A dY"})
