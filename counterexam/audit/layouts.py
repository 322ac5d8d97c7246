r"""Mathematics laid out otherwise, with its signs as they are.

Works on the text: `$$a = b$$` becomes a line of plain text, an `align`, a display in brackets.
What it changes means nothing to a reader of mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from counterexam.audit.variants import Variant

DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
RELATION = re.compile(r"\\(?:le|ge|leq|geq|to|approx|propto)(?![A-Za-z])|[=≤≥<>]|:=")
BARE_E = r"(?<![A-Za-z\\])E(?=_\{|\[)"
CONDITION = r"(?<!\\left)(?<=[\w})])\|(?=[\w\\{])(?![^()]*\\right)"
OPENING, CLOSING = "{([", "})]"
Change = Callable[[str], str | None]


def layouts(text: str) -> Iterator[Variant]:
    """The text in each layout that changes it."""
    for name, change in LAYOUTS.items():
        changed = _in_displays(text, change)
        if changed is not None:
            yield Variant(f"layout: {name}", changed)


def _in_displays(text: str, change: Change) -> str | None:
    """The text with every display changed; None where one of them cannot be."""
    pieces = DISPLAY.split(text)
    for place in range(1, len(pieces), 2):
        changed = change(pieces[place].strip())
        if changed is None:
            return None
        pieces[place] = changed
    return "".join(pieces) if len(pieces) > 1 else None


def members(display: str) -> list[str]:
    """A display cut before each of its relations, those in brackets left alone."""
    depth, start, found = 0, 0, []
    place = 0
    while place < len(display):
        character = display[place]
        depth += (character in OPENING) - (character in CLOSING)
        match = RELATION.match(display, place) if depth == 0 else None
        if match and place > start and display[start:place].strip():
            found.append(" ".join(display[start:place].split()))
            start = place
        place = match.end() if match else place + 1
    return [*found, " ".join(display[start:].split())]


def _aligned(environment: str, around: str) -> Change:
    def change(display: str) -> str | None:
        if r"\begin" in display:
            return None
        first, *rest = members(display)
        rows = [f"{first} &{rest[0]}", *(f"&{each}" for each in rest[1:])] if rest else [first]
        body = " \\\\\n".join(rows)
        inner = f"\\begin{{{environment}}}\n{body}\n\\end{{{environment}}}"
        return around.replace("{}", inner)

    return change


def _on_lines(display: str) -> str | None:
    return None if r"\begin" in display else "\n" + "\n".join(members(display)) + "\n"


def _within(opening: str, closing: str) -> Change:
    return lambda display: f"{opening}{display}{closing}"


def _displayed(change: Change) -> Change:
    def within(display: str) -> str | None:
        changed = change(display)
        return None if changed in (None, display) else f"$${changed}$$"

    return within


def _stretched(display: str) -> str | None:
    r"""Brackets with \left and \right, where each pair is closed in its own group."""
    if r"\left" in display or r"\begin" in display or "[" in display:
        return None
    return display.replace("(", r"\left(").replace(")", r"\right)") if _nests(display) else None


def _nests(display: str) -> bool:
    opened = []
    for character in display:
        if character in "({":
            opened.append(character)
        elif character in ")}" and (not opened or opened.pop() != "({"[")}".index(character)]):
            return False
    return not opened


def _spaced(display: str) -> str | None:
    return re.sub(r"(?<=[\w})\]]) (?=[\w\\({])", r" \\, ", display)


def _substituted(pattern: str, replacement: str) -> Change:
    return lambda display: re.sub(pattern, replacement, display)


def _with_superscript_t(display: str) -> str | None:
    """Transposes as ^T, where no T is a number."""
    has_t = re.search(r"(?<![A-Za-z\\])T(?![A-Za-z])", display)
    return None if has_t else re.sub(r"\\top(?![a-z])", "T", display)


LAYOUTS: dict[str, Change] = {
    "no dollars": lambda display: " ".join(display.split()),
    "inline": _within("$", "$"),
    "bracketed display": _within("\\[\n", "\n\\]"),
    "a relation a line": _on_lines,
    "align": _aligned("align*", "{}"),
    "aligned within dollars": _aligned("aligned", "$${}$$"),
    "numbered align": _aligned("align", "{}"),
    "stretched brackets": _displayed(_stretched),
    "thin spaces": _displayed(_spaced),
    "no space around relations": _displayed(_substituted(r"\s*([=<>])\s*", r"\1")),
    "display fractions": _displayed(_substituted(r"\\frac(?![a-z])", r"\\dfrac")),
    "braced scripts": _displayed(_substituted(r"([_^])([A-Za-z0-9])(?!\w)", r"\1{\2}")),
    "blackboard expectation": _displayed(_substituted(BARE_E, r"\\mathbb{E}")),
    "natural logarithm": _displayed(_substituted(r"\\log(?![A-Za-z])", r"\\ln")),
    "bars by name": _displayed(_substituted(r"\\\|", r"\\parallel ")),
    "upright divergence": _displayed(_substituted(r"D_\{KL\}", r"D_{\\mathrm{KL}}")),
    "named divergence": _displayed(_substituted(r"D_\{KL\}", r"\\mathrm{KL}")),
    "conditions by name": _displayed(_substituted(CONDITION, r" \\mid ")),
    "small equals": _displayed(_substituted(r"\\le(?![a-z])", r"\\leq")),
    "superscript T": _displayed(_with_superscript_t),
}
