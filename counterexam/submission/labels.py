r"""Part labels, in whatever dress: ``Problem 1 (a):``, ``**6(b)**``, ``\item[(a)]``, ``第6题``.

A label stands at the head of a line: ornaments, perhaps a word ("Question", "Answer to"), then
names ("3", "2", "a") in brackets, with points or bare. "2. (a)" may be part 2.a, or item 2 with
the answer "(a)": a line yields every reading of its head, and the alignment chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterexam.submission.outline import Names

HEAD = 160
"""How far into a line a label may reach, in characters: bounds the work on hostile lines."""

QUESTION = "problem|question|exercise|task|prob|ques|exer|ex|问题|問題|题目|題目|习题|題|题"
ANSWER = "answers?|solutions?|ans|soln|sol|response|解答|答案|答|解"
PART = "part|item|sub-?question|小题|小題|小问"
HAN = "[一二三四五六七八九十]"

PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    ord("【"): "[",
    ord("】"): "]",
}
"""Full-width forms to their ASCII, one for one, so that columns stay."""

ORNAMENT = re.compile(
    r"""(?: >\s* | [-*+•·◦‣]\s+ | \#{1,6}\s+ | \|\s* | \{\s* | \*{1,3} | _{1,3}
          | \\(?:(?:sub)*section|(?:sub)?paragraph|chapter|text(?:bf|it|sc|rm)|emph|underline
                |item|noindent|bfseries|bf|large|Large|LARGE|huge|medskip|bigskip)
            \*?\s*[\[{]?\s* )*""",
    re.VERBOSE,
)
HEADING = re.compile(r"\#{1,6}\s|\\(?:(?:sub)*section|(?:sub)?paragraph|chapter)\b")
ORNAMENTS = {
    "#": HEADING,
    "*": re.compile(r"\*\*|__|\\textbf|\\bf"),
    "\\": re.compile(r"\\item"),
}
"""Those that the labels of one paper have in common; bullets come and go in transcripts."""
WORD = re.compile(
    rf"""(?P<answer>{ANSWER})\s*(?:(?:to|for|of)\s+)?(?:the\s+)?(?:{QUESTION})?\.?\s*(?=[(\[\d第])
       | (?P<question>{QUESTION})\.?\s*(?:no\.?\s*|number\s+|\#\s*)?(?=[(\[\dIVX]|{HAN})
       | (?P<part>{PART})\.?\s*(?=[(\[\da-z])
       | (?P<initial>[QP])\.?\s?(?=\d)""",
    re.VERBOSE | re.IGNORECASE,
)
NAME = re.compile(
    rf"""(?P<join>\s*[.\-]?\s*|,?\s+(?:sub-?)?(?:part|item|question)\s+) (?P<open>[(\[]?)\s*
         (?P<name>\d{{1,3}}(?!\d) | (?:[ivx]{{2,5}}|[IVX]{{2,5}}|[a-zA-Z])(?![^\W_])
                | {HAN}{{1,3}}(?!\w))
         (?P<close>(?:\s*[)\]])?)""",
    re.VERBOSE,
)
NTH = re.compile(rf"\s*第\s*[(]?(?P<name>\d{{1,3}}|{HAN}{{1,3}})[)]?\s*[大小]?[题題问問]")
MARK = re.compile(r"\s?[.:、。](?=\s|\*|_|\}|\]|\||$|\D)|\s+[-–—](?=\s)")
LETTER_MARK = re.compile(rf"(?:{MARK.pattern})(?![a-zA-Z0-9])")
CLOSERS = re.compile(r"(?:(?:[\]}|]|\*{1,3}|_{2,3})+[.:]?)?")
POINTS = re.compile(
    r"[\s*_\\{}]*[(\[]\s*\d{1,3}(?:\.\d+)?\s*(?:points?|pts?|marks?|分|%)[^)\]]{0,20}[)\]]"
    r"(?:\*\*|[.:}])*",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"[,;=+*/^<>%≤≥≈]|\s+(?:[=+*/^<>%≤≥≈]|-\s|\\(?:le|ge|approx|times|cdot)\b)"
)
PROSE = re.compile(
    r"\s*(?:and|or|is|are|was|follows?|of|from|to|in|implies|holds|gives|with|above|because|says"
    r"|shows?|that|which|has|had|only)\b|\s*[和与是中的]"
)
CHOSEN = re.compile(r"\s+(?:[A-Z](?:\s*[,/]?\s*[A-Z])*|(?i:true|false|yes|no))[.\s]*")
"""A choice and nothing else."""
UPPER = re.compile(r"\s+[^a-z\s]")
TITLE = re.compile(r"\s+(?:[A-Z][a-z]|[^\W\d_a-zA-Z])")


@dataclass(frozen=True)
class Reading:
    """One way to read the head of a line as a label; `rest` is what remains of the line.

    `word` is "question", "answer", "part" or empty. `points`: the worth is printed with it.
    `doubtful`: it may as well be running text. `dress` is the ornaments,
    brackets and mark around its last name, `kind` that name's sort: "1", "a" or "A".
    `chosen`: after several names without a mark stands a choice and nothing else.
    """

    names: Names
    rest: str
    word: str
    heading: bool
    points: bool
    doubtful: bool
    dress: str
    kind: str
    chosen: bool = False

    @property
    def is_decorated(self) -> bool:
        """Whether it is set off from running text by more than brackets and points."""
        return self.points or not ORNAMENTS.keys().isdisjoint(self.dress)

    @property
    def style(self) -> str:
        """What the items of one list have in common."""
        return f"{self.word}{len(self.names)}{self.kind}{self.dress}"


@dataclass(frozen=True)
class _Name:
    """A name within a label, its brackets, and the column after it."""

    name: str
    open: str
    close: str
    end: int


def readings(line: str) -> list[Reading]:
    """Every reading of a line's head as a label, the longest last; most lines have none."""
    text = line.strip()
    head = text[:HEAD].translate(PLAIN)
    start = ornament(head)
    word, at = _word(head, start)
    scanned = list(_names(head, at, bool(word)))
    found = (_reading(text, head, start, word, scanned[:n]) for n in range(1, len(scanned) + 1))
    plain = [reading for reading in found if reading]
    known = {reading.names for reading in plain}
    return [*plain, *(d for reading in plain for d in _deeper(reading) if d.names not in known)]


def _deeper(reading: Reading) -> Iterator[Reading]:
    """The label within the label's part, as in "Answer 2. 2.1 Because" or "Task 3: 1. B"."""
    for inner in readings(reading.rest) if reading.word else ():
        if inner.names[: len(reading.names)] == reading.names:
            yield replace(inner, word=reading.word)
        elif reading.dress.endswith((".", ":")) and not (inner.word or inner.doubtful):
            yield replace(inner, names=reading.names + inner.names, word=reading.word)


def ornament(head: str) -> int:
    """Where the ornaments at the head of a line end."""
    match = ORNAMENT.match(head)
    return match.end() if match else 0


def _word(head: str, start: int) -> tuple[str, int]:
    match = WORD.match(head, start)
    if match is None:
        return "", start
    kind = str(match.lastgroup)
    return ("question" if kind == "initial" else kind), match.end()


def _names(head: str, at: int, worded: bool) -> Iterator[_Name]:
    """The names from column `at` on, as long as each may follow the one before."""
    previous: _Name | None = None
    while True:
        match = NTH.match(head, at) or NAME.match(head, at)
        if match is None or not _may_follow(previous, match, head, worded):
            return
        brackets = match.groupdict()
        previous = _Name(
            match["name"].lower() if previous or worded else match["name"],
            brackets.get("open") or "",
            (brackets.get("close") or "").strip() or ("题" if match.re is NTH else ""),
            match.end(),
        )
        yield previous
        at = match.end()


def _may_follow(previous: _Name | None, match: re.Match[str], head: str, worded: bool) -> bool:
    """Whether a name belongs to the label that the names before it began."""
    if match.re is NTH:
        return True
    join, numeric = match["join"], match["name"].isdecimal()
    if previous is None:
        return not join.strip()
    if join.strip().endswith(("part", "item", "question")):
        return True
    if match["open"]:
        return "-" not in join
    if not join:
        return previous.name.isdecimal() and not numeric
    if join in (".", "-"):
        return join == "." or not numeric
    set_off = bool(match["close"].strip() or MARK.match(head, match.end()))
    return (set_off and not numeric) or (worded and match.end() == len(head))


def _reading(text: str, head: str, start: int, word: str, names: list[_Name]) -> Reading | None:
    """The label that these names make, if it ends where a label may end."""
    last = names[-1]
    unclosed = sum(bool(n.open) for n in names) - sum(n.close in (")", "]") for n in names)
    if unclosed > 0:
        return None
    mark = (MARK if last.name.isdecimal() else LETTER_MARK).match(head, last.end)
    closers = CLOSERS.match(head, mark.end() if mark else last.end)
    end = closers.end() if closers else last.end
    heading = bool(HEADING.search(head[:start]))
    announced = bool(word) or heading
    strong = bool(last.close or mark or end > last.end or (announced and end == len(head)))
    if not (strong or _stands_bare(head, end, names, announced)):
        return None
    if FORMULA.match(head, end) and not (strong and head[end : end + 1].isspace()):
        return None
    points = POINTS.match(head, end)
    bare = all(n.name.isdecimal() for n in names) and not strong and not announced
    chosen = len(names) > 1 and CHOSEN.fullmatch(head, end) is not None
    return Reading(
        names=tuple(n.name for n in names),
        rest=_unwrapped(head[:end], text[points.end() if points else end :]),
        word=word,
        heading=heading,
        points=bool(points),
        doubtful=bool(PROSE.match(head, end)) or (bare and not chosen),
        dress=_ornaments(head[:start]) + last.open + (last.close or (mark or [""])[0].strip()),
        kind="1" if last.name.isdecimal() else "A" if last.name.isupper() else "a",
        chosen=bare and chosen,
    )


def _ornaments(label: str) -> str:
    return "".join(sign for sign, ornament in ORNAMENTS.items() if ornament.search(label))


def _stands_bare(head: str, end: int, names: list[_Name], announced: bool) -> bool:
    """Whether a label without a mark after it can be one: ``2.1 Show``, ``1 Short Answers``."""
    if head[end : end + 1].strip():
        return False
    if announced or (len(names) > 1 and not head[end:].strip()):
        return True
    if len(names) == 1:
        return names[0].name.isdecimal() and bool(TITLE.match(head, end))
    return not all(n.name.isdecimal() for n in names) or bool(UPPER.match(head, end))


def _unwrapped(label: str, rest: str) -> str:
    """What remains of a line, without the closing half of an ornament that the label opened."""
    if "|" in label:
        rest = rest.strip().strip("|")
    if label.count("**") % 2 and rest.count("**") % 2:
        rest = rest.replace("**", "", 1)
    opened = label.count("{") - label.count("}")
    if opened > 0 and rest.count("}") > rest.count("{"):
        rest = rest.replace("}", "", 1)
    return rest.strip()
