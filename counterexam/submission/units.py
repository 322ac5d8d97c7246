"""A stretch of text in units: sentences, displays, runs of options, and answer markers.

By them a restated question is told from its answer. Units carry offsets, so that an answer is
cut from the text and never rebuilt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["sentence", "display", "option", "marker"]

REACH = 80
"""How far into a line a marker may reach, in characters: bounds the work on hostile lines."""

MARKER = re.compile(
    r"""(?:[-+•]\s)?(?:\#{1,6}\s)?(?:[*_\s]|\\(?:textbf|textit|emph|underline)\{|\\noindent\b)*
        (?:(?:my|the|your|student'?s?)\s)?
        (?P<word>answer|solution|ans|sol|response|proof|参考答案|答案|解答|答|解|证明)
        (?:\s?[*_}]{0,3}\s?[:：.][*_}]{0,3}|[*_}]{0,3}$)[ \t]*""",
    re.VERBOSE | re.IGNORECASE,
)
ENVIRONMENT = re.compile(r"\\begin\{(?P<word>solution|answer|proof)\}", re.IGNORECASE)
OPTION = re.compile(
    r"(?:[-*+•]\s)?(?:\[[ xX✓✔]?\]\s?|[☐☑☒□■✓✔]\s?)?(?:\*\*|\\textbf\{)?"
    r"[(（]?(?P<letter>[A-Ha-h])[)）.:、](?=[\s*}])"
)
TICKED = re.compile(
    r"\[[xX✓✔]\]|[☑☒■✓✔]|\\checkmark|<-|←|\((?:correct|chosen|my answer)\)"
    r"|^(?:[-*+•]\s)?(?:\*\*|\\textbf\{)[(（]?[A-Ha-h][)）.:、]"
)
BULLET = re.compile(r"(?:[-*+•]|\\item\b|\d{1,2}[.)])\s")
DISPLAY = ("$$", "\\[", "\\begin{")
SENTENCE_END = re.compile(
    r"(?<!\.)[.?!][*_)\]\"'”]{0,3}\s{1,3}(?=[A-Z\"“(*$\\\[]|[^\x00-\x7f])|[。？！]\s?(?=\S)"
)


@dataclass(frozen=True)
class Unit:
    """A piece of text and where it begins. `name`: a marker's word, or an option's letter."""

    kind: Kind
    start: int
    text: str
    name: str = ""

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def units(text: str, verbatim: Collection[int] = ()) -> list[Unit]:
    """The units of a text, in order. Blank lines belong to none; `verbatim` lines, by their
    indices, are displays whatever they hold.
    """
    return [piece for block in _blocks(text, verbatim) for piece in _sentences(block)]


def _blocks(text: str, verbatim: Collection[int]) -> Iterator[Unit]:
    """Lines in blocks: a new one after a blank line, and at a marker, bullet or option."""
    held: list[Unit] = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        for piece in _pieces(line, start, index in verbatim):
            if held and not _continues(piece, held[0].kind, held[-1].end):
                yield replace(held[0], text=text[held[0].start : held[-1].end])
                held = []
            held.append(piece)
        start += len(line) + 1
    if held:
        yield replace(held[0], text=text[held[0].start : held[-1].end])


def _pieces(line: str, start: int, verbatim: bool) -> Iterator[Unit]:
    """A line as one piece, or as a marker and what follows it; nothing if it is blank."""
    head = line.lstrip()[:REACH]
    option = OPTION.match(head)
    if verbatim or (head.startswith(DISPLAY) and not ENVIRONMENT.match(head)):
        yield Unit("display", start, line)
    elif option:
        yield Unit("option", start, line, option["letter"].lower())
    else:
        yield from _marked(line, start)


def _marked(text: str, start: int) -> Iterator[Unit]:
    """A sentence, with the marker that opens it apart."""
    indent = len(text) - len(text.lstrip())
    head = text[indent : indent + REACH]
    marker = MARKER.match(head) or ENVIRONMENT.match(head)
    if marker:
        at = indent + marker.end()
        yield Unit("marker", start, text[:at], marker["word"].lower())
        text, start = text[at:], start + at
    if text.strip():
        yield Unit("sentence", start, text)


def _continues(piece: Unit, kind: Kind, end: int) -> bool:
    """Whether a line goes on with the block of that kind that ends above it."""
    if piece.start != end + 1 or kind == "marker":
        return False
    if piece.kind == "display":
        return kind == "display"
    return piece.kind == "sentence" and not BULLET.match(piece.text.lstrip()[:REACH])


def _sentences(block: Unit) -> Iterator[Unit]:
    """A block's sentences; within formulas and parentheses nothing ends a sentence."""
    if block.kind != "sentence":
        yield block
        return
    start = counted = dollars = parentheses = 0
    for end in SENTENCE_END.finditer(block.text):
        passed = block.text[counted : end.end()]
        counted = end.end()
        dollars += passed.count("$")
        parentheses += passed.count("(") - passed.count(")")
        if dollars % 2 == 0 and parentheses <= 0:
            yield from _marked(block.text[start:counted], block.start + start)
            start, parentheses = counted, 0
    yield from _marked(block.text[start:], block.start + start)
