"""Options that are written out: repeated lists, ticked boxes, and an option's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checkers.choice.words import BAD, GOOD, JUDGED, plain, words

LABELLED = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\*\*)?[(\[]?\s*(\w{1,5})\s*(?:[)\].:、]\s*(.*)|[)\].:、]?(?:\*\*)?\s*)$"
)
BOX = re.compile(r"^\s*(?:[-*•]\s*)?(\[\s*[xX✓✔]\s*\]|☑|✅|☒|\[\s*\]|☐)\s*(.*)$")
VERDICTS = {word for word in GOOD | BAD if word.isalpha()} | set(JUDGED)
RUN = re.compile(r"(?<![A-Za-z])[A-Z]{2,8}(?![A-Za-z])")
EMPTY_BOX = re.compile(r"\[\s*\]|☐")
TICK = re.compile(r"[✓✔☑✅←]|<-|\((?:correct|answer)\)", re.IGNORECASE)
FILLER = {
    "the",
    "a",
    "an",
    "of",
    "to",
    "in",
    "is",
    "it",
    "its",
    "by",
    "and",
    "that",
    "this",
    "be",
}
FILLER |= {"i", "choose", "answer", "option", "think", "with", "for", "on", "are", "from"}
ROOM = 200
"""Characters of mark-up around an option's text; a longer statement says more than that."""
NEGATIONS = {"not", "no", "never", "without", "cannot", "can't", "doesn't", "isn't", "none"}


def without_restatement(answer: str, labels: Sequence[str]) -> str:
    """The answer without the paper's own list of options; ticked ones become the answer."""
    lines = answer.split("\n")
    boxes = [BOX.match(line) for line in lines]
    if any(boxes):
        ticked = [box[2] for box in boxes if box and not EMPTY_BOX.match(box[1])]
        rest = [line for line, box in zip(lines, boxes, strict=True) if not box]
        return "\n".join([*rest, _answered([_first_label(text, labels) for text in ticked])])
    return "\n".join(_without_list(lines, labels))


def _without_list(lines: list[str], labels: Sequence[str]) -> list[str]:
    owners = [_label(line, labels) for line in lines]
    named = [owner for owner in owners if owner is not None]
    if len(set(named)) < 2 or len(set(named)) < len(named):
        return lines
    if set(named) != set(labels):
        return _list_of_some(lines, owners)
    if not any(map(_says_more, _labelled(lines, owners))) and not _names(lines, owners):
        return lines
    ticked = [o for line, o in zip(lines, owners, strict=True) if o and TICK.search(line)]
    rest = [line for line, owner in zip(lines, owners, strict=True) if owner is None]
    return [*rest, _answered(ticked)]


def _labelled(lines: list[str], owners: list[str | None]) -> list[str]:
    return [line for line, owner in zip(lines, owners, strict=True) if owner]


def _names(lines: list[str], owners: list[str | None]) -> bool:
    """Whether the lines beside the list name an option, and so choose from it."""
    rest = [line for line, owner in zip(lines, owners, strict=True) if not owner]
    known = {owner.casefold() for owner in owners if owner}
    return any(word.low in known for word in words(plain("\n".join(rest))))


def _says_more(line: str) -> bool:
    """Whether a line has more than one word: an option's text, or a sentence."""
    return sum(word.text.isalnum() for word in words(plain(line))) > 1


def _list_of_some(lines: list[str], owners: list[str | None]) -> list[str]:
    """Some options, each on its line, are the answer if the answer begins with them."""
    first = next(i for i, line in enumerate(lines) if line.strip())
    if owners[first] is None:
        return lines
    rest = [line for line, owner in zip(lines, owners, strict=True) if owner is None]
    return [_answered(owners), *rest]


def _answered(labels: Sequence[str | None]) -> str:
    known = [f"({label})" for label in labels if label]
    return f"final answer: {', '.join(known)}" if known else ""


def _label(line: str, labels: Sequence[str]) -> str | None:
    """The option whose label begins the line, unless the line is a verdict on it."""
    match = LABELLED.match(line)
    if match is None:
        return None
    said = words(plain(match[2] or ""))
    is_verdict = any(word.low in VERDICTS for word in said[:2])
    return None if is_verdict else _known(match[1], labels)


def _first_label(text: str, labels: Sequence[str]) -> str | None:
    return next(
        (_known(word.text, labels) for word in words(plain(text)) if word.text.isalnum()), None
    )


def _known(name: str, labels: Sequence[str]) -> str | None:
    return {label.casefold(): label for label in labels}.get(name.casefold())


def spelled_out(text: str, labels: Sequence[str]) -> str:
    """``ABD`` as ``A, B, D`` if options are letters: in capitals, or all that is written."""
    letters = "".join(sorted(label for label in labels if len(label) == 1))
    if len(letters) < len(labels):
        return text
    if _is_run(text.strip().casefold(), letters.casefold()):
        return ", ".join(text.strip())
    return RUN.sub(
        lambda m: ", ".join(m[0]) if _is_run(m[0].casefold(), letters.casefold()) else m[0],
        text,
    )


def _is_run(word: str, letters: str) -> bool:
    remaining = iter(letters)
    return len(word) > 1 and all(letter in remaining for letter in word)


def by_own_words(answer: str, options: Mapping[str, str]) -> str | None:
    """The one option whose text the answer repeats, in order, with nothing added to it.

    Words may be left out; a word that the option does not have, or a negation more or less,
    makes it another statement.
    """
    longest = 2 * max(map(len, options.values())) + ROOM
    for said in _statements(answer):
        if len(said) > longest:
            continue
        fitting = [label for label, text in options.items() if _repeats(said, text)]
        exact = [label for label in fitting if _content(options[label]) == _content(said)]
        if len(exact or fitting) == 1:
            return (exact or fitting)[0]
    return None


def _statements(answer: str) -> list[str]:
    """The whole answer, its first sentence, and that before its reason."""
    text = plain(answer).strip()
    sentence = re.split(r"(?<=\w)[.!?。]\s|\n", text)[0]
    return [text, sentence, re.split(r",|\b(?:because|since|as|due to)\b|因为", sentence)[0]]


def _repeats(said: str, option: str) -> bool:
    given, own = _content(said), _content(option)
    if not given or len(given) < min(2, len(own)):
        return False
    if NEGATIONS & set(given) != NEGATIONS & set(own):
        return False
    remaining = iter(own)
    return all(word in remaining for word in given)


def _content(text: str) -> list[str]:
    return [_stem(w.low) for w in words(plain(text)) if w.low.isalnum() and w.low not in FILLER]


def _stem(word: str) -> str:
    for suffix in ("ing", "ed", "es", "s", "e"):
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            return word.removesuffix(suffix)
    return word
