"""Right answers written otherwise: rewritings that keep the meaning.

A rewriting of an expression is a change at every node where it applies: operands commuted,
bound variables renamed, an expectation as an integral, a divergence spelled out. A rewriting
of a chain leaves out a step or puts one in. `text` writes the result down again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from checkers.derivation.canonical import Canonical
from checkers.notation.expr import Apply, Bind, Chain, Density, Draw, Expr, Mean, Num, Sym
from checkers.notation.tree import transform, walk
from checkers.notation.vocabulary import Vocabulary
from checkers.unify import substitute

Change = Callable[[Any], Any]


def rewritings(chain: Chain) -> Iterator[tuple[str, Chain]]:
    """The chain under each rewriting that changes it, with the rewriting's name."""
    for name, change in EXPRESSIONS.items():
        parts = tuple(transform(part, change) for part in chain.parts)
        if parts != chain.parts:
            yield name, Chain(parts, chain.relations)
    yield from _steps_merged(chain)
    yield from _steps_split(chain)
    if set(chain.relations) <= MIRRORED.keys():
        yield "read from right to left", _mirrored(chain)


def text(chain: Chain) -> str:
    """The chain in the notation of answers, a relation a line."""
    from checkers.notation.show import show

    lines = [show(chain.parts[0])]
    lines += [
        f"{SIGNS.get(relation, relation)} {show(part)}"
        for relation, part in zip(chain.relations, chain.parts[1:], strict=True)
    ]
    return "\n".join(lines)


SIGNS = {"approx": "≈", "propto": "∝", "~": "∼"}
"""Relations whose names are no signs."""
MIRRORED = {"=": "=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}


def _mirrored(chain: Chain) -> Chain:
    relations = tuple(MIRRORED[relation] for relation in reversed(chain.relations))
    return Chain(chain.parts[::-1], relations)


def _steps_merged(chain: Chain) -> Iterator[tuple[str, Chain]]:
    """One inner member left out between equations. A chain of which then one step says what
    the whole does is no derivation any more.
    """
    for place in range(1, len(chain.parts) - 1):
        if chain.relations[place - 1 : place + 1] == ("=", "="):
            parts = chain.parts[:place] + chain.parts[place + 1 :]
            merged = Chain(parts, chain.relations[:place] + chain.relations[place + 1 :])
            if not _says_all_at_once(merged, place):
                yield "step left out", merged


def _says_all_at_once(chain: Chain, place: int) -> bool:
    """Whether the step before a place has the chain's ends for its sides, in other dress."""
    write = Canonical(Vocabulary()).key
    ends, step = (chain.parts[0], chain.parts[-1]), chain.parts[place - 1 : place + 1]
    return set(map(write, ends)) == set(map(write, step))


def _steps_split(chain: Chain) -> Iterator[tuple[str, Chain]]:
    """Each member followed by itself with its operands commuted."""
    for place, part in enumerate(chain.parts):
        turned = transform(part, _commuted)
        if turned != part:
            parts = (*chain.parts[: place + 1], turned, *chain.parts[place + 1 :])
            relations = (*chain.relations[:place], "=", *chain.relations[place:])
            yield "step put in", Chain(parts, relations)


def _commuted(node: Any) -> Any:
    """Terms in the other order; matrices commute in sums only."""
    if isinstance(node, Apply) and node.head == "+":
        return Apply("+", node.args[::-1])
    return node


def _factors_commuted(node: Any) -> Any:
    if isinstance(node, Apply) and node.head == "*" and not any(map(_may_be_matrix, node.args)):
        return Apply("*", node.args[::-1])
    return node


def _may_be_matrix(expr: Expr) -> bool:
    """Bare names may be matrices; densities, numbers and logarithms are not."""
    return any(isinstance(node, Sym) for node in walk(expr)) and not isinstance(
        expr, Density | Num | Mean
    )


def _with_other_letters(node: Any) -> Any:
    if not isinstance(node, Mean | Bind) or not _is_renameable(node):
        return node
    letters: dict[Expr, Expr] = {v: Sym(v.name + "'") for v in _variables(node) if not v.index}
    if isinstance(node, Mean):
        draws = tuple(_draw(draw, letters) for draw in node.draws)
        return Mean(draws, substitute(node.body, letters))
    variables = _renamed(node.variables, letters)
    body = substitute(node.body, letters)
    return Bind(node.op, variables, body, node.low, node.high, node.domain)


def _is_renameable(node: Mean | Bind) -> bool:
    """Whether the bound letters are only letters: they name no laws, and no law without its
    places, or called E, is about them.
    """
    if any(isinstance(n, Apply) and n.head == "given" for n in walk(node)):
        return False
    laws = [n for n in walk(node) if isinstance(n, Density)]
    letters = {variable.name for variable in _variables(node)}
    drawn = isinstance(node, Bind) or all(draw.law is not None for draw in node.draws)
    plain = all(law.of and law.name not in letters for law in laws)
    return drawn and plain and getattr(node, "domain", None) is None


def _variables(node: Mean | Bind) -> tuple[Sym, ...]:
    if isinstance(node, Bind):
        return node.variables
    return tuple(variable for draw in node.draws for variable in draw.variables)


def _renamed(variables: tuple[Sym, ...], letters: dict[Expr, Expr]) -> tuple[Sym, ...]:
    fresh = (letters.get(variable, variable) for variable in variables)
    return tuple(variable for variable in fresh if isinstance(variable, Sym))


def _draw(draw: Draw, letters: dict[Expr, Expr]) -> Draw:
    variables = _renamed(draw.variables, letters)
    law = None if draw.law is None else substitute(draw.law, letters)
    return Draw(variables, law)


def _expectation_as_integral(node: Any) -> Any:
    """E_{z ~ q(z|x)}[f] as the integral of q(z|x) f."""
    match node:
        case Mean(draws=(Draw(variables=variables, law=Density(of=of) as law),), body=body):
            if tuple(variables) == of and not any(v.index for v in variables):
                return Bind("int", variables, Apply("*", (law, body)))
    return node


def _divergence_as_expectation(node: Any) -> Any:
    """KL(q || p) as E_q[log q - log p], where both laws show their variables."""
    match node:
        case Apply(head="KL", args=(Density(of=of) as q, Density(of=other) as p)):
            if of and of == other and all(isinstance(v, Sym) for v in of):
                logs = _minus(Apply("log", (q,)), Apply("log", (p,)))
                return Mean((Draw(of, q),), logs)  # type: ignore[arg-type]
    return node


def _minus(one: Expr, other: Expr) -> Expr:
    return Apply("+", (one, Apply("neg", (other,))))


def _log_of_quotient(node: Any) -> Any:
    match node:
        case Apply(head="log", args=(Apply(head="/", args=(above, below)),)):
            return _minus(Apply("log", (above,)), Apply("log", (below,)))
    return node


def _quotient_as_power(node: Any) -> Any:
    match node:
        case Apply(head="/", args=(above, below)) if not isinstance(below, Num):
            return Apply("*", (above, Apply("^", (below, Num(Fraction(-1))))))
    return node


def _root_as_power(node: Any) -> Any:
    match node:
        case Apply(head="sqrt", args=(inner,)):
            return Apply("^", (inner, Num(Fraction(1, 2))))
    return node


EXPRESSIONS: dict[str, Change] = {
    "terms commuted": _commuted,
    "factors commuted": _factors_commuted,
    "bound variables renamed": _with_other_letters,
    "expectation as integral": _expectation_as_integral,
    "divergence as expectation": _divergence_as_expectation,
    "log of a quotient as a difference": _log_of_quotient,
    "quotient as a power": _quotient_as_power,
    "root as a power": _root_as_power,
}
