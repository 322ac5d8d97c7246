"""Choices: each option said in every phrasing, and sets with one option too many or too few.

A choice is wrong where it is not the reference: no oracle is needed. Of an explained choice the
share of the choice alone is audited; its reason waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from checkers.choice import Choice
from checkers.choice.forms import Explained
from checkers.debatable import Debatable
from counterexam.audit.variants import Variant

LETTER = (
    "{0}", "({0})", "{0})", "{0}.", "**{0}**", "The answer is {0}.", "Option {0}",
    "Answer: {0}", "I choose {0}.", "${0}$", r"$\boxed{{{0}}}$",
    "选{0}", "答案:{0}", "答案是{0}。",
    "{0} is correct.", "The correct option is ({0}).", "{0}: {1}", "{0}) {1}", "{1}",
    "My answer is option {0}, because the others do not fit.",
)  # fmt: skip
"""Of an option that is a letter; {1} is its text."""
WORDS: Mapping[str, Sequence[str]] = {
    "true": ("True", "TRUE", "true.", "T", "**True**", "Answer: True", "The statement is true.",
             "This is true.", "It's true.", "正确", "对", "该说法正确。", "$True$"),
    "false": ("False", "FALSE", "false.", "F", "**False**", "Answer: False",
              "The statement is false.", "This is false.", "Not true.", "It is not true.",
              "错误", "错", "该说法错误。", "$False$"),
    "yes": ("Yes", "YES", "yes.", "**Yes**", "Answer: yes", "Yes, it is.", "是", "是的。"),
    "no": ("No", "NO", "no.", "**No**", "Answer: no", "No, it is not.", "不是", "否"),
}  # fmt: skip
"""Of options that are words."""
NAME = ("{0}", "{0}.", "**{0}**", "Answer: {0}", "The answer is {0}.", "答案:{0}", "Only {0}.")
"""Of other options."""
COMPARED = (
    "{0}", "{0}.", "**{0}**", "{1}", "{1} is better.", "{1} is the better one.",
    "The better one is {1}.", "{1}更好",
)  # fmt: skip
"""Of options that are compared."""
LISTS = {
    "commas": ", ", "and": " and ", "semicolons": "; ", "Chinese commas": "、",
    "lines": "\n", "bullets": "\n- ",
}  # fmt: skip


def wrong(form: Choice, reference: object, seed: int) -> Iterator[Variant]:
    """Every wrong option in every phrasing; with `several`, sets that differ by one option."""
    right = _right(form, reference)
    if right is None:
        return
    for labels in _other_sets(form, right) if form.several else _others(form, right):
        operator = _difference(labels, right) if form.several else "wrong option"
        for _, text in _said(form, labels):
            yield Variant(operator, text)
            if isinstance(reference, Explained):
                yield Variant(f"{operator}, with the right reason", _because(text, reference))


def right(form: Choice, reference: object, seed: int) -> Iterator[Variant]:
    """The right option in every phrasing, and with its reason where one is asked for."""
    labels = _right(form, reference)
    if labels is None:
        return
    for phrasing, text in _said(form, labels):
        yield Variant(f"phrasing: {phrasing}", text)
        if isinstance(reference, Explained):
            yield Variant("phrasing: with its reason", _because(text, reference))


def _because(text: str, reference: Explained) -> str:
    """A choice with the reason that the key gives."""
    apart = "\n\n" if "\n" in text else " " if text.endswith((".", "。")) else ". "
    return f"{text}{apart}{reference.because.model_answer}"


def _right(form: Choice, reference: object) -> frozenset[str] | None:
    """The right labels; None where it is left open which those are."""
    if isinstance(reference, Debatable):
        return None
    found: Any = reference.choice if isinstance(reference, Explained) else reference
    return frozenset([found] if isinstance(found, str) else found)


def _others(form: Choice, right: frozenset[str]) -> Iterator[frozenset[str]]:
    return (frozenset([label]) for label in form.options if label not in right)


def _other_sets(form: Choice, right: frozenset[str]) -> Iterator[frozenset[str]]:
    return (changed for label in form.options if (changed := right ^ {label}))


def _difference(labels: frozenset[str], right: frozenset[str]) -> str:
    return "option added" if labels > right else "option dropped"


def _said(form: Choice, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The labels in every phrasing, with its name."""
    chosen = [label for label in form.options if label in labels]
    if len(chosen) == 1 and not form.several:
        yield from _of_one(form, chosen[0], form.options[chosen[0]])
        return
    yield from (("single", text.format(chosen[0], "")) for text in NAME if len(chosen) == 1)
    if len(chosen) > 1:
        yield from _of_several(chosen, all_of_them=len(chosen) == len(form.options))


def _of_one(form: Choice, label: str, text: str) -> Iterator[tuple[str, str]]:
    """Where the question asks what does not hold, "B is correct" does not choose B."""
    words = WORDS.get(label.casefold())
    if words is not None:
        yield from ((f"word: {word}", word) for word in words)
        return
    frames = COMPARED if form.compared else LETTER if len(label) == 1 else NAME
    for frame in frames:
        if ("{1}" not in frame or text) and not (form.negated and "correct" in frame):
            yield frame.format("_", "its text"), frame.format(label, text)


def _of_several(chosen: Sequence[str], all_of_them: bool) -> Iterator[tuple[str, str]]:
    for name, joint in LISTS.items():
        listed = joint.join(chosen)
        yield name, f"- {listed}" if name == "bullets" else listed
    yield "a sentence", f"The correct ones are {_enumerated(chosen)}."
    yield "in brackets", ", ".join(f"({label})" for label in chosen)
    yield "reversed", ", ".join(reversed(chosen))
    yield "in Chinese", f"选{'、'.join(chosen)}"
    if all_of_them:
        yield from (("all", text) for text in ("All of them.", "all", "All of the above"))


def _enumerated(labels: Sequence[str]) -> str:
    return " and ".join(filter(None, chain([", ".join(labels[:-1])], labels[-1:])))
