"""Value and Record: answers that are numbers, held against computed references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, Protocol

from checkers.value.arithmetic import Number
from checkers.value.arrays import Item
from checkers.value.comparing import (
    Tolerance,
    as_given,
    entries,
    expected_for,
    place,
    printed,
    shape,
    slip,
)
from checkers.value.results import LONGEST, Answer, Found, Wanted, fitted, wanted
from checkers.verdict import (
    LISTED,
    Evidence,
    Remark,
    Verdict,
    blank,
    correct,
    incorrect,
    review,
    unreadable,
)

SHOWN = 5
"""How many wrong entries the feedback names; the counterexample is the first of them."""


@dataclass(frozen=True)
class Value:
    """One number, vector or matrix of numbers.

    A number is right within `tolerance` relative to its reference, or within half a unit of its
    last printed digit if it has at least `digits` significant ones (by one alone, 4 would pass
    for 3.5). `shape` is () for a scalar;
    axes of length 1 may be left out or added, so that a vector may be a row or a column.
    `symbol` and `also` are what answers call the result.

    One wrong entry makes the answer wrong: entries of a matrix are seldom independent, and a
    lucky 0 or 1 is worth nothing. `partial=True` gives the share of right entries instead.
    """

    shape: tuple[int, ...] = ()
    symbol: str = ""
    also: Sequence[str] = ()
    tolerance: float = 0.001
    digits: int = 2
    partial: bool = False

    name: ClassVar[str] = "value"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def placeholder(self) -> str:
        """How the answer may be written."""
        return f"{self.symbol or 'answer'} = ({self.asked})"

    def model_answers(self, reference: Any) -> tuple[str, ...]:
        """The numbers, to a sensible precision."""
        named = f"{self.symbol} = " if self.symbol else ""
        return (f"$${named}{printed(reference)}$$",)

    @property
    def asked(self) -> str:
        """What is asked for, in words."""
        if not self.shape:
            return "a number"
        kind = "a vector of length" if len(self.shape) == 1 else "a matrix of size"
        return f"{kind} {_times(self.shape)}"

    @property
    def wanted(self) -> Wanted:
        """The names and the shape to look for."""
        return wanted((self.symbol, *self.also), self.shape)

    def check(self, answer: str, reference: Any) -> Verdict:
        """Compare the value found in the answer with the reference, a nested list or number."""
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(
                f"Reading stopped at {LONGEST} characters; expected {self.asked}."
            )
        read = Answer(answer)
        found = read.named(self.wanted)
        return self.judge(
            found if found.item is not None else read.unnamed(self.wanted), reference
        )

    def judge(self, found: Found, reference: Any) -> Verdict:
        """The verdict on what was read."""
        label = self.symbol or "the answer"
        if found.item is None:
            return unreadable(f"{label}: {found.reason}; expected {self.asked}.")
        verdicts = [self._of(item, reference) for item in (found.item, *found.others)]
        if {"correct", "incorrect"} <= {verdict.outcome for verdict in verdicts}:
            return review(f"{label} is given several values, of which one is right.")
        return verdicts[0]

    def _of(self, item: Item, reference: Any) -> Verdict:
        fitting = fitted(item, self.shape)
        return self._misshapen(item) if fitting is None else self._compared(fitting, reference)

    def _misshapen(self, item: Item) -> Verdict:
        extents = shape(item)
        given = "rows of different lengths" if extents is None else f"size {_times(extents)}"
        if extents == ():
            given = "a single number"
        label = self.symbol or "The answer"
        return incorrect(
            f"{label} has the wrong shape: {given}, expected {self.asked}.",
            LISTED,
            {"yours": given, "expected": self.asked},
        )

    def _compared(self, item: Item, reference: Any) -> Verdict:
        given, right = dict(entries(item)), dict(entries(reference))
        scale = max(abs(value) for value in right.values())
        rule = Tolerance(self.tolerance, self.digits)
        wrong = [i for i in given if not rule.admits(given[i], right[i], scale)]
        slips = [
            slip(place(self.symbol, i), given[i], right[i]) for i in given if i not in wrong
        ]
        remarks = tuple(remark for remark in slips if remark is not None)
        if not wrong:
            return correct(self._praise(remarks), LISTED, remarks)
        named = [self._wrong(i, given[i], right[i]) for i in wrong]
        refused = incorrect(_listing(named), LISTED, _counterexample(named[0]))
        share = 1 - len(wrong) / len(given) if self.partial else 0.0
        outcome: Literal["partial", "incorrect"] = "partial" if share else "incorrect"
        return _with(refused, outcome=outcome, earned=share, remarks=remarks)

    def _wrong(self, index: tuple[int, ...], given: Number, right: float) -> Remark:
        where = place(self.symbol or "the answer", index)
        return Remark(where, as_given(given), expected_for(given, right))

    def _praise(self, remarks: tuple[Remark, ...]) -> str:
        label = self.symbol or "The answer"
        if not remarks:
            return f"{label} agrees with the reference."
        slips = "; ".join(
            f"{r.place}: {r.given}, exactly {r.expected}" for r in remarks[:SHOWN]
        )
        more = f"; and {len(remarks) - SHOWN} more" if len(remarks) > SHOWN else ""
        return (
            f"{label} agrees within tolerance. Rounding slips that cost nothing: {slips}{more}."
        )


class Readable(Protocol):
    """What else a record may hold: a form that finds its answer in a longer text."""

    def check(self, answer: str, reference: Any) -> Verdict:
        """Hold the whole answer against this result's reference."""

    def placeholder(self) -> str:
        """How the result may be written."""

    def model_answers(self, reference: Any) -> Sequence[str]:
        """The result's reference, written as answers."""


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
        return "\n".join(f"{name}: {form.placeholder()}" for name, form in self.results.items())

    def model_answers(self, reference: Mapping[str, Any]) -> tuple[str, ...]:
        """A line for each result, in each way in which all of them can be written."""
        lines = [
            [self._line(name, text) for text in form.model_answers(reference[name])]
            for name, form in self._forms.items()
        ]
        return tuple("\n\n".join(answer) for answer in zip(*lines, strict=False))

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


def _with(verdict: Verdict, **changes: Any) -> Verdict:
    import msgspec

    return msgspec.structs.replace(verdict, **changes)


def _listing(wrong: Sequence[Remark]) -> str:
    shown = "; ".join(f"{w.place} is {w.given}, expected {w.expected}" for w in wrong[:SHOWN])
    more = f"; and {len(wrong) - SHOWN} more entries" if len(wrong) > SHOWN else ""
    return f"{shown}{more}."


def _counterexample(wrong: Remark) -> dict[str, str]:
    return {"at": wrong.place, "yours": wrong.given, "expected": wrong.expected}


def _times(extents: Sequence[int]) -> str:
    return " x ".join(map(str, extents))
