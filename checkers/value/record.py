"""Record: several results with names, in one answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, Protocol

from checkers.mistakes import Mistake, labelled, weighed, wrong_kind
from checkers.value.forms import Value
from checkers.value.results import LONGEST, Answer, Found
from checkers.verdict import Evidence, Verdict, blank, unreadable


class Readable(Protocol):
    """What else a record may hold: a form that finds its answer in a longer text."""

    def check(self, answer: str, reference: Any) -> Verdict:
        """Hold the whole answer against this result's reference."""

    def placeholder(self) -> str:
        """How the result may be written."""

    def model_answers(self, reference: Any) -> Sequence[str]:
        """The result's reference, written as answers."""

    def mistakes(self, reference: Any, *, evaluate: bool = False) -> Iterator[Mistake]:
        """What the author got wrong."""


WEAKNESS = ("proved", "exact", "listed", "sampled", "person")
"""Methods of evidence, the strongest first."""


@dataclass(frozen=True)
class Record:
    """Several results with names, each a form of its own, each worth its share.

    Results are found by their names. An answer of bare values without any name is read by
    position. What cannot be found waits for a person and takes nothing from the rest.
    With `whole` the results are one answer together: one wrong result makes it wrong. `name` is
    the form's name in reports, where the results are no numbers.
    """

    results: Mapping[str, Value | Readable]
    shares: Mapping[str, float] = field(default_factory=dict)
    whole: bool = False
    name: str = "value"

    decided_by: ClassVar[Literal["machine"]] = "machine"

    def placeholder(self) -> str:
        """How the answer may be written, one line a result."""
        return "\n".join(
            form.placeholder() if isinstance(form, Value) else f"{name}: {form.placeholder()}"
            for name, form in self._forms.items()
        )

    def model_answers(self, reference: Mapping[str, Any]) -> tuple[str, ...]:
        """A line for each result, in each way in which all of them can be written."""
        lines = [
            [self._line(name, text) for text in form.model_answers(reference[name])]
            for name, form in self._forms.items()
        ]
        return tuple("\n\n".join(answer) for answer in zip(*lines, strict=False))

    def mistakes(
        self, reference: Mapping[str, Any], *, evaluate: bool = False
    ) -> Iterator[Mistake]:
        """Those of each result; names and shares that belong to no result."""
        names = ", ".join(self.results)
        if not isinstance(reference, Mapping):
            yield wrong_kind(reference, f"a mapping with {names}")
            return
        for mistake in labelled(self.shares, self.results, "the share of"):
            yield mistake._replace(of="question")
        shares = [self.shares.get(name, 1 / len(self.results)) for name in self.results]
        yield from weighed(shares, "results", of="question")
        yield from labelled(reference, self.results, "the result")
        for name, form in self.results.items():
            if name in reference:
                yield from form.mistakes(reference[name], evaluate=evaluate)
            else:
                yield Mistake(f"the reference lacks {name!r}", f"return a mapping with {names}")

    @staticmethod
    def _line(name: str, text: str) -> str:
        """A formula says itself what it is of."""
        return text if text.startswith("$") else f"{name}: {text}"

    def check(self, answer: str, reference: Mapping[str, Any]) -> Verdict:
        """Hold each result against the reference of its name, and add up the shares."""
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(f"Reading stopped at {LONGEST} characters.")
        found = self._values(Answer(answer))
        verdicts = {
            name: form.judge(found[name], reference[name])
            if isinstance(form, Value)
            else form.check(answer, reference[name])
            for name, form in self._forms.items()
        }
        return self._total(verdicts)

    @property
    def _forms(self) -> dict[str, Value | Readable]:
        """The results' forms, each value with a symbol to be found by."""
        return {
            name: replace(form, symbol=form.symbol or name) if isinstance(form, Value) else form
            for name, form in self.results.items()
        }

    def _values(self, read: Answer) -> dict[str, Found]:
        values = {n: form for n, form in self._forms.items() if isinstance(form, Value)}
        found = {name: read.named(form.wanted) for name, form in values.items()}
        if any(result.item is not None for result in found.values()):
            return found
        items = read.in_order([form.wanted for form in values.values()])
        return dict(zip(values, items, strict=True))

    @staticmethod
    def _evidence(verdicts: Mapping[str, Verdict]) -> Evidence:
        """The weakest that a result rests on."""
        found = [v.evidence for v in verdicts.values()]
        return max(found, key=lambda evidence: WEAKNESS.index(evidence.method))

    def _total(self, verdicts: Mapping[str, Verdict]) -> Verdict:
        share = {name: self.shares.get(name, 1 / len(self.results)) for name in verdicts}
        earned = sum(share[name] * v.earned for name, v in verdicts.items())
        pending = sum(share[name] * v.pending for name, v in verdicts.items())
        failing = [v.counterexample for v in verdicts.values() if v.counterexample]
        wrong = [v for v in verdicts.values() if v.outcome == "incorrect"]
        if self.whole and wrong:
            return wrong[0]
        if self.whole and pending:
            earned, pending = 0.0, 1.0
        return Verdict(
            outcome=_outcome(list(verdicts.values()), earned),
            feedback=" ".join(v.feedback for v in verdicts.values()),
            evidence=self._evidence(verdicts),
            earned=min(1.0, earned),
            pending=min(pending, 1.0 - min(1.0, earned)),
            suggested=min(1.0, earned) if pending else None,
            counterexample=failing[0] if failing else None,
            remarks=tuple(remark for v in verdicts.values() for remark in v.remarks),
        )


def _outcome(
    verdicts: list[Verdict], earned: float
) -> Literal["correct", "partial", "incorrect", "unreadable", "review"]:
    outcomes = {v.outcome for v in verdicts}
    if outcomes == {"correct"}:
        return "correct"
    if outcomes <= {"unreadable", "blank"}:
        return "unreadable"
    if outcomes & {"unreadable", "review", "blank"}:
        return "review"
    return "partial" if earned else "incorrect"
