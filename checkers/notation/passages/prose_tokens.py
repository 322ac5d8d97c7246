"""The tokens of prose, each told to be a word, mathematics, or punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from checkers.notation.passages.blocks import Block
from checkers.notation.passages.lexicon import (
    ABBREVIATION,
    AMBIGUOUS,
    CALLED,
    SMALL,
    is_maths,
    is_neutral,
)
from checkers.notation.passages.macros import CONNECTIVES, WORDS
from checkers.notation.passages.pieces import words
from checkers.notation.passages.tokens import ARROWS, IMPLICATIONS, RELATIONS, Token

PROSE = re.compile(
    rf"(?P<abbreviation>(?<![A-Za-z\\]){ABBREVIATION})"
    r"|(?P<word>arg[ ](?:min|max)(?![A-Za-z])"
    r"|[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’](?:s|t|m|d|re|ll|ve)(?![A-Za-z]))?)"
    r"|(?P<foreign>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|(?P<line>[ \t]*\n[ \t]*|\\\\)"
    r"|(?P<env>\\(?:begin|end)[ ]?\{(?:[pbBvV]?matrix|smallmatrix|cases|array)\})"
    rf"|(?P<called>\\text\{{(?!(?:{'|'.join(sorted(CONNECTIVES))})\}})[A-Za-z]{{1,20}}\}}(?=\())"
    r"|(?P<macro>\\[A-Za-z]+\*?|\\.)"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<dots>\.\.\.|…|⋯)"
    r"|(?P<relation><=>|<->|:=|=:|=>|=<|<=|>=|!=|==|->|<<|>>|~=|[=<>≤≥⩽⩾≠∝≈≃∼~≔≜≡⇒⟹⇔⟺→↦∈∉⊂⊆←∴])"
    r"|(?P<power>\ue000{2})"
    r"|(?P<space>[ \t\r\f\v]+|\*\*|__|`+)"
    r"|(?P<char>.)",
    re.DOTALL,
)
MARKUP = (
    words(
        r"""\item \section \subsection \subsubsection \paragraph \begin \end \noindent \newline
    \bigskip \medskip \smallskip \par \label \ref \eqref \cite \newpage \hline"""
    )
    | WORDS
)
OPERATORS = words(
    r"""+ - * / ^ _ | · × ⊙ ∘ − – ‖ ∥ ' ′ ″ ’ ! & \cdot \times \odot \mid \| \circ \otimes \pm ±
    ∣ ⊗ ÷ @ ="""
)
STOPS = words(""". ; : ? — 。 ； ： ？ ！ • " “ ” # %""")
COMMAS = frozenset([",", "，", "、"])
BRACKETS = words(r"""( [ { \{ ⟨ \langle ) ] } \} ⟩ \rangle （ ）""")


def prose_tokens(blocks: Iterable[Block], known: Collection[str]) -> list[Token]:
    """The tokens of a paragraph; an inline block is one token, of kind ``span``.

    Kinds: word, maths, span, relation, implies, operator, bracket, comma, stop, space, line.
    """
    tokens: list[Token] = []
    for block in blocks:
        if block.kind == "prose":
            text = _with_powers(block.text) if "**" in block.text else block.text
            tokens += [_sorted(match, block.at) for match in PROSE.finditer(text)]
        else:
            tokens.append(_with_head(tokens, Token("span", block.text, block.at), known))
    _settle(tokens, known)
    _hyphenate(tokens)
    return tokens


ARGUMENTS = re.compile(r"\s*(?:\\(?:left|[bB]ig[gl]?)\s*)?(?:[(\[]|\\[{(])|\s*_")
"""How mathematics begins that wants a name before it."""


def _with_head(tokens: list[Token], span: Token, known: Collection[str]) -> Token:
    """A span with the name of its function, where that was left before the delimiter:
    JSD$(p, q)$. Nothing moves.
    """
    head = tokens[-1] if tokens else span
    if head.kind != "letters" or not ARGUMENTS.match(span.text):
        return span
    name, gap = head.text, span.at - head.at - len(head.text)
    called = is_maths(name, known) or name in CALLED or name in AMBIGUOUS
    if len(name) > 1 and not called:
        return span
    tokens.pop()
    return Token("span", name + " " * gap + span.text, head.at)


STARS = re.compile(r"\*\*")
POWER = re.compile(r"(?<=[\w)\]}])\*\*(?=[\w({\\.+-])|(?<=[\w)\]}] )\*\*(?= )")


def _with_powers(text: str) -> str:
    """The text with the stars of ``x**2`` told from those of bold type: where the other stars
    of its line pair up, the ones between two operands are a power.
    """
    return "".join(
        POWER.sub(2 * POWERED, line) if _others_pair_up(line) else line
        for line in text.splitlines(keepends=True)
    )


POWERED = "\ue000"
"""A sign of nobody's, in the place of each star of a power."""


def _others_pair_up(line: str) -> bool:
    return (len(STARS.findall(line)) - len(POWER.findall(line))) % 2 == 0


def _sorted(match: re.Match[str], offset: int) -> Token:
    kind, text = str(match.lastgroup), match[0]
    text = " " if kind == "space" else "**" if kind == "power" else text
    return Token(_KINDS.get(kind) or _kind(text), text, offset + match.start())


_KINDS = {"abbreviation": "word", "word": "letters", "foreign": "word", "number": "maths",
          "dots": "maths", "line": "line", "space": "space", "env": "env",
          "power": "operator", "called": "maths"}  # fmt: skip


def _kind(text: str) -> str:
    """The kind of a sign or a macro."""
    for kind, signs in _SIGNS:
        if text in signs:
            return kind
    sign = text.startswith("\\") or text.isalpha() or text.isnumeric() or ord(text[0]) > 0x2000
    return "maths" if sign else "stop"


_SIGNS = (
    ("operator", OPERATORS - {"="}),
    ("relation", frozenset(RELATIONS)),
    ("implies", IMPLICATIONS | ARROWS),
    ("bracket", BRACKETS),
    ("comma", COMMAS),
    ("stop", STOPS),
    ("word", MARKUP),
)


# Letters: words or mathematics


def _settle(tokens: list[Token], known: Collection[str]) -> None:
    """Decide every run of letters, from the end, so that what follows is decided."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "letters":
            kind = "maths" if _reads_as_maths(tokens, index, known) else "word"
            tokens[index] = token._replace(kind=kind)


def _reads_as_maths(tokens: Sequence[Token], index: int, known: Collection[str]) -> bool:
    word = tokens[index].text
    following = tokens[index + 1] if index + 1 < len(tokens) else Token("stop", "", 0)
    if len(word) == 1:
        return word in known or not _is_article(tokens, index)
    if is_maths(word, known) or following.text in ("_", "^") or _is_argument(tokens, index):
        return True
    if tokens[index - 1 : index] and tokens[index - 1].text in ("_", "^"):
        return True
    if following.text in ("(", "[", "{", "（"):
        return _takes_arguments(tokens, index)
    if word in AMBIGUOUS:
        return _neighbour(tokens, index, 1).kind in ("maths", "span", "bracket")
    if is_neutral(word):
        sides = _neighbour(tokens, index, -1), _neighbour(tokens, index, 1)
        factors = all(letter in known for letter in word)
        return factors or any(side.kind in ("relation", "operator") for side in sides)
    return word not in CALLED and word.lower() not in SMALL and _stands_alone(tokens, index)


def _is_argument(tokens: Sequence[Token], index: int) -> bool:
    r"""The letters in ``\mathrm{pa}`` and ``_{ij}``."""
    braced = index > 1 and tokens[index - 1].text == "{"
    return braced and tokens[index - 2].kind in ("maths", "operator")


def _takes_arguments(tokens: Sequence[Token], index: int) -> bool:
    """f(x), Attention(Q, K): but not term(s), or where (with ...)."""
    word, inside = tokens[index].text, _neighbour(tokens, index + 1, 1)
    if word.lower() in SMALL or (inside.kind == "letters" and len(inside.text) > 3):
        return False
    return inside.text not in ("s", "es", "a", "ies")


def _is_article(tokens: Sequence[Token], index: int) -> bool:
    """``a``, ``A``, ``I`` between spaces before a word, or before mathematics after "is"."""
    if tokens[index].text not in ARTICLES or index + 2 >= len(tokens):
        return False
    apart = index == 0 or tokens[index - 1].kind in ("space", "line", "stop")
    if not apart or tokens[index + 1].kind not in ("space", "line"):
        return False
    following = _neighbour(tokens, index, 1)
    linked = _neighbour(tokens, index, -1).text in LINKING
    return following.kind in ("word", "span", "line") or (linked and following.kind == "maths")


ARTICLES = frozenset("aAI")
LINKING = words("is as are with of by be has into becomes denotes")


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """A word that is all of a side: ``loss = ...``, or ``... = ELBO`` at a line's end."""
    before, after = _neighbour(tokens, index, -1), _neighbour(tokens, index, 1)
    starts = before.kind in ("line", "stop", "") or before.text.lower() in (
        "the",
        "let",
        "where",
    )
    ends = after.kind in ("line", "stop", "")
    return (starts and after.kind == "relation") or (ends and before.kind == "relation")


def _neighbour(tokens: Sequence[Token], index: int, step: int) -> Token:
    """The next token in that direction that is no space; an empty one at the ends."""
    index += step
    while 0 <= index < len(tokens):
        if tokens[index].kind != "space":
            return tokens[index]
        index += step
    return Token("", "", 0)


def _hyphenate(tokens: list[Token]) -> None:
    """log-likelihood, f-divergence: what a hyphen ties to a word is a word."""
    for index in range(1, len(tokens) - 1):
        before, after = tokens[index - 1], tokens[index + 1]
        tied = {before.kind, after.kind} <= {"word", "maths", "span"}
        if tokens[index].text in "-–" and tied and "word" in (before.kind, after.kind):
            for place in (index - 1, index, index + 1):
                tokens[place] = tokens[place]._replace(kind="word")
