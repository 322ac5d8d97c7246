r"""Answers as tokens: LaTeX, Unicode and plain text become one small alphabet.

After this module ``\text{FID}_{1} \approx 0.28``, ``FID₁ ≈ 0.28`` and ``FID_1 = 0.28`` are the
same tokens. Nothing is interpreted here and no text is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "name", "begin", "end", "row", "line", "gap", "=", "sign", "other"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token, and whether white space stands before and after it."""

    kind: Kind
    text: str
    spaced: bool
    tight: bool
    """Nothing but the next token follows at once: the sign of ``[1 -2]``, not of ``1 - 2``."""


SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
CHARACTERS = str.maketrans(
    {"−": "-", "–": "-", "—": " ", "×": "*", "·": "*", "⋅": "*", "∙": "*", "【": "[", "】": "]"}
    | dict.fromkeys("≈≃≅≐≡", "=")
    | {"⁄": "/", "∕": "/", "⊤": "T", "：": ":", "，": ",", "；": ";", "。": ". "}
)
WRAPPER = re.compile(
    r"\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|boldsymbol|bm"
    r"|operatorname|underline|emph|mbox)\s*\{([^{}]*)\}"
)
MATRIX = "b?matrix|pmatrix|vmatrix|Vmatrix|Bmatrix|smallmatrix|array"

REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?i)\((?:because|since|as)\b[^()]{0,200}\)", " "),
        (r"(?m)^\s*(?:[-*•]|\d{1,2}\))\s+(?=\S)", ""),
        (r"\\(?:left|right|bigg?[lr]?|Bigg?[lr]?|displaystyle|limits|!)(?![a-zA-Z])[.]?", " "),
        (r"(?<!\\)\\[,;: ]|\\(?:hfill|hspace\{[^{}]*\})|~", " "),
        (r"\\(?:approx|simeq|cong|doteq|equiv)(?![a-zA-Z])|:=|==", "="),
        (r"=\s*&?\s*\\(?:boxed|fbox)(?![a-zA-Z])", "= "),
        (r"\\(?:boxed|fbox)(?![a-zA-Z])", "\nanswer: "),
        (r"\\(?:cdot|times)(?![a-zA-Z])", "*"),
        (r"(?<!\\)\\_", "_"),
        (r"\\div(?![a-zA-Z])|÷", "/"),
        (r"\\[dt]frac(?![a-zA-Z])", r"\\frac"),
        (r"\\frac\s*(\d)\s*(?=[\d{])", r"\\frac{\1}"),
        (r"(\\frac\s*\{[^{}]*\})\s*(\d)", r"\1{\2}"),
        (r"\\(?:top|intercal|mathsf\{T\})(?![a-zA-Z])", "T"),
        (r"\\begin\{array\}\s*(?:\[\w\])?\s*\{[^{}]*\}", r"\\begin{array}"),
        (rf"\\(begin|end)\{{(?:{MATRIX})\*?\}}(?:\[\w\])?", r" \\\1matrix "),
        (r"\\(?:begin|end)\{[^{}]*\}", "\n"),
        (
            r"\\(?:implies|Rightarrow|Longrightarrow|to|rightarrow)(?![a-zA-Z])|=>|⇒|→",
            "\\\\quad ",
        ),
        (r"\\%", "%"),
        (r"(?<=[\w)])\*\*(?=[\w(+-])", "^"),
        (r"\*\*|__|`+|\$+|(?<!\\)\\[\[\]()]", " "),
        (r"√\s*(\d+(?:\.\d+)?)", r"sqrt(\1)"),
        (r"√", "sqrt"),
        (r"\^\s*(?:\(\s*(\d)\s*\)|\{\s*(\d)\s*\})(?![\w.])", r"^\1\2"),
    )
)
NUMERALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMERAL = re.compile(
    rf"(?i)(^\s*|\n\s*|\b(?:is|be|equals|equal to)\s+|[=:]\s*)({'|'.join(NUMERALS)})"
    r"(?=\s*(?:[.,;(\n]|$|(?:because|since|as|for)\b))"
)
"""A number in words where it stands as a value: not in "one of them"."""
LETTER = "[A-Za-zÀ-ɏͰ-Ͽ]"
BRACED_SUBSCRIPT = re.compile(r"_\s*\{\s*(\w+)\s*\}")
TOKEN = re.compile(
    r"(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<begin>\\beginmatrix)|(?P<end>\\endmatrix)"
    r"|(?P<row>\\\\(?:\[[^\]\n]*\])?|\\cr\b)"
    r"|(?P<gap>\\q?quad(?![a-zA-Z]))"
    rf"|(?P<name>\\?{LETTER}+(?:_?\d+|_{LETTER}+\d*)?)"
    r"|(?P<line>\n)|(?P<equal>=)|(?P<sign>[-+])|(?P<other>[^\s])"
)


def canonical(answer: str) -> str:
    """The answer in the small alphabet, still as text."""
    text = re.sub("[₀-₉]+", lambda m: "_" + m[0].translate(SUBSCRIPTS), answer)
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", lambda m: f"^({m[0].translate(SUPERSCRIPTS)})", text)
    text = unicodedata.normalize("NFKC", text.replace("ᵀ", "^T")).translate(CHARACTERS)
    for _ in range(3):
        text = WRAPPER.sub(r"\1", text)
    for pattern, replacement in REWRITES:
        text = pattern.sub(replacement, text)
    text = NUMERAL.sub(lambda m: f"{m[1]}{NUMERALS.index(m[2].lower())}", text)
    return BRACED_SUBSCRIPT.sub(r"_\1", text)


def tokens(text: str) -> list[Token]:
    """The tokens of canonical text, in order; white space other than line ends is dropped."""
    return [_token(match, text) for match in TOKEN.finditer(text)]


def _token(match: re.Match[str], text: str) -> Token:
    kind = match.lastgroup or "other"
    start, end = match.span()
    return Token(
        kind="=" if kind == "equal" else kind,  # type: ignore[arg-type]
        text=match[0],
        spaced=start == 0 or text[start - 1].isspace(),
        tight=end < len(text) and not text[end].isspace(),
    )
