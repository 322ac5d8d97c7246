r"""Chains of equalities in a worked answer: who is said to be what.

``\text{FID}_1 = \lVert\Delta\mu\rVert^2 + T = 0.10 + 0.1811 = 0.2811`` is one chain. Its last
readable member is its value; its other members are the names and expressions that have it.
A chain ends where a sentence, a list item or a parenthesis does, so that nothing that merely
stands nearby is taken for the value of a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from checkers.value.arithmetic import FUNCTIONS, NotClosedError
from checkers.value.arrays import Item, partners, read
from checkers.value.lexing import Token

Words = tuple[str, ...]

OPERATING = {*FUNCTIONS, "lg", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "erf"}
OPERATING |= {"sigmoid", "softplus", "relu", "abs", "floor", "ceil", "max", "min"}
"""Words that make another number of the one behind them, computed here or not."""
VERBS = {"is", "are", "was", "equals", "equal", "becomes", "gives", "yields"}
FILLERS = {"approximately", "about", "roughly", "around", "equal", "to", "thus", "then", "by"}
FILLERS |= {
    "therefore",
    "given",
    "found",
    "now",
    "also",
    "be",
    "the",
    "matrix",
    "vector",
    "value",
}
STOPS = {
    "where",
    "with",
    "and",
    "since",
    "because",
    "so",
    "then",
    "thus",
    "which",
    "for",
    "when",
}
STOPS |= {"hence", "therefore", "while", "but", "or", "as", "we", "than", "if", "from", "have"}
MARKS = {
    ",",
    ";",
    ".",
    "?",
    "!",
    "<",
    ">",
    ")",
    "}",
    "]",
    "、",
    r"\lt",
    r"\gt",
    r"\leq",
    r"\geq",
}
MARKS |= {"≤", "≥", "#", "是", "为", "以", "故", "则", r"\item", r"\tag", r"\boxed", "~"}

LISTING = {",", "and", "&", "和", "与"}
LONGEST_HEADING = 8
REMARKS = {r"\in", r"\checkmark", r"\square", r"\blacksquare"}
JOINING = {"*", "/", "^", "_", "("}


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain: its unread members as words, its value, and the heading above it."""

    members: tuple[Words, ...]
    value: Item
    heading: Words = ()


class Text:
    """The tokens of an answer outside its arrays, ready to be walked."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Alignment marks go, and ends of rows become ends of lines, outside matrices."""
        self.tokens = list(_unaligned(tokens))
        self.partners = partners(self.tokens)
        self._equalities = list(accumulate((t.kind == "=" for t in self.tokens), initial=0))

    def item(self, at: int) -> tuple[Item, int] | None:
        """The number or array that begins here, where nothing is joined to its end."""
        try:
            item, end = read(self.tokens, at, self.partners)
        except NotClosedError:
            return None
        return None if self._goes_on(at, end) else (item, end)

    def _goes_on(self, at: int, end: int) -> bool:
        """A factor, an operator or a symbol after a number makes it part of a larger term."""
        following, last = self.at(end), self.at(end - 1)
        if following.text == "_" and (last.text == "]" or last.kind == "end"):
            return False  # the size of a matrix, as its index
        if following.kind in ("sign", "number", "begin") or following.text in JOINING:
            return following.text != "(" or not following.spaced
        if following.kind != "name" or following.text in REMARKS:
            return False
        return is_symbol(following.text) or is_function(following.text)

    def states(self, opening: int) -> bool:
        """Whether the bracket that opens here is closed and has an equality in it."""
        closing = self.partners.get(opening)
        return closing is not None and self._equalities[closing] > self._equalities[opening]

    def at(self, place: int) -> Token:
        """The token there; a line end before the first and beyond the last."""
        inside = 0 <= place < len(self.tokens)
        return self.tokens[place] if inside else Token("line", "\n", spaced=True, tight=False)


def is_symbol(name: str) -> bool:
    r"""Whether a name is one of mathematics, not a word: x, x_1, \mu, FID_1."""
    if not (name[:1].isascii() or "Ͱ" <= name[:1] <= "Ͽ") or name[:1].isdigit():
        return False
    return len(name) == 1 or name.startswith("\\") or any(c.isdigit() or c == "_" for c in name)


def is_function(name: str) -> bool:
    """Whether a name is that of a function, which makes another number of the next: log_2."""
    return name.rstrip("0123456789").strip("\\_").lower() in OPERATING


def _unaligned(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += (token.kind == "begin") - (token.kind == "end")
        if depth <= 0 and token.kind == "row":
            yield Token("line", "\n", spaced=True, tight=False)
        elif depth > 0 or token.text != "&":
            yield token


def chains(text: Text) -> Iterator[Chain]:
    """The chains of the text in order, each with a value that could be read."""
    start, place, heading = 0, 0, Words()
    while place < len(text.tokens):
        token = text.tokens[place]
        after = _value_follows(text, place)
        if token.text == ":" and after is None and place - start <= LONGEST_HEADING:
            heading = _words(text, start, place)
        if after is not None:
            found, place = joint(text, place, after) or _chain(text, start, after, heading)
            yield from found
            start = place
        elif _is_boundary(text, place):
            place += 1
            start = place
        else:
            place = _step(text, place)


def _step(text: Text, place: int) -> int:
    """Over a bracket as a whole if no equality stands in it, else by one token."""
    return place + 1 if text.states(place) else text.partners.get(place, place) + 1


def _is_boundary(text: Text, place: int) -> bool:
    token = text.at(place)
    if token.kind == "line":
        return text.at(place + 1).kind != "=" and text.at(place - 1).kind != "="
    return token.kind == "gap" or text.states(place) or token.text in (":", *MARKS)


def _value_follows(text: Text, place: int) -> int | None:
    """Where the next member begins if this token says that one comes."""
    token = text.at(place)
    if token.kind == "=":
        return place + 1
    if not (token.text in (":", "是", "为") or token.text.lower() in VERBS):
        return None
    after = place + 1
    while text.at(after).text.lower() in FILLERS | {":"} or _is_blank(text, after):
        after += 1
    if text.at(after).kind == "=":
        return after + 1
    return after if text.item(after) is not None else None


def _is_blank(text: Text, place: int) -> bool:
    return place < len(text.tokens) and text.at(place).kind in ("line", "gap")


def joint(text: Text, equality: int, after: int) -> tuple[list[Chain], int] | None:
    """``a and b are 1 and 2``: one value for each name; None where one name stands alone.

    Where the values are not as many as the names joined by "and", none of them has a value.
    """
    names, joiners = _names_before(text, equality)
    if len(names) < 2:
        return None
    items, end = _items_from(text, after)
    if len(items) == len(names):
        pairs = zip(names, items, strict=True)
        return [Chain(((name,),), item) for name, item in pairs], end
    return ([], end) if joiners - {","} else None


def _names_before(text: Text, equality: int) -> tuple[list[str], set[str]]:
    """The symbols listed right before an equality, and what joins them."""
    names: list[str] = []
    joiners: set[str] = set()
    place = equality - 1 - (text.at(equality - 1).text == ")")
    while text.at(place).kind == "name" and is_symbol(text.at(place).text):
        names.insert(0, text.at(place).text)
        joiner = text.at(place - 1).text
        if joiner not in LISTING:
            break
        joiners.add(joiner)
        place -= 2
    return names, joiners


def _items_from(text: Text, after: int) -> tuple[list[Item], int]:
    """The items listed from here on, bracketed as a whole or not."""
    items: list[Item] = []
    place = after
    while (found := text.item(place)) is not None:
        items.append(found[0])
        place = found[1]
        if text.at(place).text not in LISTING:
            break
        place += 1
    whole = items[0] if len(items) == 1 and isinstance(items[0], list) else None
    return (items if whole is None else whole), place


def _chain(text: Text, start: int, after: int, heading: Words) -> tuple[list[Chain], int]:
    """The chain whose first member begins at `start` and second at `after`, and its end."""
    members: list[Words] = [_words(text, start, after)]
    value: Item | None = _whole(text, start, after - 1)
    place = after
    while True:
        while _is_blank(text, place):
            place += 1
        found = text.item(place)
        if found is not None:
            value, place = found
        else:
            beginning, place = place, _member_end(text, place)
            members.append(_words(text, beginning, place))
        following = place
        while _is_blank(text, following):
            following += 1
        if text.at(following).kind != "=":
            break
        place = following + 1
    return [] if value is None else [Chain(tuple(members), value, heading)], place


def _whole(text: Text, start: int, end: int) -> Item | None:
    """The number that fills all of a first member: ``0.28 = FID_1``."""
    found = text.item(start)
    return found[0] if found is not None and found[1] == end else None


def _member_end(text: Text, place: int) -> int:
    while place < len(text.tokens):
        token = text.tokens[place]
        if token.kind == "=" or token.text.lower() in STOPS or _is_boundary(text, place):
            return place
        place = _step(text, place)
    return place


def _words(text: Text, start: int, end: int) -> Words:
    return tuple(t.text for t in text.tokens[start:end] if t.kind not in ("line", "gap", "="))
