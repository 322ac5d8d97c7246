"""Value: answers that are numbers, held against computed references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, ClassVar, Literal

from checkers.mistakes import Mistake, wrong_kind
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
from checkers.value.names import Wanted, wanted
from checkers.value.results import LONGEST, Answer, Found, fitted
from checkers.verdict import (
    LISTED,
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

    def mistakes(self, reference: Any, *, evaluate: bool = False) -> Iterator[Mistake]:
        """A reference that is not made of numbers, or is of another shape."""
        try:
            extents = shape(reference)
            numbers = [value for _, value in entries(reference)]
        except (TypeError, ValueError):
            extents, numbers = None, [None]
        if not all(isinstance(n, int | float) and isfinite(n) for n in numbers):
            yield wrong_kind(reference, f"{self.asked}, every entry finite")
        elif extents != self.shape:
            rows = "rows of different lengths"
            given = rows if extents is None else replace(self, shape=extents).asked
            yield Mistake(f"the reference is {given}", f"return {self.asked}, or mend shape=")

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
