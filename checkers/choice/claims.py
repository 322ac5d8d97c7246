"""What an answer says of the options: each claim with its sign, its weight and its place.

Weights: 3 is marked as final, 2 is stated as the answer, 1 is said of an option ("B is true"),
0 is a lone mention. Explanations mention other options freely, and weigh less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checkers.choice.mentions import Mention, listed, mentions
from checkers.choice.words import (
    ALL,
    BAD,
    BETTER,
    CONCLUSIONS,
    COPULAS,
    CORRECTIONS,
    CUES,
    DESCRIBING,
    FINAL,
    GOOD,
    JUDGED,
    LINKS,
    NEGATORS,
    NONE,
    OPENING,
    PASSING,
    SPOKEN,
    WEAK_CUES,
    WORSE,
    Word,
    words,
)

FINISHED, STATED, SAID, MENTIONED = 3, 2, 1, 0
SENTENCE_ENDS = {".", "!", "?", ";", "\n", "。"}
BULLETS = {"\n", "-", "•", "("}
CLOSERS = {")", ".", ",", ";"}
LINE_ENDS = {".", "\n", "。"}
SHORT = 16
ARTICLES = {"a", "an"}
TURNS = {"but", "rather", ","}
DENIALS = {"否", "no", "impossible", "intractable", "hard", "infeasible", "unable", "不", "无"}


@dataclass(frozen=True, slots=True)
class Claim:
    """`labels` are the answer (`holds`) or are not, said at word `place` with that weight."""

    labels: frozenset[str]
    holds: bool
    weight: int
    place: int


@dataclass(frozen=True)
class Reader:
    """Reads the claims of one answer.

    `several`: options may hold together. `negated`: the question asks for what does not hold.
    `compared`: for what is better.
    """

    text: str
    known: Mapping[tuple[str, ...], str]
    labels: frozenset[str]
    several: bool = False
    negated: bool = False
    compared: bool = False

    @cached_property
    def words(self) -> list[Word]:
        """The answer's words."""
        return words(self.text)

    @cached_property
    def found(self) -> dict[int, Mention]:
        """Where options are named."""
        return mentions(self.words, self.known)

    @cached_property
    def _lows(self) -> list[str]:
        return [word.low for word in self.words]

    def low(self, place: int) -> str:
        """The word there in lower case; a line end outside the text."""
        return self._lows[place] if 0 <= place < len(self._lows) else "\n"

    def claims(self, more: Iterable[Claim] = ()) -> list[Claim]:
        """Every claim, in order of place, `more` of them found by other rules."""
        claims = [*self._stated(), *self._said(), *more]
        if not self.compared:
            claims += self._leading()
        if not any(claim.holds for claim in claims):
            claims += self._on_a_line()
        if not any(claim.holds for claim in claims):
            claims += self._mentioned({label for claim in claims for label in claim.labels})
        return sorted(claims, key=lambda claim: claim.place)

    def _stated(self) -> Iterator[Claim]:
        for place in range(len(self.words)):
            for cue, weight in self._cues(place):
                yield from self._list_from(place + len(cue), weight)
            if self.low(place) in CONCLUSIONS and not self.compared:
                yield from self._conclusion(place + 1)

    def _cues(self, place: int) -> Iterator[tuple[Sequence[str], int]]:
        """Phrases that announce the choice; "it is" does so before the explanation only."""
        for cue in CUES.get(self.low(place), ()):
            if self._reads(place, cue):
                yield cue, FINISHED if self.low(place - 1) in FINAL else STATED
        for cue in WEAK_CUES.get(self.low(place), ()):
            if self._reads(place, cue):
                yield cue, SAID if place < self._explanation else MENTIONED

    @cached_property
    def _explanation(self) -> int:
        """Where the first sentence ends, or its reason begins."""
        ends = SENTENCE_ENDS | {"because", "since", "as", "因"}
        places = (i for i in range(1, len(self.words)) if self.low(i) in ends)
        return next(places, len(self.words))

    def _conclusion(self, place: int) -> Iterator[Claim]:
        """``so B`` concludes; ``so B uses ...`` explains."""
        for claim in self._list_from(place, STATED):
            _, end = self._list_at(place)
            if self.low(end) in SENTENCE_ENDS | COPULAS | {")", ","}:
                yield claim

    def _reads(self, place: int, cue: Sequence[str]) -> bool:
        return all(self.low(place + i) == word for i, word in enumerate(cue))

    def _list_at(self, place: int) -> tuple[list[Mention], int]:
        while self.low(place) in PASSING and place not in self.found:
            place += 1
        return listed(self.words, self.found, place)

    def _list_from(self, place: int, weight: int) -> Iterator[Claim]:
        """The list after a cue: ``B``, ``not A but B``, ``B, not A``, ``all of them``."""
        holds = True
        while place < len(self.words):
            if self.low(place) in NEGATORS and place not in self.found:
                holds, place = False, place + 1
            elif (after := self._after_turn(place, holds)) is not None:
                holds, place = self.low(after) not in NEGATORS, after
            elif place in self.found:
                run, end = listed(self.words, self.found, place)
                if not self._is_described(end):
                    able = not self._is_denied(end)
                    yield Claim(frozenset(m.label for m in run), holds == able, weight, place)
                place = end
            elif (whole := self._whole(place)) is not None:
                yield Claim(whole, holds, weight, place)
                return
            elif self.low(place) in PASSING or self._is_article(place, holds):
                place += 1
            else:
                return

    def _is_article(self, place: int, holds: bool) -> bool:
        """``a`` in ``it is a valid flow``, where it is the name of no option."""
        named = (self.low(place),) in self.known
        return self.low(place) in ARTICLES and not (holds and named)

    def _after_turn(self, place: int, holds: bool) -> int | None:
        """Where the list goes on that turns here: ``, not A``, ``, but B``, ``Not A. B``."""
        after = place
        while self.low(after) in TURNS:
            after += 1
        if not holds and after == place and self.low(place) in SENTENCE_ENDS:
            after += 1
        goes_on = self.low(after) in NEGATORS or after in self.found
        return after if after > place and goes_on else None

    def _is_denied(self, end: int) -> bool:
        """``GANs cannot``, ``flows do not``."""
        auxiliary = self.low(end) in ("can", "could", "do", "does", "will")
        return self.low(end + auxiliary) in ("cannot", "can't", "not", "don't", "doesn't")

    def _is_described(self, end: int) -> bool:
        """``A is wrong``, ``A: false`` says something of A; it does not choose A."""
        if self.low(end) in (":", "-"):
            return not self._spoken and self.low(end + 1) in GOOD | BAD | set(JUDGED)
        return self.low(end) in DESCRIBING

    @property
    def _spoken(self) -> bool:
        """Whether the options are true and false, or yes and no."""
        return all(label.casefold() in SPOKEN for label in self.labels)

    def _whole(self, place: int) -> frozenset[str] | None:
        """``all``, ``all except C``, ``none``: sets of options without their names."""
        if not self.several:
            return None
        if any(self._reads(place, phrase) for phrase in NONE):
            return frozenset()
        for phrase in ALL:
            if self._reads(place, phrase):
                return self.labels - self._excepted(place + len(phrase))
        return None

    def _excepted(self, place: int) -> set[str]:
        for ahead in range(place, min(place + 8, len(self.words))):
            if self.low(ahead) in ("except", "but", "excluding", "besides"):
                start = ahead + (self.low(ahead + 1) == "for") + 1
                return {m.label for m in listed(self.words, self.found, start)[0]}
        return set()

    def _leading(self) -> Iterator[Claim]:
        """An answer that begins with its choice, on its first line or on lines of its own."""
        start = 0
        while start < len(self.words) and self.low(start) in OPENING:
            start += 1
        if self.low(start) in PASSING and start not in self.found:
            return
        claims = list(self._list_from(start, STATED))
        run = self._lines_of_options(start)
        if self.several and len(run) > 1 and len(claims) == 1 and claims[0].holds:
            labels = frozenset(m.label for m in run)
            yield Claim(claims[0].labels | labels, True, STATED, start)
        else:
            yield from claims

    def _lines_of_options(self, place: int) -> list[Mention]:
        """Options that begin the answer, one or more on each of its first lines."""
        found, (run, end) = list[Mention](), listed(self.words, self.found, place)
        while run:
            while self.low(end) in CLOSERS:
                end += 1
            if self.low(end) != "\n":
                break
            found += run
            while self.low(end) in BULLETS and end < len(self.words):
                end += 1
            run, end = listed(self.words, self.found, end)
        return found

    def _on_a_line(self) -> Iterator[Claim]:
        """Options that stand alone on a line, or before its first full stop, after others or
        after a label: "Solution.", then "False. The gap is ..."; "efficient: no". Lines that
        differ choose nothing.
        """
        ends = LINE_ENDS | {","} if self._spoken else LINE_ENDS
        starts = (i + 1 for i in range(len(self.words)) if self.low(i) in ("\n", ":"))
        runs = [(start, *listed(self.words, self.found, start)) for start in starts]
        alone = [(start, run) for start, run, end in runs if run and self.low(end) in ends]
        chosen = {frozenset(m.label for m in run) for _, run in alone}
        if len(chosen) == 1:
            yield Claim(chosen.pop(), True, STATED, alone[0][0])

    def _said(self) -> Iterator[Claim]:
        """``A and B are true``, ``C: false``, ``set I is better than set II``."""
        place = 0
        while place < len(self.words):
            if place not in self.found:
                place += 1
                continue
            run, place = listed(self.words, self.found, place)
            verdict = self._predicate(place)
            if verdict is not None:
                yield Claim(frozenset(m.label for m in run), verdict, SAID, run[0].start)

    def _predicate(self, place: int) -> bool | None:
        """What is said of the options before `place`; None if nothing that settles them."""
        place, links = self._over_parenthesis(place), 0
        holds = True
        allowed = LINKS if self.compared else COPULAS | {"the", "a", "an", "only"}
        allowed = allowed - {":", "-"} if self._spoken else allowed
        while self.low(place) in allowed | NEGATORS and place not in self.found:
            holds ^= self.low(place) in NEGATORS
            place, links = place + 1, links + 1
        if not links and self.low(place) not in ("wins", "✓", "✔", "✗", "✘", "更", "正", "错"):
            return None
        return self._judged(place, holds)

    def _over_parenthesis(self, place: int) -> int:
        if self.low(place) != "(":
            return place
        closing = place
        while closing < len(self.words) and closing < place + 20 and self.low(closing) != ")":
            closing += 1
        return closing + 1

    def _judged(self, place: int, holds: bool) -> bool | None:
        word = self.low(place)
        if word in JUDGED and self.low(place - 1) in (":", "-"):
            return JUDGED[word] != self.negated
        if self.compared:
            return holds if word in BETTER else not holds if word in WORSE else None
        if word == "answer" or self.low(place + 1) in ("answer", "choice", "option"):
            return holds if word not in BAD else not holds
        if word == "one" and self.low(place - 1) == "the":
            is_bad = self.low(place + 1) in ("that", "which") and self.low(place + 3) in BAD
            if is_bad or self._closes(place + 1):
                return holds != is_bad if not self.negated else holds
        if word in GOOD | BAD:
            return ((word in GOOD) == holds) != self.negated
        return None

    def _closes(self, place: int) -> bool:
        return self.low(place) in SENTENCE_ENDS | {",", ")", "because", "since"}

    def _mentioned(self, refused: set[str]) -> Iterator[Claim]:
        """A short answer, or one that names a single option and marks it as one."""
        named = [m for m in self.found.values() if self.low(m.start) != "no"]
        labels = {m.label for m in named}
        is_short = len(self.words) <= SHORT
        marked = all(
            m.bracketed or self.low(m.start - 1) in ("option", "choice", "statement")
            for m in named
        )
        naming = {place for m in named for place in range(m.start, m.end)}
        negated = any(
            word.low in NEGATORS for i, word in enumerate(self.words) if i not in naming
        )
        if len(labels) == 1 and (is_short or marked) and not negated and not labels & refused:
            yield Claim(frozenset(labels), True, MENTIONED, named[0].start)

    @property
    def denies(self) -> bool:
        """Whether a word of the answer denies something."""
        return any(word.low in NEGATORS | DENIALS for word in self.words)

    def is_corrected(self, earlier: int, later: int) -> bool:
        """Whether something between two places takes the first one back."""
        between = self.words[earlier:later]
        return any(
            w.low in CORRECTIONS or (w.text == "-" and self.low(earlier + i + 1) == ">")
            for i, w in enumerate(between)
        )
