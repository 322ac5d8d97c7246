"""How a result is called: which member of a chain names what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checkers.notation.operators import UNICODE_LETTERS
from checkers.value.chains import FILLERS, VERBS, Chain, Words, is_symbol
from checkers.value.lexing import canonical, tokens

GENERIC = {"answer", "result", "output", "final", "solution", "ans", "答案", "结果"}
TRAILING = VERBS | FILLERS | {":", "score", "scores", "value", "distance", "result", "output"}
TRAILING |= {"features", "final", "image", "是", "为"}
FUNCTIONS = {"log", "ln", "lg", "exp", "sqrt", "sin", "cos", "tan", "tanh", "arg", "min", "max"}
"""A function of a quantity is another quantity: log Z is not Z."""
JOINED = {"*", "/", "+", "-", "^", "_", "(", "{", "|", "‖", r"\|", r"\hat", r"\bar", r"\tilde"}
GREEK = {letter: name for letter, name in UNICODE_LETTERS.items() if "Ͱ" <= letter <= "Ͽ"}
"""Greek letters, by the names that plain text and LaTeX have for them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A result by its names and its shape; () is a scalar."""

    names: tuple[Words, ...]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers it has."""
        product = 1
        for extent in self.shape:
            product *= extent
        return product


def wanted(names: Sequence[str], shape: tuple[int, ...]) -> Wanted:
    """A result that may be called by any of these names, each written as in an answer."""
    return Wanted(tuple(same(_words(name)) for name in names if name), shape)


def _words(name: str) -> Words:
    return tuple(token.text for token in tokens(canonical(name)))


@lru_cache(maxsize=1 << 12)
def same(words: Words) -> Words:
    r"""Names that are written alike: x_1 and x1, FID and Fid, \mu and μ and mu."""
    return tuple(map(_plainly, words))


@lru_cache(maxsize=1 << 12)
def _plainly(word: str) -> str:
    if len(word) == 1 and word not in GREEK:
        return word
    bare = GREEK.get(word[0], word[0]) + word[1:].replace("_", "")
    stem = bare.lstrip("\\").rstrip("0123456789")
    if stem.lower() in GREEK.values():
        return bare.lstrip("\\")
    return bare.casefold() if len(stem) > 1 else bare


def calls(chain: Chain, wanted: Wanted) -> bool:
    """Whether the chain is about what is wanted: by a member's name, or by the heading's."""
    return any(
        _ends_in(member, name) or _under_heading(chain, member, name)
        for member in chain.members
        for name in wanted.names
    )


def _ends_in(member: Words, name: Words) -> bool:
    words = same(_trimmed(member))
    if words[-len(name) :] != name:
        return False
    before = words[-len(name) - 1] if len(words) > len(name) else ""
    if before in JOINED or _is_function(before):
        return False
    return not before.isdigit() and not is_symbol_factor(before)


def _is_function(word: str) -> bool:
    return word.lstrip("\\").casefold() in FUNCTIONS


def is_of(member: Words, name: Words) -> bool:
    """Whether a member is about a function of what has the name: ``log Z``, ``exp(Z)``."""
    words = [word for word in same(member) if word not in ("(", "{")]
    bare = [word for word in name if word not in ("(", "{")]
    starts = (place + 1 for place, word in enumerate(words) if _is_function(word))
    return any(words[start : start + len(bare)] == bare for start in starts)


def is_symbol_factor(word: str) -> bool:
    """A symbol before a name makes a product: ``W x_1`` is not ``x_1``."""
    return bool(word) and is_symbol(word) and word[0].isalpha() and word not in ("a", "A")


def _trimmed(member: Words) -> Words:
    end = len(member)
    while end > 1 and member[end - 1].lower() in TRAILING:
        end -= 1
    return member[:end]


def _under_heading(chain: Chain, member: Words, name: Words) -> bool:
    """``FID_1: ... FID = 0.28``, ``Set I: FID = 0.28``: the heading completes the name."""
    heading = same(_trimmed(chain.heading))
    stem = (*name[:-1], name[-1].rstrip("0123456789"))
    completed = heading[-len(name) :] == name and stem != name and _ends_in(member, stem)
    return completed or (bool(heading) and (*heading, *same(_trimmed(member))) == name)


def is_marked(chain: Chain) -> bool:
    """Whether the chain says that it is the answer: ``result = 3``."""
    first = [
        word.casefold() for word in chain.members[0] if word.lower() not in TRAILING - GENERIC
    ]
    return bool(first) and first[-1] in GENERIC


def has_own_name(chain: Chain) -> bool:
    """Whether the chain states the value of some symbol rather than of an expression."""
    words = _trimmed(chain.members[0])
    return bool(words) and is_symbol(words[-1]) and not set(words) & (JOINED - {"_", "{"})


def is_of_another(chain: Chain, wanted: Wanted) -> bool:
    """Whether the chain states the value of a symbol, or of a function at another number."""
    points = {_point(name) for name in wanted.names} - {""}
    return has_own_name(chain) or (
        bool(points) and _point(chain.members[0]) not in {"", *points}
    )


def _point(words: Words) -> str:
    """The number that a function is taken at: the 1 of ``Z(1)``; "" without one."""
    inside = words[-2] if len(words) > 2 and words[-1] == ")" else ""
    return inside if inside[:1].isdigit() else ""
