r"""Clauses that are sentences: definitions, equations, independence, "is the Hessian of J"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations

from checkers.notation.expr import (
    Apply,
    Chain,
    Derivative,
    Expr,
    Matrix,
    Mean,
    Num,
    Sym,
)
from checkers.notation.let.builder import Builder
from checkers.notation.let.items import items
from checkers.notation.let.names import Name, named, variable_name
from checkers.notation.let.words import WORDS, Meaning, meaning
from checkers.notation.lexer import ReadError
from checkers.notation.reader import read, read_chain
from checkers.notation.vocabulary import Independence, Symbol

RANDOM = Meaning(traits=frozenset(("random",)))
INDEPENDENT = Meaning(traits=frozenset(("random", "independent")))
ZERO = Num(Fraction(0))


Taking = Callable[[re.Match[str], Builder], None]


def fact(clause: str) -> Callable[[Builder], None] | None:
    """What to do about a clause that is a sentence, when all names are declared."""
    for pattern, take in FACTS:
        match = pattern.fullmatch(clause)
        if match is not None:
            return partial(take, match)
    return None


def introduction(clause: str) -> tuple[str, str]:
    """What a clause on independence declares, and what it says then: "noise e independent of
    x" declares the noise.
    """
    for pattern in INDEPENDENCE:
        match = pattern.fullmatch(clause)
        found = items(match["left"], WORDS) if match else []
        names = [each.text for each in found if each.kind == "maths" and "(" not in each.text]
        if match and names and any(meaning(each.text) for each in found):
            said = ", ".join(names) + clause[match.end("left") :]
            return (match["left"], said) if match["right"] else (clause, "")
    return "", clause


# Sentences


def _nothing(match: re.Match[str], builder: Builder) -> None:
    """A clause that needs no declaration: what it names is built in."""


def _proportional(match: re.Match[str], builder: Builder) -> None:
    for piece in _pieces(_spelled_out(match["names"])):
        name = named(piece)
        symbol = Sym(name.base, name.index)
        if symbol.index and variable_name(symbol) == name.base:
            builder.proportional_at.append(symbol)
        else:
            builder.proportional_in.append(_variable(piece))


LIST = re.compile(
    r"(?P<name>.+?)_\{?1\}?\s*,\s*(?:\\[lc]?dots|\.\.\.|…)\s*,\s*(?P=name)_\{?(?P<last>\w+)\}?"
)
MOST_LISTED = 20


def _spelled_out(names: str) -> str:
    """The names without brackets around them; x_1, ..., x_3 as x_1, x_2, x_3, and x_1, ...,
    x_n as x.
    """
    bare = re.sub(r"^\s*\((.*)\)\s*$", r"\1", names)
    listed = LIST.search(bare)
    if listed is None:
        return bare
    name, last = listed["name"].strip(), listed["last"]
    count = min(int(last), MOST_LISTED) if last.isdigit() else 0
    each = ", ".join(f"{name}_{i}" for i in range(1, count + 1)) or name
    return bare[: listed.start()] + each + bare[listed.end() :]


def _free_of(match: re.Match[str], builder: Builder) -> None:
    builder.free_of += _names(match["names"])


def _small(match: re.Match[str], builder: Builder) -> None:
    builder.small += _names(match["names"])


def _base(match: re.Match[str], builder: Builder) -> None:
    builder.log_base = match["base"]  # type: ignore[assignment]


def _beta(match: re.Match[str], builder: Builder) -> None:
    a, b = Sym("a"), Sym("b")
    gammas = [Apply("gamma", (x,)) for x in (a, b, Apply("+", (a, b)))]
    value = Apply("/", (Apply("*", (gammas[0], gammas[1])), gammas[2]))
    builder.definitions.append((Apply("B", (a, b)), value))


def _function(match: re.Match[str], builder: Builder) -> None:
    """The logistic function sigma: the letter names a function that is well known."""
    which = match["which"].lower().replace("gaussian", "normal").replace("pdf", "density")
    value = next(v for key, v in FUNCTIONS.items() if which.startswith(key))
    builder.definitions.append((Apply(named(match["letter"]).base, (Sym("x"),)), read(value)))


def _stands_for(match: re.Match[str], builder: Builder) -> None:
    name = named(match["name"])
    what = Apply(name.base, name.of) if name.called else Sym(name.base)
    builder.definitions.append((what, read(match["whole"], builder.vocabulary)))


def _hessian(match: re.Match[str], builder: Builder) -> None:
    what, by = _called(match, builder)
    rows = tuple(tuple(Derivative(what, (a, b)) for b in by) for a in by)
    _derived(match, builder, Matrix(rows), (len(by), len(by)))


def _gradient(match: re.Match[str], builder: Builder) -> None:
    what, by = _called(match, builder)
    _derived(match, builder, Matrix(tuple((Derivative(what, (a,)),) for a in by)), (len(by),))


def _called(match: re.Match[str], builder: Builder) -> tuple[Expr, tuple[Expr, ...]]:
    by = named(match["what"]).of
    if not by:
        raise ReadError("no arguments", 0, f"what {match['what']} depends on")
    return Apply(named(match["of"]).base, by), by


def _derived(
    match: re.Match[str], builder: Builder, value: Expr, shape: tuple[int, ...]
) -> None:
    name = named(match["what"])
    takes = tuple(filter(None, map(variable_name, name.of)))
    builder.symbols[name.base] = Symbol(name.base, shape, takes=takes)
    builder.definitions.append((Apply(name.base, name.of), value))


def _matrix_of(match: re.Match[str], builder: Builder) -> None:
    """K(x) is the matrix of the K_{kj}(x): the family of functions is one of its entries."""
    name = named(match["what"])
    family = named(match["of"]).base
    symbol = builder.symbols.get(family, Symbol(family))
    builder.symbols[name.base] = Symbol(
        name.base, symbol.family, symbol.domain, (), symbol.takes, symbol.traits
    )


FAMILY = re.compile(r"(.+?)_\{?(?:1\}?\s*,\s*(?:\\[lc]?dots|\.\.\.|…)|i\}?$)")


def _uniform(match: re.Match[str], builder: Builder) -> None:
    names = [each.strip() for each in _pieces(match["name"])]
    for name in names:
        builder.declare(named(name), RANDOM)
        written = rf"{name} \sim \mathrm{{Uniform}}{match['set']}"
        chain = read_chain(written, builder.vocabulary)
        builder.assumptions.append(chain)
    if match["apart"]:
        apart([named(name).base for name in names], builder)


def _independent(match: re.Match[str], builder: Builder) -> None:
    family = FAMILY.match(match["left"])
    if family is not None and not match["right"]:
        builder.declare(Name(named(family[1]).base, (Sym("i"),)), INDEPENDENT)
        return
    left = _names(match["left"])
    given = tuple(_names(match["given"] or ""))
    if match["right"]:
        builder.assumptions.append(
            Independence(tuple(left), tuple(_names(match["right"])), given)
        )
    else:
        apart(left, builder, given)
    for name in left if match["mean"] else ():
        mean: Expr = Mean((), Sym(name))
        builder.assumptions.append(Chain((mean, ZERO), ("=",)))


def _markov(match: re.Match[str], builder: Builder) -> None:
    """The ends of a chain x -> y -> z are independent given its middle."""
    ends = _names(match["left"]), _names(match["right"])
    left, right = (tuple(each) for each in ends)
    builder.assumptions.append(Independence(left, right, tuple(_names(match["given"]))))


def apart(names: Sequence[str], builder: Builder, given: tuple[str, ...] = ()) -> None:
    """Assume that the variables are independent of each other."""
    for place in range(1, len(names)):
        independent = Independence((names[place - 1],), tuple(names[place:]), given)
        builder.assumptions.append(independent)


def unrelated(names: Sequence[str], builder: Builder) -> None:
    """Assume that no two of the variables are correlated."""
    for one, other in combinations(names, 2):
        covariance = Apply("Cov", (Sym(one), Sym(other)))
        builder.assumptions.append(Chain((covariance, ZERO), ("=",)))


def _names(text: str) -> list[str]:
    """The names in ``n_z and of n_y`` or ``a, z``."""
    return list(map(_variable, _pieces(text)))


def _pieces(text: str) -> list[str]:
    pieces = re.split(r",|\band\b|\bof\b|\bon\b", text)
    return [piece for piece in pieces if piece.strip()]


def _variable(text: str) -> str:
    name = named(text)
    return variable_name(Sym(name.base, name.index)) or name.base


_NAME = r"(?P<what>[^;]+?)"
BUILT_IN = (
    r"(?:normal|gaussian|beta|gamma|bernoulli|uniform|categorical)\s+"
    r"(?:density|law|distribution|function|pmf)\s+\\.*"
)
FUNCTIONS = {
    "logistic": r"\frac{1}{1 + \exp(-x)}",
    "sigmoid": r"\frac{1}{1 + \exp(-x)}",
    "softplus": r"\log(1 + \exp(x))",
    "standard normal cdf": r"\frac{1}{2}(1 + \mathrm{erf}(x/\sqrt{2}))",
    "standard normal density": r"\frac{1}{\sqrt{2 (4 \arctan 1)}} \exp(-x^2/2)",
}
_WHICH = (
    r"(?:the\s+)?(?P<which>(?:logistic|sigmoid|softplus)(?:\s+sigmoid)?"
    r"|standard (?:normal|gaussian) (?:cdf|density|pdf))(?:\s+function)?"
)
_LETTER = r"(?P<letter>\\?[A-Za-z]+)(?:\s*\([^()]*\))?"
WELL_KNOWN = rf"{_WHICH}\s+{_LETTER}"
IS_WELL_KNOWN = rf"{_LETTER},?\s+(?:(?:is|be|denotes)\s+)?{_WHICH}"
UNIFORM = (
    r"(?P<apart>(?:iid|independent)\s+)?(?:random variables?\s+)?"
    r"(?P<name>[^\s,]+(?:\s*(?:,|and\b)\s*[^\s,.]+)*)\s+(?:is\s+|are\s+)?"
    r"uniform(?:ly distributed)?\s+"
    r"(?:on|in|over)\s+(?P<set>[\[(].*[\])])"
)
PERPENDICULAR = (
    r"(?P<left>[^|]+?)\s*(?:\\mathrel\{\\perp(?:\\!)*\\perp\}|(?:\\perp(?:\\!)*){1,2}|⊥|⫫)\s*"
    r"(?P<right>[^|]+?)(?:\s*(?:\||\\mid)\s*(?P<given>[^|]+))?(?P<mean>$)?"
)
SAID_INDEPENDENT = (
    r"(?P<left>[^=]+?)\s+(?:are\s+|is\s+)?(?:mutually\s+|pairwise\s+|all\s+)?independent"
    r"(?:\s+(?:of|from)\s+(?P<right>.+?))?(?:\s+given\s+(?P<given>.+?))?"
    r"(?P<mean>\s+with\s+(?:zero\s+mean|mean\s+(?:0|zero)))?"
)
ARROW = r"\s*(?:->|→|\\to\b|\\rightarrow\b)\s*"
MARKOV = (
    rf"(?:markov chain\s+)?(?P<left>\w+){ARROW}(?P<given>\w+){ARROW}(?P<right>\w+)"
    r"(?:\s+(?:(?:is|form|forms)\s+)?(?:an?\s+)?markov(?: chain)?)?"
)
INDEPENDENCE = [re.compile(p, re.IGNORECASE) for p in (SAID_INDEPENDENT, PERPENDICULAR)]
FACTS: tuple[tuple[re.Pattern[str], Taking], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), take)
    for pattern, take in (
        (r"numbers only|nothing|none|\(?no (?:symbols|variables|assumptions)\)?", _nothing),
        (r"(?:\\?propto|∝|proportional(?:ity)?)\s+in\s+(?P<names>.+)", _proportional),
        (r"(?:const\w*|\\text\{const\w*\})\s+(?:is\s+)?(?:free|independent)\s+of\s+(?P<names>.+)",
         _free_of),
        (r"relation as (?P<names>.+?)\s*(?:->|→|\\to|\\rightarrow)\s*0", _small),
        (r"(?:log\w*|\\log)\s+(?:is\s+)?(?:to\s+)?(?:in\s+)?base\s+(?P<base>e|2|10)", _base),
        (r"natural log\w*|log\w* (?:is|are) natural", _nothing),
        (r"beta function\s+B.*", _beta),
        (BUILT_IN, _nothing),
        (r"(?P<name>[^ ]+)\s+stands\s+for\s+(?P<whole>.+)", _stands_for),
        (_NAME + r"\s+is\s+the\s+hessian\s+(?:matrix\s+)?of\s+(?P<of>.+)", _hessian),
        (_NAME + r"\s+is\s+the\s+gradient\s+of\s+(?P<of>.+)", _gradient),
        (_NAME + r"\s+is\s+the\s+matrix\s+of\s+(?:the\s+)?(?P<of>.+)", _matrix_of),
        (WELL_KNOWN, _function),
        (IS_WELL_KNOWN, _function),
        (r"symmetric square root\s+.*", _nothing),
        (SAID_INDEPENDENT, _independent),
        (MARKOV, _markov),
        (PERPENDICULAR, _independent),
        (UNIFORM, _uniform),
    )
)  # fmt: skip
