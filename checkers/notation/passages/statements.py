"""Links -> statements: which relations are claims, which define, assume or only tell when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from checkers.notation import operators as op
from checkers.notation.passages.braces import Braces
from checkers.notation.passages.links import Link

Role = Literal["claim", "definition", "assumption", "condition", "remark", "expression", "note"]


class Head(Struct, frozen=True):
    r"""A bare name, perhaps indexed or applied to letters: ``\mathcal{L}_k``, ``f(t)``."""

    name: str
    arguments: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells this name from others in running text: its letter with its marks, and its
        number, for w_1 is not w_2.
        """
        star = "*" if STAR.search(self.name) else ""
        if numbered := NUMBERED.fullmatch(self.name.strip()):
            return numbered_name(numbered)
        return next(iter(identifiers(self.name)), self.name) + star


class Roled(Struct, frozen=True):
    """A link and its role; `head` is the name that a definition gives to the other side."""

    link: Link
    role: Role
    head: Head | None = None


_DRESS = (
    "mathcal|mathbb|mathbf|mathrm|mathsf|mathit|mathscr|mathfrak|boldsymbol|bm|pmb|text|textbf|"
    "textrm|textit|operatorname|hat|widehat|tilde|widetilde|bar|overline|vec|dot|check"
)
_ATOM = (
    rf"(?:\\(?:{_DRESS})(?![A-Za-z])\*?[ ]?\{{?[ ]?)*"
    r"(?:\\[A-Za-z]+|[A-Za-z][A-Za-z0-9 ]*|[α-ωΑ-Ωϵϕ])\}*"
)
_SCRIPT = r"(?:[ ]?[_^][ ]?(?:\{[^{}]{1,30}(?:\{[^{}]{0,20}\}[^{}]{0,10})?\}|\\?[A-Za-z0-9*]))"
HEAD = re.compile(
    rf"(?:\\left)?(?P<name>{_ATOM}{_SCRIPT}{{0,3}}(?:[ ]?['*]|\\prime|\\star){{0,3}})[ ]?"
    r"(?:\\left)?(?:\((?P<arguments>[^()]{1,80}?)(?:\\right)?\))?"
)
APPLIED = re.compile(rf"(?P<name>{_ATOM}{_SCRIPT}{{0,2}})[ ]?(?:\\left)?[(\[]")
IDENTIFIER = re.compile(
    r"\\(hat|widehat|tilde|widetilde|bar|overline)\s*\{?\s*(?:\\(?:mathbf|boldsymbol|bm)\s*\{?)?"
    r"\s*(\\?[A-Za-z]+)|\\(?:" + _DRESS + r")\*?\s*\{\s*(\\?[A-Za-z]+)|(\\?[A-Za-z]+|[α-ωΑ-Ω])"
)
LETTER = re.compile(
    r"(?:\\(?:mathbf|boldsymbol|bm|pmb|mathrm)\s*\{)?\\?[A-Za-z]+\}?(?:_.{1,6})?"
    r"(?:\^?\{?(?:\*|\\star|\\ast)\}?)?"
)
NUMBERED = re.compile(r"(?<![A-Za-z\\])(\\?[A-Za-z]+)[ ]?_[ ]?(?:\{[ ]?(\d+)[ ]?\}|(\d))")
"""A letter with a number below."""
BUILT_IN = frozenset(("\\Gamma", "Γ"))
"""Functions of the subject that no answer defines."""
FAMILY_LETTERS = frozenset("NU")
STAR = re.compile(r"\*|\\star|\\ast")
MEMBERSHIP = frozenset(("in", "notin", "subset"))
RANGE = re.compile(r"(?:\.\.\.|…|\\[lc]?dots)|^[\d ]+(?:,[\d ]+)+$")
_D = r"(?:d|\\mathrm[ ]?\{d\}[ ]?)(?:[a-zA-Z]|\\[a-zA-Z]+)(?:_\w|_\{\w+\})?"
DIFFERENTIAL, MEASURED = re.compile(_D), re.compile(rf"(?<![a-zA-Z\\]){_D}$")
LISTED = re.compile(r"(?:\\left)?[(\[][^()\[\]]*[)\]](?:\^.{1,9})?")
CONSTANT = re.compile(r"[-+\d./ ]+|[-+]?\\infty|∞|\\frac\s*\{\d+\}\s*\{\d+\}")
DEFINING = re.compile(
    r"\b(?:(?:let|define|denot\w+|set|setting|put|write|call|introduce|choose|take)"
    r"(?: [\w-]+){0,4}|defin\w+(?: as| by| to be| is| of \w+ is)?|notation|shorthand)\W*$",
    re.IGNORECASE,
)
NAMING = re.compile(r"\b(?:where|with|here|namely)\W*$", re.IGNORECASE)
ALSO = re.compile(r"(?:,|and|\W)*", re.IGNORECASE)
ASSUMING = re.compile(
    r"\b(?:if|when|whenever|for|for all|for any|for every|with|such that|s\.t\.|unless|until|"
    r"while|as long as|provided(?: that)?|given(?: that)?|suppos\w+(?: that)?|"
    r"assum\w+(?: that)?)\W*$", re.IGNORECASE
)  # fmt: skip
SETTING = re.compile(
    r"\b(?:where|with|at|case|from|to|until|than|setting|case of)\W*$", re.IGNORECASE
)
DECLARING = re.compile(
    r"\b(?:where|let|with|from|sample[sd]?|draw\w*|if|suppose|assume|noise)\b", re.IGNORECASE
)
Standing = Literal["unknown", "variable", "index", "declared"]
"""What a vocabulary makes of a bare name: nothing; a point of a law's space; an index; more."""
Known = Callable[["Head"], Standing]


def statements(links: Iterable[Link], known: Known) -> Iterator[Roled]:
    """Each link with its role; a definition gives a name that is not known yet a meaning."""
    roles = _Roles(known)
    for link in links:
        roled = roles.of(link)
        yield roled
        yield from roles.under_braces(link)
        roles.note(roled)


class _Roles:
    """Tells roles in reading order: what was seen and defined before matters."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._names: set[str] = set()
        self._passed: list[str] = []
        self._defined: set[str] = set()
        self._telling = False
        self._braced: set[str] = set()
        self._braces = Braces()

    def note(self, roled: Roled) -> None:
        """Keep in mind the names that the link uses, and the one that it defines."""
        if roled.link.relation:
            self._telling = roled.head is not None and self._is_told(roled.link)
        self._passed += (roled.link.left, roled.link.right)
        if roled.head is not None:
            self._defined.add(roled.head.key)

    @property
    def _seen(self) -> set[str]:
        """The names in what was passed, looked up when first asked for."""
        self._names.update(*map(mentioned, self._passed))
        self._passed.clear()
        return self._names

    def of(self, link: Link) -> Roled:
        """The link with its role."""
        if not link.relation:
            return Roled(link, "expression")
        if link.relation in MEMBERSHIP or (_is_range(link) and not self._lists(link)):
            return Roled(link, "condition")
        if not link.left or not link.right or is_of_differentials(link):
            return Roled(link, "remark")
        head = self._definition(link)
        if head is not None:
            return Roled(link, "definition", head)
        return Roled(link, "assumption" if self._assumes(link) else "claim")

    def _definition(self, link: Link) -> Head | None:
        """The name that this relation defines, if it does."""
        if link.relation not in ("=", ":="):
            return None
        left, right = head_of(link.left), head_of(link.right)
        if left is None and link.relation == ":=":
            left = applied_name(link.left)
        introduced = left is not None and (self._is_told(link) or left.key not in self._seen)
        if left is not None and introduced and self._can_define(left, link.right):
            return left
        if right is not None and right.key not in self._seen and _names_words(right):
            return right if self._can_define(right, link.left) else None
        return None

    def _lists(self, link: Link) -> bool:
        """Whether the dots are those of a list that is given a name: e = (0, ..., 0, 1)."""
        listed = LISTED.fullmatch(link.right.strip())
        return listed is not None and self._definition(link) is not None

    def _is_told(self, link: Link) -> bool:
        """Whether sign or words say that this defines: let a = 1, b = 2 and c = 3."""
        if link.relation == ":=" or DEFINING.search(link.cue) or NAMING.search(link.cue):
            return True
        return self._telling and bool(ALSO.fullmatch(link.cue))

    def _can_define(self, head: Head, value: str) -> bool:
        """Whether the name is free, and the value does not use it."""
        family = head.key.partition("_")[0]
        taken = {head.key, family} & self._defined or head.key in mentioned(value)
        return not taken and self._known(head) == "unknown"

    def _assumes(self, link: Link) -> bool:
        """Whether the relation is a condition, a setting or a declaration, not a claim."""
        if ASSUMING.search(link.cue):
            return True
        left, right = link.left, link.right
        if CONSTANT.fullmatch(left):
            left, right = right, left
        head = head_of(left)
        if head is None or head.arguments:
            return False
        standing = "declared" if head.key in self._defined else self._known(head)
        if link.relation == "~":
            return standing in ("unknown", "variable") or bool(DECLARING.search(link.cue))
        if CONSTANT.fullmatch(right):
            return standing in ("unknown", "index") or bool(SETTING.search(link.cue))
        return False

    def under_braces(self, link: Link) -> Iterator[Roled]:
        r"""Definitions in ``\underbrace{...}_{name}``, and claims as ``_{= 0}``."""
        side = link.right if link.left in self._braced else f"{link.left} {link.right}"
        self._braced |= {link.left, link.right}
        if "\\underbrace" not in side:
            return
        for body, label, claimed in self._braces.told(side):
            head = head_of(label)
            if claimed is not None:
                yield Roled(Link(body, *claimed, link.at, 0), "note")
            elif (
                head is not None and head.key not in self._seen and self._can_define(head, body)
            ):
                yield Roled(Link(label, ":=", body, link.at, 0), "definition", head)


def _is_range(link: Link) -> bool:
    """T = 1, ..., T."""
    ranges = link.relation == "=" and RANGE.search(link.right)
    return bool(ranges and LETTER.fullmatch(link.left))


def is_of_differentials(link: Link) -> bool:
    """Whether dx = |det J| du stands by itself: how points are measured, for an integral."""
    return bool(
        link.relation == "="
        and DIFFERENTIAL.fullmatch(link.left.strip())
        and MEASURED.search(link.right.strip())
    )


def _names_words(head: Head) -> bool:
    r"""``ELBO`` or ``\mathcal{L}`` at a chain's end names it; a lone letter may be a slip."""
    return not head.arguments and (len(head.key) > 1 or "\\mathcal" in head.name)


@lru_cache(maxsize=1 << 10)
def head_of(text: str) -> Head | None:
    """The bare name that a side consists of, if that is all it is."""
    match = HEAD.fullmatch(text.strip())
    if match is None or not _is_name(match["name"]):
        return None
    arguments = tuple(
        a.strip() for a in re.split(r"[,;]", match["arguments"] or "") if a.strip()
    )
    if not all(LETTER.fullmatch(argument) for argument in arguments):
        return None
    if arguments and _is_built_in(match["name"].strip(), match["arguments"]):
        return None
    return Head(match["name"].strip(), arguments)


def _is_built_in(name: str, arguments: str) -> bool:
    """A function of the subject, or the entropy or information of random variables."""
    if ";" in arguments and _names_family(name):
        return True
    of_variables = ";" in arguments or not re.search("[^A-Z,_0-9{} ]", arguments)
    return name in BUILT_IN or (name in ("H", "I") and of_variables)


def _names_family(name: str) -> bool:
    r"""A family of laws: \mathcal{N}, Normal, U."""
    words = identifiers(name)
    return bool(words) and (words[-1] in op.DISTRIBUTIONS or words[-1] in FAMILY_LETTERS)


def applied_name(text: str) -> Head | None:
    """The name of a function at any arguments: the g of g(D(x), x), the G of G[D]."""
    match = APPLIED.match(text)
    if match is None or not text.rstrip().endswith((")", "]")) or not _is_name(match["name"]):
        return None
    return Head(match["name"].strip())


def _is_name(name: str) -> bool:
    r"""A letter or a Greek one, a word, but no function: not ``\log``, ``\int``, ``E``."""
    words = identifiers(name)
    if not words:
        return False
    word = words[0].split()[-1]
    taken = word in op.FUNCTIONS or word in op.BINDERS or word in op.MEASURES or word == "E"
    macro = name.startswith("\\") and f"\\{word}" in name
    return not taken and (not macro or word in op.LETTERS)


def identifiers(text: str) -> list[str]:
    r"""The names in a text, dress dropped, marks kept: ``\hat{\mathbf{x}}_t`` -> hat x, t."""
    found = []
    for mark, marked, dressed, plain in IDENTIFIER.findall(text):
        name = (marked or dressed or plain).lstrip("\\")
        found.append(f"{mark} {name}" if mark else name)
    return found


@lru_cache(maxsize=1 << 10)
def mentioned(text: str) -> tuple[str, ...]:
    """The names in a text, and those of its letters with a number."""
    return *identifiers(text), *map(numbered_name, NUMBERED.finditer(text))


def numbered_name(match: re.Match[str]) -> str:
    """``w_1`` for w with the number 1 below, however that is written."""
    return f"{match[1].lstrip(chr(92))}_{match[2] or match[3]}"
