"""Results by their names: which chain of a worked answer says what was asked for.

Quantities of another name are never taken for the one asked. Where the name does not occur, a
lone result is read by position; where more than one could be meant, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from checkers.notation.operators import UNICODE_LETTERS
from checkers.value.arithmetic import Number
from checkers.value.arrays import Item
from checkers.value.chains import (
    FILLERS,
    VERBS,
    Chain,
    Text,
    Words,
    chains,
    is_function,
    is_symbol,
)
from checkers.value.comparing import shape
from checkers.value.layout import bracketed
from checkers.value.lexing import canonical, tokens

LONGEST = 50_000
LONGEST_BARE = 5_000
NEGATORS = {"not", "isn't", "never", "不", "非", "≠", r"\ne", r"\neq"}
CORRECTIONS = {"wait", "actually", "correction", "sorry", "oops", "instead", "mistake"}
CORRECTIONS |= {"corrected", "rather", "finally", "final", "更", "改", "正"}
GENERIC = {"answer", "result", "output", "final", "solution", "ans", "答案", "结果"}
TRAILING = VERBS | FILLERS | {":", "score", "scores", "value", "distance", "result", "output"}
TRAILING |= {"features", "final", "image", "是", "为"}
FUNCTIONS = {"log", "ln", "lg", "exp", "sqrt", "sin", "cos", "tan", "tanh", "arg", "min", "max"}
"""A function of a quantity is another quantity: log Z is not Z."""
JOINED = {"*", "/", "+", "-", "^", "_", "(", "{", "|", "‖", r"\|", r"\hat", r"\bar", r"\tilde"}

GREEK = {letter: name for letter, name in UNICODE_LETTERS.items() if "Ͱ" <= letter <= "Ͽ"}
"""Greek letters, by the names that plain text and LaTeX have for them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A result by its names and its shape; () is a scalar."""

    names: tuple[Words, ...]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers it has."""
        product = 1
        for extent in self.shape:
            product *= extent
        return product


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for a result: an item, or the reason why none was."""

    item: Item | None = None
    reason: str = ""
    others: tuple[Item, ...] = ()
    """What was said of it before, where nothing takes that back."""


def wanted(names: Sequence[str], shape: tuple[int, ...]) -> Wanted:
    """A result that may be called by any of these names, each written as in an answer."""
    return Wanted(tuple(_same(_words(name)) for name in names if name), shape)


def _words(name: str) -> Words:
    return tuple(token.text for token in tokens(canonical(name)))


@lru_cache(maxsize=1 << 12)
def _same(words: Words) -> Words:
    r"""Names that are written alike: x_1 and x1, FID and Fid, \mu and μ and mu."""
    return tuple(map(_plainly, words))


@lru_cache(maxsize=1 << 12)
def _plainly(word: str) -> str:
    if len(word) == 1 and word not in GREEK:
        return word
    bare = GREEK.get(word[0], word[0]) + word[1:].replace("_", "")
    stem = bare.lstrip("\\").rstrip("0123456789")
    if stem.lower() in GREEK.values():
        return bare.lstrip("\\")
    return bare.casefold() if len(stem) > 1 else bare


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
        if len(self.text.tokens) > LONGEST_BARE or self.chains:
            return []
        while place < len(self.text.tokens) and words <= 8:
            found = self.text.item(place)
            if found is None and (self._calculates(place) or self._denies(place)):
                return []
            if found is None:
                words += self.text.tokens[place].kind == "name"
                place += 1
            else:
                items.append(found[0])
                place = found[1]
        return items if words <= 8 else []

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
        values = [c.value for c in self.chains if _calls(c, wanted)]
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
        values = [c.value for c in self.chains if _calls(c, Wanted(names, wanted.shape[1:]))]
        fitting = [v for v in map(flat, values) if len(v) == wanted.shape[1]]
        return fitting[-1] if fitting else None

    def unnamed(self, wanted: Wanted) -> Found:
        """A lone result without its name: marked as the answer, or the last thing computed."""
        marked = [c.value for c in self.chains if _is_marked(c)]
        if marked:
            return Found(_most_precise(marked))
        if self.bare:
            return _only(self.bare, wanted)
        if (rows := _as_rows([c.value for c in self.chains], wanted)) is not None:
            return Found(rows)
        last = None
        if self._loose is not None:
            last = self._loose
        elif self.chains and not _has_own_name(self.chains[-1]):
            last = self.chains[-1].value
        said = self.chains[-1].members if self.chains else ()
        if any(_is_of(member, name) for member in said for name in wanted.names):
            last = None
        if last is not None and fitted(last, wanted.shape) is not None:
            return Found(last)
        return Found(reason="not found under its name")

    @cached_property
    def _loose(self) -> Item | None:
        """The array that ends the answer without an equality before it."""
        place = len(self.text.tokens) - 1
        while place > 0 and self.text.at(place).text in (".", "\n", ")", "}", "|"):
            place -= 1
        openings = [o for o, closing in self.text.partners.items() if closing == place]
        if not openings or self.text.at(openings[0]).text == "(":
            return None
        before = openings[0] - 1
        while before > 0 and self.text.at(before).kind in ("line", "gap"):
            before -= 1
        found = None if self.text.at(before).kind == "=" else self.text.item(openings[0])
        return None if found is None else found[0]

    def _nameless_arrays(self, wanted: Sequence[Wanted]) -> list[Item]:
        """Arrays that are said of no symbol: ``After step 1: [[...]]``."""
        nameless = [c.value for c in self.chains if not _has_own_name(c)]
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


def _calls(chain: Chain, wanted: Wanted) -> bool:
    return any(
        _ends_in(member, name) or _under_heading(chain, member, name)
        for member in chain.members
        for name in wanted.names
    )


def _ends_in(member: Words, name: Words) -> bool:
    words = _same(_trimmed(member))
    if words[-len(name) :] != name:
        return False
    before = words[-len(name) - 1] if len(words) > len(name) else ""
    if before in JOINED or _is_function(before):
        return False
    return not before.isdigit() and not is_symbol_factor(before)


def _is_function(word: str) -> bool:
    return word.lstrip("\\").casefold() in FUNCTIONS


def _is_of(member: Words, name: Words) -> bool:
    """Whether a member is about a function of what has the name: ``log Z``, ``exp(Z)``."""
    words = [word for word in _same(member) if word not in ("(", "{")]
    bare = [word for word in name if word not in ("(", "{")]
    starts = (place + 1 for place, word in enumerate(words) if _is_function(word))
    return any(words[start : start + len(bare)] == bare for start in starts)


def is_symbol_factor(word: str) -> bool:
    """A symbol before a name makes a product: ``W x_1`` is not ``x_1``."""
    return bool(word) and is_symbol(word) and word[0].isalpha() and word not in ("a", "A")


def _trimmed(member: Words) -> Words:
    end = len(member)
    while end > 1 and member[end - 1].lower() in TRAILING:
        end -= 1
    return member[:end]


def _under_heading(chain: Chain, member: Words, name: Words) -> bool:
    """``FID_1: ... FID = 0.28``, ``Set I: FID = 0.28``: the heading completes the name."""
    heading = _same(_trimmed(chain.heading))
    stem = (*name[:-1], name[-1].rstrip("0123456789"))
    completed = heading[-len(name) :] == name and stem != name and _ends_in(member, stem)
    return completed or (bool(heading) and (*heading, *_same(_trimmed(member))) == name)


def _is_marked(chain: Chain) -> bool:
    first = [
        word.casefold() for word in chain.members[0] if word.lower() not in TRAILING - GENERIC
    ]
    return bool(first) and first[-1] in GENERIC


def _has_own_name(chain: Chain) -> bool:
    """Whether the chain states the value of some symbol rather than of an expression."""
    words = _trimmed(chain.members[0])
    return bool(words) and is_symbol(words[-1]) and not set(words) & (JOINED - {"_", "{"})


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
