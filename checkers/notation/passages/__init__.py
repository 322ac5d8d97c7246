r"""A whole answer, words and mathematics mixed -> its relations in reading order.

    read_passages(text, vocabulary) -> Derivation(statements, vocabulary)

Reads LaTeX, Markdown with ``$``, ``$$``, ``\[``, ``\(`` and environments, Unicode and plain
text without any delimiters, in any mixture. It goes in steps, each a module:

    blocks       text -> displays, inline mathematics, prose
    prose        sentences -> mathematics and words (prose_tokens, lexicon: which is which)
    scan         mathematics -> expressions, relations, remarks, rows (tokens: its signs)
    joining      expressions broken over rows and commas made whole
    links        every relation with its two sides, its chain, its words
    statements   which of them are claims, definitions, assumptions (braces: what notes claim)
    derivation   every side read into an expression

A chain goes on over rows, displays and sentences that begin with a relation. Words are kept
with the relation they accompany; parenthesised remarks and ``\text{...}`` do not break a
chain, and relations in them count like any other. Relations inside brackets and scripts are
parts of an expression. Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from checkers.notation.lexer import ReadError
from checkers.notation.passages.blocks import Block, blocks
from checkers.notation.passages.derivation import Derivation, Statement, derivation
from checkers.notation.passages.links import Link, links
from checkers.notation.passages.lone import formulas
from checkers.notation.passages.pieces import BEGINS, ENDS, Piece
from checkers.notation.passages.prose import prose
from checkers.notation.passages.scan import scan
from checkers.notation.vocabulary import NOTHING, Vocabulary

__all__ = ["Derivation", "Statement", "read_links", "read_passages"]

LONGEST = 80_000
"""Characters; a long answer has a tenth of that, and reading takes under a second."""
_GOING_ON = re.compile(r"[^\n]\n[^\n]")
"""A line right after a line may go on with it."""


def read_passages(text: str, vocabulary: Vocabulary | None = None) -> Derivation:
    """The statements of an answer. ReadError: the answer is longer than any answer."""
    vocabulary = vocabulary or NOTHING
    return derivation(read_links(text, _names(vocabulary)), text, vocabulary)


def read_links(text: str, known: Collection[str] = ()) -> list[Link]:
    """The relations of an answer with the texts of their sides, nothing read yet.

    `known` are names that are mathematics though they look like words. ReadError as above.
    """
    if len(text) > LONGEST:
        raise ReadError(f"the answer has {len(text):,} characters", 0, f"at most {LONGEST:,}")
    lines = formulas(text)
    if lines and not _GOING_ON.search(text):
        return [Link(line, "", "", place, 0) for place, line in lines if line]
    return links(_pieces(text, known))


def _names(vocabulary: Vocabulary) -> frozenset[str]:
    laws = (law.name for law in vocabulary.laws)
    return frozenset((*vocabulary.symbols, *vocabulary.variables, *laws))


def _pieces(text: str, known: Collection[str]) -> Iterator[Piece]:
    """Displays stand on rows of their own; what is between them is one paragraph."""
    paragraph: list[Block] = []
    for block in blocks(text):
        if block.kind != "display":
            paragraph.append(block)
            continue
        yield from prose(paragraph, known)
        paragraph = []
        yield from (Piece("row", BEGINS), *scan(block.text, block.at), Piece("row", ENDS))
    yield from prose(paragraph, known)
