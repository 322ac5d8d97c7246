"""Results by their names: which chain of a worked answer says what was asked for.

Quantities of another name are never taken for the one asked. Where the name does not occur, a
lone result is read by position; where more than one could be meant, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from checkers.value.arithmetic import Number
from checkers.value.arrays import Item
from checkers.value.chains import Chain, Text, chains, is_function, is_symbol
from checkers.value.comparing import shape
from checkers.value.layout import bracketed
from checkers.value.lexing import canonical, tokens
from checkers.value.names import (
    JOINED,
    Wanted,
    calls,
    has_own_name,
    is_marked,
    is_of,
    is_of_another,
)

LONGEST = 50_000
LONGEST_BARE = 5_000
NEGATORS = {"not", "isn't", "never", "不", "非", "≠", r"\ne", r"\neq"}
CORRECTIONS = {"wait", "actually", "correction", "sorry", "oops", "instead", "mistake"}
CORRECTIONS |= {"corrected", "rather", "finally", "final", "更", "改", "正"}


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for a result: an item, or the reason why none was."""

    item: Item | None = None
    reason: str = ""
    others: tuple[Item, ...] = ()
    """What was said of it before, where nothing takes that back."""


class Answer:
    """A worked answer: its chains, and what stands in it without a name."""

    def __init__(self, answer: str) -> None:
        """Reads nothing before it is asked to."""
        self.answer = answer

    @cached_property
    def text(self) -> Text:
        """The answer's tokens."""
        return Text(tokens(canonical(bracketed(_unquoted(self.answer)))))

    @cached_property
    def chains(self) -> list[Chain]:
        """Its chains of equalities that have a value."""
        return list(chains(self.text))

    @cached_property
    def bare(self) -> list[Item]:
        """The items of an answer that is nothing but results; none if words tell a story."""
        items, place, words = [], 0, 0
        if len(self.text.tokens) > LONGEST_BARE or self.chains or self._equates:
            return []
        while place < len(self.text.tokens) and words <= 8:
            found = self.text.item(place)
            if found is not None and self._is_argument(place):
                place = found[1]
            elif found is None and (self._calculates(place) or self._denies(place)):
                return []
            elif found is None:
                words += self.text.tokens[place].kind == "name"
                place += 1
            else:
                items.append(found[0])
                place = found[1]
        return items if words <= 8 else []

    @property
    def _equates(self) -> bool:
        """Whether something is said to be what has no value here: Z(1) = n."""
        return any(token.kind == "=" for token in self.text.tokens)

    def _is_argument(self, place: int) -> bool:
        """The brackets of ``Z(1)``, which belong to the name before them."""
        token, before = self.text.at(place), self.text.at(place - 1)
        return token.text == "(" and not token.spaced and is_symbol(before.text)

    def _calculates(self, place: int) -> bool:
        """A sign, an operator or a command that is no part of a number belongs to a formula."""
        token = self.text.tokens[place]
        operates = (
            token.kind == "sign" or token.text in JOINED - {"|"} or is_function(token.text)
        )
        return operates or token.text[:1] == "\\"

    def _denies(self, place: int) -> bool:
        return self.text.tokens[place].text.casefold() in NEGATORS

    def named(self, wanted: Wanted) -> Found:
        """The last value said of that name; a rounded restatement does not replace it."""
        values = [c.value for c in self.chains if calls(c, wanted)]
        if not values:
            return self._by_rows(wanted)
        value = _most_precise(values)
        others = [v for v in values if v != value and not _rounds(v, value)]
        return Found(value, others=() if self._is_corrected else tuple(others))

    @cached_property
    def _is_corrected(self) -> bool:
        """Whether the answer takes something back that it said."""
        return any(token.text.casefold() in CORRECTIONS for token in self.text.tokens)

    def _by_rows(self, wanted: Wanted) -> Found:
        """A matrix whose rows were computed one by one: O_0, O_1, O_2."""
        if len(wanted.shape) == 2:
            for first in (0, 1):
                numbers = range(first, first + wanted.shape[0])
                rows = [self._row(wanted, number) for number in numbers]
                if all(row is not None for row in rows):
                    return Found(rows)
        return Found(reason="not found")

    def _row(self, wanted: Wanted, number: int) -> Item | None:
        names = tuple((*name[:-1], f"{name[-1]}{number}") for name in wanted.names)
        values = [c.value for c in self.chains if calls(c, Wanted(names, wanted.shape[1:]))]
        fitting = [v for v in map(flat, values) if len(v) == wanted.shape[1]]
        return fitting[-1] if fitting else None

    def unnamed(self, wanted: Wanted) -> Found:
        """A lone result without its name: marked as the answer, or the last thing computed."""
        marked = [c.value for c in self.chains if is_marked(c)]
        if marked:
            return Found(_most_precise(marked))
        if self.bare:
            return _only(self.bare, wanted)
        if (rows := _as_rows([c.value for c in self.chains], wanted)) is not None:
            return Found(rows)
        if (rows := self._at_line_ends(wanted)) is not None:
            return Found(rows)
        last = None
        if self._loose is not None:
            last = self._loose
        elif self.chains and not is_of_another(self.chains[-1], wanted):
            last = self.chains[-1].value
        said = self.chains[-1].members if self.chains else ()
        if any(is_of(member, name) for member in said for name in wanted.names):
            last = None
        if last is not None and fitted(last, wanted.shape) is not None:
            return Found(last)
        return Found(reason="not found under its name")

    def _at_line_ends(self, wanted: Wanted) -> list[Item] | None:
        """The rows of a matrix, each at the end of the line that computes it."""
        if len(wanted.shape) != 2:
            return None
        lines = [place for place, token in enumerate(self.text.tokens) if token.kind == "line"]
        ends = [self._closed_before(place) for place in (*lines, len(self.text.tokens))]
        found = [item for item in ends if item is not None]
        return _as_rows([row for row in found if isinstance(row, list)], wanted)

    def _closed_before(self, place: int) -> Item | None:
        """The array whose last bracket ends the line that ends here."""
        while self.text.at(place - 1).text in (".", ";", ",", "|"):
            place -= 1
        opening = self._openings.get(place - 1)
        found = None if opening is None else self.text.item(opening)
        return None if found is None else found[0]

    @cached_property
    def _openings(self) -> dict[int, int]:
        """Where each closing bracket was opened."""
        return {closing: opening for opening, closing in self.text.partners.items()}

    @cached_property
    def _loose(self) -> Item | None:
        """The array that ends the answer without an equality before it."""
        place = len(self.text.tokens) - 1
        while place > 0 and self.text.at(place).text in (".", "\n", ")", "}", "|"):
            place -= 1
        opening = self._openings.get(place)
        if opening is None or self.text.at(opening).text == "(":
            return None
        before = opening - 1
        while before > 0 and self.text.at(before).kind in ("line", "gap"):
            before -= 1
        found = None if self.text.at(before).kind == "=" else self.text.item(opening)
        return None if found is None else found[0]

    def _nameless_arrays(self, wanted: Sequence[Wanted]) -> list[Item]:
        """Arrays that are said of no symbol: ``After step 1: [[...]]``."""
        nameless = [c.value for c in self.chains if not has_own_name(c)]
        shapes = {result.shape for result in wanted if result.shape}
        return [v for v in nameless if any(fitted(v, s) is not None for s in shapes)]

    def in_order(self, wanted: Sequence[Wanted]) -> list[Found]:
        """Results without names, by position: only if there are as many as are asked for."""
        if len(wanted) == 1:
            return [self.unnamed(wanted[0])]
        items = self.bare or self._nameless_arrays(wanted)
        if all(not result.shape for result in wanted):
            items = [number for item in items for number in flat(item)]
        if len(items) == len(wanted):
            return [Found(item) for item in items]
        reason = f"{len(items)} results without names" if items else "not found under its name"
        return [Found(reason=reason)] * len(wanted)


def _unquoted(answer: str) -> str:
    """A mapping as JSON writes it, without its braces and quotation marks."""
    text = answer.strip()
    if text.startswith('{"') and text.endswith("}"):
        return text[1:-1].replace('"', "")
    return answer


def flat(item: Item) -> list[Number]:
    """The numbers of an item in reading order."""
    return [n for inner in item for n in flat(inner)] if isinstance(item, list) else [item]


def fitted(item: Item, wanted: tuple[int, ...]) -> Item | None:
    """The item in the wanted shape if it has that shape up to axes of length 1; else None."""
    extents = shape(item)
    if extents is None or _long(extents) != _long(wanted):
        return None
    numbers = flat(item)
    for extent in reversed(wanted[1:]):
        numbers = [numbers[i : i + extent] for i in range(0, len(numbers), extent)]  # type: ignore[misc]
    return numbers if wanted else numbers[0]


def _long(extents: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(extent for extent in extents if extent != 1)


def _only(items: list[Item], wanted: Wanted) -> Found:
    fitting = [item for item in items if fitted(item, wanted.shape) is not None]
    if len(fitting) == 1:
        return Found(fitting[0])
    numbers = [n for item in items for n in flat(item)]
    if len(numbers) == wanted.size and len(wanted.shape) == 1:
        return Found(numbers)
    if len(items) > 1 and (rows := _as_rows(items, wanted)) is not None:
        return Found(rows)
    if len(items) == 1:
        return Found(items[0])
    return Found(reason=f"{len(items)} results are given without names")


def _as_rows(items: Sequence[Item], wanted: Wanted) -> list[Item] | None:
    """Items that are the rows of what is wanted, one by one and nothing else."""
    if len(wanted.shape) != 2:
        return None
    rows = [item for item in items if fitted(item, wanted.shape[1:]) is not None]
    return rows if len(rows) == len(items) == wanted.shape[0] else None


def _most_precise(values: Sequence[Item]) -> Item:
    """The last value, unless it only rounds one that was given before in more digits."""
    last = values[-1]
    for earlier in reversed(values[:-1]):
        if _rounds(last, earlier):
            return earlier
    return last


def _rounds(short: Item, long: Item) -> bool:
    pairs = list(zip(flat(short), flat(long), strict=False))
    return shape(short) == shape(long) and all(
        s.unit and (m.unit or 0) < s.unit and abs(s.value - m.value) <= s.unit / 2 * (1 + 1e-9)
        for s, m in pairs
    )
