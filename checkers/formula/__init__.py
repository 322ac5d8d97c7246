"""The form `formula`: a closed expression, equal to the reference in every world."""

from checkers.formula.form import Formula, judge_formula

__all__ = ["Formula", "judge_formula"]
