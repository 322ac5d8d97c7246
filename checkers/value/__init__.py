"""The form `value`: numbers, vectors, matrices and records of named results."""

from checkers.value.forms import Value
from checkers.value.record import Record

__all__ = ["Record", "Value"]
