"""A choice's answer as words, and the vocabulary in which people choose."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Word(NamedTuple):
    """A word, a number, a Chinese character, a punctuation mark or a line end."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word without regard to case."""
        return self.text.casefold()


STRUCK = re.compile(
    r"~~[^~\n]{0,500}~~|<(s|del|strike)>[^<]{0,500}</\1>"
    r"|\\(?:sout|cancel|xcancel|st|xout)\s*\{[^{}]{0,500}\}"
)
BOXED = re.compile(r"\\(?:boxed|fbox)\s*\{")
WRAPPER = re.compile(
    r"\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|emph|underline|operatorname)"
    r"\s*\{"
)
MARKUP = re.compile(r"\*+|_+|`+|\$+|\\[\[\]()]|[{}]|\\(?:left|right|quad|qquad|;|,|!)?")
ISNT = re.compile(r"(?i)\b(is|are|was)n['’]t\b")
CANT = re.compile(r"(?i)\bcan['’]t\b|\bcan not\b")
WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_]+)?\d*|\d+|[\u3400-\u9fff]|\n|[^\w\s]")


def plain(answer: str) -> str:
    """The answer without mark-up and without what was crossed out; boxes say ``answer:``."""
    text = STRUCK.sub(" ", unicodedata.normalize("NFKC", answer))
    text = BOXED.sub("\nfinal answer: ", text)
    text = MARKUP.sub("", WRAPPER.sub("", text))
    return CANT.sub("cannot", ISNT.sub(r"\1 not", text))


def words(text: str) -> list[Word]:
    """The words of plain text in order."""
    return [Word(m[0], *m.span()) for m in WORD.finditer(text)]


SPOKEN = {
    "true": ("true", "t", "correct", "right", "holds", "对", "正确", "真", "yes"),
    "false": (
        "false",
        "f",
        "incorrect",
        "wrong",
        "untrue",
        "错",
        "错误",
        "不对",
        "不正确",
        "假",
        "no",
    ),
    "yes": ("yes", "y", "是", "是的", "可以", "能", "对", "true", "correct"),
    "no": (
        "no",
        "n",
        "nope",
        "否",
        "不是",
        "不可以",
        "不能",
        "不行",
        "不对",
        "false",
        "incorrect",
    ),
}
"""How the two answers to a yes/no question are said, by the label that an option has."""


def _phrases(*phrases: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as word sequences, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        sequence = tuple(phrase.split())
        found.setdefault(sequence[0], []).append(sequence)
    return found


CUES = _phrases(
    "answer", "answers", "ans", "choose", "chose", "choosing", "pick", "picked", "select",
    "selected", "correct ones", "right ones", "true ones", "go with", "going with", "vote for",
    "i think", "i believe", "i say", "i would say", "i'd say", "my guess", "it must be",
    "it should be", "选", "选 择", "答 案", "答", "should be", "wait", "actually", "correction",
    "i mean",
)  # fmt: skip
WEAK_CUES = _phrases("it is", "it's", "this is", "that is", "statement is", "claim is")
CONCLUSIONS = {"so", "therefore", "thus", "hence", "所", "因", "故"}
FINAL = {"final", "finally", "最"}
CORRECTIONS = {
    "wait",
    "actually",
    "correction",
    "sorry",
    "oops",
    "scratch",
    "instead",
    "changed",
}
CORRECTIONS |= {"→", "更", "改", "mistake", "rather"}
PASSING = {"is", "are", "was", "be", ":", "=", "the", "option", "options", "choice", "choices"}
PASSING |= {
    "statement",
    "statements",
    "letter",
    "would",
    "should",
    "must",
    "correct",
    "right",
    "one",
}
PASSING |= {
    "that",
    "it",
    "definitely",
    "clearly",
    "probably",
    "likely",
    "therefore",
    "thus",
    "so",
}
PASSING |= {
    "(",
    "[",
    "this",
    "to",
    "here",
    "only",
    "both",
    "-",
    ">",
    "项",
    "为",
    "以",
    "此",
    "是",
    "案",
}
NEGATORS = {
    "not",
    "isn't",
    "aren't",
    "never",
    "neither",
    "cannot",
    "can't",
    "nor",
    "don't",
    "非",
    "不",
    "没",
}
NEGATORS |= {"doesn't", "except", "excluding", "wasn't", "unlike"}
SEPARATORS = {
    ",",
    "and",
    "&",
    "/",
    "+",
    ";",
    "、",
    "和",
    "与",
    "及",
    "or",
    ")",
    "]",
    "models",
    "model",
}
COPULAS = {"is", "are", "was", "were", "seems", "be", "seem", ":", "-", "'s"}
GOOD = {
    "correct",
    "right",
    "true",
    "answer",
    "best",
    "holds",
    "valid",
    "正",
    "对",
    "✓",
    "✔",
    "☑",
}
BAD = {"wrong", "false", "incorrect", "untrue", "invalid", "错", "✗", "✘", "×"}
BETTER = {"better", "best", "preferable", "preferred", "superior", "closer", "closest", "wins"}
BETTER |= {"更", "优", "好"}
WORSE = {"worse", "worst", "inferior", "差"}
DESCRIBING = (COPULAS - {":", "-"}) | {"不", "错", "是", "也"}
OPENING = {
    "\n",
    "(",
    "[",
    "-",
    "•",
    ">",
    ":",
    ")",
    "the",
    "only",
    "from",
    "both",
    "option",
    "just",
    '"',
    "'",
}
OPENING |= {"该", "此", "这", "说", "法", "命", "题", "陈", "述"}
JUDGED = {"yes": True, "no": False, "t": True, "f": False}
PRONOUNS = {"it", "this", "which", "that"}
LINKS = COPULAS | {
    "the",
    "clearly",
    "slightly",
    "considered",
    "to",
    "be",
    "would",
    "images",
    "much",
}
LINKS |= {
    "image",
    "generated",
    "a",
    "has",
    "have",
    "of",
    "overall",
    "therefore",
    "thus",
    "quality",
}
LINKS |= {
    "significantly",
    "performs",
    "looks",
    "should",
    "must",
    "fake",
    "in",
    "my",
    "opinion",
    "更",
}
LINKS |= {
    "provides",
    "set",
    "also",
    "then",
    "hence",
    "which",
    "得",
    "的",
    "质",
    "量",
    "比",
    "较",
}
ALL = (("all",), ("everything",), ("every",), ("全", "部"), ("都",), ("全", "选"))
NONE = (("none",), ("nothing",), ("都", "不"))
AFTER_LABEL = {"because", "since", "as", "for", "is", "are", "was", "and", "or", "but", "would"}
AFTER_LABEL |= {
    "seems",
    "due",
    "given",
    "by",
    "so",
    "instead",
    "not",
    "only",
    "while",
    "can",
    "too",
}
