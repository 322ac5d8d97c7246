"""Answers set in words, as people hand them in: sentences, labels, emphasis."""

from __future__ import annotations

from collections.abc import Iterator

from counterexam.audit.variants import Variant

FRAMES: dict[str, str] = {
    "words before and after": "We go step by step.\n\n{}\n\nThis is what was asked for.",
    "labelled": "Answer: {}",
    "labelled, in bold": "**Answer:** {}",
    "solution": "Solution.\n\n{}",
    "as claimed": "So we get\n\n{}\n\nas claimed.",
    "in Chinese": "解:\n\n{}",
    "in Chinese, with a conclusion": "由题意可得\n\n{}\n\n这就是所求的结果。",
    "closing mark": "{}\n\n∎",
    "blank lines and spaces": "\n\n  {}  \n\n",
    "Windows line ends": "{}\r\n",
}
"""How an answer is framed; the braces are its place."""


def framed(text: str) -> Iterator[Variant]:
    """The answer in each frame."""
    for name, frame in FRAMES.items():
        yield Variant(f"prose: {name}", frame.replace("{}", text))
