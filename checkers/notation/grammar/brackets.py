"""Brackets, bars, matrices and cases."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from checkers.notation.expr import Apply, Bind, Cases, Compare, Expr, Matrix, Num, Span, Sym
from checkers.notation.grammar.arguments import CLOSING
from checkers.notation.grammar.arithmetic import is_tensor
from checkers.notation.grammar.cursor import DOTS, Parser
from checkers.notation.grammar.ellipsis import filled_equals, filled_items, is_repeated
from checkers.notation.grammar.images import pushed_by
from checkers.notation.grammar.lists import items_until
from checkers.notation.grammar.postfix import postfix

_TALK_ELSE = frozenset(["otherwise", "else", "elsewhere"])


def bracket(p: Parser) -> Expr:
    """A group; with commas a tuple, list or interval; a row where wide spaces part entries."""
    opening = p.kind
    if p.wide and _is_row(p):
        return _row(p)
    p.take()
    with p.inside():
        items = items_until(p, CLOSING[opening], _item)
    if len(items) == 1 and p.kind != CLOSING[opening]:
        raise p.error(f"unexpected {p.kind!r}", CLOSING[opening])
    closing = p.expect(")", "]").kind
    whole = _grouped(p, opening, closing, items)
    return pushed_by(p, whole) or postfix(p, whole)


def _item(p: Parser) -> Expr:
    return p.condition()


def _grouped(p: Parser, opening: str, closing: str, items: list[Expr]) -> Expr:
    if len(items) == 1 and not _is_span(items[0]) and not is_repeated(items[0]):
        return items[0]
    if not items:
        raise p.error("empty brackets", "an expression")
    return _list_of_lists(items) or Apply(opening + closing, tuple(items))


def _list_of_lists(items: list[Expr]) -> Matrix | None:
    """A list of lists as programs write a matrix: [[1, 2], [3, 4]] by its rows."""
    rows = [each.args for each in items if isinstance(each, Apply) and each.head == "[]"]
    alike = len(rows) == len(items) and len({len(row) for row in rows}) == 1
    return Matrix(tuple(rows)) if alike else None


def _is_span(item: Expr) -> bool:
    return isinstance(item, Span) or (isinstance(item, Sym) and any(map(_is_span, item.index)))


def _is_row(p: Parser) -> bool:
    r"""Whether wide spaces part the entries: [1 \quad 2], (u_1 \; \ldots \; u_n)."""
    end = p.closers.get(p.index, p.index)
    kinds: list[str] = []
    wide = False
    at = p.index + 1
    while at < end:
        token = p.tokens[at]
        kinds.append(token.kind)
        if token.kind in (",", "+", "-", "/", "relation"):
            return False
        wide = wide or (token.gap == 2 and len(kinds) > 1)
        at = p.closers.get(at, at) + 1
    return wide and (p.kind == "[" or "dots" in kinds or _all_vectors(p, end))


def _all_vectors(p: Parser, end: int) -> bool:
    names = [t.text for t in p.tokens[p.index + 1 : end] if t.kind == "name"]
    return any(p.names.is_tensor(f"{name}_1") or p.names.is_tensor(name) for name in names)


def _row(p: Parser) -> Expr:
    closing = CLOSING[p.take().kind]
    entries: list[Expr] = []
    with p.inside("wide"):
        while p.kind != closing:
            entries.append(p.term())
    p.expect(closing)
    return postfix(p, _single_row(p, entries))


def _single_row(p: Parser, entries: list[Expr]) -> Expr:
    """A row; where dots fill all of it with numbers, a column's transpose."""
    filled = filled_items(p, entries) if DOTS in entries else entries
    row = Matrix((tuple(filled),))
    if len(filled) == 1 and isinstance(filled[0], Bind) and not is_tensor(p, filled[0]):
        return Apply("T", (row,))
    return row


def braces(p: Parser) -> Expr:
    r"""\{ ... \}: a set, or a group where it holds a single composite expression."""
    p.take()
    with p.inside("|", "mid", ":"):
        items = items_until(p, "\\}", _item)
        conditions = items_until(p, "\\}", _item) if p.accept("|", "mid", ":") else []
    p.expect("\\}")
    if len(items) == 1 and not conditions and isinstance(items[0], Apply) and items[0] != DOTS:
        return postfix(p, items[0])
    return postfix(p, Apply("set", (*items, *conditions)))


def group(p: Parser) -> Expr:
    """{ ... }: nothing but a group in LaTeX; with commas a set in plain text."""
    p.take()
    with p.inside():
        items = items_until(p, "}", _item)
    p.expect("}")
    if len(items) == 1 and not isinstance(items[0], Span):
        return postfix(p, items[0])
    return postfix(p, Apply("set", tuple(items)))


def absolute(p: Parser) -> Expr:
    """|x|."""
    closing = ")|" if p.take().kind == "|(" else "|"
    with p.inside(closing, "||"):
        inner = p.expression()
    if p.kind == "||":  # |a||b|: the end of one and the start of the next
        p.tokens[p.index] = replace(p.token, kind="|", start=p.token.start + 1)
    else:
        p.expect(closing, "|", ")|")
    return postfix(p, Apply("abs", (inner,)))


def rounded(p: Parser) -> Expr:
    r"""\lfloor x \rfloor, \lceil x \rceil."""
    head = p.take().kind
    with p.inside():
        inner = p.expression()
    p.expect(f"){head}")
    return postfix(p, Apply(head, (inner,)))


EUCLIDEAN = (Sym("2"), Sym("F"), Num(Fraction(2)))
"""The orders of norms that are roots of sums of squares."""


def norm(p: Parser) -> Expr:
    r"""\|x\|, \|x\|_1; the Euclidean norm needs no index."""
    if p.kind == "||" and _next_bar(p) == "|":  # ||a| - |b||: the first is an outer bar
        p.tokens[p.index] = replace(p.token, kind="|", start=p.token.start + 1)
        with p.inside("|", "||"):
            inner = p.expression()
        p.expect("|", "||")
        return postfix(p, Apply("abs", (inner,)))
    closing = ")||" if p.take().kind == "||(" else "||"
    with p.inside(closing, "||"):
        inner = p.expression()
    p.expect(closing, "||")
    order: tuple[Expr, ...] = ()
    if p.accept("_"):
        order = (p.group(),)
    if order and order[0] in EUCLIDEAN:
        order = ()
    return postfix(p, Apply("norm", (inner, *order)))


def _next_bar(p: Parser) -> str:
    """The kind of the next bar outside inner brackets."""
    at = p.index + 1
    while at < p.limit and p.tokens[at].kind not in ("|", "||", ")", "]", "}"):
        at = p.closers.get(at, at) + 1
    return p.tokens[at].kind if at < p.limit else ""


# -- rows --------------------------------------------------------------------------------


def environment(p: Parser) -> Expr:
    """A matrix or cases."""
    kind = p.take().text
    if kind in ("cases", "dcases", "rcases"):
        result = _cases(p)
    else:
        result = _matrix(p, _rows(p))
        result = Apply("det", (result,)) if kind in ("vmatrix", "Vmatrix") else result
    p.expect("end")
    return postfix(p, result)


def _rows(p: Parser) -> list[list[Expr]]:
    rows: list[list[Expr]] = []
    with p.inside():
        while p.kind != "end":
            row = [p.condition()]
            while p.accept("&"):
                row.append(p.condition())
            rows.append(row)
            if not p.accept("newline"):
                break
    return rows


def _matrix(p: Parser, rows: list[list[Expr]]) -> Expr:
    """Rows and columns with their dots filled in."""
    if not any(DOTS in row for row in rows):
        if len({len(row) for row in rows}) != 1:
            raise p.error("the rows of a matrix differ in length")
        return Matrix(tuple(map(tuple, rows)))
    if len(rows) == 1:
        return _single_row(p, rows[0])
    if all(len(row) == 1 for row in rows):
        column = [row[0] for row in rows]
        return Matrix(tuple((entry,) for entry in _column(p, column)))
    raise p.error("cannot tell what the dots of this matrix stand for")


def _column(p: Parser, entries: list[Expr]) -> list[Expr]:
    """A column; the same entry above and below the dots is repeated as often as fits."""
    return filled_equals(entries) or filled_items(p, entries)


def _cases(p: Parser) -> Expr:
    branches: list[tuple[Expr, Expr | None]] = []
    with p.inside():
        while p.kind != "end":
            value = p.expression()
            p.accept(",")
            p.accept("&")
            branches.append((value, _case_condition(p)))
            if not p.accept("newline"):
                break
    return Cases(tuple(branches))


def _case_condition(p: Parser) -> Expr | None:
    """The condition of a case; None where it says "otherwise"."""
    conditions: list[Expr] = []
    while p.kind not in ("newline", "end"):
        if p.kind == "remark":
            if p.take().text.strip(" .,").split(" ")[0] in _TALK_ELSE:
                while p.kind not in ("newline", "end", "end of text"):
                    p.take()
                return None
        elif not p.accept(",", "dot", "and"):
            conditions.append(condition_chain(p))
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else Apply("and", tuple(conditions))


def condition_chain(p: Parser) -> Expr:
    """A < b, or a < b < c as both."""
    found = p.condition()
    parts = [found]
    while p.kind == "relation" and isinstance(found, Compare):
        found = Compare(p.take().text, found.right, p.expression())
        parts.append(found)
    return parts[0] if len(parts) == 1 else Apply("and", tuple(parts))
