"""What the alignment reads and keeps: candidates for labels, and where they may stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from counterexam.submission.labels import Reading
from counterexam.submission.outline import Node


class Phase(IntEnum):
    """Whether text is the paper's own flow, or answers printed apart from their questions.

    A block ("Answer 3.") ends with its question; a section ("Solutions") does not end.
    """

    PAPER = 0
    BLOCK = 1
    SECTION = 2


@dataclass(frozen=True)
class Choice:
    """A reading of a line as the label of a node; None: as the heading of a section of answers.

    `merit` is its worth wherever it stands; `unlike` counts its names of another kind.
    """

    reading: Reading
    node: Node | None
    unlike: int
    merit: float

    @property
    def in_full(self) -> bool:
        """Whether the label names the question as well."""
        return self.node is not None and len(self.reading.names) == len(self.node.path)

    @property
    def dress(self) -> str:
        """What labels of one depth have in common."""
        r = self.reading
        word = "" if self.in_full else r.word
        return f"{word}{r.points:d}{r.kind if self.unlike else ''}{r.dress}"

    @property
    def is_announced(self) -> bool:
        """Whether it is a header that shows itself as one."""
        return self.in_full and bool(self.reading.word or self.reading.heading)


@dataclass(frozen=True)
class Candidate:
    """A label-like line, by its index, what it may be read as, and what ignoring it costs."""

    line: int
    choices: tuple[Choice, ...]
    style: str
    ordinals: frozenset[int]
    silence: float
    doubtful: bool


@dataclass(frozen=True)
class Placement:
    """A label as it was read: from this line on, the text belongs to the node.

    `points`: the paper prints the part's worth with it.
    """

    line: int
    rest: str
    node: Node | None
    phase: Phase
    points: bool = False


@dataclass(frozen=True, slots=True)
class Dress:
    """The dress of labels at one depth, worn by so many of them in a row."""

    depth: int
    dress: str
    in_full: bool
    count: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The best way found to read the lines so far that leaves this state.

    `seen` and `ever` are bit sets of nodes: read in this pass through the paper, or at all.
    `dresses` holds one of each depth, `lists` the last item of each open list by its style.
    """

    score: float = 0.0
    node: Node | None = None
    phase: Phase = Phase.PAPER
    seen: int = 0
    ever: int = 0
    dresses: tuple[Dress, ...] = ()
    lists: tuple[tuple[str, int], ...] = ()
    placement: Placement | None = None
    before: Hypothesis | None = None

    @property
    def state(self) -> tuple[object, ...]:
        """What the readings of later lines depend on; of equal states the best survives."""
        return self.node and self.node.index, self.phase, self.seen, self.lists
