r"""Sequences: members swapped, dropped, shifted; the same members in other dress.

A sequence that lacks a member beside its dots may still say the same: of such mutants nobody
knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several

from checkers.sequence import Sequence
from counterexam.audit.variants import Variant, nobody

DOTS = re.compile(r"\\[lc]?dots|\.\.\.|…")


def wrong(form: Sequence, reference: str, seed: int) -> Iterator[Variant]:
    """The members with one slip."""
    members = [member.strip() for member in reference.split(",")]
    for place in range(len(members) - 1):
        pair = members[place : place + 2]
        if not any(map(DOTS.fullmatch, pair)):
            swapped = [*members[:place], *pair[::-1], *members[place + 2 :]]
            yield Variant("order", _joined(swapped))
    for place, member in enumerate(members):
        if DOTS.fullmatch(member) is None:
            beside = any(DOTS.fullmatch(m) for m in members[max(0, place - 2) : place + 3])
            rest = [*members[:place], *members[place + 1 :]]
            dropped = Variant("member dropped", _joined(rest))
            yield dropped._replace(truth=nobody) if beside else dropped
    yield Variant("order reversed", _joined(members[::-1]), nobody)
    letters = sorted({member[0] for member in members if member[0].isalpha()})
    for one in letters:
        for other in letters:
            if one != other:
                yield Variant("wrong letter", _joined([m.replace(one, other) for m in members]))
    if len(letters) > 1:
        yield Variant("letters exchanged", _joined([_exchanged(m, letters) for m in members]))


def right(form: Sequence, reference: str, seed: int) -> Iterator[Variant]:
    """The members in other dress."""
    members = [member.strip() for member in reference.split(",")]
    plain = [DOTS.sub("...", member) for member in members]
    yield Variant("members: plain", ", ".join(plain))
    yield Variant("members: dots of Unicode", ", ".join(DOTS.sub("…", m) for m in members))
    yield Variant("members: arrows", "$" + r" \to ".join(members) + "$")
    yield Variant("members: plain arrows", " -> ".join(plain))
    yield Variant("members: braces", f"${', '.join(_braced(members))}$")
    yield Variant("members: a formula each", ", ".join(f"${member}$" for member in members))
    yield Variant("members: bold", f"${', '.join(map(_bold, members))}$")
    yield Variant("members: in brackets", f"$({', '.join(members)})$")
    yield Variant("members: then", " then ".join(plain))
    yield Variant("members: Chinese commas", "、".join(plain))
    yield Variant("members: a line each", "\n".join(plain))


def _joined(members: Several[str]) -> str:
    return f"${', '.join(members)}$"


def _exchanged(member: str, letters: Several[str]) -> str:
    turned = dict(zip(letters, reversed(letters), strict=True))
    return turned.get(member[0], member[0]) + member[1:]


def _braced(members: Several[str]) -> list[str]:
    return [re.sub(r"_(\w)", r"_{\1}", member) for member in members]


def _bold(member: str) -> str:
    return re.sub(r"^([A-Za-z])", r"\\mathbf{\1}", member)
