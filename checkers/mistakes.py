"""What the author of a question got wrong, told by the question's own form.

A form knows what it needs: a choice its labels, a formula its symbols. It says so of a
reference before any answer is held against it, so that no student pays for a slip of the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from checkers.notation.expr import Chain, Density, Expr, Sym
    from checkers.notation.vocabulary import Vocabulary

Where = Literal["question", "reference"]


class Mistake(NamedTuple):
    """What is wrong and what mends it; `text` is what to look for in the question's file
    (the form's own declarations) or in the solution's (the reference).
    """

    problem: str
    remedy: str
    text: str = ""
    of: Where = "reference"


class Notation(NamedTuple):
    """A text of the author's in the notation of answers. `means`: it must have a value, or a
    truth, under what the question declares; a name that is only asked for need not.
    """

    text: str
    of: Where = "reference"
    means: bool = True


class Declaring(Protocol):
    """A form whose question declares symbols."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What is declared. LetError: it cannot be read."""


def wrong_kind(reference: Any, wanted: str) -> Mistake:
    """A reference that is not what its form takes."""
    given = type(reference).__name__
    return Mistake(f"the reference is of type {given}", f"return {wanted}")


def weighed(shares: Iterable[float], what: str, of: Where = "reference") -> Iterator[Mistake]:
    """Shares of one whole: none is negative, and together they are at most 1."""
    shares = list(shares)
    total = sum(shares)
    if total > 1 + 1e-9:
        yield Mistake(
            f"the shares of its {what} make {total:g}", "let them sum to 1", "share", of
        )
    if any(share < 0 for share in shares):
        yield Mistake(f"a share of its {what} is negative", "give each 0 or more", "share", of)


def misread(
    form: Declaring, texts: Iterable[Notation], *, evaluate: bool = False
) -> Iterator[Mistake]:
    """Clauses and formulas of the author's that cannot be read; with `evaluate` also those
    that have no value because a symbol in them is not declared.
    """
    from checkers.notation.let import LetError
    from checkers.notation.reader import ReadError, read_chain

    try:
        vocabulary = form.vocabulary
    except LetError as error:
        expected = f"write {error.expected}; the language stands in checkers/notation/let"
        yield Mistake(
            f"cannot read the clause {error.clause.strip()!r}",
            expected,
            error.clause,
            "question",
        )
        return
    for one in texts:
        try:
            chain = read_chain(one.text, vocabulary)
        except ReadError as error:
            yield Mistake(
                f"cannot read {_brief(one.text)!r}: {error}",
                "mend the formula",
                one.text,
                one.of,
            )
            continue
        if evaluate and one.means:
            yield from _undeclared(one, chain, vocabulary)


def misread_all(
    form: Declaring, alternatives: Iterable[Sequence[Notation]]
) -> Iterator[Mistake]:
    """Where every one of several alternatives is without a value, what is wrong with the
    first: an alternative may use a letter that only some answers introduce.
    """
    for texts in alternatives:
        found = [next(misread(form, [one], evaluate=True), None) for one in texts]
        if found and found[0] is not None and None not in found:
            yield found[0]


def _undeclared(one: Notation, chain: Chain, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """A formula without a value, in which a name stands that the question does not declare."""
    from checkers.worlds.shared import shared_court

    court = shared_court(vocabulary)
    sides = list(zip(chain.parts, chain.relations, chain.parts[1:], strict=False))
    for left, relation, right in sides or [(chain.parts[0], "=", chain.parts[0])]:
        strange = [
            node
            for node in _strangers((left, right), vocabulary)
            if court.judge(node, "=", node).status == "unknown"
        ]
        if strange and court.judge(left, relation, right).status == "unknown":
            name = strange[0].name
            yield Mistake(
                f"{_brief(one.text)!r} has no value: {name} is not declared",
                f"declare {name} in let, or write what the question calls it",
                one.text,
                one.of,
            )
            return


def _strangers(sides: tuple[Expr, ...], vocabulary: Vocabulary) -> Iterator[Sym | Density]:
    """Symbols and laws that are neither declared nor bound."""
    from checkers.notation.expr import Bind, Density, Mean, Sym
    from checkers.notation.tree import walk

    nodes = [node for side in sides for node in walk(side)]
    binders = [node for node in nodes if isinstance(node, Bind)]
    means = [node for node in nodes if isinstance(node, Mean)]
    bound = {v.name for node in binders for v in node.variables}
    bound |= {v.name for node in means for draw in node.draws for v in draw.variables}
    known = bound | _declared(vocabulary)
    for node in nodes:
        if isinstance(node, Sym | Density) and node.name.rstrip("'") not in known:
            yield node


def _declared(vocabulary: Vocabulary) -> frozenset[str]:
    """Every name that a vocabulary gives a meaning to."""
    from checkers.notation.expr import Apply, Density, Sym

    defined = {
        what.head if isinstance(what, Apply) else what.name
        for what, _ in vocabulary.definitions
        if isinstance(what, Apply | Density | Sym)
    }
    laws = {law.name for law in vocabulary.laws}
    return frozenset((*vocabulary.symbols, *vocabulary.variables, *laws, *defined))


def labelled(
    given: Mapping[str, Any] | Iterable[str], known: Iterable[str], what: str
) -> Iterator[Mistake]:
    """Names that stand for nothing the question has."""
    known = list(known)
    for name in given:
        if name not in known:
            yield Mistake(
                f"{what} {name!r} is none of {', '.join(map(str, known))}",
                f"use one of these, or add {name!r} to the question",
                str(name),
            )


def _brief(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
