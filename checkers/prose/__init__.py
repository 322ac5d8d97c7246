"""The form `text`: prose held against rubric points; a person decides."""

from checkers.prose.forms import Prose
from checkers.prose.rubric import Point, Rubric, rubric, rubrics
from checkers.prose.suggesting import Suggestion, suggest

__all__ = ["Point", "Prose", "Rubric", "Suggestion", "rubric", "rubrics", "suggest"]
