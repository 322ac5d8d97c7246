"""What single macros mean for segmenting: words, layout, spaces, annotated relations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkers.notation.passages.pieces import words
from checkers.notation.passages.tokens import Token

WORDS = words(
    r"""\text \mbox \textbf \textit \textrm \textnormal \textsf \emph \intertext
    \shortintertext"""
)
DROPPED = words(
    r"""\nonumber \notag \displaystyle \textstyle \hline \hfill \par \noindent \allowbreak
    \centering \!"""
)
DROPPED_WITH_ARGUMENT = words(
    r"""\label \tag \eqref \ref \cite \vspace \hspace \phantom \hphantom \vphantom \color"""
)
WIDE = frozenset(("\\quad", "\\qquad", "\\hspace"))
LABELLED_ARROWS = frozenset(("\\xrightarrow", "\\xleftarrow"))
OVER = frozenset(("\\stackrel", "\\overset", "\\underset"))
CONNECTIVES = words(
    """and or if iff with where for when since as so thus then let by is are otherwise else
    hence therefore because given all any some that which we have from of in on to the a an"""
)
REVERSED = frozenset(("=:", "\\eqqcolon"))
PUNCTUATION = frozenset(",;，；")
SCRIPT_OF = re.compile(r"(?:E|𝔼|sum|prod|int|lim|max|min|argmax|argmin|∑|∏|Σ|Π|∫)_\w+$")
BINARY = re.compile(r"[-+*/^_|·×⊙∘]$|\\(?:cdot|times|odot|circ|otimes|oplus|pm|mid|Vert?)$")
DEEPEST = 4
"""Remarks within remarks, beyond which they are words."""


def overset(above: str, relation: str) -> str:
    """Equality by definition and in law have their own signs."""
    plain = re.sub(
        r"\\[A-Za-z]+|[{}\s]", lambda m: m[0] if "elta" in m[0] else "", above
    ).lower()
    if plain in ("def", "def.", "△", "\\delta", "defn"):
        return ":="
    return "~" if plain in ("d", "law", "dist", "dist.") and relation == "=" else relation


def source_of(tokens: Sequence[Token]) -> str:
    """The source of the tokens, without comments, row ends and marks but those of matrices."""
    kept: list[str] = []
    inside = 0
    for token in tokens:
        inside += (token.text == "{") - (token.text == "}")
        if token.kind == "env":
            inside += 1 if token.text.startswith("\\begin") else -1
        layout = token.kind == "row" or token.text == "&"
        if token.kind != "comment" and (inside > 0 or not layout):
            kept.append(token.text)
    return "".join(kept)
