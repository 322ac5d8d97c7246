"""One part under audit: its variants, and what its checker makes of each.

Every row has a name from which it can be made again: exam, part, kind, operator, number within
the operator, and seed.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from checkers.verdict import Verdict
from counterexam.audit.variants import Kind, Variant
from counterexam.audit.wording import framed
from counterexam.bank import LoadedExam
from counterexam.exam import Part
from counterexam.grading import guarded

Fate = Literal[
    "met", "false accept", "false reject", "unread", "undecided",
    "equivalent", "oracle undecided",
]  # fmt: skip
COUNTED = ("met", "false accept", "false reject", "unread", "undecided")
"""What becomes of a row that the audit knows to be right or wrong."""
FORMS: dict[str, tuple[str, str, str]] = {
    "Choice": ("choices", "wrong", "right"),
    "Value": ("numbers", "wrong", "right"),
    "Record": ("compounds", "wrong", "right"),
    "Either": ("compounds", "wrong_either", "right_either"),
    "Formula": ("formulas", "wrong", "right"),
    "Construction": ("formulas", "wrong_construction", "right_construction"),
    "Derivation": ("derivations", "wrong", "right"),
    "Region": ("regions", "wrong", "right"),
    "Sequence": ("sequences", "wrong", "right"),
    "Program": ("programs", "wrong", "right"),
}
"""By form: the module of its operators, and the functions there."""
OTHERS = ("generic", "wrong", "right")
"""For the forms that a bank defines itself."""
AS_PRINTED = "as the key prints it"


class Row(NamedTuple):
    """A variant with its place in the audit."""

    exam: str
    part: str
    kind: Kind
    operator: str
    number: int
    seed: int
    variant: Variant

    @property
    def id(self) -> str:
        """The row's name, from which it can be made again."""
        operator = self.operator.replace("/", "|")
        return f"{self.exam}/{self.part}/{self.kind}/{operator}/{self.number}@{self.seed}"


class Judged(Struct, frozen=True):
    """A row with its verdict and what that means for the audit."""

    id: str
    exam: str
    part: str
    form: str
    kind: Kind
    operator: str
    fate: Fate
    text: str
    outcome: str
    feedback: str
    elapsed_ms: float


def wrong(form: Any, reference: Any, seed: int) -> Iterator[Variant]:
    """Answers made wrong, each by one slip."""
    module, name, _ = _operators(form)
    yield from _function(module, name)(form, reference, seed)


def right(form: Any, reference: Any, seed: int) -> Iterator[Variant]:
    """Answers that say what the reference says."""
    module, _, name = _operators(form)
    yield from _function(module, name)(form, reference, seed)


def _operators(form: Any) -> tuple[str, str, str]:
    names = (kind.__name__ for kind in type(form).__mro__)
    return next((FORMS[name] for name in names if name in FORMS), OTHERS)


def _function(module: str, name: str) -> Callable[..., Iterator[Variant]]:
    found = getattr(import_module(f"counterexam.audit.{module}"), name)
    return found  # type: ignore[no-any-return]


def rows(exam: LoadedExam, part: Part, seed: int) -> list[Row]:
    """Every row of a part, in a fixed order; none where the reference settles nothing."""
    reference = exam.reference(part.id).value
    answers = part.form.model_answers(reference)
    if not answers:
        return []
    rights = [Variant(AS_PRINTED, answer) for answer in answers]
    rights += framed(answers[0])
    rights += right(part.form, reference, seed)
    found = list[Row]()
    kinds: tuple[tuple[Kind, Iterator[Variant]], ...] = (
        ("wrong", wrong(part.form, reference, seed)),
        ("right", iter(rights)),
    )
    for kind, variants in kinds:
        numbers: dict[str, int] = defaultdict(int)
        seen = set[str]()
        for variant in variants:
            if variant.text not in seen:
                seen.add(variant.text)
                numbers[variant.operator] += 1
                place = numbers[variant.operator]
                named = exam.id, part.id, kind, variant.operator, place, seed
                found.append(Row(*named, variant))
    return found


def chosen(found: Sequence[Row], limit: int | None, seed: int) -> list[Row]:
    """At most `limit` rows, wrong and right ones alike, spread over the operators."""
    if limit is None or len(found) <= limit:
        return list(found)
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    queues: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        queues[row.kind, row.operator].append(row)
    for queue in queues.values():
        draw.shuffle(queue)
    dealt = list[Row]()
    for kind in ("wrong", "right"):
        of_kind = [queue for (k, _), queue in queues.items() if k == kind]
        dealt += _round_robin(of_kind, draw)[: limit // 2]
    return dealt


def _round_robin(queues: list[list[Row]], draw: random.Random) -> list[Row]:
    """One of each queue in turn, the queues in a drawn order."""
    draw.shuffle(queues)
    turns = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(turns) for queue in queues if turn < len(queue)]


def judged(row: Row, form: Any, reference: Any) -> Judged:
    """Ask the checker, and the oracle where there is one."""
    start = time.process_time()
    verdict = guarded(lambda: form.check(row.variant.text, reference))
    elapsed = (time.process_time() - start) * 1000
    return Judged(
        row.id,
        row.exam,
        row.part,
        form.name,
        row.kind,
        row.operator,
        _fate(row, verdict, getattr(form, "explain", 0.0)),
        row.variant.text,
        verdict.outcome,
        verdict.feedback,
        round(elapsed, 3),
    )


def _fate(row: Row, verdict: Verdict, explain: float) -> Fate:
    """What the verdict means, with the share that a reason earns set aside."""
    is_accepted = verdict.earned >= 1 - explain - 1e-9
    is_open = not is_accepted and verdict.earned + verdict.pending >= 1 - explain - 1e-9
    waiting: Fate = "unread" if verdict.outcome == "unreadable" else "undecided"
    if row.kind == "right":
        return "met" if is_accepted else waiting if is_open else "false reject"
    truth = row.variant.truth()
    if truth != "wrong":
        return "equivalent" if truth == "equivalent" else "oracle undecided"
    return "false accept" if is_accepted else waiting if is_open else "met"
