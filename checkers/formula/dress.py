r"""What people leave out of a formula, put back: in the text, in the tree, in its noises.

"Gaussian with mean a and covariance B" is N(a, B); in ``\partial g / \partial z`` the function
g has its argument left out; of "eps ~ N(0, I)" nobody says how long eps is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from checkers.formula.boxes import unboxed
from checkers.formula.conditions import with_signs
from checkers.formula.readings import free_indices
from checkers.formula.spelling import as_mathematics, called
from checkers.notation.expr import Apply, Chain, Derivative, Expr, Num, Sym
from checkers.notation.passages.lone import is_lone_formula
from checkers.notation.tree import is_plain, rebuild, walk
from checkers.notation.vocabulary import Symbol, Vocabulary
from checkers.unify import substitute

if TYPE_CHECKING:
    from checkers.formula.answers import Final

_MOMENTS = re.compile(
    r"(?i)\bmean(?: vector)?(?: is| =|:)?\s+([^\n;]{1,160}?),?\s+(?:and|with)\s+(?:its\s+)?"
    r"(?:(?:co)?variance)(?: matrix)?(?: is| =|:)?\s+(?:\$([^$\n]{1,200})\$"
    r"|([^\n;.,$]{1,200}?)(?=[.,;\n]|$|\s+(?:where|with|by|because|since)\b))"
)
"""The mean and the covariance of a law that is told by them."""
RANDOM = frozenset({"random"})
IDENTITY = Sym("I")
SECOND = Num(Fraction(2))
WORLDS = 8
LENGTHS = 6
"""How many lengths of a noise are tried, in how many worlds."""
_DEFINITION = re.compile(
    r"(?:[,;]\s*(?:\\q?quad\b\s*)?|\\q?quad\b\s*)"
    r"(?=((?:\\?[A-Za-z]{1,12}|[^\W\d_])(?:_(?:\w|\{\w{1,3}\}))?)\s*=)"
)


_NAMED_PARAMETER = re.compile(
    r"(Cat\}?\s*(?:\\left)?\s*\([^;=]{1,40};\s*)(?:\\(?:mathbf|boldsymbol)\{p\}|\\pi|π|p)\s*="
)
"""Cat(x; p = v), where Cat(x; v) says the same."""
_SUM = re.compile(r"Σ(?=\s?_)")
_DELTA = re.compile(r"\\delta(?![A-Za-z])|δ")
_NAMED_DELTA = re.compile(r"(?:\\delta|δ)_(?:\{[^{}]{1,9}\}|\w)\s*:?=")


@lru_cache(maxsize=64)
def in_signs(text: str) -> str:
    """The answer with signs for what it says in words, and definitions set apart."""
    if is_lone_formula(text):
        return text
    text = _with_own_letters(_DIMENSION.sub("", unboxed(text)))
    return _set_apart(_MOMENTS.sub(_law, with_signs(_PARAMETER.sub("", as_mathematics(text)))))


_PARAMETER = re.compile(
    r"(?<=[(,])\s*(?:mean|cov(?:ariance)?|var(?:iance)?|loc)\s*=\s*(?=[^=])", re.IGNORECASE
)
"""The name of a law's parameter where it is given by name: N(mean=a, cov=B)."""


_DIMENSION = re.compile(r",\s*(?:dim|axis)\s*=\s*-?\d\b")
"""Along which axis a program computes a softmax; in formulas nobody says."""


def _with_own_letters(text: str) -> str:
    """A capital sigma on an index is a sum, a delta that is given a value a name."""
    text = _NAMED_PARAMETER.sub(r"\1", _SUM.sub("∑", text))
    is_name = _NAMED_DELTA.search(text) and "\\Delta" not in text
    return _DELTA.sub(r"\\Delta", text) if is_name else text


def _law(match: re.Match[str]) -> str:
    mean, covariance = match[1].strip(" $"), (match[2] or match[3]).strip()
    return f"$N({mean}, {covariance})$" if "$" not in mean else match[0]


def _set_apart(text: str) -> str:
    """A definition after a formula, ``N(a, S), S = b``, begins a statement of its own."""
    places = [m for m in _DEFINITION.finditer(text) if _is_set_apart(text[: m.start()], m[1])]
    for match in reversed(places):
        before, after = text[: match.start()], text[match.end() :]
        where = "$ where $" if before.count("$") % 2 else " where "
        text = f"{before}{where}{after}"
    return text


def _is_set_apart(before: str, name: str) -> bool:
    """Whether what follows defines a letter: it is used before, or nothing is open there."""
    opened = sum(map(before.count, "([{")) - sum(map(before.count, ")]}"))
    ends = "(?![A-Za-z])" if name[-1].isalpha() else ""
    used = re.search(rf"(?<![A-Za-z\\]){re.escape(name)}{ends}", before)
    display = before.count("$$") % 2 or before.count(r"\[") > before.count(r"\]")
    return not _is_open(before) or (opened == 0 and not display and used is not None)


def _is_open(before: str) -> bool:
    """Whether a bracket or mathematics is still open at the end of the text."""
    opened = sum(map(before.count, "([{")) - sum(map(before.count, ")]}"))
    return opened != 0 or before.count("$") % 2 == 1 or "=" in before.rsplit("\n", 1)[-1]


def completed(expr: Expr, vocabulary: Vocabulary) -> Expr:
    """The expression with the arguments that a name of a function stands without."""

    def visit(node: Any) -> Any:
        if not isinstance(node, Apply) and is_plain(node):
            return node
        if isinstance(node, Apply) and node.head == "apply":
            return replace(node, args=(node.args[0], *map(visit, node.args[1:])))
        if isinstance(node, Derivative) and len(node.by) == 1:
            node = replace(node, body=_applied(node.body, node.by[0], vocabulary))
        node = rebuild(node, visit)
        return _reciprocal(called(node), vocabulary)

    return visit(expr)  # type: ignore[no-any-return]


def _applied(body: Expr, at: Expr, vocabulary: Vocabulary) -> Expr:
    """A function g, or g^{-1}, as what it is at the point by which is differentiated."""
    if isinstance(body, Sym) and _is_function(body, vocabulary):
        return Apply(body.name, (at,))
    if isinstance(body, Apply) and body.head == "inverse" and isinstance(body.args[0], Sym):
        return Apply("apply", (body, at)) if _is_function(body.args[0], vocabulary) else body
    return body


def _is_function(name: Sym, vocabulary: Vocabulary) -> bool:
    known = vocabulary.symbols.get(name.name)
    return known is not None and bool(known.takes) and not _stands_for(name, vocabulary)


def _stands_for(name: Expr, vocabulary: Vocabulary) -> bool:
    """Whether the bare name is short for a value: D for D(G(z))."""
    return any(name == defined for defined, _ in vocabulary.definitions)


def _reciprocal(node: Any, vocabulary: Vocabulary) -> Any:
    """The inverse of a name that stands for a number is one over it."""
    if not isinstance(node, Apply) or node.head != "inverse":
        return node
    name = node.args[0]
    is_number = isinstance(name, Sym) and _stands_for(name, vocabulary)
    return Apply("^", (name, Num(Fraction(-1)))) if is_number else node


def drawn(final: Final, statements: Sequence[Any]) -> Final:
    """The formula with how the answer says that its noise is drawn: eps ~ N(0, I)."""
    symbols = final.vocabulary.symbols
    laws = [s for s in statements if s.relation == "~" and _is_noise(s, final)]
    laws = [s for s in laws if _may_be_drawn(symbols.get(s.left.name))]
    if not laws:
        return final
    said = tuple(Chain((s.left, s.right), ("~",)) for s in laws)
    known = final.vocabulary
    known = replace(known, assumptions=(*known.assumptions, *said))
    fresh = {s.left.name: len(s.left.index) for s in laws if s.left.name not in known.symbols}
    return final._replace(vocabulary=_declared(fresh, known, final.formula.parts))


def _may_be_drawn(symbol: Symbol | None) -> bool:
    """Whether the question does not say that the letter is a given number or vector."""
    return symbol is None or "random" in symbol.traits


def _declared(names: Mapping[str, int], known: Vocabulary, parts: Sequence[Expr]) -> Vocabulary:
    """The vocabulary with these noises, each with so many indices, as long as they must be for
    the formula to have a value: nobody says how long eps ~ N(0, I) is.
    """
    from checkers.formula.agreement import values
    from checkers.worlds.decide import Court

    parts = [_at_some_index(part, known) for part in parts]
    laws = (chain for chain in known.assumptions if isinstance(chain, Chain))
    in_space = any(IDENTITY == node for law in laws for p in law.parts for node in walk(p))
    for shape in _shapes(known, in_space) if names else ():
        noises = {
            name: Symbol(name, shape, family=("any",) * indices, traits=RANDOM)
            for name, indices in names.items()
        }
        told = replace(known, symbols=dict(known.symbols) | noises)
        if None not in values(Court(told, worlds=WORLDS), parts):
            return told
    return known


def _at_some_index(part: Expr, known: Vocabulary) -> Expr:
    """The expression with numbers for its free indices, which no world chooses."""
    return substitute(part, {Sym(name): SECOND for name in free_indices(part, known)})


def _shapes(vocabulary: Vocabulary, lies_in_space: bool) -> list[tuple[Any, ...]]:
    """A number, and every length that a vector of the question has; vectors first where the
    noise is said to lie in a space: its covariance is I.
    """
    vectors = (symbol.shape for symbol in vocabulary.symbols.values())
    found = list(dict.fromkeys(shape for shape in vectors if len(shape) == 1))[: LENGTHS - 1]
    return [*found, ()] if lies_in_space else [(), *found]


def _is_noise(statement: Any, final: Final) -> bool:
    named = isinstance(statement.left, Sym) and isinstance(statement.right, Apply)
    return named and any(
        statement.left == node for part in final.formula.parts for node in walk(part)
    )
