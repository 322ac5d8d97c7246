r"""Formulas: equality of an answer with the reference in every world.

    Formula(let="Z, X in R^2 densities p_Z; F bijection", asks=r"p_X(x)")

The reference is text in our notation. The answer may be a bare expression, an equation (the
asked name on either side; a chain counts by its last member), a vector or matrix, a law, a
set, a tuple, an interval or a condition, with words around it. Where it says several things of
the asked name the last one counts; what contradicts itself goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from checkers.formula.premises import Premise, chosen, mentions
from checkers.mistakes import Mistake, Notation, misread, wrong_kind
from checkers.verdict import Verdict, blank, correct, incorrect, review, unreadable

if TYPE_CHECKING:
    from checkers.formula.answers import Final
    from checkers.notation.expr import Chain, Expr
    from checkers.notation.vocabulary import Vocabulary


Value = str | Sequence[str]
"""A value in our notation, or several of which each is right."""
LONGEST = 12_000
"""Characters of an answer that are read; a formula that a person writes has a few hundred."""
MOST = 200
"""Characters of a reason that feedback repeats."""
MENTIONED = 4
"""How many contradicting statements it names."""


@dataclass(frozen=True)
class Formula:
    """A closed expression. `let` and `assume` declare the symbols, `asks` names what is asked
    for, as answers would: ``p_X(x)``, ``D_star(x)``.

    The reference is the value of what is asked, or a list of values each of which is right.
    Where an answer may give one of several things instead (a matrix, or its rows), it is a
    mapping from their names to their values. What the answer may suppose of the laws that are
    left to it are `premises`.
    """

    let: str
    asks: str = ""
    assume: str = ""
    premises: Sequence[Premise] = ()
    name: ClassVar[str] = "formula"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def check(self, answer: str, reference: Value | Mapping[str, Value]) -> Verdict:
        """Correct if the final formula equals the reference in every world."""
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(f"The answer has {len(answer):,} characters; at most {LONGEST}.")
        values = reference if isinstance(reference, Mapping) else {self.asks: reference}
        return judge_formula(answer, values, self.vocabulary, self.premises)

    def placeholder(self) -> str:
        """How to write a formula."""
        left = f"{self.asks} = " if self.asks else ""
        return f"a formula in LaTeX or plain text: {left}..."

    def model_answers(self, reference: Value | Mapping[str, Value]) -> tuple[str, ...]:
        """Each of the right values, as an equation where it has a name."""
        values = reference if isinstance(reference, Mapping) else {self.asks: reference}
        return tuple(
            f"$${self._equation(name, text)}$$"
            for name, value in values.items()
            for text in ([value] if isinstance(value, str) else value)
        )

    def mistakes(
        self, reference: Value | Mapping[str, Value], *, evaluate: bool = False
    ) -> Iterator[Mistake]:
        """Clauses, names and values that cannot be read, or have no value."""
        values = reference if isinstance(reference, Mapping) else {self.asks: reference}
        listed = [[v] if isinstance(v, str) else v for v in values.values()]
        if not all(isinstance(v, list | tuple) and v for v in listed) or not all(
            isinstance(text, str) for texts in listed for text in texts
        ):
            yield wrong_kind(reference, "the formula as text, or a list of such")
            return
        own = (*filter(None, values), *(premise.means for premise in self.premises))
        asked = [Notation(text, "question", means=False) for text in own]
        stated = [Notation(text) for texts in listed for text in texts]
        yield from misread(self, [*asked, *stated], evaluate=evaluate)

    def _equation(self, name: str, value: str) -> str:
        from checkers.notation.reader import read_chain

        has_name = not name or read_chain(value, self.vocabulary).relations
        return value if has_name else f"{name} = {value}"

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from checkers.notation.let import assume, let

        declared = let(self.let)
        return assume(self.assume, declared) if self.assume else declared


def judge_formula(
    answer: str,
    values: Mapping[str, Value],
    vocabulary: Vocabulary,
    premises: Sequence[Premise] = (),
) -> Verdict:
    """Hold the answer's final formula against the value of what it names, under what the answer
    says of the laws that `premises` leave to it.

    ReadError: a value, which is the question's own, cannot be read.
    """
    from checkers.formula.answers import clipped, finals
    from checkers.notation.reader import ReadError

    targets = [_target(name, value, vocabulary) for name, value in values.items()]
    names = chosen(premises, vocabulary)
    try:
        found = finals(answer, vocabulary, [target.asked for target in targets], names)
    except ReadError as error:
        return unreadable(f"The answer cannot be read: {clipped(str(error), MOST)}")
    if not found:
        return unreadable("No formula was found in the answer.")
    plain = _last_word(found, targets)
    last = found[-1]
    is_put_in = not (names and mentions(last.formula, names))
    if is_put_in and (plain.outcome == "review" or (_is_refuted(plain) and not last.supposes)):
        return _under_premises(plain, found, targets, premises, answer)
    return plain


def _under_premises(
    plain: Verdict,
    found: list[Final],
    targets: Sequence[_Target],
    premises: Sequence[Premise],
    answer: str,
) -> Verdict:
    """Right or wrong under what the answer says in words. Where it says nothing, and would be
    right under some premise, a person says whether that one is meant.
    """
    said = [premise for premise in premises if premise.is_said(answer)]
    is_open = not said and not found[-1].supposes
    unsaid = [p for p in premises if not p.is_touched(answer)] if is_open else []
    verdicts = []
    for premise in said or unsaid:
        supposing = [
            final._replace(vocabulary=premise.added(final.vocabulary)) for final in found
        ]
        verdicts.append(_last_word(supposing, targets))
        if verdicts[-1].outcome == "correct":
            text = f"It is right if {premise.means}; a person says whether that is so."
            return verdicts[-1] if said else review(text, suggested=1.0)
    is_wrong = bool(said) and all(map(_is_refuted, verdicts))
    return verdicts[-1] if is_wrong else plain


def _is_refuted(verdict: Verdict) -> bool:
    return verdict.outcome == "incorrect"


class _Target(NamedTuple):
    """What is asked for, under its name where it has one, and the values that are right."""

    asked: Expr | None
    expected: tuple[Chain, ...]


def _target(name: str, value: Value, vocabulary: Vocabulary) -> _Target:
    from checkers.notation.reader import read, read_chain

    values = [value] if isinstance(value, str) else value
    expected = tuple(read_chain(text, vocabulary) for text in values)
    if name:
        return _Target(read(name, vocabulary), expected)
    named = expected[0].relations[:1] in (("=",), (":=",))
    return _Target(expected[0].parts[0] if named else None, expected)


def _last_word(found: list[Final], targets: Sequence[_Target]) -> Verdict:
    """The last statement counts, unless an earlier one says otherwise and one is right."""
    verdicts = [_compared(final, targets) for final in found]
    outcomes = {verdict.outcome for verdict in verdicts}
    if {"correct", "incorrect"} <= outcomes and not found[-1].corrects:
        texts = "; ".join(final.text for final in found[-MENTIONED:])
        return review(f"The answer contradicts itself: {texts}. One of these is right.")
    return verdicts[-1]


def _compared(final: Final, targets: Sequence[_Target]) -> Verdict:
    """Held against what it names, or against each target where it names none."""
    from checkers.formula.answers import clipped

    if final.why_unread:
        return unreadable(f"{final.text}: {clipped(final.why_unread, MOST)}")
    verdicts: list[Verdict] = []
    for target in targets if final.named is None else [targets[final.target]]:
        for value in target.expected:
            verdicts.append(_held(final, value, target.asked))
            if verdicts[-1].outcome == "correct":
                return verdicts[-1]
    refuted = [verdict for verdict in verdicts if verdict.counterexample]
    undecided = [verdict for verdict in verdicts if verdict.outcome != "incorrect"]
    return (refuted or undecided or verdicts)[0]


def _held(final: Final, value: Chain, asked: Expr | None) -> Verdict:
    from checkers.formula.agreement import agreement, in_terms_of, within
    from checkers.formula.answers import clipped
    from checkers.formula.slips import slip

    expected = in_terms_of(value, asked, final.named)
    if final.around is not None and final.named is not None:
        expected = within(expected, final.named, final.around)
    judged = agreement(final.formula, expected, final.vocabulary)
    if judged.status == "unknown":
        return review(
            f"It could not be decided whether {final.text} is right: {clipped(judged.why)}"
        )
    if judged.status == "holds":
        return correct("Your formula is right.", judged.evidence)
    recognised = slip(final.formula, expected, final.vocabulary)
    hint = f"Your expression is {recognised}. " if recognised else ""
    return incorrect(f"{hint}{judged.sentence}", judged.evidence, judged.counterexample)
