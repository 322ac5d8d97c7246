r"""Constructions: an object with a stated property, whichever one the answer chooses.

    Construction(unknown="A", let="A in R^{n x n}; x in R^n", properties=(r"A x = x",))

The answer says what the unknown is; the properties are then judged in every world with that
meaning put in. So any object that has them passes, however unlike ours it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from checkers.mistakes import Mistake, Notation, misread, wrong_kind
from checkers.notation.vocabulary import Symbol
from checkers.verdict import Evidence, Verdict, blank, correct, incorrect, review, unreadable

if TYPE_CHECKING:
    from checkers.notation.expr import Chain, Expr
    from checkers.notation.vocabulary import Vocabulary

LONGEST = 12_000
"""Characters of an answer that are read."""
_DIAGONAL = re.compile(
    r"(?:\\(?:text|operatorname|mathrm)\{diag\}|\\?diag)\s*\(\s*([^,()\s]{1,20})\s*,"
    r"(?:\s*\1\s*,){0,3}\s*(?:\.\.\.|…|\\[lcd]?dots)\s*,?\s*\1\s*\)"
)
"""A diagonal on which one entry repeats: diag(c, ..., c) is c I."""
_ALONE = re.compile(
    r"(?i)(?:(?:use|take|choose|let|set|with|it is|the answer is|simply|just)\b[ ,]*)?"
    r"(?:the|an?)?\s*((?:identity|unit|zero)(?: matrix)?|\$?I(?:_\{?\w\}?)?\$?"
    r"|单位矩?阵|零矩阵)"
    r"\s*[.!。]?"
)
"""An answer that is nothing but the object's name."""
_NAMED = {
    r"identity(?: matrix)?|unit matrix": "I",
    r"zero(?: matrix)?": "0",
}
"""Objects that answers call by a word, and their signs."""
_CHINESE = {"单位矩阵": "I", "单位阵": "I", "零矩阵": "0"}
_DRESS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\boxed\s*\{([^{}]{1,200})\}", r" \1 "),
        (r"(?:\b(?:np|numpy|torch|jnp)\.)?\beye\([^()]{0,40}\)", "I"),
        (r"\\math(?:bb|ds|bbm)\s*\{?1\}?(?:_\{?[A-Za-z]\}?)?", "I"),
        (r"(=\s*)[A-Z]\s*,?\s*(?:which is |being )?the identity\b(?: matrix)?", r"\1I"),
        (r"(?i)\b[a-z] ?(?:x|×|\\times|by|-by-) ?[a-z] (?=identity|unit|zero)", ""),
    )
)
"""How programs and other conventions write the identity."""
_BETWEEN = r"[$]?(?: ?(?:to|be|as|is|equals?|chosen|being|the|an?|=)\b| ?=){1,5} ?"


@dataclass(frozen=True)
class Construction:
    """`unknown` is the object's name; `properties` are relations that it must satisfy."""

    unknown: str
    let: str
    properties: Sequence[str]
    name: ClassVar[str] = "construction"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def check(self, answer: str, reference: str = "") -> Verdict:
        """Correct if every property holds for what the answer constructs.

        The reference is one such object; it is an example for the key and decides nothing.
        """
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(f"The answer has {len(answer)} characters; at most {LONGEST}.")
        chosen = self._chosen(answer)
        if not chosen:
            return unreadable(
                f"No choice of {self.unknown} was found; expected {self.unknown} = ..."
            )
        return self._judged(chosen[-1])

    def placeholder(self) -> str:
        """How to write a construction."""
        return f"{self.unknown} = ..."

    def model_answers(self, reference: str) -> tuple[str, ...]:
        """The object that the reference constructs."""
        return (f"$${reference}$$",)

    def mistakes(self, reference: str, *, evaluate: bool = False) -> Iterator[Mistake]:
        """Clauses and properties that cannot be read, or have no value."""
        if not isinstance(reference, str):
            yield wrong_kind(reference, f"text such as {self.unknown} = ...")
            return
        stated = [Notation(text, "question") for text in (self.unknown, *self.properties)]
        yield from misread(self, [*stated, Notation(reference)], evaluate=evaluate)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from msgspec.structs import replace

        from checkers.notation.let import let

        declared = let(self.let)
        symbols = _identity(declared, self.unknown) | dict(declared.symbols)
        return replace(declared, symbols=symbols)

    @cached_property
    def _asked(self) -> tuple[Expr, list[Chain]]:
        from checkers.notation.reader import read, read_chain

        chains = [read_chain(text, self.vocabulary) for text in self.properties]
        return read(self.unknown, self.vocabulary), chains

    def _chosen(self, answer: str) -> list[Expr]:
        """What the answer says the unknown is, in reading order."""
        from checkers.notation.passages import read_passages

        unknown, _ = self._asked
        passages = read_passages(_with_signs(answer, self.unknown), self.vocabulary)
        sides = [(s.left, s.right) for s in passages.statements if s.relation in ("=", ":=")]
        sides += [(right, left) for left, right in sides]
        return [value for name, value in sides if name == unknown and value is not None]

    def _judged(self, chosen: Expr) -> Verdict:
        unknown, chains = self._asked
        court = _court(self.vocabulary, unknown, chosen)
        evidence = Evidence("proved")
        for text, chain in zip(self.properties, chains, strict=True):
            judged = court.judge(chain.parts[0], chain.relations[0], chain.parts[1])
            if judged.status == "unknown":
                return review(f"It could not be decided whether {text}: {judged.why}")
            if judged.status == "fails":
                sentence = f"Your {self.unknown} lacks the property {text}: {judged.sentence}"
                return incorrect(sentence, judged.evidence, judged.counterexample)
            evidence = judged.evidence
        return correct(f"Your {self.unknown} has the property asked for.", evidence)


def _identity(declared: Vocabulary, unknown: str) -> dict[str, Symbol]:
    """I, as large as the unknown: the identity unless the question declares it otherwise."""
    shape = declared.symbols[unknown].shape if unknown in declared.symbols else ()
    square = len(shape) == 2 and shape[0] == shape[1]
    return {"I": Symbol("I", shape, traits=frozenset({"identity"}))} if square else {}


def _court(vocabulary: Vocabulary, unknown: Expr, chosen: Expr) -> Any:
    from msgspec.structs import replace

    from checkers.worlds.decide import Court

    definitions = (*vocabulary.definitions, (unknown, chosen))
    return Court(replace(vocabulary, definitions=definitions))


def _with_signs(answer: str, unknown: str) -> str:
    """Names of objects as signs: A to be the identity matrix as A = I."""
    answer = _DIAGONAL.sub(r"\1 I", answer)
    for dress, replacement in _DRESS:
        answer = dress.sub(replacement, answer)
    alone = _ALONE.fullmatch(answer.strip())
    answer = f"{unknown} = {alone[1]}" if alone else answer
    for words, sign in _NAMED.items():
        pattern = rf"(?i)(?<![A-Za-z])({re.escape(unknown)}){_BETWEEN}(?:{words})\b"
        answer = re.sub(pattern, rf"\1 = {sign} ", answer)
    for words, sign in _CHINESE.items():
        answer = re.sub(
            rf"({re.escape(unknown)})[$]?\s?(?:为|是|取|=|等于)\s?{words}",
            rf"\1 = {sign} ",
            answer,
        )
    return answer
