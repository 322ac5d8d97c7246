"""What clauses say of random variables: their moments, the law they are drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checkers.notation.expr import Chain, Density, Sym
from checkers.notation.let.builder import Builder
from checkers.notation.let.items import Item
from checkers.notation.let.names import ONE, Name, named, spelled
from checkers.notation.let.words import Meaning
from checkers.notation.reader import read
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Domain, Symbol

NUMBERS = {"zero": "0", "unit": "1", "one": "1"}
LABELLED = re.compile(r"(?P<name>\\?[A-Za-z]+_\{?[A-Za-z]\}?)(?:\s*\^\s*\{?2\}?)?")
PLURALS = {"means": "mean", "variances": "variance", "covariances": "covariance"}
MATRIX, IDENTITY = Item("word", "matrix"), Sym("I")


def moments(builder: Builder, name: Name, said: Mapping[str, str]) -> Iterator[str]:
    """Equations for the moments of a name; those of a normal variable are its law."""
    mean, spread = said.get("mean"), said.get("variance") or said.get("covariance")
    if mean and spread and builder.has(name.base, "normal"):
        yield rf"{spelled(name)} \sim \mathcal{{N}}({mean}, {spread})"
        return
    if name.index and builder.has(name.base, "identical"):
        name = Name(name.base, tuple(ONE for _ in name.index))
    for operator, value in ((r"\mathbb{E}", mean), (r"\mathbb{V}", spread)):
        if value:
            yield f"{operator}[{spelled(name)}] = {value}"


def letters(builder: Builder, name: Name, said: Mapping[str, str]) -> None:
    """Declare the letters that moments are told by, where nothing else says what they are."""
    symbol = builder.symbols.get(name.base)
    shape = symbol.shape if symbol is not None else ()
    for what, text in said.items():
        for node in walk(read(text, builder.vocabulary)) if text else ():
            if isinstance(node, Sym) and not builder.knows(node.name):
                own = shape if what == "mean" else shape * 2
                domain: Domain = "positive" if what != "mean" and not shape else "real"
                traits = frozenset(("identity",) if node == IDENTITY else ())
                builder.symbols[node.name] = Symbol(node.name, own, domain, traits=traits)


def labelled(builder: Builder, said: Mapping[str, str]) -> None:
    """Declare labelled letters that moments are told by, sigma_x^2, before they are read."""
    for what, text in said.items():
        match = LABELLED.fullmatch(text.strip())
        name = named(match["name"]) if match else Name("")
        if name.base and not name.index and not builder.knows(name.base):
            domain: Domain = "real" if what == "mean" else "positive"
            builder.declare(name, Meaning("number", 0, domain))


def moments_said(items: Sequence[Item], at: int) -> tuple[dict[str, str], int]:
    """What words and values from an item on say of moments, and where they end."""
    value, said = "", dict[str, str]()
    while at < len(items) and items[at].kind in ("word", "maths"):
        word, at = items[at].text, at + 1
        if word in NUMBERS:
            value = NUMBERS[word]
        elif word in ("mean", "variance", "covariance", "deviation"):
            at += items[at : at + 1] == [MATRIX]
            if at < len(items) and items[at].kind == "maths":
                value, at = items[at].text, at + 1
            elif at < len(items) and items[at].text in NUMBERS:
                value, at = NUMBERS[items[at].text], at + 1
            if word == "deviation":
                word, value = "variance", f"{value}^2"
            said[word], value = value or said.get(word, ""), ""
    return said, at


def respective(items: Sequence[Item], at: int, count: int) -> tuple[list[list[Item]], int]:
    """The items from one on as each of several names has them, and where they end: "with
    variances a, b" is a variance a and a variance b.
    """
    own: list[list[Item]] = [[] for _ in range(count)]
    while at < len(items) and items[at].kind in ("word", "maths"):
        item, at = items[at], at + 1
        values, after = _listed(items, at) if item.text in PLURALS else ([], at)
        word = Item("word", PLURALS[item.text]) if values else item
        for place, mine in enumerate(own):
            mine += [word, *values[place : place + 1]] if len(values) > 1 else [word, *values]
        at = after
    return own, at


def _listed(items: Sequence[Item], at: int) -> tuple[list[Item], int]:
    """The mathematics from an item on, with commas or "and" between, and where it ends."""
    values: list[Item] = []
    while at < len(items) and items[at].kind == "maths":
        values.append(items[at])
        at += 1
        joins = [each.text for each in items[at : at + 2] if each.kind != "maths"]
        joined = at + len(joins) < len(items) and {*joins} <= {",", "and"}
        at += len(joins) if joins and joined and items[at + len(joins)].kind == "maths" else 0
    return values, at


def draw(builder: Builder, group: Iterable[Name], law: str) -> Iterator[str]:
    """Equations for random variables that are drawn from a law: "iid x_1, ..., x_n from p".

    As copies of the law's own variable they need none, and no declaration.
    """
    for each in group:
        if builder.is_over(law, each.base):
            builder.symbols.pop(each.base, None)
        elif is_random(builder, each):
            yield rf"{spelled(each)} \sim {law}"


def copied(builder: Builder, names: Iterable[Name], law: str) -> None:
    """Assume which law copies of its variable come from, where others are over it too."""
    for name in names:
        others = [one for one in builder.laws if name.base in one.of and one.name != law]
        if others and builder.is_over(law, name.base):
            copy = Sym(name.base, name.index)
            builder.assumptions.append(Chain((copy, Density(law)), ("~",)))


def is_random(builder: Builder, name: Name) -> bool:
    """Whether the name is a random variable without a law so far."""
    symbol = builder.symbols.get(name.base)
    return symbol is not None and "random" in symbol.traits
