"""Rubrics: what a good answer says, in relations that an author reads as sentences.

    contrast ENCODER / DECODER
    60% The encoder maps its input to a distribution.
        like Each input gets a mean and a variance of its latent.
        ENCODER : map*|predict* > DISTRIBUTION
        half ENCODER : probabilistic
    40% A latent that is drawn from it is decoded.
        SAMPLES > LATENT & DECODES
    -30% It is the encoder that is probabilistic.
        like The latent is a fixed point, and the decoder draws at random.
        DECODER : probabilistic

A point has its share of the whole, a misconception what it costs. Under each stand sentences
in which it may be said (``like``), the more and the more different the better: `likeness`
compares answers with them. And there stand the patterns that show it, one a line; one with
``half`` earns half of the point. A pattern is made of terms, and a term of alternatives:

- A name in capitals stands for the words of `checkers.prose.vocabulary`, Chinese ones among
  them. Other terms are whole words; ``*`` ends a stem (``map*``: maps, mapped, mapping).
- ``topic :`` is what the sentence speaks about. It may stand in an earlier sentence or a
  heading, unless something it is contrasted with has taken its place.
- ``a > b`` wants them in this order, ``a & b`` in any, ``cause => effect`` in either order if
  the second one is joined by "when", "because", "due to" and the like.
- ``first a ; then b`` wants what matches a before what matches b, be it sentences apart.
- ``formula x^2`` is met by a formula of the answer that equals this one in every world, or by
  an equation that says the same as this one. A `Procedure` decides such a line; elsewhere it
  is for a person to look for.

All of it must stand in one sentence (or one and a next that refers back to it), unnegated:
"does not map", "rather than a distribution" and lists of keywords do not match.

The rubrics of a question stand together in a file beside its solution, with the solution's name
and the ending ``.rubrics``, each under its part: ``part a``. Data of a variant stand in them by
name, «k», until they are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkers.prose.patterns import sequences

ENTRY = re.compile(r"(-?)(\d{1,3})% +(\S.*)")


@dataclass(frozen=True)
class Point:
    """One thing a good answer says; a pattern of `in_part` earns half of its `share`.

    A misconception is a point with a negative share. `formulas` are in the notation of answers,
    `like` are sentences that say it.
    """

    text: str
    share: float
    says: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    like: tuple[str, ...] = ()

    @property
    def in_full(self) -> str:
        """What the point says, with the first of the formulas that meet it."""
        return " ".join([self.text, *(f"$${text}$$" for text in self.formulas[:1])])

    def filled(self, **data: object) -> Point:
        """The point with its data in place of «name»."""

        def put(text: str) -> str:
            for name, datum in data.items():
                text = text.replace(f"«{name}»", str(datum))
            return text

        lists = (self.says, self.in_part, self.formulas, self.like)
        return Point(put(self.text), self.share, *(tuple(map(put, lines)) for lines in lists))

    def with_line(self, line: str) -> Point:
        """The point with one more pattern."""
        kind, _, rest = line.partition(" ")
        if kind == "half":
            return replace(self, in_part=(*self.in_part, rest.strip()))
        if kind == "like":
            return replace(self, like=(*self.like, rest.strip()))
        if kind == "formula":
            return replace(self, formulas=(*self.formulas, rest.strip()))
        return replace(self, says=(*self.says, line))


@dataclass(frozen=True)
class Rubric:
    """The points of a good answer, and known errors, which have negative shares.

    `contrasts` are groups of terms that exclude one another as the topic of a sentence: what is
    said of the decoder is not said of the encoder.
    """

    points: Sequence[Point]
    contrasts: Sequence[Sequence[str]] = ()

    def __post_init__(self) -> None:
        """ValueError: the positive shares do not sum to 1, or a pattern cannot be read."""
        total = sum(point.share for point in self.points if point.share > 0)
        if abs(total - 1) > 1e-6:
            raise ValueError(f"the points of a rubric make {total:.0%}, not 100%")
        for point in self.points:
            for line in (*point.says, *point.in_part):
                sequences(line)

    @property
    def model_answer(self) -> str:
        """What the points say, one after the other, with their formulas."""
        return " ".join(point.in_full for point in self.points if point.share > 0)

    def filled(self, **data: object) -> Rubric:
        """The rubric of a variant: its data in place of «name», wherever that stands."""
        return replace(self, points=[point.filled(**data) for point in self.points])


def rubric(text: str) -> Rubric:
    """A rubric from its text, as above. ValueError: a line belongs to no point."""
    points: list[Point] = []
    contrasts: list[tuple[str, ...]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        entry = ENTRY.fullmatch(line)
        if entry:
            points.append(Point(entry[3], int(entry[1] + entry[2]) / 100))
        elif line.startswith("contrast "):
            members = line.removeprefix("contrast ").split(" / ")
            contrasts.append(tuple(member.strip() for member in members))
        elif points:
            points[-1] = points[-1].with_line(line)
        else:
            raise ValueError(f"the pattern {line!r} stands before any point")
    return Rubric(points, contrasts)


def rubrics(text: str) -> dict[str, Rubric]:
    """The rubrics of a file, by the name that stands above each: ``part a``. Lines that begin
    with # are comments. ValueError: a line belongs to no point, or to no part.
    """
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    before, *parts = re.split(r"^part (\S+)$", "\n".join(lines), flags=re.MULTILINE)
    if before.strip():
        raise ValueError(f"{before.strip().splitlines()[0]!r} stands before any part")
    return {name: rubric(body) for name, body in zip(parts[::2], parts[1::2], strict=True)}
