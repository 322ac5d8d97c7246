"""Replies: "yes for p, no for q", "both", "neither", "it is not": choices by yes and no."""

from __future__ import annotations

from collections.abc import Iterator

from checkers.choice.claims import SAID, SENTENCE_ENDS, STATED, Claim, Reader
from checkers.choice.mentions import listed
from checkers.choice.words import SPOKEN

HOLDING = {"yes": True, "no": False, "not": False, "can": True, "cannot": False, "can't": False}
LINKING = {"for", "from", "with", "to", "on", "of", "in", "sample", "tractably", "efficiently"}
LINKING |= {"easily", "directly", "only", "be", "done"}
PRONOUNS = {"it", "this", "that", "one", "we", "they"}
AUXILIARIES = {"is", "are", "does", "do", "can", "will", "would"}
DENIALS = {"isn't", "aren't", "doesn't", "don't", "cannot", "can't", "won't"}
CLOSING = SENTENCE_ENDS | {",", ")"}
DENYING = ("no", "not")


def replies(reader: Reader) -> Iterator[Claim]:
    """What the answer says of the options by yes and no, or of all of them at once."""
    spoken = {label.casefold() for label in reader.labels}
    if spoken == {"yes", "no"}:
        yield from _denials(reader)
    elif reader.several and not spoken & set(SPOKEN):
        yield from _by_option(reader)
        yield from _of_two(reader)


def _denials(reader: Reader) -> Iterator[Claim]:
    """``It is not.``: a sentence that only denies, before any option is named."""
    no = frozenset(label for label in reader.labels if label.casefold() == "no")
    for place in range(min(reader.found, default=len(reader.words))):
        if place and reader.low(place - 1) not in CLOSING:
            continue
        words = [reader.low(place + i) for i in range(3)]
        long = words[1] in AUXILIARIES and words[2] == "not"
        end = place + (3 if long else 2)
        denies = words[0] in PRONOUNS and (long or words[1] in DENIALS)
        denies |= words[:2] in (["it's", "not"], ["that's", "not"])
        if denies and reader.low(end) in CLOSING:
            yield Claim(no, True, STATED, place)


def _by_option(reader: Reader) -> Iterator[Claim]:
    """``Yes for p, no for q``, ``we can sample from p but not from q``."""
    for place in range(len(reader.words)):
        holds = HOLDING.get(reader.low(place))
        start = place + 1
        while reader.low(start) in LINKING and start not in reader.found:
            start += 1
        run, _ = listed(reader.words, reader.found, start)
        if holds is not None and run and start > place + 1:
            yield Claim(frozenset(m.label for m in run), holds, SAID, place)


def _of_two(reader: Reader) -> Iterator[Claim]:
    """``Both``, ``neither``, where there are two options and none is named after it."""
    for place in range(len(reader.words)) if len(reader.labels) == 2 else ():
        word, before = reader.low(place), reader.low(place - 1)
        leads = before in CLOSING | LINKING | {"is", ":"}
        if word not in ("both", "neither") or not leads or not _closes(reader, place + 1):
            continue
        denied = before in DENYING or reader.low(place - 2) in DENYING
        none = word == "neither" or denied
        yield Claim(frozenset() if none else reader.labels, True, STATED, place)


def _closes(reader: Reader, place: int) -> bool:
    """Whether the clause ends here, but for words such as "of them" and its reason."""
    while reader.low(place) in {"of", "them", "the", "two"} and place not in reader.found:
        place += 1
    reasons = {"because", "since", "as", "(", "can", "is", "are"}
    return place not in reader.found and reader.low(place) in CLOSING | reasons
