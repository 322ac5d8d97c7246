"""The form `text`: prose held against rubric points; a person decides."""

from checkers.prose.forms import Prose
from checkers.prose.rubric import Misconception, Point, Rubric
from checkers.prose.suggesting import Suggestion, suggest

__all__ = ["Misconception", "Point", "Prose", "Rubric", "Suggestion", "suggest"]
