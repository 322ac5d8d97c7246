"""Any derivation, outside any exam: a verdict on each of its relations."""

from __future__ import annotations

from checkers.derivation.reading import LONGEST, Reading, complaint, question, read_derivation
from checkers.derivation.steps import ASSUMPTION
from checkers.verdict import PERSON, Verdict, blank, unreadable

UNDECIDED = "it is an assumption, which the worlds do not decide"


def judge_derivation(text: str, let: str | None = None) -> Verdict:
    """Judge every relation of `text`; one relation is a derivation too.

    `let` declares the symbols; without it the vocabulary is inferred from the text and shown
    in the feedback. LetError: a clause of `let` cannot be read; the message names it.
    """
    from checkers.notation.infer import infer, shown
    from checkers.notation.let import let as declared

    if not text.strip():
        return blank()
    if len(text) > LONGEST:
        return unreadable(f"The derivation has {len(text):,} characters; at most {LONGEST:,}.")
    vocabulary = infer(text) if let is None else declared(let)
    reading = read_derivation(text, vocabulary)
    note = "" if let is not None else f" (read with {shown(vocabulary)})"
    return _verdict(reading, note)


def _verdict(reading: Reading, note: str) -> Verdict:
    if not reading.steps:
        return unreadable(f"No relation was found in the text{note}; expected left = right.")
    if reading.failing:
        return _with(reading, "incorrect", complaint(reading.failing[0]) + note)
    holding = [step for step in reading.steps if step.status == "holds"]
    if not holding:
        first = (*reading.unread, *reading.steps)[0]
        return _with(reading, "unreadable", question(first) + note)
    if reading.unread:
        return _with(reading, "review", question(reading.unread[0]) + note)
    assumed = [step for step in reading.steps if step.rule == ASSUMPTION]
    if len(assumed) == len(holding):
        return _with(reading, "review", f"{question(assumed[0])}{UNDECIDED}{note}.")
    count = len(holding)
    text = "The relation holds" if count == 1 else f"All {count} relations hold"
    given = f", {len(assumed)} of them by assumption" if assumed else ""
    return _with(reading, "correct", f"{text} in every world{given}{note}.")


def _with(reading: Reading, outcome: str, feedback: str) -> Verdict:
    decided = outcome in ("correct", "incorrect")
    return Verdict(
        outcome=outcome,  # type: ignore[arg-type]
        feedback=feedback,
        evidence=reading.evidence if decided else PERSON,
        earned=float(outcome == "correct"),
        pending=float(not decided),
        counterexample=reading.counterexample,
        steps=reading.reported,
    )
