"""The label-like lines of a document, and what each is worth as the label of which part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterexam.errors import InputError
from counterexam.submission.document import Document, Line
from counterexam.submission.hypothesis import Candidate, Choice
from counterexam.submission.labels import Reading, ornament, readings
from counterexam.submission.outline import Node, Outline, values
from counterexam.submission.similarity import Similarity, stems

MOST = 1000
"""Label-like lines that a paper may have; the largest exam we know has 45 parts."""
LOOKED_AT = 12
"""Lines from a label on that are compared with the part's statement."""

SECTION = re.compile(
    r"(?:my\s+|the\s+)?(?:answers|solutions|(?:answer|solution)\s+(?:key|sheet|section))"
    r"|参考答案|答案",
    re.IGNORECASE,
)
LONGEST_SECTION, LONGEST_TITLE = 80, 60
SECTION_READING = Reading((), "", "answer", True, False, False, "", "")

# What a label is worth by itself, beside a plain "(a)".
PLAIN, LONGER, IN_FULL, ITEM, BARE_QUESTION = 1.0, 0.8, 2.0, 0.5, -1.0
WORD = {"question": 2.0, "answer": 2.0, "part": 0.5, "": 0.0}
WORD_IN_PART = -1.5
"""What it costs if "Question 2" is to be item 2 of a question."""
BRACKETED = -1.5
"""What it costs if "(2)" is to be a question, not an item."""
LEFT_OVER = -1.5
"""What it costs to read "2. (a)" as item 2 with the answer "(a)", if there is a part 2.a."""
HEADING, POINTS, DOUBTFUL, SET_OFF, ALONE = 0.7, 1.0, -1.2, 0.3, 1.2
SECTION_HEADING, SECTION_LINE = -0.5, -2.0
LIKENESS = 3.0
"""What it is worth if its text is, word for word, the part's statement."""
SILENCE = {"question": 1.5, "answer": 1.5, "part": 1.5, "": 0.0}
FULL_SILENCE, POINTS_SILENCE = 1.0, 1.5
"""What it costs to leave a label unread that names question and part, or prints points."""


def candidates(document: Document, outline: Outline) -> Iterator[Candidate]:
    """Every line that may be a label of this exam. InputError: there are far too many."""
    judge = _Judge(document.lines, outline)
    count = 0
    for index, line in enumerate(document.lines):
        if line.verbatim or index in document.form_lines:
            continue
        candidate = judge.candidate(index)
        count += bool(candidate)
        if count > MOST:
            raise InputError(
                f"{document.path}: by line {line.number}, more than {MOST} lines look like "
                "part labels; hand in an answer table instead (counterexam template)"
            )
        if candidate:
            yield candidate


class _Judge:
    """What the lines of one document are worth as labels of one exam."""

    def __init__(self, lines: Sequence[Line], outline: Outline) -> None:
        self._lines = lines
        self._outline = outline
        self._similarity = Similarity(node.statement for node in outline.nodes)
        self._asked = {node.index: stems(node.statement) for node in outline.nodes}
        self._counted: dict[str, int] = {}

    def candidate(self, index: int) -> Candidate | None:
        """The line as a candidate, if any node of the exam could be labelled so."""
        line = self._lines[index]
        found = self._renumbered(readings(line.printed or line.text))
        choices = [*_rated(list(self._labels(index, found))), *self._section(index)]
        if not choices:
            return None
        style = found[0].style if found else ""
        ordinals = {n for r in found if r.style == style for n in values(r.names[-1])}
        silence = max(map(_silence, choices))
        doubtful = all(reading.doubtful for reading in found)
        return Candidate(index, tuple(choices), style, frozenset(ordinals), silence, doubtful)

    def _renumbered(self, found: list[Reading]) -> list[Reading]:
        """Markdown may number every item of a list "1."; each counts one more than the last."""
        if not (found and found[0].names[0].isdecimal()):
            return found
        first = found[0]
        repeats = first.names == ("1",) and not first.word
        count = self._counted.get(first.style, 0) + 1 if repeats else 0
        self._counted[first.style] = count
        if count < 2:
            return found
        return [*found, replace(first, names=(str(count),), doubtful=True)]

    def _labels(self, index: int, found: list[Reading]) -> Iterator[Choice]:
        set_off = SET_OFF if self._is_set_off(index) else 0.0
        alone = ALONE if self._is_title(index) else 0.0
        for reading in found:
            text = stems(self._following(index, reading.rest))
            for node, unlike in _fitting(self._outline.matches(reading.names)):
                if _is_bare(reading) and len(node.path) > 1:
                    continue
                alike = self._similarity.between(text, self._asked[node.index])
                merit = _worth(reading, node) + set_off + LIKENESS * alike
                merit += alone if _is_bare(reading) else 0.0
                yield Choice(reading, node, unlike, merit)

    def _section(self, index: int) -> Iterator[Choice]:
        """A line that says "Answers" and nothing else."""
        text = self._lines[index].text.strip()
        start = ornament(text[:LONGEST_SECTION])
        if SECTION.fullmatch(text[start : start + LONGEST_SECTION].strip("*_}:.： ")):
            merit = SECTION_HEADING if start else SECTION_LINE
            yield Choice(SECTION_READING, None, 0, merit)

    def _is_set_off(self, index: int) -> bool:
        return index == 0 or self._lines[index - 1].blank

    def _is_title(self, index: int) -> bool:
        """Whether it is a short line that is a paragraph by itself and no sentence."""
        text = self._lines[index].text.strip()
        below = self._lines[index + 1 : index + 2]
        short = len(text) <= LONGEST_TITLE and not text.endswith((".", "?", ":", ";", ","))
        return short and self._is_set_off(index) and all(line.blank for line in below)

    def _following(self, index: int, rest: str) -> str:
        """What stands after a label, up to the end of its paragraph."""
        text = [rest]
        for line in self._lines[index + 1 : index + LOOKED_AT]:
            if line.blank:
                break
            text.append(line.text)
        return "\n".join(text)


def _rated(choices: list[Choice]) -> Iterator[Choice]:
    """The choices; those that leave a label unread which fits a part below them cost more."""
    for choice in choices:
        fuller = any(
            len(other.reading.names) > len(choice.reading.names)
            and not other.unlike
            and choice.node
            and other.node
            and other.node.within(choice.node)
            for other in choices
        )
        yield replace(choice, merit=choice.merit + LEFT_OVER) if fuller else choice


def _is_bare(reading: Reading) -> bool:
    """Whether it is a number without any mark, which only a question may have."""
    return len(reading.names) == 1 and not (reading.dress or reading.word or reading.heading)


def _silence(choice: Choice) -> float:
    reading = choice.reading
    full = choice.in_full and len(reading.names) > 1 and not (choice.unlike or reading.doubtful)
    word = SILENCE[reading.word] if reading.names else 0.0
    return max(word, POINTS_SILENCE * reading.points, FULL_SILENCE * full)


def _fitting(matches: list[tuple[Node, int]]) -> list[tuple[Node, int]]:
    """Without nodes that a label fits in value only, if it fits one of the question exactly."""
    exact = {node.question: len(node.path) for node, unlike in matches if not unlike}
    return [
        (node, unlike)
        for node, unlike in matches
        if not unlike or len(node.path) > exact.get(node.question, 0)
    ]


def _worth(reading: Reading, node: Node) -> float:
    """A label's worth by its own dress."""
    if len(reading.names) < len(node.path):
        worth = (PLAIN if node.part else ITEM) + LONGER * (len(reading.names) - 1)
        worth += WORD_IN_PART if reading.word in ("question", "answer") else 0.0
    elif len(node.path) == 1 and not node.part:
        worth = BARE_QUESTION + WORD[reading.word]
        worth += BRACKETED if reading.dress.startswith("(") else 0.0
    else:
        worth = IN_FULL + WORD[reading.word]
    worth += HEADING * reading.heading
    return worth + POINTS * reading.points + DOUBTFUL * reading.doubtful
