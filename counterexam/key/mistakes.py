"""Common mistakes of a part, each with what refutes it: known slips first, then slips of the
pen in the model answer. None is printed that the part's own checker does not refute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from checkers.form import Form
from checkers.verdict import Counterexample, Verdict
from counterexam import cache
from counterexam.audit.mutate import Mutant, mutants
from counterexam.bank import LoadedExam
from counterexam.exam import Part
from counterexam.key.model import Mistake
from counterexam.report.typeset import Formula, segments

MOST = 4
"""Slips of the pen that a key shows of one part."""
TRIES = 2
"""Places where an operator is tried; some leave an answer right, or undecided."""
LONGEST = 320
"""Characters of a counterexample that a reader would still redo."""

SLIPS = {
    "order of arguments": "the two sides of a divergence exchanged",
    "relation": "an inequality turned round",
    "p for q": "one law taken for the other",
    "upside down": "a fraction upside down",
    "leading sign": "a minus sign lost",
    "sign": "a sign changed",
    "condition dropped": "a condition dropped",
    "root dropped": "a root dropped",
    "transpose dropped": "a transpose dropped",
    "inverse dropped": "an inverse dropped",
    "logarithm dropped": "a logarithm dropped",
    "off by one": "an index off by one",
    "factor dropped": "a factor dropped",
    "number": "a number off by one",
}
"""The operators of `counterexam.audit.mutate`, the most telling ones first, in words."""
FENCE = "```"
MUTABLE = ("formula", "derivation", "construction")
"""Forms of answers in which a token has a meaning of its own."""


def common(
    exam: LoadedExam, part: Part, reference: Any, slips: Mapping[str, Any] | None
) -> tuple[Mistake, ...]:
    """The mistakes of a part. They are kept on disk: each takes a run of the checker."""
    answers = part.form.model_answers(reference)
    if not answers:
        return ()
    content = sha256("\n".join([*answers, repr(slips)]).encode()).hexdigest()[:16]
    name = f"{exam.id}-{part.id}-mistakes-{content}-{exam.key}"
    kept = cache.recall(name)
    if kept is not None:
        return msgspec.convert(kept, tuple[Mistake, ...])
    found = (*_known(part.form, reference, slips or {}), *_slipped(part.form, reference))
    cache.keep(name, msgspec.to_builtins(list(found)))
    return found


def _known(form: Form, reference: Any, slips: Mapping[str, Any]) -> Iterator[Mistake]:
    """Wrong references, written as answers."""
    for slip, wrong in slips.items():
        answer = form.model_answers(wrong)[0]
        verdict = form.check(answer, reference)
        if _is_refuted(verdict):
            yield Mistake(slip, answer, "", verdict.counterexample)


def _slipped(form: Form, reference: Any) -> tuple[Mistake, ...]:
    if form.name not in MUTABLE or form.decided_by != "machine":
        return ()
    return tuple(_by_operator(form, form.model_answers(reference)[0], reference))[:MOST]


def _by_operator(form: Form, answer: str, reference: Any) -> Iterator[Mistake]:
    by_name: dict[str, list[Mutant]] = {}
    for mutant in mutants(answer):
        by_name.setdefault(mutant.operator, []).append(mutant)
    for operator, slip in SLIPS.items():
        for mutant in by_name.get(operator, [])[:TRIES]:
            verdict = form.check(mutant.text, reference)
            if _is_refuted(verdict) and _fits(verdict.counterexample):
                yield _mistake(slip, mutant, verdict)
                break


def _is_refuted(verdict: Verdict) -> bool:
    return verdict.outcome in ("incorrect", "partial") and verdict.counterexample is not None


def _fits(counterexample: Counterexample | None) -> bool:
    return sum(len(k) + len(v) + 5 for k, v in (counterexample or {}).items()) <= LONGEST


def _mistake(slip: str, mutant: Mutant, verdict: Verdict) -> Mistake:
    failing = next((s for s in verdict.steps or () if s.status == "fails"), None)
    if failing is None:
        return Mistake(slip, _around(mutant), "", verdict.counterexample)
    step = f"${failing.left} {_latex(failing.relation)} {failing.right}$"
    return Mistake(slip, step, f"Step {failing.index} is false.", failing.counterexample)


def _around(mutant: Mutant) -> str:
    """The formula in which the slip is, or the line of a program."""
    if FENCE in mutant.text:
        line = mutant.text[: mutant.start].count("\n")
        return f"`{mutant.text.splitlines()[line].strip()}`"
    end = 0
    for piece in segments(mutant.text):
        source = piece.source if isinstance(piece, Formula) else piece
        end += len(source)
        if isinstance(piece, Formula) and mutant.start < end:
            return source
    return mutant.text


def _latex(relation: str) -> str:
    return {"<=": r"\le", ">=": r"\ge"}.get(relation, relation)
