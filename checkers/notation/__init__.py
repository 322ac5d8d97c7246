"""Mathematics as students write it, read into expressions: no eval, nothing guessed."""

from checkers.notation.lexer import ReadError
from checkers.notation.reader import read, read_chain, readings
from checkers.notation.show import show

__all__ = ["ReadError", "read", "read_chain", "readings", "show"]
