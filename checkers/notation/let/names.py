r"""Names and sets as clauses write them: ``\mathbf{u}_1``, ``x_1^i``, ``F_k(x)``, R^{n x m}.

The reader reads the name; here it is told what of it is the name and what an index. Numbers
in subscripts belong to the name (u_1 and u_2 are two vectors), letters are indices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checkers.notation.expr import Apply, Density, Expr, Num, Span, Sym
from checkers.notation.lexer import ReadError
from checkers.notation.operators import DISTRIBUTIONS
from checkers.notation.passages.pieces import words
from checkers.notation.reader import read
from checkers.notation.vocabulary import NOTHING, Domain, Size, Symbol, Variable, Vocabulary

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


class Name(Struct, frozen=True):
    """A declared name: its letters, its index letters, and its arguments if it has any.

    `rooted`: a power of it is declared, as in "matrices F, C^{1/2}", so that it has one.
    """

    base: str
    index: tuple[Expr, ...] = ()
    of: tuple[Expr, ...] = ()
    given: tuple[Expr, ...] = ()
    called: bool = False
    rooted: bool = False


class Space(Struct, frozen=True):
    """What a set says of its elements."""

    shape: tuple[Size, ...] | None = None
    domain: Domain | None = None
    values: tuple[float, ...] = ()


CALLED = re.compile(r"(?P<head>[^()]+?)\s*(?:\\left)?\((?P<arguments>.*?)(?:\\right)?\)")
TEMPERED = re.compile(r"([pqPQ])\s*\^\s*\{?\s*([A-Za-z]+)\s*\}?")
"""A law with a letter above: p^T is a law of its own."""
NUMBERED = re.compile(r"([A-Z])_\{?(\d+)\}?")
ACRONYM = re.compile(r"(?<![\\A-Za-z])[A-Z]{2,}(?![A-Za-z])")
POWER = re.compile(r"\^\s*(?:\{[^{}]*\}|\\?\w+)")
DIGITS = re.compile(r"_\s*\{?(\d+)\}?\s*$")
REALS = re.compile(r"(?:\\mathbb\s*\{?\s*R\s*\}?|\\R|R|ℝ|\\Re)(?![A-Za-z])\s*(?P<rest>.*)")
SHAPE = re.compile(r"\^\s*(?:\{(?P<group>[^{}]*)\}|(?P<single>\\?\w+))$")
TIMES = re.compile(r"\\times|×|x|\*|,")
HALF_LINE = re.compile(r"[_^]?\s*\{?\s*(?P<kind>\+\+?|>\s*0|\\geq?\s*0|≥\s*0|>=\s*0)\s*\}?$")
TURNED = re.compile(r"\^\s*\{?\s*(?:\\top|\\intercal|T)\s*\}?\s*$")
LAW_LETTERS, LAWS = frozenset("pqPQ"), frozenset(DISTRIBUTIONS.values())
COUNTING = words("i j k l m n r s t b d c i' j' k' s' t' D K L M N S T")
"""Letters that are indices in a subscript; others name: n_x is a noise, not a family."""
INTERVALS: dict[str, Domain] = {
    "0,1": "unit", "0,inf": "positive", "0,\\infty": "positive", "0,+\\infty": "positive",
    "0,∞": "positive", "-inf,inf": "real", "-\\infty,\\infty": "real", "-∞,∞": "real",
}  # fmt: skip
NUMBERS: dict[str, Domain] = {"N": "natural", "ℕ": "natural", "Z": "integer", "ℤ": "integer"}


def named(text: str) -> Name:
    """The name that a text writes. ReadError: it writes none."""
    match = CALLED.fullmatch(text.strip())
    if match is None:
        return _plain(text)
    head = _head(match["head"].strip())
    law = read(f"p({match['arguments']})", _letters(match["arguments"]))
    if not isinstance(law, Density):
        raise ReadError(f"arguments of {head.base}", len(match["head"]), "names")
    head = _lettered(head)
    return Name(head.base, head.index, law.of, law.given, called=True)


def _head(text: str) -> Name:
    """The name before brackets: p^T and E_1 are letters, no power and no expectation."""
    if tempered := TEMPERED.fullmatch(text):
        return Name(f"{tempered[1]}^{tempered[2]}")
    if numbered := NUMBERED.fullmatch(text):
        return Name(f"{numbered[1]}_{numbered[2]}")
    return _plain(text)


def _lettered(head: Name) -> Name:
    """A capital below a function tells it from others: phi_A, phi_D are no family."""
    letters = [i.name for i in head.index if isinstance(i, Sym) and not i.index]
    if len(letters) != 1 or len(head.index) > 1 or not re.fullmatch(r"[A-Z]", letters[0]):
        return head
    return Name(f"{head.base}_{letters[0]}")


def _letters(arguments: str) -> Vocabulary:
    """Every lone letter among a law's arguments is a variable, be it e or q."""
    letters = re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z(])", arguments)
    return Vocabulary(variables={letter: Variable(letter) for letter in letters})


def _plain(text: str) -> Name:
    """A name without arguments; of C^{1/2} and V^T the name that is raised."""
    written = _acronyms(text)
    whole = read(text, written)
    rooted = False
    if isinstance(whole, Apply) and whole.head in ("^", "T") and not _is_indexed(whole):
        rooted = whole.head == "^" and not _is_whole(whole.args[1])
        whole = read(POWER.sub("", text), written)
    what, index = _unpowered(whole)
    if isinstance(what, Density) and not what.of:
        return Name(what.name)
    if not isinstance(what, Sym):
        raise ReadError(f"no name: {text.strip()!r}", 0, "a name")
    indices = (*what.index, *index)
    letters = tuple(i for i in indices if not _is_label(i))
    if len(letters) == len(indices):
        return Name(what.name, letters, rooted=rooted)
    digits = DIGITS.search(text)
    labels = ",".join(_spelled(i) for i in indices if _is_label(i))
    label = digits[1] if digits and not letters else labels
    return Name(f"{what.name}_{label}", letters, rooted=rooted)


def _acronyms(text: str) -> Vocabulary:
    """Capitals side by side are one name: TP, FN, MSE."""
    found = ACRONYM.findall(text)
    return Vocabulary(symbols={each: Symbol(each) for each in found}) if found else NOTHING


def _is_whole(power: Expr) -> bool:
    return isinstance(power, Num) and power.value.denominator == 1


def _is_label(index: Expr) -> bool:
    """A number, or a letter that no one counts with: n_x, sigma_z."""
    return isinstance(index, Num) or (
        isinstance(index, Sym) and not index.index and index.name not in COUNTING
    )


def _is_indexed(whole: Apply) -> bool:
    """x_1^i: a letter in the place of a power is an index."""
    return whole.head == "^" and isinstance(whole.args[1], Sym)


def _unpowered(what: Expr) -> tuple[Expr, tuple[Expr, ...]]:
    """A letter in the place of a power is an index: x_1^i."""
    if isinstance(what, Apply) and _is_indexed(what) and isinstance(what.args[1], Sym):
        return what.args[0], (what.args[1],)
    return what, ()


def spelled(name: Name) -> str:
    """The name as a formula writes it: x, x_i, n_x."""
    base, _, label = name.base.partition("_")
    scripts = [label] if label else []
    return f"{base}_{{{','.join([*scripts, *map(_spelled, name.index)])}}}" if (
        scripts or name.index
    ) else base  # fmt: skip


def variable_name(entry: Expr) -> str | None:
    """The variable that an argument of a law is: x, x_1, or x for x_{1:T} and x_t."""
    if not isinstance(entry, Sym):
        return None
    if not all(_is_label(i) for i in entry.index):
        return entry.name
    return "_".join([entry.name, *(_spelled(i) for i in entry.index)])


def opened(entries: Iterable[Expr]) -> Iterator[Expr]:
    """The arguments of a law, a sequence from 0 on as its start and the rest: x_0, x_{1:T}."""
    for entry in entries:
        span = entry.index[-1] if isinstance(entry, Sym) and entry.index else None
        if isinstance(entry, Sym) and isinstance(span, Span) and span.low == ZERO:
            yield Sym(entry.name, (*entry.index[:-1], ZERO))
            yield Sym(entry.name, (*entry.index[:-1], Span(ONE, span.high)))
        else:
            yield entry


def length(entry: Expr) -> Size | None:
    """The length T of x_{1:T} or x_{<=T}."""
    spans = [i for i in entry.index if isinstance(i, Span)] if isinstance(entry, Sym) else []
    return size_of(spans[0].high) if spans and spans[0].high is not None else None


def _spelled(index: Expr) -> str:
    if isinstance(index, Num):
        return str(index.value)
    return index.name if isinstance(index, Sym) else "?"


def size_of(what: Expr) -> Size:
    """A number of components: a number, or the letter that stands for it."""
    if isinstance(what, Num):
        return int(what.value)
    return what.name if isinstance(what, Sym) else "any"


def space(text: str) -> Space | None:
    """What a set says of its elements; None for a set that is not understood."""
    text = text.strip()
    reals = REALS.fullmatch(text)
    if reals is not None:
        return _reals(reals["rest"].strip())
    if text[:1] in "([" and text[-1:] in ")]":
        domain = INTERVALS.get(re.sub(r"\s|\\[,;:! ]", "", text[1:-1]))
        return Space(domain=domain) if domain else None
    if text.startswith(("{", "\\{")):
        inside, _, power = text.rpartition("}")
        size = SHAPE.fullmatch(power.strip())
        found = _finite(inside.strip("{\\ "))
        shape = (size_of(read(size["group"] or size["single"], NOTHING)),) if size else ()
        return replace(found, shape=shape) if found is not None else None
    letter = re.sub(r"\\mathbb|[{}\s]", "", text)
    if letter in NUMBERS:
        return Space((), NUMBERS[letter])
    return Space() if re.fullmatch(r"\\mathcal\s*\{?\s*[A-Z]\s*\}?|[A-Z]", text) else None


def _reals(rest: str) -> Space | None:
    """R, R^n, R^{n x m}, R_+."""
    if not rest:
        return Space((), "real")
    if half := HALF_LINE.fullmatch(rest):
        return Space((), "positive" if half["kind"] in ("++", "+") or (">" in half["kind"][:1]
                     and "=" not in half["kind"]) else "nonnegative")  # fmt: skip
    shape = SHAPE.fullmatch(rest)
    if shape is None:
        return None
    sizes = TIMES.split(shape["group"]) if shape["group"] else [shape["single"]]
    return Space(tuple(size_of(read(size, NOTHING)) for size in sizes if size.strip()), "real")


def _finite(inside: str) -> Space | None:
    """{0, 1}, {-1, 1}: the values; {1, ..., K}: a natural number."""
    entries = [entry.strip() for entry in inside.split(",")]
    if any("dots" in entry or entry in ("...", "…") for entry in entries):
        return Space((), "natural" if entries[0] == "1" else "integer")
    try:
        return Space((), values=tuple(float(Fraction(entry)) for entry in entries))
    except (ValueError, ZeroDivisionError):
        return None


def parameters(text: str, name: Name) -> tuple[Expr, ...]:
    """The arguments behind a semicolon: parameters, no variables."""
    _, semicolon, behind = text.partition(";")
    return name.given[len(name.given) - behind.count(",") - 1 :] if semicolon else ()


def is_name(text: str) -> bool:
    """Whether a text writes a name."""
    try:
        named(text)
    except ReadError:
        return False
    return True


def is_named_law(text: str) -> bool:
    """Whether a text writes a law that has a name: N(0, 1), Bernoulli(theta)."""
    if "(" not in text:
        return False
    try:
        law = read(text, NOTHING)
    except ReadError:
        return False
    return isinstance(law, Apply) and law.head in LAWS and ";" not in text


def lawlike(name: Name, text: str) -> bool:
    """Whether a name with arguments looks like that of a law: p(x), q_1(z), f(x|y)."""
    letter = name.base[:1] in LAW_LETTERS and name.base[1:2] in ("", "_", "^")
    return name.called and (letter or "|" in text or "\\mid" in text)


def is_turned(text: str) -> bool:
    """Whether the transpose of the name is written."""
    return TURNED.search(text) is not None
