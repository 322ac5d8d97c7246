"""Each relation of an answer, judged in every world on its own.

A relation holds, fails with a counterexample, or is unread: it could not be read, or the worlds
cannot decide it. Definitions of fresh names hold by fiat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec.structs import replace as with_changes

from checkers.derivation.best import at_best
from checkers.derivation.conditions import UNSOLVED, Conditions
from checkers.derivation.otherwise import read_otherwise
from checkers.derivation.places import at_place
from checkers.derivation.substituted import Substitutions
from checkers.notation.conventions import is_conventional
from checkers.notation.expr import Apply, Bind, Expr, Mean, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Counterexample, Evidence, Status, Step
from checkers.worlds.decide_claims import ORDERED

PROVED = Evidence("proved")
ASSUMPTION = "assumption"
"""The rule of steps that nothing decides, such as how something is drawn."""
CONDITION = "optimality condition"
"""The rule of steps that hold at an optimum."""
DOTS = re.compile(r"(?:\\[lcd]?dots|…|⋯|\.{2,}|\s)+")


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


def judged_steps(
    statements: Sequence[Any], court: Any, given: Vocabulary, notes: Sequence[Any] = ()
) -> list[Judged]:
    """Every relation of the answer with its status, in reading order. `given` is what the
    question declares, without what the answer defines; `notes` are claims under braces.
    """
    related = [statement for statement in statements if statement.index is not None]
    conditions, letters = Conditions(related, court), Substitutions(related, court)
    usual = [_judged(each, conditions, letters, court, given) for each in related]
    judged = read_otherwise(usual, court)
    meant = [_where_meant(judged, place, court) for place in range(len(judged))]
    return _noted(_blamed(meant, related), notes, court)


def _where_meant(judged: Sequence[Judged], place: int, court: Any) -> Judged:
    """The step; one that fails holds if what its left side is equal to in the chain has a value
    only where it does: 1/t > 0 in f''(t) = 1/t > 0 for f(t) = t log t.
    """
    step = judged[place]
    if step.status != "fails" or step.right is None or step.relation not in ORDERED:
        return step
    for earlier in reversed(judged[:place]):
        if (earlier.chain, earlier.relation, earlier.status) != (step.chain, "=", "holds"):
            break
        if earlier.left is not None:
            found = court.judge(earlier.left, step.relation, step.right)
            if found.status == "holds":
                return replace(
                    step, status="holds", evidence=found.evidence, counterexample=None, why=""
                )
    return step


def _noted(judged: list[Judged], notes: Sequence[Any], court: Any) -> list[Judged]:
    """The steps, where one with a false claim under a brace is false."""
    found = {step.index: step for step in judged}
    for note in notes:
        step = found.get(note.index)
        if step is None or step.status == "fails" or None in (note.left, note.right):
            continue
        said = court.judge(note.left, note.relation, note.right)
        if said.status == "fails":
            why = (
                f"under its brace, {note.left_text} {note.relation} {note.right_text} is false"
            )
            shown = said.counterexample
            found[note.index] = replace(
                step, status="fails", rule=None, counterexample=shown, why=why
            )
    return list(found.values())


def _judged(
    statement: Any,
    conditions: Conditions,
    letters: Substitutions,
    court: Any,
    given: Vocabulary,
) -> Judged:
    if statement.left is None or statement.right is None:
        return _as(statement, "unread", why=statement.unread or "one side is words")
    if statement.kind == "definition":
        return _set(statement, "definition", letters)
    judgement = court.judge(statement.left, statement.relation, statement.right)
    if judgement.status == "unknown":
        judgement = conditions.optimum(statement) or at_place(statement, court) or judgement
    if judgement.status == "holds" and statement.relation in ("<", ">"):
        judgement = at_best(statement, court) or judgement
    if judgement.status == "holds":
        rule = CONDITION if conditions.is_of_optimum(statement) else None
        return _as(
            statement, "holds", rule=rule, evidence=judgement.evidence, why=judgement.why
        )
    if _is_substitution(statement, court, given):
        return _set(statement, "substitution", letters)
    if _is_assumed(statement, judgement.status == "unknown", court.vocabulary):
        broken = letters.breaks(statement)
        if broken is not None:
            return _decided(statement, broken)
        return _as(statement, "holds", rule=ASSUMPTION, evidence=PROVED)
    found = conditions.solved(statement)
    if found is not None:
        at_optimum = with_changes(statement, left=found.left, right=found.right)
        return _decided(at_optimum, found.judgement, CONDITION)
    if conditions.is_condition(statement):
        return _as(statement, "unread", why=UNSOLVED)
    if judgement.status == "fails":
        judgement = at_best(statement, court) or judgement
    return _decided(statement, judgement)


def _set(statement: Any, rule: str, letters: Substitutions) -> Judged:
    """A name that is given to something holds by fiat, if it is free."""
    why = letters.misfit(statement)
    status: Status = "fails" if why else "holds"
    return _as(statement, status, rule=None if why else rule, evidence=PROVED, why=why)


def _decided(statement: Any, judgement: Any, rule: str | None = None) -> Judged:
    if judgement.status == "holds":
        return _as(statement, "holds", rule=rule, evidence=judgement.evidence)
    if judgement.status == "unknown":
        return _as(statement, "unread", why=judgement.why)
    return _as(
        statement,
        "fails",
        evidence=judgement.evidence,
        counterexample=judgement.counterexample,
        why=judgement.sentence,
    )


def _blamed(judged: list[Judged], statements: Sequence[Any]) -> list[Judged]:
    """The steps, where one that only gives another form to something, G = int g dx, fails by
    what g is defined as later: then that definition is at fault.
    """
    found = list(judged)
    defined = {s.left: place for place, s in enumerate(statements) if s.kind == "definition"}
    for place, step in enumerate(judged):
        at = defined.get(_form(step.right), 0)
        if step.status == "fails" and at > place and found[at].status == "holds":
            found[place] = replace(step, status="holds", rule="definition", counterexample=None)
            why = f"with it, step {step.index} is false: {step.why}"
            shown = step.counterexample
            found[at] = replace(
                found[at], status="fails", rule=None, counterexample=shown, why=why
            )
    return found


def _form(side: Expr | None) -> Expr | None:
    """The integrand that a side consists of."""
    while isinstance(side, Mean | Bind):
        side = side.body
    return side


def _is_substitution(statement: Any, court: Any, given: Vocabulary) -> bool:
    """A letter that nobody declared or defined, set to something it does not stand in itself:
    t = p(x)/q(x). So is a point that a bijection takes to another: x = F(u).
    """
    from checkers.worlds.evaluate_integers import sizes

    known = {*given.symbols, *given.variables, *(law.name for law in given.laws)}
    known |= sizes(given, (side for pair in given.definitions for side in pair)).keys()
    known |= {getattr(what, "name", "") for what, _ in court.vocabulary.definitions}
    sides = ((statement.left, statement.right), (statement.right, statement.left))
    return statement.relation == "=" and any(
        isinstance(side, Sym)
        and not side.index
        and side not in walk(other)
        and not is_conventional(side.name, other, court.vocabulary)
        and (side.name not in known or _is_image(side, other, given))
        for side, other in sides
    )


def _is_image(point: Sym, image: Expr, given: Vocabulary) -> bool:
    """Whether a variable is set to the image of another one under a declared bijection."""
    names = {node.name for node in walk(image) if isinstance(node, Sym)}
    names |= {node.head for node in walk(image) if isinstance(node, Apply)}
    maps = {name for name, symbol in given.symbols.items() if "bijection" in symbol.traits}
    others = names & given.variables.keys() - {point.name}
    return point.name in given.variables and bool(names & maps and others)


def _is_assumed(statement: Any, undecided: bool, vocabulary: Vocabulary) -> bool:
    """A case that the answer looks at ("if t > 0"), or how something is drawn: said in words,
    or of bare names that nothing is known of. An undecided inequality between expressions, or
    between names that stand for some, has to be shown, and so has every such equation.
    """
    sides = statement.left, statement.right
    plain = all(isinstance(side, Sym | Num) for side in sides)
    if plain and statement.relation == "=" and any(_is_integer(s, vocabulary) for s in sides):
        return True
    if statement.kind == "assumption":
        return plain or statement.relation in ("<", ">", "<=", ">=", "!=", "~", "in")
    defined = {_letter(what) for what, _ in vocabulary.definitions}
    unknown = plain and not defined & {_letter(side) for side in sides if isinstance(side, Sym)}
    if not undecided or statement.relation == "approx":
        return False
    return unknown or statement.relation in ("~", "in")


def _is_integer(side: Any, vocabulary: Vocabulary) -> bool:
    """Whether a side is a declared integer, of which t = 1 is a case and no claim."""
    declared = vocabulary.symbols.get(side.name) if isinstance(side, Sym) else None
    return declared is not None and declared.domain in ("integer", "natural")


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
        matters=statement.kind != "remark" and not _is_dots(statement),
    )


def _is_dots(statement: Any) -> bool:
    """Whether a side is only "...": the chain goes on from what stands before it."""
    return any(DOTS.fullmatch(text) for text in (statement.left_text, statement.right_text))
