"""Choice: one option or several, with or without an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as substitute
from random import Random
from typing import ClassVar, Literal

from msgspec.structs import replace

from checkers.choice.claims import Claim, Reader
from checkers.choice.comparisons import comparisons
from checkers.choice.mentions import vocabulary
from checkers.choice.options import by_own_words, spelled_out, without_restatement
from checkers.choice.replies import replies
from checkers.choice.words import CUES, PASSING, SEPARATORS, plain
from checkers.debatable import Debatable
from checkers.mistakes import Mistake, labelled, wrong_kind
from checkers.prose import Rubric, suggest
from checkers.verdict import (
    LISTED,
    PERSON,
    Finding,
    Verdict,
    blank,
    correct,
    incorrect,
    review,
    unreadable,
)

LONGEST = 50_000


@dataclass(frozen=True)
class Explained:
    """The reference of a choice that asks for its reason: the right option and a rubric."""

    choice: str | Sequence[str]
    because: Rubric


@dataclass(frozen=True)
class Choice:
    """One of the `options`, label to text; with `several`, the set of all that apply.

    `names` gives the ways to say a label where it is more than a letter. `negated`: the
    question asks which statement does *not* hold, so that "C is false" chooses C. `compared`:
    it asks which option is better, so that "I is better than II" chooses I. `explain` is the
    share of the points that an explanation earns; it waits for a person, and is only read for a
    right choice. With `several` a set is right or wrong as a whole, unless `partial` gives each
    option its share. `unsaid` is the option that an answer takes which names none of them,
    denies nothing and goes on to what follows from it. Options whose labels are letters may
    stand in another order, but for those that `stay`, such as "none of the above".
    """

    options: Mapping[str, str]
    several: bool = False
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    negated: bool = False
    compared: bool = False
    partial: bool = False
    explain: float = 0.0
    unsaid: str = ""
    stay: Sequence[str] = ()

    decided_by: ClassVar[Literal["machine"]] = "machine"

    @property
    def name(self) -> str:
        """The form as reports name it."""
        return "choice+explain" if self.explain else "choice"

    @property
    def is_lettered(self) -> bool:
        """Whether the labels are letters that mean nothing but a place in the list."""
        return all(len(label) == 1 and text for label, text in self.options.items())

    def reordered(self, random: Random) -> tuple[Choice, dict[str, str]]:
        """The same options in another order, and the label that each of them has there."""
        free = [label for label in self.options if label not in self.stay]
        moved = {label: label for label in self.options}
        moved |= zip(free, random.sample(free, len(free)), strict=True)
        texts = {moved[label]: text for label, text in self.options.items()}
        names = {
            moved[label]: [moved[label] if name == label else name for name in said]
            for label, said in self.names.items()
        }
        options = {label: texts[label] for label in self.options}
        unsaid = moved.get(self.unsaid, "")
        return substitute(self, options=options, names=names, unsaid=unsaid), moved

    def placeholder(self) -> str:
        """How the answer may be written."""
        several = " or several" if self.several else ""
        explained = ", and why" if self.explain else ""
        return f"one{several} of {', '.join(self.options)}{explained}"

    def model_answers(
        self, reference: str | Sequence[str] | Explained | Debatable
    ) -> tuple[str, ...]:
        """The right labels, with the explanation where one is asked for."""
        if isinstance(reference, Debatable):
            return ()
        if isinstance(reference, Explained):
            chosen = self._listing(frozenset(_labels(reference.choice)))
            return (f"{chosen}. {reference.because.model_answer}",)
        return (self._listing(frozenset(_labels(reference))),)

    def mistakes(
        self,
        reference: str | Sequence[str] | Explained | Debatable,
        *,
        evaluate: bool = False,
    ) -> Iterator[Mistake]:
        """Labels that are no option, more of them than may be chosen, no rubric."""
        named = [label for label in (*self.names, self.unsaid) if label]
        for mistake in labelled(named, self.options, "the option"):
            yield mistake._replace(of="question")
        if isinstance(reference, Debatable):
            yield from labelled(reference.readings, self.options, "the option")
            return
        if isinstance(reference, Explained) != bool(self.explain):
            wanted = "Explained(label, rubric(...))" if self.explain else "the label alone"
            yield wrong_kind(
                reference, f"{wanted}, as the part's explain={self.explain:g} asks"
            )
            return
        right = reference.choice if isinstance(reference, Explained) else reference
        if not isinstance(right, str | list | tuple | set | frozenset):
            yield wrong_kind(right, "a label, or a list of labels")
            return
        yield from labelled(_labels(right), self.options, "the option")
        if not self.several and len(_labels(right)) != 1:
            remedy = "return one label, or ask for several=True"
            yield Mistake(f"{len(_labels(right))} options are right, one can be chosen", remedy)

    def check(
        self, answer: str, reference: str | Sequence[str] | Explained | Debatable
    ) -> Verdict:
        """Hold the options that the answer chooses against the right ones."""
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(
                f"Reading stopped at {LONGEST} characters; expected {self._asked}."
            )
        chosen = self.read(answer)
        if isinstance(chosen, Verdict):
            return chosen
        if isinstance(reference, Debatable):
            return review(f"You chose {self._listing(chosen)}. {reference.reasoning()}")
        right = reference.choice if isinstance(reference, Explained) else reference
        verdict = self._compared(chosen, frozenset(_labels(right)))
        if not isinstance(reference, Explained) or not verdict.earned:
            return verdict
        return self._with_explanation(verdict, answer, reference.because)

    @property
    def _asked(self) -> str:
        return self.placeholder()

    def read(self, answer: str) -> frozenset[str] | Verdict:
        """The labels that the answer chooses, or the verdict that it cannot be told."""
        text = plain(without_restatement(answer, list(self.options)))
        text = spelled_out(text, list(self.options)) if self.several else text
        known = vocabulary(self.options, self.names)
        labels = frozenset(self.options)
        reader = Reader(text, known, labels, self.several, self.negated, self.compared)
        claims = reader.claims(comparisons(reader) if self.compared else replies(reader))
        own_words = by_own_words(text, self.options)
        if own_words is not None and not any(c.weight > 0 for c in claims):
            return frozenset([own_words])
        return self._resolved(reader, claims)

    def _resolved(self, reader: Reader, claims: list[Claim]) -> frozenset[str] | Verdict:
        """Claims of the highest weight decide; contradictory ones are for a person."""
        top = max((claim.weight for claim in claims if claim.holds), default=-1)
        held = [c for c in claims if c.holds and c.weight == top]
        refused = frozenset(label for c in claims if not c.holds for label in c.labels)
        if not held:
            return self._remaining(refused, reader)
        if top == 1 and self.several:
            held = [_union(held)]
        latest = held[-1].labels
        for earlier in held[:-1]:
            if earlier.labels != latest and not reader.is_corrected(
                earlier.place, held[-1].place
            ):
                return _contradiction(sorted(earlier.labels | latest))
        if not self.several and len(latest) != 1:
            return _contradiction(sorted(latest))
        return latest

    def _remaining(self, refused: frozenset[str], reader: Reader) -> frozenset[str] | Verdict:
        """All options but one were refused: that one is chosen."""
        if self.unsaid and not refused and not reader.denies:
            return frozenset([self.unsaid])
        left = frozenset(self.options) - refused
        if self.several and refused and not left:
            return left
        if refused and len(left) == 1 and not self.several:
            return left
        return unreadable(f"No choice was found; expected {self._asked}.")

    def _compared(self, chosen: frozenset[str], right: frozenset[str]) -> Verdict:
        yours, expected = self._listing(chosen), self._listing(right)
        if chosen == right:
            return correct(f"{yours} is right.", LISTED)
        refused = incorrect(
            f"You chose {yours}; the right choice is {expected}.",
            LISTED,
            {"yours": yours, "expected": expected},
        )
        share = self._share(chosen, right) if self.partial else 0.0
        return replace(refused, outcome="partial", earned=share) if share else refused

    def _share(self, chosen: frozenset[str], right: frozenset[str]) -> float:
        """The fraction of options that are rightly chosen or rightly left."""
        return 1 - len(chosen ^ right) / len(self.options) if chosen else 0.0

    def _listing(self, labels: frozenset[str]) -> str:
        return ", ".join(label for label in self.options if label in labels) or "none"

    def _with_explanation(self, verdict: Verdict, answer: str, rubric: Rubric) -> Verdict:
        earned = verdict.earned * (1 - self.explain)
        suggestion = suggest(answer, rubric)
        is_found = any(finding.suggested > 0 for finding in suggestion.findings)
        if not is_found and not self._is_explained(answer):
            feedback = f"{verdict.feedback} An explanation is asked for, and none was found."
            return replace(verdict, outcome="partial", earned=earned, feedback=feedback)
        return replace(
            verdict,
            outcome="review",
            feedback=f"{verdict.feedback} {suggestion.feedback}",
            evidence=PERSON,
            earned=earned,
            pending=self.explain,
            suggested=earned + self.explain * suggestion.share,
            rubric=tuple(self._of_the_part(finding) for finding in suggestion.findings),
        )

    def _of_the_part(self, finding: Finding) -> Finding:
        """A point of the explanation, weighed among all that the part asks for."""
        share, suggested = finding.share * self.explain, finding.suggested * self.explain
        return replace(finding, share=share, suggested=suggested)

    def _is_explained(self, answer: str) -> bool:
        """Whether the answer says more than its choice."""
        known = vocabulary(self.options, self.names)
        reader = Reader(plain(answer), known, frozenset(self.options))
        said = {i for m in reader.found.values() for i in range(m.start, m.end)}
        empty = (
            PASSING | SEPARATORS | set(CUES) | {".", "\n", "!", ":", "all", "of", "them", "i"}
        )
        rest = [w for i, w in enumerate(reader.words) if i not in said and w.low not in empty]
        return len(rest) >= 3


def TrueFalse(explain: float = 0.0) -> Choice:
    """The form of a statement that is true or false."""
    return Choice({"True": "", "False": ""}, explain=explain)


def YesNo(
    explain: float = 0.0, unsaid: str = "", words: tuple[str, str] | None = None
) -> Choice:
    """The form of a question that is answered by yes or no, or by one of two `words`, such as
    valid and invalid.
    """
    names = {} if words is None else {"Yes": words[:1], "No": words[1:]}
    return Choice({"Yes": "", "No": ""}, names=names, explain=explain, unsaid=unsaid)


def _labels(right: str | Sequence[str]) -> Sequence[str]:
    return [right] if isinstance(right, str) else right


def _union(claims: Sequence[Claim]) -> Claim:
    labels = frozenset(label for claim in claims for label in claim.labels)
    return Claim(labels, True, claims[-1].weight, claims[-1].place)


def _contradiction(labels: Sequence[str]) -> Verdict:
    return review(
        f"The answer can be read as {' and as '.join(labels)}; a person must say which."
    )
