r"""Formulas: equality of an answer with the reference in every world.

    Formula(let="Z, X in R^2 densities p_Z; F bijection", asks=r"p_X(x)")

The reference is text in our notation. The answer may be a bare expression, an equation (the
asked name on either side; a chain counts by its last member), a vector or matrix, a law, a
set, a tuple, an interval or a condition, with words around it. Where it says several things of
the asked name the last one counts; what contradicts itself goes to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from checkers.verdict import Verdict, blank, correct, incorrect, review, unreadable

if TYPE_CHECKING:
    from checkers.formula_answers import Final
    from checkers.notation.expr import Chain, Expr
    from checkers.notation.vocabulary import Vocabulary


@dataclass(frozen=True)
class Formula:
    """A closed expression. `let` and `assume` declare the symbols, `asks` names what is asked
    for, as answers would: ``p_X(x)``, ``D_star(x)``.
    """

    let: str
    asks: str = ""
    assume: str = ""
    name: str = "formula"
    decided_by: Literal["machine", "person"] = "machine"

    def check(self, answer: str, reference: str) -> Verdict:
        """Correct if the final formula equals the reference in every world."""
        if not answer.strip():
            return blank()
        return judge_formula(answer, reference, self.vocabulary, self.asked)

    def placeholder(self) -> str:
        """How to write a formula."""
        left = f"{self.asks} = " if self.asks else ""
        return f"a formula in LaTeX or plain text: {left}..."

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from checkers.notation.let import assume, let

        declared = let(self.let)
        return assume(self.assume, declared) if self.assume else declared

    @cached_property
    def asked(self) -> Expr | None:
        """The name of what is asked for."""
        from checkers.notation.grammar import read

        return read(self.asks, self.vocabulary) if self.asks else None


def judge_formula(
    answer: str, reference: str, vocabulary: Vocabulary, asked: Expr | None = None
) -> Verdict:
    """Hold the answer's final formula against the reference. ReadError: the reference's."""
    from checkers.formula_answers import finals
    from checkers.notation.grammar import ReadError, read_chain

    expected = read_chain(reference, vocabulary)
    asked = asked or _name_in(expected)
    try:
        found = finals(answer, vocabulary, asked)
    except ReadError as error:
        return unreadable(f"The answer cannot be read: {error}")
    if not found:
        return unreadable("No formula was found in the answer.")
    verdicts = [_compared(final, expected, asked) for final in found]
    return _last_word(found, verdicts)


def _name_in(reference: Chain) -> Expr | None:
    """The left side of a reference that is an equation: what it is the value of."""
    return reference.parts[0] if reference.relations[:1] in (("=",), (":=",)) else None


def _last_word(found: list[Final], verdicts: list[Verdict]) -> Verdict:
    """The last statement counts, unless an earlier one says otherwise and one is right."""
    last = verdicts[-1]
    outcomes = {verdict.outcome for verdict in verdicts}
    if {"correct", "incorrect"} <= outcomes and not found[-1].corrects:
        texts = "; ".join(final.text for final in found)
        return review(f"The answer contradicts itself: {texts}. One of these is right.")
    return last


def _compared(final: Final, expected: Chain, asked: Expr | None) -> Verdict:
    from checkers.formula_agreement import agreement, in_terms_of
    from checkers.formula_slips import slip

    if final.why_unread:
        return unreadable(f"{final.text}: {final.why_unread}")
    target = in_terms_of(expected, asked, final.named)
    judged = agreement(final.formula, target, final.vocabulary)
    if judged.status == "unknown":
        return review(f"It could not be decided whether {final.text} is right: {judged.why}")
    if judged.status == "holds":
        return correct("Your formula is right.", judged.evidence)
    recognised = slip(final.formula, target, final.vocabulary)
    hint = f"Your expression is {recognised}. " if recognised else ""
    return incorrect(f"{hint}{judged.sentence}", judged.evidence, judged.counterexample)
