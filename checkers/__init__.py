"""Checkers decide whether an answer is right. They know no exam and no solution."""

from checkers.verdict import Evidence, Finding, Remark, Step, Verdict

__all__ = ["Evidence", "Finding", "Remark", "Step", "Verdict"]
