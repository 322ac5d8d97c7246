"""The parser's engine: a cursor over tokens, and the climb by precedence.

What each sign means is in the table of `checkers.notation.grammar`; this module only knows
sums of products of factors. Depth is bounded, and so is the height of what is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from checkers.notation.expr import Apply, Compare, Expr
from checkers.notation.grammar.names import Names
from checkers.notation.lexer import ReadError, Token

MAX_DEPTH = 90
"""Expressions inside expressions; a deeper text is refused."""
MAX_NESTINGS = 100
"""Quotients of quotients, powers of powers and the like in one formula."""

DOTS = Apply("dots", ())
"""What stands for "and so on" until the items around it say what is left out."""

LEFT_OUT = Apply("left out", ())
"""What dots stand for that the items around them do not say."""

NOT_SPECIAL = Apply("not special", ())
"""What the special reading of a letter returns to decline."""

_OPENING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}", "<|": "|>", "begin": "end",
            "floor": ")floor", "ceil": ")ceil"}  # fmt: skip
_CLOSING = frozenset(_OPENING.values())
_END = Token("end of text", "", 0, 0)

Form = Callable[["Parser"], Expr]


class Parser:
    """A position in a list of tokens, and what may stop an expression there."""

    def __init__(
        self, tokens: list[Token], names: Names, forms: Mapping[str, Form], text: str
    ) -> None:
        """Begin at the first token."""
        self.tokens, self.names, self.forms, self.text = tokens, names, forms, text
        self.plain = "\\" not in text
        self.wide = any(token.gap == 2 for token in tokens)
        self.index, self.depth, self.nestings = 0, 0, 0
        self.stops: frozenset[str] = frozenset()
        self.limit = len(tokens)
        self.notes: list[tuple[str, Expr]] = []
        self.open: dict[int, Expr] = {}
        self.differentials: dict[int, list[int]] = {}
        self.closing: set[int] = set()
        self.closers = matching(tokens)
        self.contested, self.flipped = False, False
        self.literal = False
        """Whether dots that are not understood are left as they stand."""

    # -- looking ------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        """The token here."""
        return self.tokens[self.index] if self.index < self.limit else _END

    @property
    def kind(self) -> str:
        """The kind of the token here."""
        return self.tokens[self.index].kind if self.index < self.limit else "end of text"

    def ahead(self, by: int = 1) -> Token:
        """A later token."""
        at = self.index + by
        return self.tokens[at] if at < self.limit else _END

    def error(self, message: str, expected: str = "") -> ReadError:
        """An error that points here."""
        last = self.tokens[self.limit - 1].end if self.limit else 0
        here = self.token.start if self.index < self.limit else last
        return ReadError(message, here, expected)

    def source(self, start: int, end: int) -> str:
        """The text between two places among the tokens."""
        end = min(end, self.limit)
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end].strip()

    def leave_open(self, binder: Expr) -> None:
        """Note a binder without brackets, which may reach over later terms."""
        self.open[id(binder)] = binder

    def nest(self) -> None:
        """Count a construct that makes what is built higher."""
        self.nestings += 1
        if self.nestings > MAX_NESTINGS:
            raise self.error("too many quotients of quotients or powers of powers")

    def choose(self, usual: bool) -> bool:
        """Settle a point where two readings make sense: the usual way, or flipped."""
        self.contested = True
        return usual != self.flipped

    def content(self, at: int) -> list[str]:
        """The kinds of the tokens inside the bracket at a place, inner brackets left out."""
        end = self.closers.get(at, at)
        kinds: list[str] = []
        at += 1
        while at < end:
            kinds.append(self.tokens[at].kind)
            at = self.closers.get(at, at) + 1
        return kinds

    def after_name(self, at: int) -> int:
        """The place after the name that stands at a place, and its scripts."""
        at += 1
        while at < self.limit and self.tokens[at].kind in ("_", "^", "'"):
            at += self.tokens[at].kind != "'"
            at = self.closers.get(at, at) + 1
        return at

    # -- moving -------------------------------------------------------------------------

    def take(self) -> Token:
        """The token here, stepping past it."""
        token = self.token
        self.index += 1
        return token

    def accept(self, *kinds: str) -> bool:
        """Step past the token if it is one of these."""
        if self.kind in kinds:
            self.index += 1
            return True
        return False

    def expect(self, *kinds: str) -> Token:
        """The token here, which must be one of these."""
        if self.kind not in kinds:
            raise self.error(f"unexpected {self.kind!r}", " or ".join(kinds))
        return self.take()

    @contextmanager
    def inside(self, *stops: str) -> Iterator[None]:
        """Read between brackets: other signs end an expression, and its binders end in it."""
        before, self.stops = self.stops, frozenset(stops)
        binders = len(self.open)
        try:
            yield
        finally:
            self.stops = before
            while len(self.open) > binders:
                self.open.popitem()

    # -- the climb ----------------------------------------------------------------------

    def expression(self) -> Expr:
        """A sum of terms."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("nested too deeply")
        result = self.forms["sum of terms"](self)
        self.depth -= 1
        return result

    def term(self) -> Expr:
        """A product of factors."""
        return self.forms["product"](self)

    def factor(self) -> Expr:
        """One factor with its signs, powers and indices."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("nested too deeply")
        form = self.forms.get(self.kind)
        if form is None:
            raise self.error(f"unexpected {self.kind!r}", "a number, a name or a bracket")
        result = form(self)
        self.depth -= 1
        return result

    def starts_factor(self) -> bool:
        """Whether a factor may follow without a sign: a product by juxtaposition."""
        kind = self.kind
        if kind in self.stops or kind not in self.forms or self.index in self.closing:
            return False
        return not (self.token.gap == 2 and "wide" in self.stops)

    def condition(self) -> Expr:
        """An expression, or two with a relation between them."""
        left = self.expression()
        if self.kind != "relation":
            return left
        relation = self.take().text
        return Compare(relation, left, self.expression())

    def group(self) -> Expr:
        """What stands in braces, or a single sign: the argument of a command."""
        if self.kind != "{":
            return self.forms["single"](self)
        self.take()
        with self.inside():
            result = self.condition()
        self.expect("}")
        return result


def matching(tokens: list[Token]) -> dict[int, int]:
    """For each opening bracket the index of what closes it, as far as they match."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind in _OPENING:
            open_.append(index)
        elif token.kind in _CLOSING and open_:
            pairs[open_.pop()] = index
    return pairs
