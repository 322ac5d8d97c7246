"""Forms that the bank defines itself: their model answers mutated and reworded as text.

Of what such a form means nothing is known but its model answers. A mutant is wrong if it is
refuted as an equivalent of the model answer, outside any exam, with symbols as they are
inferred; else nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from checkers.equivalent import equivalent
from checkers.form import Form
from counterexam.audit.layouts import layouts
from counterexam.audit.mutate import mutants
from counterexam.audit.notations import notations
from counterexam.audit.variants import Truth, Variant, distinct


def wrong(form: Form, reference: Any, seed: int) -> Iterator[Variant]:
    """Each model answer with one slip."""
    for answer in form.model_answers(reference):
        for mutant in mutants(answer):
            yield Variant(mutant.operator, mutant.text, partial(truth, answer, mutant.text))


def right(form: Form, reference: Any, seed: int) -> Iterator[Variant]:
    """Each model answer laid out otherwise, and in other notation."""
    for answer in form.model_answers(reference):
        yield from distinct(layouts(answer), answer)
        yield from notations(answer)


def truth(answer: str, mutant: str) -> Truth:
    """Whether the mutant is refuted as an equivalent of the answer."""
    outcome = equivalent(answer, mutant).outcome
    return {"incorrect": "wrong", "correct": "equivalent"}.get(outcome, "unknown")  # type: ignore[return-value]
