"""Autograd refutes a wrong gradient."""

import pytest

from counterexam.bank import bundled

EXAM = bundled().exam("dl_final")


def test_autograd_refutes_a_gradient_with_the_weights_transposed():
    with pytest.raises(ArithmeticError, match="the gradient dV"):
        bundled().solution(EXAM.id, 3)._confirm({"dV": "ij,jm->im A dY"})
