"""Answers of several results, and answers that may take one of several forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from checkers.either import Either
from checkers.value import Record, Value
from counterexam.audit.variants import Variant


def wrong(form: Record, reference: Mapping[str, Any], seed: int) -> Iterator[Variant]:
    """One result wrong, the others as the key has them; and the results exchanged."""
    from counterexam.audit.parts import wrong as wrong_of

    for answer in _answers(form, reference):
        for name, part in _results(form).items():
            for variant in wrong_of(part, reference[name], seed):
                yield variant.within(lambda text, a=answer, n=name: _with(a, n, text))  # type: ignore[misc]
    yield from _exchanged(form, reference)


def right(form: Record, reference: Mapping[str, Any], seed: int) -> Iterator[Variant]:
    """One result in other dress, the others as the key has them; and all on other lines."""
    from counterexam.audit.parts import right as right_of

    for answer in _answers(form, reference):
        for name, part in _results(form).items():
            for variant in right_of(part, reference[name], seed):
                yield variant.within(lambda text, a=answer, n=name: _with(a, n, text))  # type: ignore[misc]
        lines = list(answer.values())
        yield Variant("results: a line each", "\n".join(lines))
        yield Variant("results: in the other order", "\n\n".join(reversed(lines)))
        yield Variant("results: numbered", _numbered(lines))
        yield Variant("results: bullets", "\n".join(f"- {line}" for line in lines))
        yield Variant("results: in a sentence", "We find " + " and ".join(lines) + ".")


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def _results(form: Record) -> dict[str, Any]:
    """The results' forms, each value with a symbol to be found by."""
    return {
        name: replace(part, symbol=part.symbol or name) if isinstance(part, Value) else part
        for name, part in form.results.items()
    }


def _answers(form: Record, reference: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The key's lines by name, in each way in which all results can be written."""
    lines = [
        [_line(name, text) for text in part.model_answers(reference[name])]
        for name, part in _results(form).items()
    ]
    for answer in zip(*lines, strict=False):
        yield dict(zip(form.results, answer, strict=True))


def _line(name: str, text: str) -> str:
    """A formula says itself what it is of."""
    return text if text.startswith(("$", "\\")) or "=" in text else f"{name}: {text}"


def _with(answer: Mapping[str, str], name: str, text: str) -> str:
    """The answer with one result written otherwise."""
    return "\n\n".join((dict(answer) | {name: _line(name, text)}).values())


def _exchanged(form: Record, reference: Mapping[str, Any]) -> Iterator[Variant]:
    """The values of neighbouring results exchanged, where they differ."""
    names = [name for name, part in form.results.items() if isinstance(part, Value)]
    for one, other in pairwise(names):
        if reference[one] != reference[other]:
            turned = dict(reference) | {one: reference[other], other: reference[one]}
            for answer in _answers(form, turned):
                yield Variant("results exchanged", "\n\n".join(answer.values()))


def wrong_either(form: Either, reference: Sequence[Any], seed: int) -> Iterator[Variant]:
    """What is wrong in one of the forms."""
    from counterexam.audit.parts import wrong as wrong_of

    for part, value in zip(form.forms, reference, strict=True):
        yield from wrong_of(part, value, seed)


def right_either(form: Either, reference: Sequence[Any], seed: int) -> Iterator[Variant]:
    """What is right in one of the forms."""
    from counterexam.audit.parts import right as right_of

    for part, value in zip(form.forms, reference, strict=True):
        yield from right_of(part, value, seed)
