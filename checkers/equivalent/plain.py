r"""What an answer finally says, out of the talk around it.

Language models box their answer, write it after "The answer is", after ``####``, in
``<answer>`` tags, in bold or in a code block; most people just write it down. `candidates`
gives what is marked as the answer, or else the whole text.
"""

from __future__ import annotations

import re
import unicodedata

from checkers.formula.boxes import boxes
from checkers.notation.passages.lone import is_lone_formula

TAGGED = re.compile(r"(?is)<(answer|final_answer|ans)>(.*?)(?:</\1>|\Z)")
HASHED = re.compile(r"(?m)^#{4}\s+(.+)$")
FENCED = re.compile(r"(?ms)^[ \t]*```[\w+-]*[ \t]*\n(.*?)^[ \t]*```[ \t]*$")
CUE = re.compile(
    r"(?i)(?:\b(?:(?:my|the|your)\s+)?(?:final|correct|right)?\s*(?:answer|result|solution)\s*"
    r"(?:\s(?:is|must be|should be|would be|comes to|equals)\b(?!\s+(?:not|wrong|incorrect))"
    r"|[:：=])"
    r"|\bans\s*[:：=]|(?:最终|最后)?(?:答案|结果)\s*(?:是|为|[:：=]))\s*[:：]?"
)
WRAPPED = re.compile(r"(\*\*|__|`+|\"|“|\*|_)(?!\s)(.+?)(?<!\s)(?:\1|”)")
LABEL = re.compile(r"(?i)\\text(?:bf|rm)?\{\s*(?:the )?(?:final )?answer(?: is)?\s*[:：]?\s*\}")
NEGATED = re.compile(
    r"(?i)^\W*(?:not|isn't|is not|不是|不等于|non|anything but)\b|^\W*\\(?:not|neg)\b"
)
TAKEN_BACK = re.compile(
    r"(?i)\b(?:wait|actually|correction|sorry|oops|scratch that|instead|mistake|no,|rather|"
    r"therefore|thus|hence|so|final(?:ly)?|simplif\w+)\b|更正|应为|最终|所以|因此"
)
"""Words after which a later answer replaces an earlier one, or follows from it."""
ROUNDED = re.compile(
    r"(?<=[^\s=:])\s*(?:≈|≃|~=|\\approx|\\simeq|\\cong)\s*(?:\\?[-+$]?\s*[\d.,]+(?:\s*\\?%)?[\s$.)]*)$"
)
"""A rounded value after an exact one."""
APPROXIMATELY = re.compile(
    r"(?i)^\s*(?:approximately|approx\.?|about|around|roughly|circa|大约|约)\s*(?=[-+\d.$\\])"
    r"|^\s*(?:≈|~|\\approx|\\sim|=)\s*(?=[-+\d.])"
)
_FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def visible(text: str) -> str:
    """The text without characters that show nothing: NUL, marks of direction, zero widths."""
    return "".join(
        sign
        for sign in text.translate(_FULLWIDTH)
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf")
    )


def candidates(answer: str) -> tuple[list[str], bool]:
    """What is marked as the answer, each stretch once, and whether the last one replaces the
    others.
    """
    if is_lone_formula(answer):
        return [tidied(answer)], False
    text = LABEL.sub("Answer: ", FENCED.sub(r"\n\1\n", answer))
    for marked in (_boxed(text), _tagged(text), HASHED.findall(text), _cued(text)):
        found = list(dict.fromkeys(filter(None, map(tidied, marked))))
        if found:
            return found, len(found) > 1 and _replaces(text, found)
    return [tidied(text) or text.strip()], False


def _replaces(text: str, found: list[str]) -> bool:
    before, last = text.find(found[-2]), text.rfind(found[-1])
    return bool(TAKEN_BACK.search(text, max(before, 0), max(last, 0)))


def _boxed(text: str) -> list[str]:
    """What stands in boxes that are in no other box."""
    found: list[str] = []
    end = 0
    for box in boxes(text):
        if box.start >= end:
            found.append(text[box.inner : box.close])
            end = box.end
    return found


def _tagged(text: str) -> list[str]:
    return [match[2] for match in TAGGED.finditer(text)]


def _cued(text: str) -> list[str]:
    """What follows "the answer is", up to the next such words or the paragraph's end."""
    cues = list(CUE.finditer(text))
    ends = [cue.start() for cue in cues[1:]] + [len(text)]
    stretches = (text[cue.end() : end] for cue, end in zip(cues, ends, strict=False))
    return [re.split(r"\n[ \t]*\n", s.strip(), maxsplit=1)[0] for s in stretches]


def tidied(text: str) -> str:
    """The text without marks of emphasis and of mathematics around it."""
    from checkers.formula.answers import bare

    for _ in range(4):
        before = text
        wrapped = WRAPPED.fullmatch(text.rstrip(" \t\n.。"))
        if wrapped is not None and wrapped[1] not in wrapped[2]:
            text = wrapped[2]
        text = text.strip().strip("*").strip()
        text = APPROXIMATELY.sub("", bare(text))
        if text == before:
            break
    exact = ROUNDED.sub("", text)
    return exact if exact.strip() else text


def is_negated(text: str) -> bool:
    """Whether the stretch only says what the answer is not."""
    return NEGATED.match(text) is not None
