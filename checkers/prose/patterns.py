"""The pattern language of rubrics, compiled to sequences of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import permutations, product

from checkers.prose.spelling import Span, spelling
from checkers.prose.vocabulary import WORDS

CONNECTIVES = (
    "when*|if|because|since|due to|caused by|cause|from|result* of|under|by|with|owing to"
    "|occur*|happen*|aris*|consequence*|as|当|因为|由于|如果|若|导致|造成"
)
OBJECT_MARKS = "将|把|从|对|用|由|在"
NAME = re.compile("[A-Z]{2,}(?:_[A-Z]+)*")
ALTERNATIVE = re.compile(r"(?:\([^()]*\)|[^|])+")
"""What stands between bars; that of ``p(z|x)`` is none."""


@dataclass(frozen=True)
class Term:
    """Alternatives, as they are written in a pattern."""

    alternatives: frozenset[str]

    def found_in(self, text: str) -> Iterator[Span]:
        """Where the term stands in a text of lower case, at each place the longest of it."""
        found = [
            (start, rank, end)
            for rank, (head, written) in enumerate(self._by_head)
            if head in text
            for start, end in spelling(written).found_in(text)
        ]
        place = 0
        for start, _, end in sorted(found):
            if start >= place:
                yield start, end
                place = end

    @cached_property
    def _by_head(self) -> tuple[tuple[str, str], ...]:
        """The alternatives, the longest first, each after the letters that it begins with."""
        longest_first = sorted(self.alternatives, key=lambda a: (-len(a), a))
        return tuple((re.split(r"[\s*-]", a, maxsplit=1)[0], a) for a in longest_first)


@lru_cache(maxsize=1 << 12)
def stands_in(wanted: Term, text: str) -> bool:
    """Whether the term stands in a text of lower case: the patterns of a rubric share terms."""
    return any(wanted.found_in(text))


@dataclass(frozen=True)
class Pattern:
    """A topic, if it has one, and the orders in which its other terms may stand."""

    topic: Term | None
    orders: tuple[tuple[Term, ...], ...]


@cache
def term(text: str) -> Term:
    """A term from ``map*|predict*|映射``."""
    return Term(frozenset(alternative.lower() for alternative in _spelled(text)))


def _spelled(text: str) -> Iterator[str]:
    """The alternatives of a term, names of the vocabulary replaced by theirs."""
    for part in filter(None, map(str.strip, ALTERNATIVE.findall(text))):
        if not NAME.fullmatch(part):
            yield part
        elif part in WORDS:
            yield from _spelled(WORDS[part])
        else:
            raise ValueError(f"{part} is not in the vocabulary of rubrics")


@cache
def pattern(text: str) -> Pattern:
    """A pattern from ``topic : a > b & c`` or ``a => b``. ValueError: an empty term."""
    topic, colon, rest = text.rpartition(" : ")
    causes = [_orders(side) for side in rest.split(" => ")]
    forward = tuple(sum(sides, ()) for sides in product(*causes))
    backward = _backward(causes) if len(causes) == 2 else ()
    fronted = tuple(_fronted(order) for order in forward if colon and len(order) > 1)
    orders = forward + backward + fronted
    if any(not t.alternatives for order in orders for t in order) or (
        colon and not topic.strip()
    ):
        raise ValueError(f"empty term in pattern {text!r}")
    return Pattern(term(topic) if colon else None, orders)


@cache
def sequences(text: str) -> tuple[tuple[Pattern, ...], ...]:
    """What shows ``first a ; then b``: a sentence with both in this order, or one with a and a
    later one with b. Any other text is one pattern. ValueError as above.
    """
    steps = [step.strip() for step in text.removeprefix("first ").split(" ; then ")]
    return tuple(tuple(map(pattern, grouping)) for grouping in _groupings(steps))


def _groupings(steps: list[str]) -> Iterator[list[str]]:
    """Every way to take steps that follow each other together, as one sentence says them."""
    for size in range(1, len(steps) + 1):
        together = " > ".join(steps[:size])
        rests = _groupings(steps[size:]) if steps[size:] else iter([[]])
        yield from ([together, *rest] for rest in rests)


def _fronted(order: tuple[Term, ...]) -> tuple[Term, ...]:
    """``把噪声映射为样本``: in Chinese the object may stand before its verb."""
    return (term(OBJECT_MARKS), order[1], order[0], *order[2:])


def _backward(causes: list[tuple[tuple[Term, ...], ...]]) -> tuple[tuple[Term, ...], ...]:
    because = term(CONNECTIVES)
    return tuple((*effect, because, *cause) for cause, effect in product(*causes))


def _orders(text: str) -> tuple[tuple[Term, ...], ...]:
    """The linear orders of ``a > b & c``: a b c and a c b."""
    steps = [permutations([term(t) for t in step.split(" & ")]) for step in text.split(" > ")]
    return tuple(sum(choice, ()) for choice in product(*steps))
