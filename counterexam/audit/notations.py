r"""Mathematics in other notation: LaTeX as Unicode and as plain ASCII, token by token.

The text is rewritten, not read, so that it owes nothing to the reader under audit. What has no
usual form in the other notation (a matrix, a brace over a sum) is left: then there is no
variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from counterexam.audit.variants import Variant

GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\})*)\}"
FRACTION = re.compile(rf"\\d?frac{GROUP}{GROUP}")
ROOT = re.compile(rf"\\sqrt{GROUP}")
WORD = re.compile(r"\\(?:text|mathrm|operatorname|mathcal|mathbf|mathbb)\{([^{}]*)\}")
COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])\s?")
SINGLE = re.compile(r"[\w∂]+(?:_\w+|_\{[^{}]*\})?")
BAR = re.compile(r"\\(bar|tilde|hat)\s?\{?(\\?[A-Za-z]+)\}?")

PLAINLY_AMBIGUOUS = re.compile(
    r"\\(?:bar|tilde|hat)|\\top(?=.*(?<![A-Za-z\\^])T(?![A-Za-z]))"
    r"|(?<![A-Za-z\\^])T(?![A-Za-z]).*\\top",
    re.DOTALL,
)
"""What ASCII does not tell apart: letters with accents, a transpose beside a T."""
REACHING = re.compile(r"\\(?:log|exp|sin|cos)\s*\\frac\{[^{}]*\}\{[^{}]*\}\s*\(")
"""A function whose reach no line of text tells: log (1/2) (a + b)."""

GREEK = dict(
    zip(
        ("alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "phi", "psi",
         "sigma", "rho", "tau", "pi", "Theta", "Phi", "Sigma", "Lambda"),
        "αβγδεθλμφψσρτπΘΦΣΛ",
        strict=True,
    )
)  # fmt: skip
FUNCTIONS = {
    name: name
    for name in ("log", "exp", "sin", "cos", "det", "min", "max", "arg", "ln", "tr", "tanh")
}
LAYOUT = {",": " ", ";": " ", "!": "", " ": " ", "left": "", "right": "", "{": "{", "}": "}"}
UNICODE: Mapping[str, str] = (
    GREEK
    | FUNCTIONS
    | LAYOUT
    | {
        "sum": "∑", "prod": "∏", "int": "∫", "partial": "∂", "infty": "∞", "le": "≤", "ge": "≥",
        "|": "‖", "top": "⊤", "cdot": "·", "odot": "⊙", "to": "→", "sim": "∼", "approx": "≈",
        "ldots": "…", "dots": "…", "mid": "|", "in": "∈", "propto": "∝",
    }
)  # fmt: skip
PLAIN: Mapping[str, str] = (
    {name: name for name in GREEK}
    | FUNCTIONS
    | LAYOUT
    | {
        "sum": "sum", "prod": "prod", "infty": "infinity", "le": "<=", "ge": ">=", "|": "||",
        "top": "T", "cdot": "*", "to": "->", "sim": "~", "approx": "~=", "ldots": "...",
        "dots": "...", "mid": "|", "partial": "d", "int": "int",
    }
)  # fmt: skip
ACCENTS = {"bar": "\u0304", "tilde": "\u0303", "hat": "\u0302"}


def notations(text: str) -> Iterator[Variant]:
    """The text in Unicode and in ASCII, without dollars."""
    for name, table in (("Unicode", UNICODE), ("plain", PLAIN)):
        written = _in_mathematics(text, table)
        if written is not None:
            yield Variant(f"notation: {name}", written)


def _in_mathematics(text: str, table: Mapping[str, str]) -> str | None:
    pieces = re.split(r"\$\$?(.+?)\$\$?", text, flags=re.DOTALL)
    for place in range(1, len(pieces), 2):
        written = _written(pieces[place], table)
        if written is None:
            return None
        pieces[place] = written
    return "".join(pieces) if len(pieces) > 1 else None


def _written(math: str, table: Mapping[str, str]) -> str | None:
    """One formula by the table; None where a command has no entry in it."""
    if r"\begin" in math or REACHING.search(math):
        return None
    if table is PLAIN and PLAINLY_AMBIGUOUS.search(math):
        return None
    math = BAR.sub(lambda m: f"{_letter(m[2], table)}{ACCENTS[m[1]]}", math)
    math = WORD.sub(r"\1", math)
    for _ in range(8):
        math, fractions = FRACTION.subn(lambda m: _fraction(m[1], m[2]), math)
        math, roots = ROOT.subn(r"ROOT(\1)", math)
        if not fractions + roots:
            break
    commands = {match[1] for match in COMMAND.finditer(math)}
    if not commands <= table.keys():
        return None
    math = COMMAND.sub(lambda m: _command(m, table), " ".join(math.split()))
    math = math.replace("ROOT", "√" if table is UNICODE else "sqrt")
    return re.sub(r"  +", " ", math).strip()


def _letter(name: str, table: Mapping[str, str]) -> str:
    return table.get(name.removeprefix("\\"), name)


def _command(match: re.Match[str], table: Mapping[str, str]) -> str:
    """Names are kept apart from letters and signs that follow them; d x is one word."""
    sign, following = table[match[1]], match.string[match.end() : match.end() + 1]
    if not sign or match[1] == "partial" or following in ("_", "^", ")", "", ","):
        return sign
    is_word = sign.isascii() and sign.isalpha() and following != "("
    apart = match[0][-1].isspace() or is_word
    return f"{sign} " if apart else sign


def _fraction(above: str, below: str) -> str:
    """The quotient on a line, in brackets of its own."""
    above, below = above.strip(), below.strip()
    if above.startswith(r"\partial") and below.startswith(r"\partial"):
        return f"{above}/{below}"
    return f"({_operand(above)}/{_operand(below)})"


def _operand(text: str) -> str:
    return text if SINGLE.fullmatch(text) else f"({text})"
