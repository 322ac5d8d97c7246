r"""How text is cut into pieces: one regular expression, and what a command or sign stands for.

No pattern here can backtrack: what repeats is possessive.
"""

from __future__ import annotations

import re
import unicodedata

from checkers.notation import operators as op

SCANNER = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+(?![\w^]))?|\.[0-9]+)
    |(?P<run>[A-Za-z]+)
    |\\(?P<edge>begin|end)\s*+\{(?P<environment>[a-zA-Z]*+\*?+)\}
    |\\(?P<font>math(?:bbm|bb|ds|bf|cal|scr|frak)|boldsymbol|bm|pmb)\s*+
      (?:\{\s*+(?P<dressed>[A-Za-z0-9]|\\[A-Za-z]++)\s*+\}|(?P<bare>[A-Za-z0-9]))
    |\\(?P<style>text(?:rm|bf|it|sf|tt|normal)?|math(?:rm|sf|tt|it|bb|op)|operatorname\*?|mbox)
      \s*+\{(?P<content>(?:[^{}]++|\{[^{}]*+\})*+)\}
    |(?P<command>\\[A-Za-z]++\*?|\\.)
    |(?P<sign>:=|=:|<=>|=>|<=|>=|!=|==|~=|->|\|\||\*\*|\.\.\.)
    |(?P<character>.)""",
    re.VERBOSE | re.DOTALL,
)
ARGUMENT = re.compile(r"\s*+(?:\[[^\][]*+\])?+\s*+\{[^{}]*+\}")
ROW_SKIP = re.compile(r"\[[\d. a-z]*+\]")
ROWS = op.words(
    """matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases dcases rcases"""
)
SPECIFIED = op.words("array alignat alignat* tabular")
"""Environments whose columns are specified in an argument."""
DRESSED = op.words("name relation measure function mean bind law")
"""What braces mean nothing around."""
COMMANDS = {
    **{f"\\{name}": ("name", letter) for name, letter in op.LETTERS.items()},
    **{f"\\{name}": ("function", head) for name, head in op.FUNCTIONS.items()},
    **{f"\\{name}": ("bind", head) for name, head in op.BINDERS.items()},
    **{f"\\{name}": ("accent", mark) for name, mark in op.ACCENTS.items()},
    **{sign: ("relation", name) for sign, name in op.RELATIONS.items()},
    **{sign: (kind, "") for sign, kind in op.SIGNS.items()},
    **{name: ("name", letter) for name, letter in op.UNICODE_LETTERS.items()},
    **{f"\\{name}": ("name", name) for name in ("arg", "Pr", "ELBO")},
    **dict.fromkeys((r"\dd", r"\dif", r"\diff"), ("name", "d")), r"\R": ("name", "R"),
    r"\sqrt": ("sqrt", ""), "√": ("sqrt", ""), r"\E": ("mean", ""),
    r"\Var": ("measure", "Var"), r"\KL": ("measure", "KL"), r"\Cov": ("measure", "Cov"),
}  # fmt: skip
INDEPENDENT = ("relation", "independent")
"""Independence is written with two signs pushed together."""
BLACKBOARD = {"E": "mean", "1": "indicator", "V": "measure", "H": "measure"}
BLACKBOARD_TEXT = {"V": "Var", "H": "H"}


def opens_cases(text: str, start: int) -> bool:
    r"""Whether a brace is left open before an array: \left\{ \begin{array}."""
    before = text[max(0, start - 20) : start].rstrip()
    return before.endswith((r"\left\{", r"\left\lbrace"))


def decomposed(sign: str) -> tuple[str, str, str] | None:
    """The plain letter in a Unicode sign, its font and its marks; ½ is "1/2".

    None where the sign is no letter or number.
    """
    base = unicodedata.normalize("NFKD", sign)
    over, _, under = base.partition("⁄")
    if under:
        return f"{over}/{under}", "", ""
    known = base[0] in COMMANDS or (base[0].isascii() and base[0].isalnum())
    if not known or not all(map(unicodedata.combining, base[1:])):
        return None
    style = unicodedata.name(sign, "")
    font = "bb" if "DOUBLE-STRUCK" in style else "cal" if "SCRIPT" in style else ""
    return base[0], font, base[1:]
