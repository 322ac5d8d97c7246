r"""Reading one formula, or one chain of relations, given what its letters mean.

    read(r"\frac{p(x,z)}{q(z|x)}", vocabulary)        -> an expression
    read_chain("log p(x) >= E_q[log p(x,z)/q(z|x)]", vocabulary)  -> a chain

What cannot be read raises `ReadError`, which says where and what was expected.
"""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace

from checkers.notation.expr import Apply, Chain, Compare, Expr
from checkers.notation.free import names_in
from checkers.notation.grammar.cursor import DOTS, Parser
from checkers.notation.grammar.ellipsis import UNCLEAR, filled_items
from checkers.notation.grammar.expectations import as_law
from checkers.notation.grammar.integrals import mark_differentials
from checkers.notation.grammar.names import Names, names_of
from checkers.notation.grammar.table import FORMS
from checkers.notation.lexer import ReadError, Token, tokens
from checkers.notation.operators import CHAINED, CONNECTIVES
from checkers.notation.vocabulary import NOTHING, Vocabulary

__all__ = ["ReadError", "read", "read_chain", "readings"]

_TAGS = (["(", "star", ")"], ["(", "num", ")"], ["(", "*", ")"])
"""Numbers and marks of a display, far to the right."""
LONGEST_KEPT, MOST_KEPT = 1000, 512
"""Texts whose readings are remembered: their length, and how many under a vocabulary."""
_TRAILING = frozenset(("dot", ",", ";", "newline", ":"))


def read(text: str, vocabulary: Vocabulary | None = None) -> Expr:
    """The one expression that `text` writes; raises ReadError."""
    chain = read_chain(text, vocabulary)
    if chain.relations:
        raise ReadError("a relation", 0, "one expression")
    return chain.parts[0]


def read_chain(text: str, vocabulary: Vocabulary | None = None) -> Chain:
    """The chain of relations that `text` writes, a single expression included."""
    names = names_of(vocabulary or NOTHING)
    found = names.chains.get(text)
    if found is None:
        found = _outcome(text, names)
        if len(text) <= LONGEST_KEPT:
            if len(names.chains) >= MOST_KEPT:
                names.chains.clear()
            names.chains[text] = found
    if isinstance(found, ReadError):
        raise ReadError(found.message, found.position, found.expected)
    return found


def _outcome(text: str, names: Names) -> Chain | ReadError:
    try:
        return _chain(_parser(text, names))
    except ReadError as error:
        found = ReadError(error.message, error.position, error.expected)
    if found.message == UNCLEAR[0]:
        literal = _parser(text, names)
        literal.literal = True
        with suppress(ReadError):
            return _chain(literal)
    return found


def readings(text: str, vocabulary: Vocabulary | None = None) -> tuple[Chain, ...]:
    """The usual reading, and a second one where signs reach as far as one could also mean.

    Two readings differ in what a logarithm without brackets takes (log D(x) p(x)), what
    stands under a slash (1/2a), and how far a sum without brackets reaches.
    """
    first = parser(text, vocabulary)
    usual = _chain(first)
    if not first.contested:
        return (usual,)
    second = parser(text, vocabulary)
    second.flipped = True
    try:
        other = _chain(second)
    except ReadError:
        return (usual,)
    return (usual,) if other.parts == usual.parts else (usual, other)


def _chain(p: Parser) -> Chain:
    if not p.limit:
        raise ReadError("nothing to read", 0, "a formula")
    parts: list[Expr] = []
    relations: list[str] = []
    texts: list[str] = []
    while True:
        start = p.index
        part = _part(p, bool(relations))
        parts.append(as_law(p, part) if relations[-1:] == ["~"] else part)
        texts.append(p.source(start, p.index))
        p.accept("newline")
        if p.kind != "relation":
            break
        relations.append(_relation(p))
    if p.index < p.limit:
        raise p.error(f"unexpected {p.kind!r}", "a sign, a relation or the end")
    _refuse_dots(p, parts)
    return Chain(tuple(parts), tuple(relations), tuple(texts), tuple(p.notes))


def _refuse_dots(p: Parser, parts: list[Expr]) -> None:
    """Dots that nothing around them explained are no value."""
    dots = [token for token in p.tokens if token.kind == "dots"]
    if dots and any(DOTS.head in names_in(part) for part in parts):
        raise ReadError(UNCLEAR[0], dots[0].start, UNCLEAR[1])


def parser(text: str, vocabulary: Vocabulary | None) -> Parser:
    """A parser at the start of the text, remarks and closing punctuation left out."""
    return _parser(text, names_of(vocabulary or NOTHING))


def _parser(text: str, names: Names) -> Parser:
    found = _tidied(tokens(text, names.words))
    p = Parser(found, names, FORMS, text)
    if any(token.kind == "int" for token in found):
        mark_differentials(p)
    return p


def _part(p: Parser, later: bool) -> Expr:
    """A part of a chain; x | y on the left of ~ is x given y, x, y are both."""
    stops = ("mid", "|") if _distributed(p) else ("mid",)
    p.accept("newline")
    with p.inside(*stops):
        part = _listed(p)
        if p.accept("mid", "|"):
            part = Apply("given", (part, *_items(p)))
    if p.kind == "relation" and p.token.text == "independent":
        p.take()
        with p.inside("mid", "|"):
            other = _listed(p)
            if p.accept("mid", "|"):
                other = Apply("given", (other, *_items(p)))
        part = Compare("independent", part, other)
    if later and p.kind == "relation" and isinstance(part, Apply) and part.head == ",":
        raise p.error("a second statement", "one chain of relations")
    return replace(part, head="()") if isinstance(part, Apply) and part.head == "," else part


def _items(p: Parser) -> list[Expr]:
    """Expressions between commas."""
    items = [p.expression()]
    while p.accept(","):
        items.append(p.expression())
    return filled_items(p, items) if DOTS in items else items


def _listed(p: Parser) -> Expr:
    items = _items(p)
    return items[0] if len(items) == 1 else Apply(",", tuple(items))


def _distributed(p: Parser) -> bool:
    """Whether a plain bar can only be that of x | y: it is the only one before ~ or the end,
    for absolute values have two, and that of f(x)|_{x=0} is followed by a subscript.
    """
    at, bars = p.index, 0
    while at < p.limit and p.tokens[at].kind != "relation":
        after = min(at + 1, p.limit - 1)
        bars += p.tokens[at].kind == "|" and p.tokens[after].kind != "_"
        at = p.closers.get(at, at) + 1
    ends = at >= p.limit or p.tokens[at].text == "~"
    return bars == 1 and ends and p.tokens[p.index].kind != "|"


def _relation(p: Parser) -> str:
    if p.token.text not in CHAINED:
        raise p.error(f"no relation to judge: {p.token.text!r}", "=, <=, >=, ~")
    return p.take().text


# -- what is no mathematics --------------------------------------------------------------


def _tidied(found: list[Token]) -> list[Token]:
    """The tokens without remarks, annotations of relations, and closing punctuation."""
    kinds = {token.kind for token in found}
    if "overset" in kinds or "underset" in kinds:
        found = _plain_relations(found)
    if "remark" in kinds:
        found = _without_remarks(found)
    start = 0
    if len(found) > 3 and found[-3].gap == 2 and [t.kind for t in found[-3:]] in _TAGS:
        del found[-3:]
    while found and found[-1].kind in _TRAILING:
        found.pop()
    while start < len(found) and found[start].kind in ("newline", ","):
        start += 1
    return found[start:]


def _plain_relations(found: list[Token]) -> list[Token]:
    r"""\stackrel{(a)}{=} as =, \underset{k \to 0}{\lim} as \lim_{k \to 0}."""
    result: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind not in ("overset", "underset"):
            result.append(token)
            at += 1
            continue
        note, at = _group_at(found, at + 1)
        base, at = _group_at(found, at)
        if len(base) == 1 and base[0].kind == "relation":
            renamed = _renamed(base[0].text, note)
            result.append(Token("relation", renamed, token.start, base[0].end))
        elif token.kind == "underset":
            result += [*base, Token("_", "_", token.start, token.start)]
            result += [Token("{", "{", token.start, token.start), *note]
            result += [Token("}", "}", token.start, token.start)]
        else:
            result += base
    return result


def _group_at(found: list[Token], at: int) -> tuple[list[Token], int]:
    """The tokens of the argument that begins there, and the place after it."""
    if at >= len(found) or found[at].kind != "{":
        return found[at : at + 1], at + 1
    depth, end = 0, at
    while end < len(found):
        depth += {"{": 1, "}": -1}.get(found[end].kind, 0)
        end += 1
        if not depth:
            break
    return found[at + 1 : end - 1], end


def _renamed(relation: str, note: list[Token]) -> str:
    """A relation under an annotation that changes what it says."""
    words = {token.text for token in note}
    if relation == "=" and words & {"def", "Delta", "definition", "defn"}:
        return ":="
    if relation == "=" and words in ({"d"}, {"D"}, {"law"}):
        return "~"
    return relation


def _without_remarks(found: list[Token]) -> list[Token]:
    """Leave out words, brackets that begin with words, and what words lead to on a line; in a
    group, as below a brace, they lead no further than its end.
    """
    result: list[Token] = []
    rows = depth = at = 0
    while at < len(found):
        token = found[at]
        rows += {"begin": 1, "end": -1}.get(token.kind, 0)
        depth += {"{": 1, "}": -1}.get(token.kind, 0)
        follows = found[at + 1].kind if at + 1 < len(found) else ""
        if rows:
            result.append(token)
        elif token.kind in "([" and follows == "remark":
            at = _closing(found, at)
        elif token.kind == "remark" and depth > 0 and (end := _group_end(found, at)):
            at = end
            continue
        elif token.kind == "remark":
            at = _after_remark(found, at, bool(result))
            continue
        else:
            result.append(token)
        at += 1
    return result


def _after_remark(found: list[Token], at: int, inside: bool) -> int:
    """Where reading goes on: after leading words, else at the end of the line."""
    token = found[at]
    if not inside or found[at - 1].kind == "newline":
        return at + 1
    if token.text.strip(" ,.;:") in CONNECTIVES and _relates(found, at):
        raise ReadError("a second statement", token.start, "one chain of relations")
    while at < len(found) and found[at].kind != "newline":
        at += 1
    return at


def _group_end(found: list[Token], at: int) -> int:
    """Where the group that is open here closes; 0 if it does not."""
    depth = 1
    for end in range(at, len(found)):
        depth += {"{": 1, "}": -1}.get(found[end].kind, 0)
        if not depth:
            return end
    return 0


def _relates(found: list[Token], at: int) -> bool:
    return any(token.kind == "relation" for token in found[at:])


def _closing(found: list[Token], at: int) -> int:
    depth = 0
    for end in range(at, len(found)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found[end].kind, 0)
        if not depth:
            return end
    return len(found) - 1
