"""What is drawn on lines: tables and rows of bare numbers become bracketed lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

NUMBER = r"[-+−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
ENTRY = re.compile(rf"{NUMBER}(?:\s*/\s*{NUMBER})?%?")
CONSTRUCTED = re.compile(
    r"\b(?:(?:np|numpy|torch|jnp)\.)?(?:array|tensor|asarray|matrix|Matrix)\s*\(\s*"
    r"(\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\])\s*(?:,\s*dtype\s*=\s*[\w.]+\s*)?\)"
)
"""``np.array([...])``: how programs write an array."""
NAMED_ROW = re.compile(r"^\s*\|\s*((?=[^|]*[^\W\d_])[^|\d\s][^|]*?)\s*\|([^|]*\d[^|]*)\|\s*$")
"""``| FID | 0.28 |``: a row of a table that names one value."""
RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")


def bracketed(answer: str) -> str:
    """The answer with every run of such lines written as ``[[...], [...]]``."""
    answer = CONSTRUCTED.sub(r"\1", answer)
    lines = [
        NAMED_ROW.sub(r"\1 = \2", line)
        for line in answer.split("\n")
        if not ("|" in line and RULE.fullmatch(line))
    ]
    marked = zip(lines, _open_before(lines), strict=True)
    runs = groupby(marked, key=lambda pair: pair[1] == 0 and bool(_entries(pair[0])))
    return "\n".join(
        line for drawn, run in runs for line in _written([p[0] for p in run], drawn)
    )


def _open_before(lines: Sequence[str]) -> Iterator[int]:
    """How many brackets and environments are open where each line begins."""
    depth = 0
    for line in lines:
        yield depth
        opened = line.count("[") + line.count(r"\begin{")
        depth = max(0, depth + opened - line.count("]") - line.count(r"\end{"))


def _written(lines: Sequence[str], drawn: bool) -> Iterator[str]:
    return _rows(lines) if drawn else iter(lines)


def _entries(line: str) -> list[str]:
    """The numbers of a line that holds nothing else; none otherwise."""
    cells = re.split(r"\s*[|,]\s*|\s+", line.strip().strip("|").strip())
    return cells if all(map(ENTRY.fullmatch, cells)) else []


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Lines of one width make one matrix; a lone number stays as it is."""
    for width, run in groupby(map(_entries, lines), key=len):
        rows = [_listed(row) for row in run]
        if len(rows) > 1:
            yield _listed(rows)
        else:
            yield rows[0] if width > 1 else rows[0].strip("[]")


def _listed(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
