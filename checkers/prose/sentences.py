"""Prose as units: sentences, split where they contrast, with the headings they stand under."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MARKUP = re.compile(r"\*\*|__|`+|\\(?:text\w*|mathbf|mathrm|emph)\{|[{}$]|\\(?=\w)")
BARS = re.compile(r" ?(?:\\\||\|\||∥|‖) ?")
"""Of a divergence, however they are typed."""
ABBREVIATION = re.compile(
    r"\b(e\.g|i\.e|etc|vs|cf|resp|approx)\.(?=\s*[a-z,;)(]|\s*$)", re.IGNORECASE
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。!?;])")
BULLET = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.)、]|\([a-z]\)|[①-⑨])\s+")
HEADING = re.compile(r"^\s*(?:#+\s*)?([^:.!?。]{1,90}?)\s*:\s*")
CONTRAST = re.compile(
    r"[,;]?\s?\b(?=(?:whereas|while|but|however|although|though|in contrast|by contrast"
    r"|conversely|on the other hand|unlike|yet|compared (?:to|with)|instead,)\b)"
    r"|[,]?(?=而(?!且)|但|然而|相反|相比之下|不过)"
)
REFERS_BACK = re.compile(
    r"\s*(?:(?:and|so|then|also|but)\b,?\s*)?(?:(?:it|they|this|these|that|which|its|their|he|such"
    r"|as a result|as a consequence|thus|so|therefore|hence|consequently|then|there|accordingly"
    r"|in turn|because of this|leading|resulting|causing|making|both)\b"
    r"|这|它|因此|所以|从而|于是|导致|其|并)"
)
ASKS = re.compile(r"\s*(?:explain|describe|discuss|compare|define|state|name|give)\b")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
FUNCTION = re.compile(
    r"\b(?:the|an?|of|to|in|is|are|was|be|been|by|for|with|and|or|that|which|it|its|they|their|this"
    r"|these|as|on|at|from|into|than|can|may|will|has|have|had|does|do|not|no|if|when|so|because"
    r"|while|but|we|you|instead|only|also|both|each|between|through|during|up|out"
    r"|would|could|should|over|such|like|using|without|where|how|then|all|any)\b"
)
RELATION = re.compile(r"->|→|=>|<-|[<>≤≥]|(?<!\d)\s?[=~∼]")
SUBSCRIPT = re.compile(r"_\{[^{}]*\}|\([^()]*\)")
"""Where a sign of comparison or a comma joins no statements: z_{>t}, N(0, I)."""
SEPARATOR = re.compile("[,;、|]")
CHINESE_WORD = re.compile("[\u3400-\u9fff]")
CHINESE_CLAUSE = re.compile("[\u3400-\u9fff]{8,}")
"""Longer than a term: Chinese separates no words, and a clause may do without particles."""
CHINESE_FUNCTION = re.compile("[的是了在和将把被对从到会使让为与以可能而不并也得由其中]")


LONGEST_STATEMENT = 2_000
"""Characters; what follows in one sentence is not read, so that matching stays fast."""
LISTED, TERM = 4, 4
"""Items that make a list, and words that a term has at most."""
NARROW = 50
"""Characters from which on a line without an end can be a wrapped one."""
LEAD_IN = 14
"""Words that a heading, or the lead-in of a list, may have."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement: its words in lower case, the words as written, and what it hangs from.

    `heading` is the heading or the lead-in of its list. `refers_back`: it continues the unit
    before it. `asks`: a question, or the text of an exercise, which states nothing.
    """

    text: str
    quote: str
    heading: str = ""
    refers_back: bool = False
    asks: bool = False


def units(answer: str) -> list[Unit]:
    """The statements of an answer in order, headings among them."""
    return list(_units(answer))


def _units(answer: str) -> Iterator[Unit]:
    lead_in = ""
    for line in _lines(answer):
        bullet = BULLET.match(line)
        above = lead_in if bullet else ""
        for sentence in SENTENCE.split(line[bullet.end() :] if bullet else line):
            name, rest = _headed(sentence)
            if name:
                yield _unit(name, "")
                lead_in = lead_in if bullet else name
            yield from _statements(rest, name or above)


def _lines(answer: str) -> list[str]:
    """The answer's lines without mark-up; lines that were only wrapped are one again."""
    text = MARKUP.sub("", unicodedata.normalize("NFKC", answer))
    text = re.sub(r"[^\S\n]+", " ", ABBREVIATION.sub(r"\1", text))
    text = BARS.sub("||", text)
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _is_wrapped(lines[-1]) and line.strip() and not BULLET.match(line):
            lines[-1] = f"{lines[-1]} {line.strip()}"[: 2 * LONGEST_STATEMENT]
        else:
            lines.append(f"{line.lstrip('# ')}:" if line.startswith("#") else line.strip())
    return lines


def _is_wrapped(line: str) -> bool:
    """Whether a line breaks off in a sentence, at the width of a page."""
    return len(line) >= NARROW and line[-1] not in ".!?:;。"


def _headed(sentence: str) -> tuple[str, str]:
    """The short heading that a sentence begins with, if any, and the rest."""
    named = HEADING.match(sentence)
    if named is None or len(WORD.findall(named[1])) > LEAD_IN:
        return "", sentence
    return named[1], sentence[named.end() :]


def _statements(sentence: str, heading: str) -> Iterator[Unit]:
    """The parts of a sentence that are set against each other."""
    start = 0
    for cut in (*(m.end() for m in CONTRAST.finditer(sentence)), len(sentence)):
        part = sentence[start:cut].strip(" ,")[:LONGEST_STATEMENT]
        if any(map(str.isalnum, part)):
            yield _unit(part, heading, sentence.rstrip().endswith("?"))
        start = cut


def _unit(quote: str, heading: str, asks: bool = False) -> Unit:
    text = " ".join(quote.lower().split())
    asked = asks or ASKS.match(text) is not None
    return Unit(text, quote, heading.lower(), REFERS_BACK.match(text) is not None, asked)


def is_keywords(text: str) -> bool:
    """Whether a text is a list of keywords: few words that join others, or much repeated."""
    words = WORD.findall(text)
    chinese = len(CHINESE_WORD.findall(text))
    if chinese > len(words):
        in_clauses = sum(map(len, CHINESE_CLAUSE.findall(text)))
        few = len(CHINESE_FUNCTION.findall(text)) < 0.04 * chinese
        return chinese >= 12 and few and in_clauses < 0.5 * chinese
    if len(words) >= 12 and len(set(words)) < 0.45 * len(words):
        return True
    if _lists_terms(text):
        return True
    joining = len(FUNCTION.findall(text)) + 2 * len(RELATION.findall(text))
    commas = len(re.findall("[,;/、|]", text))
    crowded = len(words) >= 6 and commas >= 0.25 * len(words)
    spelled = sum(len(word) > 1 for word in words)  # letters are symbols, which nothing joins
    return joining < (0.12 if crowded else 0.1) * spelled and (crowded or len(words) >= 9)


def _lists_terms(text: str) -> bool:
    """Whether it is short items between commas, most of which state nothing: formulas may stand
    among them.
    """
    items = [item.strip(" .") for item in SEPARATOR.split(SUBSCRIPT.sub(" ", text))]
    if len(items) < LISTED or any(len(WORD.findall(item)) > TERM for item in items):
        return False
    terms = sum(not FUNCTION.search(item) and not RELATION.search(item) for item in items)
    return terms >= 0.6 * len(items)
