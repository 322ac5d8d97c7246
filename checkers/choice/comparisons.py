"""Comparisons: "set I is better than set II" chooses set I, in whatever words it is said."""

from __future__ import annotations

from collections.abc import Iterator

from checkers.choice.claims import SAID, SENTENCE_ENDS, Claim, Reader
from checkers.choice.words import BETTER, COPULAS, LINKS, PRONOUNS, WORSE

CLOSINGS = SENTENCE_ENDS | {"}", ")", '"'}
LONGEST_SENTENCE = 100
ALONE_AFTER = {"\n", "→", ">", ":", ",", ".", "so", "therefore", "thus", "hence"}


def comparisons(reader: Reader) -> Iterator[Claim]:
    """What the answer says by naming the better one, by a pronoun, or by ending with it."""
    yield from _by_naming(reader)
    yield from _by_pronoun(reader)
    yield from _closing(reader)


def _by_naming(reader: Reader) -> Iterator[Claim]:
    """``The better set is set I``, ``better: I``, ``I is better``."""
    for place in range(len(reader.words)):
        if reader.low(place) in BETTER:
            for label in _named_by(reader, place):
                yield Claim(frozenset({label}), True, SAID, place)


def _named_by(reader: Reader, better: int) -> Iterator[str]:
    after = better + 1
    while reader.low(after) in LINKS | {"one", ":", '"'} and after not in reader.found:
        after += 1
    if after in reader.found:
        yield reader.found[after].label
    elif _text(reader, after) in reader.labels and reader.low(after + 1) in CLOSINGS:
        yield _text(reader, after)
    elif _text(reader, better - 2) in reader.labels and reader.low(better - 1) in COPULAS:
        yield _text(reader, better - 2)


def _text(reader: Reader, place: int) -> str:
    return reader.words[place].text if 0 <= place < len(reader.words) else ""


def _closing(reader: Reader) -> Iterator[Claim]:
    """The option that ends the answer on its own: ``0.28 and 0.30 → set I``."""
    last = max(reader.found.values(), key=lambda m: m.start, default=None)
    if last is None or any(w.low not in CLOSINGS for w in reader.words[last.end :]):
        return
    if reader.low(last.start - 1) in ALONE_AFTER:
        yield Claim(frozenset({last.label}), True, SAID, last.start)


def _by_pronoun(reader: Reader) -> Iterator[Claim]:
    """``Set I has the lower score, so it (and) is better``: the sentence's first option."""
    for place in range(2, len(reader.words)):
        copula = reader.low(place - 1) in COPULAS and reader.low(place - 2) in PRONOUNS
        if reader.low(place) not in BETTER | WORSE:
            continue
        named = _in_sentence(reader, place)
        alone = _goes_on(reader, place) and len(set(named)) == 1
        if named and (copula or alone or reader.low(place - 1) == "it's"):
            yield Claim(frozenset({named[-1]}), reader.low(place) in BETTER, SAID, place)


def _goes_on(reader: Reader, place: int) -> bool:
    """``... and is better``: what the sentence is about, if that is one option only."""
    return reader.low(place - 1) in COPULAS and reader.low(place - 2) in {"and", "so", "thus"}


def _in_sentence(reader: Reader, end: int) -> list[str]:
    """The options that the sentence names before this place, the last first."""
    named = []
    for place in range(end - 1, max(-1, end - LONGEST_SENTENCE), -1):
        if reader.low(place) in SENTENCE_ENDS:
            break
        if place in reader.found:
            named.append(reader.found[place].label)
    return named
