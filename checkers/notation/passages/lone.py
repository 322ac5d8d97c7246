r"""Texts that are one formula, ``\frac{1}{x-1} + y^2``, and nothing else: no words, relations,
commas or marks. To tell these at a glance saves most of what it takes to read them as prose.
"""

from __future__ import annotations

import re

_MACRO = (
    r"[dt]?frac|sqrt|log|ln|exp|sin|cos|tan|sinh|cosh|tanh|left|right|cdot|times|alpha|beta|gamma|"
    r"delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|"
    r"chi|psi|omega"
)
_FORMULA = re.compile(
    r"(?![ {])(?=.*[A-Za-z\d])(?:\d+(?:\.\d+)?|[-+/^{})]|\*(?!\*)|_(?!_)|(?<! )\("
    rf"|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|\\(?:{_MACRO})(?![A-Za-z])|[ ](?![ ({{]))+(?<! )"
)


def is_lone_formula(text: str) -> bool:
    """Whether the text is one formula for certain; False says nothing."""
    return _FORMULA.fullmatch(text) is not None
