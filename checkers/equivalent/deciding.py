"""Which kind of thing reference and answer are, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable

from checkers.equivalent.comparing import (
    as_arrays,
    as_choice,
    as_equations,
    as_lines,
    as_members,
    as_numbers,
    as_orders,
)
from checkers.equivalent.formulas import as_formulas
from checkers.equivalent.plain import candidates, is_negated, tidied, visible
from checkers.notation.passages.lone import is_lone_formula
from checkers.verdict import Verdict, blank, review, unreadable

LONGEST = 12_000
MOST = 12
"""Things that an answer may mark as final, one after the other."""
KINDS: tuple[Callable[[str, str, str | None], Verdict | None], ...] = (
    as_choice,
    as_numbers,
    as_lines,
    as_members,
    as_orders,
    as_arrays,
    as_equations,
)
"""Each decides what is of its kind, and leaves the rest to those after it."""
_SAYS_NOTHING = re.compile(r"[\W_]*")
_SIGNS = set("∅±∞[]{}()∪ℝ✓×√<>=!%")


def equivalent(reference: str, answer: str, let: str | None = None) -> Verdict:
    """Whether `answer` is equivalent to `reference`; `let` declares the symbols, or they are
    inferred. LetError: a clause of `let` cannot be read; the message names it.
    """
    reference, answer = visible(reference), visible(answer)
    if not answer.strip():
        return blank()
    if len(reference) + len(answer) > LONGEST:
        return unreadable(f"{len(reference) + len(answer):,} characters; at most {LONGEST:,}.")
    if _SAYS_NOTHING.fullmatch(answer) and not set(answer) & _SIGNS:
        return unreadable("No answer was found, only punctuation.")
    stretches, replaces = candidates(answer)
    if len(stretches) > MOST:
        return unreadable(f"The answer marks {len(stretches)} things as final.")
    expected = tidied(reference) or reference
    verdicts = [_held(expected, stretch, let) for stretch in stretches]
    outcomes = {verdict.outcome for verdict in verdicts}
    if {"correct", "incorrect"} <= outcomes and not replaces:
        return review("The answer contradicts itself: it gives several, of which one is right.")
    return verdicts[-1]


def _held(reference: str, answer: str, let: str | None) -> Verdict:
    choice = as_choice(reference, answer, let)
    if choice is not None:
        return choice
    if is_negated(answer):
        return unreadable("The answer says what it is not; expected what it is.")
    lone = is_lone_formula(reference) and is_lone_formula(answer)
    for decide in (as_numbers, as_orders) if lone else KINDS[1:]:
        verdict = decide(reference, answer, let)
        if verdict is not None:
            return verdict
    return as_formulas(reference, answer, let)
