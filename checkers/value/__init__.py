"""The form `value`: numbers, vectors, matrices and records of named results."""

from checkers.value.forms import Record, Value

__all__ = ["Record", "Value"]
