"""Where an answer names an option: by its letter, its name, or in a list of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkers.choice.words import AFTER_LABEL, SEPARATORS, SPOKEN, Word, plain, words

Name = tuple[str, ...]
INTRODUCING = {"answer", "ans", "final", "choice", "it", "statement", "claim", "this", "that"}
INTRODUCING |= {"say", "choose", "pick", "think", "believe", "so", "therefore", "hence"}
IN_MATHEMATICS = {",", "+", "-", "*", "/", "^", "=", "<", ">", "|", "{", "\\"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` name the option `label`."""

    label: str
    start: int
    end: int
    bracketed: bool


def vocabulary(
    options: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> dict[Name, str]:
    """Every way to name an option, longest first, so that ``set II`` is not read as ``set I``.

    A name that two options share names neither.
    """
    spoken: dict[Name, set[str]] = {}
    for label in options:
        for said in _sayings(label, names):
            name = tuple(word.low for word in words(plain(said)))
            spoken.setdefault(name, set()).add(label)
    longest_first = sorted(spoken, key=len, reverse=True)
    return {name: min(spoken[name]) for name in longest_first if len(spoken[name]) == 1}


def _sayings(label: str, names: Mapping[str, Sequence[str]]) -> Iterable[str]:
    spoken = SPOKEN.get(label.casefold(), ())
    return (*names.get(label, () if spoken else (label,)), *spoken)


def mentions(answer: Sequence[Word], known: Mapping[Name, str]) -> dict[int, Mention]:
    """The mentions of the answer by the place where they start."""
    by_first: dict[str, list[Name]] = {}
    for name in known:
        by_first.setdefault(name[0], []).append(name)
    found: dict[int, Mention] = {}
    place = 0
    while place < len(answer):
        said = _name_at(answer, place, by_first)
        if said is None:
            place += 1
            continue
        mention = _mention(answer, place, said, known[said])
        if mention is not None:
            found[place] = mention
        place += len(said)
    return found


def _name_at(
    answer: Sequence[Word], place: int, by_first: Mapping[str, list[Name]]
) -> Name | None:
    for name in by_first.get(answer[place].low, ()):
        if tuple(word.low for word in answer[place : place + len(name)]) == name:
            return name
    return None


def _mention(answer: Sequence[Word], place: int, name: Name, label: str) -> Mention | None:
    end = place + len(name)
    bracketed = _at(answer, end) in (")", "]") or (
        _at(answer, end) in (".", ":") and _at(answer, place - 1) in ("", "\n")
    )
    is_letter = name == (label.casefold(),)
    if _is_lone_letter(name) and not bracketed and not _stands_alone(answer, place, is_letter):
        return None
    return Mention(label, place, end, bracketed)


def _is_lone_letter(name: Name) -> bool:
    return len(name) == 1 and len(name[0]) == 1 and name[0].isascii()


def _stands_alone(answer: Sequence[Word], place: int, is_label: bool) -> bool:
    """A lone letter is no label where it is an article, a symbol, or hyphenated."""
    if not is_label and not _replies(answer, place):
        return False
    following, before = _at(answer, place + 1), _at(answer, place - 1)
    joined = place + 1 < len(answer) and answer[place + 1].start == answer[place].end
    if following in ("=", "^") or (joined and following in ("-", "(")) or before in ("=", "^"):
        return False
    if before == "-" and answer[place - 1].end == answer[place].start:
        return False
    is_word = following[:1].isalpha()
    if not is_word or following in AFTER_LABEL or following in SEPARATORS:
        return True
    return len(following) == 1 or (
        is_label and answer[place].text.isupper() and answer[place].text != "A"
    )


def _replies(answer: Sequence[Word], place: int) -> bool:
    """Whether a letter that is short for a reply (n for no) is where a reply stands: at the
    start of a line, perhaps numbered, or after "answer:"; elsewhere it is a variable.
    """
    before = _at(answer, place - 1)
    if before in (".", ")", ":", "is", "be", "="):
        introduced = _at(answer, place - 2)
        return introduced.isdigit() or introduced in INTRODUCING
    if before in INTRODUCING:
        return True
    return not before.isalnum() and before not in IN_MATHEMATICS


def _at(answer: Sequence[Word], place: int) -> str:
    return answer[place].low if 0 <= place < len(answer) else ""


def listed(
    answer: Sequence[Word], found: Mapping[int, Mention], place: int
) -> tuple[list[Mention], int]:
    """The mentions that stand in one list from `place` on, and where the list ends."""
    run: list[Mention] = []
    end = place
    while place < len(answer):
        if place in found:
            run.append(found[place])
            end = place = found[place].end
        elif answer[place].low in SEPARATORS or _opens_label(answer, found, place):
            place += 1
        else:
            break
    return run, end


def _opens_label(answer: Sequence[Word], found: Mapping[int, Mention], place: int) -> bool:
    following = found.get(place + 1)
    return answer[place].text in ("(", "[") and following is not None and following.bracketed
