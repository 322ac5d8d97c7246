"""An expression as readable text, which reads back to the same expression."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from checkers.notation.expr import (
    Apply,
    Bind,
    Cases,
    Chain,
    Compare,
    Density,
    Derivative,
    Draw,
    Expr,
    Matrix,
    Mean,
    Num,
    Span,
    Sym,
)
from checkers.notation.free import meets, occurring

SUM, PRODUCT, FACTOR, ATOM = range(4)
"""How tightly a piece of text holds together."""

_ACCENTS = ("hat", "bar", "tilde", "ddot", "check", "breve", "ring", "under")


def show(expr: Expr | Chain) -> str:
    """The text of an expression or a chain."""
    if isinstance(expr, Chain):
        shown = [_text(expr.parts[0], SUM)]
        for relation, part in zip(expr.relations, expr.parts[1:], strict=True):
            shown += [relation, _text(part, SUM)]
        return " ".join(shown)
    return _text(expr, SUM)


def _text(expr: Expr, level: int) -> str:
    """The text, in brackets where its own signs hold less tightly than `level`."""
    own, text = _SHOWN[type(expr)](expr)
    return text if own >= level else f"({text})"


def _number(expr: Num) -> tuple[int, str]:
    value = expr.value
    if value.denominator == 1:
        return (ATOM if value >= 0 else SUM), str(value)
    decimal = _decimal(value)
    return (ATOM, decimal) if decimal else (PRODUCT, str(value))


def _decimal(value: Fraction) -> str:
    """The finite decimal of a non-negative fraction, if it has one."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or value < 0:
        return ""
    places = max(value.denominator.bit_length(), 1)
    scaled = value * 10**places
    whole, part = divmod(int(scaled), 10**places)
    return f"{whole}.{str(part).zfill(places).rstrip('0')}"


def _symbol(expr: Sym) -> tuple[int, str]:
    name = _name(expr.name)
    if not expr.index:
        return ATOM, name
    return ATOM, f"{name}_{{{_list(expr.index)}}}"


def _name(name: str) -> str:
    return name


def _list(items: tuple[Expr, ...]) -> str:
    return ", ".join(_text(item, SUM) for item in items)


def _span(expr: Span) -> tuple[int, str]:
    low = _text(expr.low, SUM) if expr.low is not None else ""
    high = _text(expr.high, SUM) if expr.high is not None else ""
    return ATOM, f"{low}:{high}"


def _apply(expr: Apply) -> tuple[int, str]:
    special = _HEADS.get(expr.head)
    if special is not None:
        return special(expr.args)
    return ATOM, f"{expr.head}({_list(expr.args)})"


def _sum(args: tuple[Expr, ...]) -> tuple[int, str]:
    text = ""
    for place, arg in enumerate(args):
        minus = isinstance(arg, Apply) and arg.head == "neg"
        term = arg.args[0] if minus and isinstance(arg, Apply) else arg
        level = FACTOR if _reaches_into(term, args[place + 1 :]) else PRODUCT
        sign = " - " if minus else " + "
        text += (sign if text else sign.strip(" +")) + _text(term, level)
    return SUM, text


def _reaches_into(term: Expr, later: tuple[Expr, ...]) -> bool:
    """Whether a binder at the end of a term would be read as reaching over later ones."""
    last = term.args[-1] if isinstance(term, Apply) and term.head == "*" else term
    if not isinstance(last, Bind) or last.op == "int":
        return False
    reaching = any(meets(last.variables, occurring(each)) for each in later)
    return reaching or _reaches_into(last.body, later)


def _product(args: tuple[Expr, ...]) -> tuple[int, str]:
    return PRODUCT, " * ".join(_text(arg, FACTOR) for arg in args)


def _negative(args: tuple[Expr, ...]) -> tuple[int, str]:
    return SUM, f"-{_text(args[0], PRODUCT)}"


def _quotient(args: tuple[Expr, ...]) -> tuple[int, str]:
    over = _text(args[0], FACTOR)
    return PRODUCT, f"{over} / {_text(args[1], FACTOR)}"


def _power(args: tuple[Expr, ...]) -> tuple[int, str]:
    return FACTOR, f"{_base(args[0])}^{{{_text(args[1], SUM)}}}"


def _base(expr: Expr) -> str:
    """What a superscript follows; log(x)^2 would be read as the logarithm of a power."""
    if isinstance(expr, Apply) and expr.head in ("log", "det", "tr"):
        return f"({_text(expr, SUM)})"
    return _text(expr, ATOM)


Args = tuple[Expr, ...]
Shown = tuple[int, str]


def _fenced(left: str, right: str) -> Callable[[Args], Shown]:
    return lambda args: (ATOM, f"{left}{_list(args)}{right}")


def _infix(sign: str) -> Callable[[Args], Shown]:
    return lambda args: (PRODUCT, f" {sign} ".join(_text(arg, FACTOR) for arg in args))


def _laws(args: tuple[Expr, ...], head: str) -> tuple[int, str]:
    return ATOM, f"{head}({_text(args[0], SUM)} || {_text(args[1], SUM)})"


def _given(args: tuple[Expr, ...]) -> tuple[int, str]:
    return ATOM, f"{_text(args[0], SUM)} | {_list(args[1:])}"


def _pdf(args: tuple[Expr, ...]) -> tuple[int, str]:
    point, law = args
    if isinstance(law, Apply):
        return ATOM, f"{law.head}({_text(point, SUM)}; {_list(law.args)})"
    return ATOM, f"pdf({_list(args)})"


def _within_bars(expr: Expr) -> str:
    """The text between bars; bars at its ends would be taken for those of a norm."""
    text = _text(expr, SUM)
    return f"({text})" if text[0] == "|" or text[-1] == "|" else text


def _norm(args: tuple[Expr, ...]) -> tuple[int, str]:
    order = f"_{{{_text(args[1], SUM)}}}" if len(args) > 1 else ""
    return ATOM, f"||{_within_bars(args[0])}||{order}"


def _applied(args: tuple[Expr, ...]) -> tuple[int, str]:
    """F^{-1}(x) needs no brackets, for a function is not raised to powers."""
    inverse = isinstance(args[0], Apply) and args[0].head == "inverse"
    return ATOM, f"{_text(args[0], FACTOR if inverse else ATOM)}({_list(args[1:])})"


_HEADS: dict[str, Callable[[Args], Shown]] = {
    "+": _sum, "*": _product, "neg": _negative, "/": _quotient, "^": _power,
    "odot": _infix("⊙"), "otimes": _infix("⊗"), "circ": _infix("∘"), "dot": _infix("·"),
    "cup": _infix("∪"), "cap": _infix("∩"), "setminus": _infix("∖"), "and": _infix("∧"),
    "T": lambda a: (FACTOR, f"{_base(a[0])}^⊤"),
    "inverse": lambda a: (FACTOR, f"{_text(a[0], ATOM)}^{{-1}}"),
    "prime": lambda a: (ATOM, f"{_text(a[0], ATOM)}'"),
    "jacobian": lambda a: (ATOM, f"J_{{{_text(a[0], SUM)}}}"),
    "apply": _applied,
    "abs": lambda a: (ATOM, f"|{_within_bars(a[0])}|"), "norm": _norm,
    "sqrt": _fenced("√(", ")"),
    "()": _fenced("(", ")"), "[]": _fenced("[", "]"), "[)": _fenced("[", ")"),
    "(]": _fenced("(", "]"), "set": _fenced("{", "}"),
    "given": _given, "pdf": _pdf, "const": lambda a: (ATOM, "const"),
    "KL": lambda a: _laws(a, "KL") if a else (ATOM, "KL"),
    "indicator": lambda a: (ATOM, f"𝟙[{_list(a)}]"),
    "factorial": lambda a: (FACTOR, f"{_text(a[0], ATOM)}!"),
    "entry": lambda a: (ATOM, f"[{_text(a[0], SUM)}]_{{{_list(a[1:])}}}"),
    "at": lambda a: (ATOM, f"{_text(a[0], ATOM)}|_{{{_list(a[1:])}}}"),
}  # fmt: skip


def _density(expr: Density) -> tuple[int, str]:
    name = expr.name
    if expr.variable is not None:
        name += f"_{{{_text(expr.variable, SUM)}}}"
    if not expr.of and not expr.given:
        return ATOM, name
    given = f" | {_list(expr.given)}" if expr.given else ""
    return ATOM, f"{name}({_list(expr.of)}{given})"


def _mean(expr: Mean) -> tuple[int, str]:
    draws = ", ".join(_draw(draw) for draw in expr.draws)
    below = f"_{{{draws}}}" if draws else ""
    return ATOM, f"𝔼{below}[{_text(expr.body, SUM)}]"


def _draw(draw: Draw) -> str:
    variables = _list(draw.variables)
    if draw.law is None:
        return variables
    law = _text(draw.law, SUM)
    return f"{variables} ~ {law}" if variables else law


_SIGNS = {"sum": "∑", "prod": "∏", "int": "∫"}


def _bind(expr: Bind) -> tuple[int, str]:
    variables = _list(expr.variables)
    body = _text(expr.body, FACTOR if expr.op in ("prod", "lim", "max", "min") else PRODUCT)
    if expr.op == "int":
        return PRODUCT, f"∫{_bounds(expr)} {_text(expr.body, SUM)} " + " ".join(
            f"d{_text(variable, ATOM)}" for variable in expr.variables
        )
    return PRODUCT, f"{_SIGNS.get(expr.op, expr.op)}{_range(expr, variables)} {body}"


def _bounds(expr: Bind) -> str:
    if expr.domain is not None:
        return f"_{{{_text(expr.domain, SUM)}}}"
    low = f"_{{{_text(expr.low, SUM)}}}" if expr.low is not None else ""
    return low + (f"^{{{_text(expr.high, SUM)}}}" if expr.high is not None else "")


def _range(expr: Bind, variables: str) -> str:
    below = variables
    if expr.op == "lim" and expr.high is not None:
        return f"_{{{variables} → {_text(expr.high, SUM)}}}"
    if isinstance(expr.domain, Compare):
        below = _text(expr.domain, SUM)
    elif expr.domain is not None:
        member = f"{variables} ∈ " if variables else ""
        below = member + _text(expr.domain, SUM)
    elif expr.low is not None:
        below = f"{variables}={_text(expr.low, SUM)}"
    above = f"^{{{_text(expr.high, SUM)}}}" if expr.high is not None else ""
    return (f"_{{{below}}}" if below else "") + above


def _derivative(expr: Derivative) -> tuple[int, str]:
    below = ", ".join(_text(by, SUM) for by in expr.by)
    return PRODUCT, f"∂_{{{below}}} {_text(expr.body, FACTOR)}"


def _matrix(expr: Matrix) -> tuple[int, str]:
    rows = " \\\\ ".join(" & ".join(_text(e, SUM) for e in row) for row in expr.rows)
    return ATOM, f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"


def _cases(expr: Cases) -> tuple[int, str]:
    rows = [
        _text(value, SUM) + " & " + (_text(condition, SUM) if condition else "otherwise")
        for value, condition in expr.branches
    ]
    return ATOM, "\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}"


def _compare(expr: Compare) -> tuple[int, str]:
    return SUM, f"{_text(expr.left, SUM)} {expr.relation} {_text(expr.right, SUM)}"


_SHOWN: dict[type, Callable[[Any], Shown]] = {
    Num: _number, Sym: _symbol, Span: _span, Apply: _apply, Density: _density, Mean: _mean,
    Bind: _bind, Derivative: _derivative, Matrix: _matrix, Cases: _cases, Compare: _compare,
}  # fmt: skip
