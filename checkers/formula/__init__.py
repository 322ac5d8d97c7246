"""The form `formula`: a closed expression, equal to the reference in every world."""

from checkers.formula.form import Formula, judge_formula
from checkers.formula.premises import Premise

__all__ = ["Formula", "Premise", "judge_formula"]
