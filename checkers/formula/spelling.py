r"""What programs and old LaTeX write, as mathematics: ``np.exp(x)``, ``{a \over b}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from checkers.notation.expr import Apply, Expr, Num, Sym

EULER: tuple[Expr, Expr] = (Sym("e"), Apply("exp", (Num(Fraction(1)),)))
"""The number e, where the letter is nothing else."""
CALLS: dict[str, Callable[..., Expr]] = {
    "transpose": lambda a: Apply("T", (a,)),
    "inverse": lambda a: Apply("^", (a, Num(Fraction(-1)))),
    "power": lambda a, b: Apply("^", (a, b)),
    "matmul": lambda a, b: Apply("*", (a, b)),
    "inner": lambda a, b: Apply("dot", (a, b)),
    "factorial": lambda a: Apply("factorial", (a,)),
    **dict.fromkeys(("array", "Matrix", "matrix"), lambda a: a),
}
"""Functions of programs, and the operators that they are."""
_MODULES = "np|numpy|math|torch|jnp|tf|sp|sympy|scipy|F|torch.nn.functional"
_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\{,\}(?=\d{3})", ""),
        (rf"(?<![\w.\\])(?:{_MODULES})\.(?:linalg\.|special\.)?(?=[A-Za-z])", ""),
        (r"(?<=[\w)\]])\.(?:T|t\(\)|mT)\b", "^T"),
        (r"(?<![\w.\\])inv\s*\(", "inverse("),
        (r"(?<![\w.\\])pow\s*\(", "power("),
        (r"(?<![\w.\\])dot\s*\(", "inner("),
        (r"(?<![\w.\\])(?:asarray|tensor)\s*\(", "array("),
        (r"(?<=array)\((\[[^()]{0,2000}\])\s*,\s*dtype\s*=[^()]{0,40}\)", r"(\1)"),
        (r"\{([^{}]{1,200})\\over(?![a-zA-Z])\s*([^{}]{1,200})\}", r"\\frac{\1}{\2}"),
        (r"\{([^{}]{1,200})\\choose(?![a-zA-Z])\s*([^{}]{1,200})\}", r"\\binom{\1}{\2}"),
        (r"(?<![\w\\])(\w{1,9}) choose (\w{1,9})\b", r"\\binom{\1}{\2}"),
        (r"(\d{1,9}(?:\.\d{1,9})?)\s*(?:\^\s*\{?\s*\\circ\b\s*\}?|°)", r"(\1 π/180)"),
        (r"(\d\.)(?=\s*[\],)])", r"\g<1>0"),
    )
)


def as_mathematics(text: str) -> str:
    """The text with mathematics for what is written as a program."""
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    return text


def called(node: Expr) -> Expr:
    """A function of a program as the operator that it is."""
    make = CALLS.get(node.head) if isinstance(node, Apply) else None
    if make is None or len(node.args) != make.__code__.co_argcount:  # type: ignore[union-attr]
        return node
    return make(*node.args)  # type: ignore[union-attr]
