"""Laws as they are named in passing: E_q, KL(q || p), z ~ q(z|x), z_{1:k} ~ q, no law at all.

What is left unsaid follows from the vocabulary: the variables that a law is over, what it is
given, the one law that a variable can come from. Where two readings are possible the worlds
say so, and do not guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checkers.notation.expr import Apply, Bind, Density, Draw, Expr, Mean, Span, Sym
from checkers.notation.tree import children, walk
from checkers.notation.vocabulary import Law
from checkers.worlds import evaluate_indices as indices
from checkers.worlds.field import Space, Unknown

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

Variables = tuple[Sym, ...]


def named(name: str, look: Evaluator) -> list[Law]:
    """The declared laws of that name; P is p where only p is declared."""
    own = [law for law in look.vocabulary.laws if law.name == name]
    return own or [law for law in look.vocabulary.laws if law.name == name.lower()]


def space(variable: Sym, look: Evaluator) -> Space:
    """Where the variable runs."""
    found = look.world.space(variable, look)
    if found is None:
        raise Unknown(f"{variable.name} is not declared as a variable")
    return found


def members(symbol: Sym, look: Evaluator) -> Variables:
    """x_{1:3} as x_1, x_2, x_3, and a whole sequence x as its members."""
    for place, index in enumerate(symbol.index):
        if isinstance(index, Span):
            found = _span(symbol, place, index, look)
            return tuple(_at(symbol, place, i) for i in found)
    if not symbol.index:
        variable = look.vocabulary.variables.get(symbol.name)
        if variable is not None and variable.length is not None:
            return members(Sym(symbol.name, (Span(None, None),)), look)
        whole = look.definitions.meaning(symbol)  # x = (x_1, x_2)
        if isinstance(whole, Apply) and whole.head == "()":
            parts = [part for part in whole.args if isinstance(part, Sym)]
            return tuple(member for part in parts for member in members(part, look))
    return (symbol,)


def _at(symbol: Sym, place: int, i: int) -> Sym:
    index = list(symbol.index)
    index[place] = indices.number(i)
    return Sym(symbol.name, tuple(index))


def _span(symbol: Sym, place: int, span: Span, look: Evaluator) -> range:
    low, high = span.low, span.high
    if low is None or high is None:
        own = look.world.extent(symbol, place, look)
        if own is None:
            raise Unknown(f"the range of the indices of {symbol.name} is not known")
        low = low or indices.number(own[0])
        high = high or indices.number(own[-1])
    return indices.span(low, high)


def variables(law: Expr, look: Evaluator) -> Variables:
    """The variables a law is over: z for q(z|x), x and z for p(x) q(z|x)."""
    found: dict[Sym, None] = {}
    for density in densities(law, look):
        found.update(dict.fromkeys(_own(density, look)))
    return tuple(found)


def densities(law: Expr, look: Evaluator) -> list[Density]:
    """The named laws that an expression for a law is made of, defined letters unfolded."""
    if isinstance(law, Density):
        if named(law.name, look) or law.of:
            return [law]
    elif isinstance(law, Sym) and named(law.name, look):
        return [Density(law.name)]
    meaning = look.definitions.meaning(law)
    if meaning is None and isinstance(law, Density):
        meaning = look.definitions.meaning(Sym(law.name))
    if meaning is None and isinstance(law, Sym):
        meaning = _as_function(law, look)
    if meaning is not None:
        return densities(meaning, look)
    if isinstance(law, Apply):
        return [density for part in law.args for density in densities(part, look)]
    return []


def _as_function(law: Sym, look: Evaluator) -> Expr | None:
    """What mu is where mu(x) is defined, and x is a variable."""
    for name in look.vocabulary.variables:
        meaning = look.definitions.meaning(Apply(law.name, (Sym(name),)))
        if meaning is not None:
            return meaning
    return None


def _own(density: Density, look: Evaluator) -> Iterable[Sym]:
    if density.of:
        return [
            member
            for entry in density.of
            if isinstance(entry, Sym)
            for member in members(entry, look)
        ]
    found = {law.of for law in named(density.name, look)}
    if len(found) != 1:
        raise Unknown(f"which variables {density.name} is over is not said")
    return [member for name in found.pop() for member in members(symbol(name), look)]


def symbol(name: str) -> Sym:
    """The variable that a vocabulary entry names: x, x_0, x_{1:T}."""
    return Sym(name)


def at(law: Expr, points: Variables, look: Evaluator) -> Expr:
    """The law's density at the points, its own arguments filled in where left out."""
    if isinstance(law, Sym) and named(law.name, look):
        law = Density(law.name)
    if isinstance(law, Density):
        return _density_at(law, points, look)
    if isinstance(law, Apply) and law.head in _ARITHMETIC:
        return Apply(law.head, tuple(at(part, points, look) for part in law.args))
    meaning = look.definitions.meaning(law)
    if meaning is None and isinstance(law, Sym):
        meaning = look.definitions.meaning(Apply(law.name, points))
    if meaning is not None:
        return at(meaning, points, look)
    if isinstance(law, Apply):
        return Apply("pdf", (points[0], law))
    return law


_ARITHMETIC = ("+", "-", "neg", "*", "/", "^")


def _density_at(law: Density, points: Variables, look: Evaluator) -> Expr:
    if law.of:
        return law
    declared = named(law.name, look)
    if not declared:
        meaning = look.definitions.meaning(law) or look.definitions.meaning(Sym(law.name))
        return at(meaning, points, look) if meaning is not None else Density(law.name, points)
    given = law.given or tuple(map(symbol, declared[0].given))
    return Density(declared[0].name, points, given, law.variable)


def drawn(mean: Mean, look: Evaluator) -> tuple[Expr, list[Draw]]:
    """What an expectation averages, and its draws with every law spelled out."""
    if not mean.draws:
        return _unsaid(mean.body, look)
    return mean.body, [_spelled(draw, mean.body, look) for draw in mean.draws]


def _spelled(draw: Draw, body: Expr, look: Evaluator) -> Draw:
    law = draw.law
    own = tuple(member for each in draw.variables for member in members(each, look))
    if law is None:
        return Draw(own, _only(own, look))
    over = variables(law, look)
    own = own or over
    if not own and not _empty(draw):
        raise Unknown("an expectation over nothing")
    own = _copied(own, body, look) or own
    return Draw(own, _copies(law, over, own, look))


def _copied(own: Variables, body: Expr, look: Evaluator) -> Variables:
    """The copies that are averaged where what is drawn itself is not: E_q[f(x_i)]."""
    if len(own) != 1 or own[0].index:
        return ()
    free = free_variables(body, look)
    return () if own[0] in free else tuple(each for each in free if each.name == own[0].name)


def _only(own: Variables, look: Evaluator) -> Expr:
    """The law of variables that are drawn, E_z[...], if a single one draws them."""
    names = {each.name for each in own}
    if len({law.name for law in _own_laws(look) if names <= {*law.of}}) > 1:
        raise Unknown(f"which law {', '.join(sorted(names))} comes from is not said")
    return joint(own, (), look)


def _own_laws(look: Evaluator) -> list[Law]:
    """The laws without those that are other names of them: p_data(x) := p(x)."""
    named = {what.name for what, _ in look.vocabulary.definitions if isinstance(what, Density)}
    laws = look.vocabulary.laws
    return [law for law in laws if law.name not in named] or list(laws)


def _empty(draw: Draw) -> bool:
    """Whether the draw is of a sequence without members, as z_{<1}."""
    return bool(draw.variables) or (isinstance(draw.law, Density) and bool(draw.law.of))


def _copies(law: Expr, over: Variables, own: Variables, look: Evaluator) -> Expr:
    """The joint density of the draws: independent copies where they outnumber the law's."""
    if not over or set(over) == set(own) or len(own) % len(over):
        return at(law, own, look)
    if isinstance(law, Density) and not law.of:
        groups = [own[i :: len(own) // len(over)] for i in range(len(own) // len(over))]
        return indices.product([at(law, group, look) for group in groups])
    if len(over) > 1:
        return at(law, own, look)
    return indices.product([indices.substituted(law, over[0], each) for each in own])


def _unsaid(body: Expr, look: Evaluator) -> tuple[Expr, list[Draw]]:
    """E[f] and E[f | y]: over the random variables that f depends on."""
    given: Variables = ()
    if isinstance(body, Apply) and body.head == "given":
        body, *conditions = body.args
        given = tuple(part for part in conditions if isinstance(part, Sym))
    free = [each for each in free_variables(body, look) if each not in given]
    if not free:
        return body, []
    from checkers.worlds.evaluate_copies import conditional

    if not given and (copies := conditional(free, look)):
        return body, [copies]
    if rival := _rival(body, free, look):
        raise Unknown(f"whether an expectation is over {rival} or a joint law is not said")
    return body, [Draw(tuple(free), joint(tuple(free), given, look))]


def _rival(body: Expr, free: Iterable[Sym], look: Evaluator) -> str:
    """A law in the body by which some of the variables may be drawn given others: q(z|x)."""
    names = {each.name for each in free}
    rivals = [law for law in _own_laws(look) if law.given and {*law.of, *law.given} <= names]
    if not rivals:
        return ""
    parts = (part for part in look.definitions.unfolded(body) if isinstance(part, Density))
    mentioned = {part.name for part in parts}
    found = (law for law in rivals if law.name in mentioned)
    said = (f"{law.name}({','.join(law.of)}|{','.join(law.given)})" for law in found)
    return next(said, "")


def free_variables(expr: Expr, look: Evaluator) -> Variables:
    """The variables of the world that an expression depends on."""
    bound: set[Expr] = set()
    if isinstance(expr, Bind):
        bound = set(expr.variables)
    if isinstance(expr, Mean):
        bound = {each for draw in expr.draws for each in draw.variables}
        if not bound:
            return _conditions(expr.body, look)
    if isinstance(expr, Sym) and look.world.space(expr, look) is not None:
        return (expr,)
    meaning = look.definitions.meaning(expr) if isinstance(expr, Sym | Apply) else None
    if meaning is not None:
        return free_variables(meaning, look)
    found: dict[Sym, None] = {}
    for part in _parts(expr, look):
        found.update(dict.fromkeys(free_variables(part, look)))
    return tuple(each for each in found if each not in bound)


def _parts(expr: Expr, look: Evaluator) -> Iterable[Expr]:
    """The parts of an expression; of a sum over i the terms, which have variables x_i."""
    counted = isinstance(expr, Bind) and expr.op in ("sum", "prod") and expr.high is not None
    if isinstance(expr, Bind) and counted and all(not v.index for v in expr.variables):
        from checkers.worlds.evaluate_binders import terms

        return terms(look, expr, expr.variables)
    return children(expr)


def _conditions(body: Expr, look: Evaluator) -> Variables:
    """What a bare expectation still depends on: what it is given."""
    if isinstance(body, Apply) and body.head == "given":
        return tuple(v for part in body.args[1:] for v in free_variables(part, look))
    return ()


def joint(own: Variables, given: Variables, look: Evaluator) -> Expr:
    """The density of variables whose law is not said: the only law that can be meant."""
    names, known = ({each.name for each in group} for group in (own, given))
    from checkers.worlds.evaluate_copies import told

    found = told(own, look) or {
        law.name
        for law in _own_laws(look)
        if {*law.given} <= known and names | known <= {*law.of, *law.given}
    }
    if len(found) == 1:
        return Density(found.pop(), own, given)
    wanted = ", ".join(sorted(names))
    raise Unknown(f"which law {wanted} comes from is not said")


def bound(expr: Bind, look: Evaluator) -> Variables:
    """The variables a sum or integral runs over; unsaid, those of its first density."""
    own = tuple(member for each in expr.variables for member in members(each, look))
    if own or expr.variables or expr.low is not None:
        return own
    for part in walk(expr.body):
        if isinstance(part, Density):
            return variables(part, look)
    raise Unknown(f"what this {expr.op} runs over is not said")


def variable(name: Sym, look: Evaluator) -> Sym:
    """The variable that a capital letter stands for where only the small one is declared."""
    small, known = name.name.lower(), look.vocabulary.variables
    if name.name not in known and (small in known or look.world.space(name, look) is None):
        return Sym(small, name.index)
    return name
