r"""Procedures: training, sampling, detection, told in words and formulas.

    Procedure(let=r"x_0, \epsilon in R^d; function \epsilon_\theta(x, t) to R^d; ...")

The reference is a rubric. Its points that are formulas (a loss, an update, a posterior) are
decided: an answer meets one with any formula that equals it in every world, wherever it stands.
A loss is what is minimized: what an answer maximizes is held against it with its sign turned.
Steps that must come in an order are looked for in it (``first a ; then b``), the rest as in
prose; these are suggestions, and a person decides them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from msgspec.structs import replace

from checkers.mistakes import Mistake, Notation, misread, misread_all, wrong_kind
from checkers.prose.rubric import Rubric
from checkers.prose.suggesting import feedback, suggest, weighed
from checkers.verdict import Evidence, Finding, Verdict, blank, correct, review

if TYPE_CHECKING:
    from checkers.notation.expr import Chain, Expr
    from checkers.notation.passages import Statement
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.decide import Court

MOST_PARTS = 200
"""Formulas of an answer, and parts of them, that are held against the rubric's."""
DENIAL = re.compile(
    r"(?i)\b(?:not|never|no longer|without|instead of|rather than|wrong(?:ly)?|incorrect|avoid)"
    r"\b|n't\b|不是|而非|并非|错误"
)
MAXIMIZED = re.compile(r"(?i)(?:\bmaximi[sz]\w*|\bascen[dt]\w*|最大化)[^,.;，。；]*$")
"""What is said right before something that is to become large."""
MINIMIZED = re.compile(r"(?i)\bminimi[sz]|\bdescen|\bloss|最小化|损失")
LINEAR = frozenset({"+", "*", "neg"})
"""What hands a sign on to what it is made of."""
PROVED = Evidence("proved")
DECIDED = "decided: it says the same in every world tried"


class Met(NamedTuple):
    """A formula of the answer that meets one of the rubric, and what that rests on."""

    text: str
    evidence: Evidence


@dataclass(frozen=True)
class Procedure:
    """An algorithm in words and formulas. `let` declares the symbols of the formulas."""

    let: str = ""
    name: ClassVar[str] = "procedure"
    decided_by: ClassVar[Literal["person"]] = "person"

    def placeholder(self) -> str:
        """How the answer may be written."""
        return "the steps in order, with their formulas"

    def model_answers(self, reference: Rubric) -> tuple[str, ...]:
        """What the rubric's points say, with their formulas."""
        return (reference.model_answer,)

    def mistakes(self, reference: Rubric, *, evaluate: bool = False) -> Iterator[Mistake]:
        """Clauses, and formulas of the rubric, that cannot be read or have no value."""
        if not isinstance(reference, Rubric):
            yield wrong_kind(reference, "a Rubric: rubric(...)")
            return
        points = [[Notation(text) for text in point.formulas] for point in reference.points]
        yield from misread(self, chain.from_iterable(points))
        if evaluate:
            yield from misread_all(self, points)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from checkers.notation.let import let

        return let(self.let)

    def check(self, answer: str, reference: Rubric) -> Verdict:
        """Decide the points that are formulas, and suggest for the others.

        Where a known misconception is found, a person decides everything. ReadError: a formula
        of the rubric, which is the question's own, cannot be read.
        """
        if not answer.strip():
            return blank()
        suggestion = suggest(answer, reference)
        asked = [point.formulas for point in reference.points if point.share > 0]
        met = [*self._met(answer, asked), *(None for _ in suggestion.findings[len(asked) :])]
        findings = tuple(map(_decided, suggestion.findings, met))
        has_errors = len(findings) > len(asked)
        decided = (f.share for f, m in zip(findings, met, strict=True) if m)
        earned = 0.0 if has_errors else round(sum(decided), 6)
        if earned == 1:
            from checkers.derivation.reading import weakest

            evidence = weakest([m.evidence for m in met if m])
            sentence = "Every formula that is asked for is there."
            return replace(correct(sentence, evidence), rubric=findings)
        share = max(earned, weighed(findings, suggestion.leaning))
        return replace(
            review(feedback(findings, answer), suggested=share, rubric=findings),
            earned=earned,
            pending=round(1 - earned, 6),
        )

    def _met(self, answer: str, asked: Sequence[Sequence[str]]) -> Iterator[Met | None]:
        """For each point, what meets one of its formulas."""
        if not any(asked):
            yield from (None for _ in asked)
            return
        from checkers.notation.reader import read_chain

        written = _Written(answer, self.vocabulary)
        for formulas in asked:
            targets = [read_chain(text, self.vocabulary) for text in formulas]
            stated = filter(None, map(written.meets, targets))
            bare = [target.parts[0] for target in targets if not target.relations]
            yield next(stated, None) or written.contains(bare)


class _Written:
    """The formulas of an answer, under what the question declares and the answer defines."""

    def __init__(self, answer: str, given: Vocabulary) -> None:
        from checkers.notation.passages import read_passages
        from checkers.notation.reader import ReadError
        from checkers.worlds.shared import shared_court

        self._statements: Sequence[Statement] = ()
        self._court: Court = shared_court(given)
        try:
            passages = read_passages(answer, given)
        except ReadError:
            return
        self._statements = [s for s in passages.statements if not DENIAL.search(s.words)]
        self._court = shared_court(passages.vocabulary)

    def meets(self, target: Chain) -> Met | None:
        """A relation of the answer that says what the target says."""
        if not target.relations:
            return None
        left, right = target.parts
        for statement in self._statements:
            if statement.relation in ("=", ":=", "~") and statement.left and statement.right:
                found = self._both((statement.left, statement.right), (left, right))
                if found is not None:
                    text = f"{statement.left_text} {statement.relation} {statement.right_text}"
                    return Met(text, found)
        return None

    def _both(self, given: tuple[Expr, Expr], wanted: tuple[Expr, Expr]) -> Evidence | None:
        """What it rests on that both sides are the wanted ones, in either order."""
        for one, other in (given, given[::-1]):
            if one != other and (one == wanted[0] or self._same(one, wanted[0])):
                return self._same(other, wanted[1])
        return None

    def contains(self, targets: Sequence[Expr]) -> Met | None:
        """A part of a relation that equals a target, or is a sum in which every term has a
        part that does: what is added to a loss is loss as well.
        """
        from checkers.notation.show import show

        judged = ((part, self._fits(part, targets)) for part in self._parts if targets)
        return next((Met(show(part), found) for part, found in judged if found), None)

    def _fits(self, part: Expr, targets: Sequence[Expr]) -> Evidence | None:
        from checkers.derivation.reading import weakest

        found = next(filter(None, (self._same(part, target) for target in targets)), None)
        if found or not _is_sum(part):
            return found
        inner = [
            next(filter(None, (self._fits(each, targets) for each in _signed(term))), None)
            for term in part.args  # type: ignore[union-attr]
        ]
        return weakest([one for one in inner if one]) if all(inner) else None

    @cached_property
    def _parts(self) -> Sequence[Expr]:
        """What the answer's formulas are made of, largest first, with the signs they have."""
        parts = (
            part
            for s in self._statements
            for side in (s.left, s.right)
            if side
            for part in _signed(side, -1 if _is_maximized(s.words) else 1)
        )
        return list(dict.fromkeys(parts))[:MOST_PARTS]

    def _same(self, one: Expr, other: Expr) -> Evidence | None:
        if one == other:
            return PROVED
        if not _laws(other) <= _laws(one):  # laws are independent: the values differ
            return None
        judged = self._court.judge(one, "=", other)
        return judged.evidence if judged.status == "holds" else None


def _signed(expr: Expr, sign: int = 1, *, is_term: bool = False) -> Iterator[Expr]:
    """The expression and its parts, with the signs they have; of a sum no single terms, but
    what these take as arguments.
    """
    from checkers.notation.expr import Apply, Bind, Density, Mean
    from checkers.notation.tree import children

    positive = expr.args[0] if isinstance(expr, Apply) and expr.head == "neg" else None
    negated = positive is not None
    if isinstance(expr, Apply | Bind | Density | Mean) and not is_term:
        yield expr if sign > 0 else positive or _negative(expr)
    linear = isinstance(expr, Mean | Bind) or getattr(expr, "head", "") in LINEAR
    inner = (-sign if negated else sign) if linear else 1
    for part in children(expr):
        yield from _signed(part, inner, is_term=linear and (is_term or _is_sum(expr)))


def _negative(expr: Expr) -> Expr:
    """Minus an expression, a sum term by term."""
    from checkers.notation.expr import Apply

    if not _is_sum(expr):
        return Apply("neg", (expr,))
    return Apply("+", tuple(Apply("neg", (term,)) for term in expr.args))  # type: ignore[union-attr]


def _is_maximized(words: str) -> bool:
    """Whether the words before a formula tell to maximize it, and not to minimize it."""
    found = MAXIMIZED.search(words)
    return found is not None and not MINIMIZED.search(found[0])


def _laws(expr: Expr) -> set[str]:
    from checkers.notation.expr import Density
    from checkers.notation.tree import walk

    return {node.name for node in walk(expr) if isinstance(node, Density)}


def _is_sum(expr: Expr) -> bool:
    return getattr(expr, "head", "") == "+"


def _decided(finding: Finding, met: Met | None) -> Finding:
    if met is None:
        return finding
    return Finding(finding.point, finding.share, finding.share, met.text, DECIDED)
