"""Formulas compared in every world, with the vocabulary that is declared or inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from checkers.notation.expr import Apply, Sym
from checkers.verdict import Evidence, Verdict, incorrect, unreadable

EXACT = Evidence("exact", 1)
LOGISTIC = Apply("sigma", (Sym("x"),)), Apply("sigmoid", (Sym("x"),))
r"""What \sigma(x) is where nobody says otherwise."""
_CONSTANT = re.compile(
    r"\+\s*(?:C|c|K|k|C_\{?[01]\}?|\\text\{\s*(?:const(?:ant)?\.?|C)\s*\}|const(?:ant)?\.?)\s*$"
)
_LEADING = re.compile(r"^\s*+\$?\s*+(C|c)\s*+\+\s*+([^$=]{1,400}?)\$?\s*+$")
"""A constant of integration that is written first."""


def vocabulary(reference: str, answer: str, let: str | None) -> Any:
    """What is declared, or inferred; e is Euler's number where it is nothing else."""
    from msgspec.structs import replace

    from checkers.formula.spelling import EULER
    from checkers.notation.infer import infer
    from checkers.notation.let import let as declared
    from checkers.notation.vocabulary import Vocabulary

    if let is not None:
        known = declared(let)
        return known if "e" in known.symbols else _with(known, EULER)
    text = f"{reference}\n\n{answer}"
    known = _of_any_members(infer(text))
    factors = _factors((reference, answer), known)
    if factors:
        known = _of_any_members(infer(text, replace(Vocabulary(), symbols=factors)))
    symbols = {name: symbol for name, symbol in known.symbols.items() if name != "e"}
    sigma = symbols.get("sigma")
    if sigma is not None and len(sigma.takes) == 1:
        del symbols["sigma"]
        known = _with(known, LOGISTIC)
    names = tuple(sorted(name for name, s in symbols.items() if not s.takes and not s.shape))
    known = replace(known, symbols=symbols)
    if "const" in reference or _CONSTANT.search(reference):
        known = replace(known, proportional_in=names)
    return _with(known, EULER)


def _of_any_members(known: Any) -> Any:
    """The vocabulary without recursions: an equation that is compared defines nothing."""
    from msgspec.structs import replace

    from checkers.notation.recursions import is_recursion

    kept = tuple(pair for pair in known.definitions if not is_recursion(*pair))
    return known if kept == known.definitions else replace(known, definitions=kept)


def _factors(texts: Iterable[str], known: Any) -> dict[str, Any]:
    """The letters, as numbers, that were taken for functions of sums and also stand by
    themselves: beside h k the h(k + m) is a product. f(x) beside f may be either.
    """
    from checkers.notation.reader import ReadError, read_chain
    from checkers.notation.tree import of_kind
    from checkers.notation.vocabulary import Symbol

    applied = {name for name, symbol in known.symbols.items() if symbol.takes}
    alone: set[str] = set()
    for text in texts if applied else ():
        try:
            parts = read_chain(text, known).parts
        except ReadError:
            return {}
        alone |= {symbol.name for part in parts for symbol in of_kind(part, Sym)}
        calls = [call for part in parts for call in of_kind(part, Apply)]
        applied -= {c.head for c in calls if any(isinstance(arg, Sym) for arg in c.args)}
    return {name: Symbol(name) for name in applied & alone}


def _with(known: Any, definition: Any) -> Any:
    from msgspec.structs import replace

    return replace(known, definitions=(*known.definitions, definition))


def as_formulas(reference: str, answer: str, let: str | None) -> Verdict:
    """Formulas, in every world."""
    from checkers.formula import judge_formula
    from checkers.formula.dress import in_signs
    from checkers.notation.infer import shown
    from checkers.notation.reader import ReadError

    reference, answer = (_LEADING.sub(r"\2 + \1", in_signs(t)) for t in (reference, answer))
    if _CONSTANT.search(reference):
        if not _CONSTANT.search(answer):
            return incorrect("The constant of integration is missing.", EXACT)
        reference, answer = (_CONSTANT.sub("+ C", text) for text in (reference, answer))
    known = vocabulary(reference, answer, let)
    try:
        verdict = judge_formula(answer, {"": reference}, known)
    except ReadError as error:
        return unreadable(f"The reference cannot be read: {error}")
    note = "" if let is not None else f" (read with {shown(known)})"
    return _noted(verdict, note)


def _noted(verdict: Verdict, note: str) -> Verdict:
    from msgspec.structs import replace

    return replace(verdict, feedback=verdict.feedback + note)
