"""The form: an answer's program or mathematics is found, and its properties are tested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from checkers.mistakes import Mistake, misread, weighed, wrong_kind
from checkers.program.beside import Beside
from checkers.program.finding import fenced, readings
from checkers.program.made import Dress, Made, ProgramFails, Undecided
from checkers.program.mathematics import Mathematics, Written
from checkers.prose import Rubric
from checkers.verdict import (
    Counterexample,
    Evidence,
    Finding,
    Verdict,
    blank,
    correct,
    incorrect,
    review,
    unreadable,
)

LONGEST = 60_000
"""Characters of an answer that are read."""
FENCE = "```"
FENCED = re.compile(r"^ {0,3}```.*?^ {0,3}```[^\n]*$", re.MULTILINE | re.DOTALL)
SIGNATURE = re.compile(r"\s*(\w+)\s*(?:\(([^()]*)\))?")


class Property(NamedTuple):
    """A sentence that must be true of what the answer makes, and a test that may refute it."""

    statement: str
    test: Callable[[Made], Counterexample | None]
    share: float | None = None
    """Of the part's points; None: what the others leave, in equal shares."""


class OtherForm(Protocol):
    """How an answer is checked that is neither program nor mathematics."""

    def check(self, answer: str, reference: Any) -> Verdict:
        """As any form's."""


@dataclass(frozen=True)
class Example:
    """The reference of a program: one that has the properties, and a rubric for words."""

    text: str
    rubric: Rubric | None = None


@dataclass(frozen=True)
class Program:
    """Names to define, such as ``step(state, x)``, and the properties they must have. What
    stands in `besides` a program may also leave to the mathematics around it, or leave out.

    The reference is for the key, and its rubric for `otherwise`; it decides nothing here.
    """

    defines: Sequence[str]
    properties: Sequence[Property]
    mathematics: Mathematics | None = None
    otherwise: OtherForm | None = None
    besides: Sequence[str] = ()
    name: str = "construction"
    decided_by: Literal["machine", "person"] = "machine"

    def model_answers(self, reference: Example) -> tuple[str, ...]:
        """The example, fenced where it is a program."""
        return (fenced(reference.text, _signatures(self.defines)),)

    def mistakes(self, reference: Example, *, evaluate: bool = False) -> Iterator[Mistake]:
        """Shares that make more than the part, clauses that cannot be read, no example."""
        told = [one.share for one in self.properties if one.share is not None]
        yield from weighed(told, "properties", of="question")
        if self.mathematics is not None:
            yield from misread(self.mathematics, ())
        if not isinstance(reference, Example):
            yield wrong_kind(reference, "an Example")
        elif self.otherwise is not None and reference.rubric is None:
            yield Mistake("no rubric for answers in words", "return Example(text, rubric(...))")

    def check(self, answer: str, reference: Example | None = None) -> Verdict:
        """Correct if no property is refuted, whatever the answer looks like."""
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(f"The answer has {len(answer):,} characters; at most {LONGEST}.")
        found = self._as_program(answer)
        if found is not None and found.outcome not in ("unreadable", "review"):
            return found
        written = self._as_mathematics(answer)
        if written is not None and (found is None or written.pending <= found.pending):
            return written
        in_words = found is None or (found.outcome == "unreadable" and FENCE not in answer)
        if self.otherwise is not None and in_words:
            return self.otherwise.check(answer, reference and reference.rubric)
        return found or unreadable(f"Nothing was found that defines {', '.join(self.defines)}.")

    def placeholder(self) -> str:
        """How to write such an answer."""
        mathematics = " (or as mathematics)" if self.mathematics else ""
        return f"Python that defines {', '.join(self.defines)}{mathematics}"

    @property
    def signatures(self) -> dict[str, tuple[str, ...]]:
        """The names with their arguments."""
        return _signatures(self.defines)

    def _as_mathematics(self, answer: str) -> Verdict | None:
        if self.mathematics is None:
            return None
        besides = _signatures(self.besides)
        written = self.mathematics.read(answer, {**self.signatures, **besides}, besides)
        return None if written is None else self._tested(written, "")

    def _around(self, answer: str) -> Written | None:
        """What the mathematics around a program says of what stands beside it."""
        besides = _signatures(self.besides)
        if self.mathematics is None or not besides:
            return None
        return self.mathematics.read(FENCED.sub("\n\n", answer), besides, besides)

    def _as_program(self, answer: str) -> Verdict | None:
        """The verdict on the answer's Python; unreadable where it lacks a name."""
        from checkers.sandbox.running import NoSandboxError

        found = readings(answer, self.signatures)
        if not found:
            return None
        try:
            return self._run(found, self._around(answer))
        except (NoSandboxError, Undecided) as reason:
            return review(str(reason))
        except ProgramFails as failure:
            return incorrect(f"Your program fails: {failure.why}.", Evidence("sampled"))

    def _run(self, found: Sequence[Sequence[str]], around: Written | None) -> Verdict:
        from checkers.program.python import running

        with running(found) as program:
            missing = [name for name in self.signatures if name not in program.defined]
            how = f" Run behind {', '.join(program.layers)}."
            if missing:
                why = "".join(f" {error}." for error in program.errors[:1])
                names = ", ".join(missing)
                return unreadable(f"Your program does not define {names}.{why}{how}")
            return self._tested(program if around is None else Beside(program, around), how)

    def _tested(self, dress: Dress, how: str) -> Verdict:
        made = Made(dress)
        tests = [_outcome(one, made) for one in self.properties]
        return _verdict(tests, self._shares(), made.asked, how)

    def _shares(self) -> list[float]:
        told = [one.share for one in self.properties]
        rest = 1 - sum(share for share in told if share is not None)
        return [rest / told.count(None) if share is None else share for share in told]


def _signatures(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = [SIGNATURE.match(text) for text in texts]
    return {
        match[1]: tuple(arg.strip() for arg in (match[2] or "").split(",") if arg.strip())
        for match in found
        if match
    }


class _Outcome(NamedTuple):
    statement: str
    holds: bool | None
    reason: str
    counterexample: Counterexample | None = None


def _outcome(one: Property, made: Made) -> _Outcome:
    try:
        found = one.test(made)
    except ProgramFails as failure:
        if isinstance(made.dress, Written):  # a formula of a fixed size may mean any size
            return _Outcome(one.statement, None, str(failure))
        return _Outcome(one.statement, False, str(failure), {failure.where: failure.why})
    except Undecided as reason:
        return _Outcome(one.statement, None, str(reason))
    if found is None:
        return _Outcome(one.statement, True, "")
    where = ", ".join(f"{name} = {value}" for name, value in found.items())
    return _Outcome(one.statement, False, f"take {where}", found)


def _verdict(
    tests: Sequence[_Outcome], shares: Sequence[float], worlds: int, how: str
) -> Verdict:
    """What the tests together say: shares earned, lost, and open."""
    evidence = Evidence("sampled", worlds)
    if all(test.holds for test in tests):
        return correct(f"Your construction has every property asked for.{how}", evidence)
    weighed = list(zip(tests, shares, strict=True))
    earned = sum(share for test, share in weighed if test.holds)
    pending = sum(share for test, share in weighed if test.holds is None)
    return Verdict(
        outcome="review" if pending else "partial" if earned else "incorrect",
        feedback=" ".join(filter(None, map(_told, tests))) + how,
        evidence=evidence,
        earned=earned,
        pending=pending,
        suggested=earned if pending else None,
        counterexample=next((t.counterexample for t in tests if t.counterexample), None),
        rubric=_findings(weighed) if len(tests) > 1 else (),
    )


def _told(test: _Outcome) -> str:
    if test.holds is None:
        return f"A person decides whether {test.statement}: {test.reason}."
    return "" if test.holds else f"It is not true that {test.statement}: {test.reason}."


def _findings(weighed: Sequence[tuple[_Outcome, float]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(test.statement, share, share * bool(test.holds), None, test.reason)
        for test, share in weighed
    )
