"""Each relation of an answer, judged in every world on its own.

A relation holds, fails with a counterexample, or is unread: it could not be read, or the worlds
cannot decide it. Definitions of fresh names hold by fiat. An equation that sets a derivative to
zero is a condition, not an identity: it holds if a solution that the answer states meets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from checkers.notation.expr import Apply, Derivative, Expr, Num, Sym
from checkers.notation.tree import replace, walk
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Counterexample, Evidence, Status, Step

PROVED = Evidence("proved")
SETTING = re.compile(
    r"(?i)\bsett?(?:ing)?\b|\bstationar|\boptim|\bzero\b|\bderivative|\bvanish|\bextrem|令|求导|极值|驻点"
)
"""Words that announce a condition for an optimum."""


@dataclass(frozen=True)
class Judged:
    """A statement with its status and what that rests on."""

    index: int
    left: Expr | None
    relation: str
    right: Expr | None
    texts: tuple[str, str]
    status: Status
    rule: str | None
    evidence: Evidence | None
    counterexample: Counterexample | None
    why: str
    chain: int = 0
    """The same for all relations of one chain."""
    matters: bool = True
    """Whether it says something that can be wrong; words between signs do not."""

    @property
    def step(self) -> Step:
        """The step as reports show it."""
        left, right = self.texts
        return Step(
            self.index, self.relation, left, right, self.status, self.rule, self.counterexample
        )

    @property
    def claim(self) -> tuple[Expr, str, Expr] | None:
        """The relation with its sides, where both were read."""
        if self.left is None or self.right is None:
            return None
        return self.left, self.relation, self.right


def judged_steps(statements: Sequence[Any], court: Any, given: Vocabulary) -> list[Judged]:
    """Every relation of the answer with its status, in reading order. `given` is what the
    question declares, without what the answer defines.
    """
    related = [statement for statement in statements if statement.index is not None]
    return [_judged(statement, related, court, given) for statement in related]


def _judged(statement: Any, statements: Sequence[Any], court: Any, given: Vocabulary) -> Judged:
    if statement.left is None or statement.right is None:
        return _as(statement, "unread", why=statement.unread or "one side is words")
    if statement.kind == "definition":
        return _as(statement, "holds", rule="definition", evidence=PROVED)
    judgement = court.judge(statement.left, statement.relation, statement.right)
    if judgement.status == "holds":
        return _as(statement, "holds", evidence=judgement.evidence, why=judgement.why)
    if _is_substitution(statement, court.vocabulary, given):
        return _as(statement, "holds", rule="substitution", evidence=PROVED)
    if _is_assumed(statement, judgement.status == "unknown", court.vocabulary):
        return _as(statement, "holds", rule="assumption", evidence=PROVED)
    if _is_condition(statement, statements):
        return _condition(statement, statements, court)
    if judgement.status == "unknown":
        return _as(statement, "unread", why=judgement.why)
    return _as(
        statement,
        "fails",
        evidence=judgement.evidence,
        counterexample=judgement.counterexample,
        why=judgement.sentence,
    )


def _is_substitution(statement: Any, vocabulary: Vocabulary, given: Vocabulary) -> bool:
    """A letter that nobody declared or defined, set to something: t = p(x)/q(x)."""
    known = {*given.symbols, *given.variables, *(law.name for law in given.laws)}
    known |= {getattr(what, "name", "") for what, _ in vocabulary.definitions}
    return statement.relation == "=" and any(
        isinstance(side, Sym) and not side.index and side.name not in known
        for side in (statement.left, statement.right)
    )


def _is_assumed(statement: Any, undecided: bool, vocabulary: Vocabulary) -> bool:
    """A case that the answer looks at ("if t > 0"), or how something is drawn: said in words,
    or of bare names that nothing is known of. An undecided inequality between expressions, or
    between names that stand for some, has to be shown, and so has every such equation.
    """
    sides = statement.left, statement.right
    plain = all(isinstance(side, Sym | Num) for side in sides)
    if statement.kind == "assumption":
        return plain or statement.relation in ("<", ">", "<=", ">=", "!=", "~", "in")
    defined = {_letter(what) for what, _ in vocabulary.definitions}
    unknown = plain and not defined & {_letter(side) for side in sides if isinstance(side, Sym)}
    return undecided and (unknown or statement.relation in ("~", "in"))


def _letter(what: Any) -> str:
    """The letter that a name is made with: L for L_2 and L_k."""
    return str(getattr(what, "head", getattr(what, "name", ""))).partition("_")[0]


def _as(
    statement: Any,
    status: Status,
    *,
    rule: str | None = None,
    evidence: Evidence | None = None,
    counterexample: Counterexample | None = None,
    why: str = "",
) -> Judged:
    return Judged(
        index=statement.index,
        left=statement.left,
        relation=statement.relation,
        right=statement.right,
        texts=(statement.left_text, statement.right_text),
        status=status,
        rule=rule,
        evidence=evidence,
        counterexample=counterexample,
        why=why,
        chain=statement.chain,
        matters=statement.kind != "remark",
    )


def _is_condition(statement: Any, statements: Sequence[Any]) -> bool:
    """An equation with 0, in a chain that differentiates or announced as a condition."""
    if statement.relation != "=" or not (_is_zero(statement.left) or _is_zero(statement.right)):
        return False
    chain = [other for other in statements if other.chain == statement.chain]
    sides = [side for other in chain for side in (other.left, other.right) if side is not None]
    differentiates = any(isinstance(node, Derivative) for side in sides for node in walk(side))
    return differentiates or SETTING.search(statement.words) is not None


def _is_zero(expr: Expr) -> bool:
    return isinstance(expr, Num) and expr.value == 0


def _condition(statement: Any, statements: Sequence[Any], court: Any) -> Judged:
    """The condition holds where a stated solution meets it; else nobody can tell."""
    body, zero = statement.left, statement.right
    if _is_zero(body):
        body, zero = zero, body
    for name, value in _solutions(statements):
        for unknown in _unknowns(body, name):
            judgement = court.judge(replace(body, {unknown: value}), "=", zero)
            if judgement.status == "holds":
                evidence = judgement.evidence
                return _as(statement, "holds", rule="optimality condition", evidence=evidence)
    return _as(statement, "unread", why="no solution of this condition is stated")


def _solutions(statements: Sequence[Any]) -> list[tuple[Expr, Expr]]:
    """What the answer states to equal a name or a function's value: D*(x) = ..."""
    pairs = [(s.left, s.right) for s in statements if s.relation in ("=", ":=") and s.right]
    return [(left, right) for left, right in pairs if _is_name(left)]


def _is_name(expr: Expr | None) -> bool:
    """A symbol, or a function at plain variables."""
    if isinstance(expr, Apply):
        return expr.head.isidentifier() and all(isinstance(arg, Sym) for arg in expr.args)
    return isinstance(expr, Sym)


def _unknowns(body: Expr, name: Expr) -> list[Expr]:
    """The subexpressions that the solution's name stands for: D(x) for D*(x), theta for
    theta_hat.
    """
    stem = _stem(name)
    found = [node for node in walk(body) if isinstance(node, Sym | Apply)]
    return [node for node in dict.fromkeys(found) if _stem(node) == stem]


def _stem(expr: Expr) -> str:
    name = expr.head if isinstance(expr, Apply) else getattr(expr, "name", "")
    return re.sub(r"_(?:star|hat|opt|bar|tilde)$|'$|\*$", "", name)
