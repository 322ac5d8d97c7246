r"""Functionals of laws and of random variables: KL and its kin, entropies, variances.

D_{KL}(q \| p) in all its spellings, JSD, TV, D_f, H(X|Y), H(p, q), I(X; Z), Var, Cov.
"""

from __future__ import annotations

from fractions import Fraction

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Draw, Expr, Mean, Num
from checkers.notation.grammar.arguments import BARS, BRACKETS, conditioned, sections
from checkers.notation.grammar.arithmetic import times
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.expectations import as_law, draws_below, mixed
from checkers.notation.grammar.families import indicator
from checkers.notation.grammar.postfix import postfix

CHI_SQUARED = "chi2"
Groups = list[tuple[str, list[Expr]]]
"""Bracketed items in groups, each with the separator before it."""


def measure(p: Parser) -> Expr:
    """Var, Cov, KL, JSD, TV, cross-entropy, H, I on what stands in brackets."""
    token = p.take()
    return functional(p, token.text)


def functional(p: Parser, head: str) -> Expr:
    """A functional, its name already read."""
    draws = draws_below(p) if p.accept("_") else ()
    if p.kind not in BRACKETS:
        args: tuple[Expr, ...] = (p.factor(),) if head in ("Var", "Cov") else ()
        return Apply(head, args) if args else postfix(p, Apply(head, ()))
    groups = sections(p, (*BARS, ";"))
    result = _FUNCTIONALS.get(head, _divergence)(p, head, groups)
    return postfix(p, _under(draws, result))


def _divergence(p: Parser, head: str, groups: Groups) -> Apply:
    items = [mixed(p, item) for _, group in groups for item in group]
    if len(items) != 2:
        raise p.error(f"{head} of {len(items)} laws", "two laws")
    return Apply(head, tuple(items))


def _entropy(p: Parser, head: str, groups: Groups) -> Apply:
    first = [as_law(p, item) for item in groups[0][1]]
    others = [as_law(p, item) for _, group in groups[1:] for item in group]
    if any(separator == "||" for separator, _ in groups):
        return Apply("CE", (*first, *others))
    return Apply(head, conditioned(first, others))


def _information(p: Parser, head: str, groups: Groups) -> Apply:
    sides = [items for separator, items in groups if separator in ("", ";")]
    conditions = [item for bar, items in groups if bar not in ("", ";") for item in items]
    if len(sides) == 1:
        sides = [[item] for item in sides[0]]
    joined = [side[0] if len(side) == 1 else Apply("()", tuple(side)) for side in sides]
    return Apply(head, conditioned(joined, conditions))


def _variance(p: Parser, head: str, groups: Groups) -> Apply:
    return Apply(head, conditioned(groups[0][1], [i for _, items in groups[1:] for i in items]))


_FUNCTIONALS = {"H": _entropy, "I": _information, "Var": _variance, "Cov": _variance}


def _under(draws: tuple[Draw, ...], result: Apply) -> Expr:
    """A functional under a law that is named: Var_q[f] = E_q[(f - E_q[f])^2]."""
    if not draws:
        return result
    if result.head not in ("Var", "Cov"):
        return Apply("under", (result, *(d.law for d in draws if d.law is not None)))
    off = [Apply("+", (f, Apply("neg", (Mean(draws, f),)))) for f in result.args]
    square: Expr = times(list(off)) if len(off) == 2 else Apply("^", (off[0], Num(Fraction(2))))
    return Mean(draws, square)


def divergence_letter(p: Parser) -> Expr:
    """D with a subscript that says which divergence, or on two laws parted by bars.

    So it is even where D is declared as something else, such as a discriminator.
    """
    kind = p.ahead().kind
    if kind == "_":
        braced = p.ahead(2).kind == "{"
        word = p.ahead(3 if braced else 2)
        ends = not braced or p.ahead(4).kind == "}"
        if ends and word.text in op.DIVERGENCE_SUBSCRIPTS and word.kind in ("measure", "name"):
            p.index += 5 if braced else 3
            return functional(p, op.DIVERGENCE_SUBSCRIPTS[word.text])
        if braced and p.source(p.index + 3, p.index + 6) in ("\\chi^2", "χ^2"):
            p.index += 7
            return functional(p, CHI_SQUARED)
        return NOT_SPECIAL if braced else _f_divergence(p)
    if kind in BRACKETS and _parts_laws(p, p.index + 1):
        p.take()
        return functional(p, "KL")
    return NOT_SPECIAL


def chi_letter(p: Parser) -> Expr:
    r"""\chi^2(P || Q)."""
    squared = p.ahead().kind == "^" and p.ahead(2).text == "2"
    if not squared or p.ahead(3).kind not in BRACKETS or not _parts_laws(p, p.index + 3):
        return NOT_SPECIAL
    p.index += 3
    return functional(p, CHI_SQUARED)


def _f_divergence(p: Parser) -> Expr:
    """D_f(P || Q), the generator f being one letter."""
    if p.ahead(3).kind not in BRACKETS or not _parts_laws(p, p.index + 3):
        return NOT_SPECIAL
    p.index += 2
    generator = p.forms["single"](p)
    items = _divergence(p, "fdivergence", sections(p, BARS))
    return postfix(p, Apply("fdivergence", (generator, *items.args)))


def _parts_laws(p: Parser, opening: int) -> bool:
    """Whether the bracket at a place holds two things parted by a double bar."""
    inner = p.content(opening)
    return "||" in inner or inner.count("mid") == 2


def functional_letter(p: Parser) -> Expr:
    """H and I on brackets, where they are no other names."""
    opening = p.index + 1
    if p.ahead().kind == "_":
        if not p.names.is_law(p.ahead(3 if p.ahead(2).kind == "{" else 2).text):
            return NOT_SPECIAL
        opening = p.closers.get(p.index + 2, p.index + 2) + 1
    if opening >= p.limit or p.tokens[opening].kind not in BRACKETS:
        return NOT_SPECIAL
    inner = set(p.content(opening))
    letter = p.token.text
    if letter == "I" and "relation" in inner:
        return indicator(p)
    if letter == "I" and not inner & {";", ",", ":"}:
        return NOT_SPECIAL
    p.take()
    return functional(p, letter)
