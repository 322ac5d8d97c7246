"""Grade exams of deep generative models; answer wrong answers with counterexamples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterexam.grading import check, check_derivation, check_equivalent, grade

__all__ = ["check", "check_derivation", "check_equivalent", "grade"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the grader when it is first used: `counterexam --help` needs none of it."""
    if name in __all__:
        from counterexam import grading

        return getattr(grading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
