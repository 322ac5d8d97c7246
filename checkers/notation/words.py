"""Runs of letters: which are words (functions, names, talk) and which a product of letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from checkers.notation import operators as op

Piece = tuple[str, str, int, int]
"""Kind, text, and where in the run it starts and ends."""

LABELS = op.words(
    """data model real fake true false out in max min new old opt train test emp prior post KL
    JS TV JSD MLE MAP ELBO BERT noise gen disc enc dec ref pred rec tot"""
)
"""Words that name things in a sub- or superscript, though they could be products."""

NAMES = op.words("ELBO IWAE IWLB NELBO MSE FID NLL BCE Pr BERT GAN VAE loss Loss")
_TABLES = (
    ("function", op.FUNCTIONS),
    ("measure", op.MEASURES),
    ("law", op.DISTRIBUTIONS),
    ("bind", op.BINDERS),
    ("", op.SPELT_SIGNS),
)
_INSIDE = sorted((w for w in op.FUNCTIONS if len(w) > 2 and w != "abs"), key=len, reverse=True)
_GREEK = sorted((w for w in op.GREEK if len(w) > 2), key=len, reverse=True)


def word_kind(word: str, known: Collection[str]) -> tuple[str, str]:
    """Kind and text of a word written as one: upright, or as a command."""
    if word in known:
        return "name", word
    if word in op.ALIASES:
        return "name", op.ALIASES[word]
    for kind, table in _TABLES:
        if word in table:
            return (kind, table[word]) if kind else (table[word], "")
    if word in op.CONSTANTS:
        return "const", ""
    if word in ("E", "Expectation"):
        return "mean", ""
    if word in op.REMARKS or not word.replace("-", "").replace("_", "").isalnum():
        return "remark", word
    return "name", word


def split_run(
    run: str, known: Collection[str], *, plain: bool, script: bool, alone: bool = False
) -> Iterator[Piece]:
    """The words and letters that a bare run of letters stands for.

    A declared name, a function, a Greek name stay whole. `script`: the run is a sub- or
    superscript, where words are names. `plain`: the text has no LaTeX, so Greek is spelt out.
    `alone`: nothing else is written, so that three letters are a word.
    """
    if len(run) == 1:
        yield "name", run, 0, 1
    elif _whole(run, known, plain, script) or (alone and len(run) > 2):
        yield (*word_kind(run, known), 0, len(run))
    else:
        yield from _pieces(run, known, plain)


def _whole(run: str, known: Collection[str], plain: bool, script: bool) -> bool:
    if script and run[0] == "T" and run not in known and _declared(run[1:], known):
        return False
    if run in known or run in op.CONSTANTS or any(run in table for _, table in _TABLES):
        return True
    if run in op.GREEK or run in op.ALIASES:
        return plain or len(run) > 2 or not (script or _declared(run, known))
    if script:
        names = len(run) > 2 and not set(run) <= set("ijklmnst")
        return names or run in LABELS or run.isupper()
    if run in NAMES or run in ("arg", "if") or (len(run) > 3 and run in op.REMARKS):
        return True
    return plain and len(run) > 3 and not _starts_known(run) and not _declared(run, known)


def _starts_known(run: str) -> bool:
    return any(w in run for w in _INSIDE) or any(w in run for w in _GREEK)


def _declared(run: str, known: Collection[str]) -> bool:
    return all(letter in known for letter in run)


def _pieces(run: str, known: Collection[str], plain: bool) -> Iterator[Piece]:
    at = 0
    words = [*(w for w in known if len(w) > 1), *_INSIDE, *(_GREEK if plain else ())]
    words = [w for w in words if w in run]
    while at < len(run):
        word = next((w for w in words if run.startswith(w, at)), run[at])
        kind, text = word_kind(word, known) if len(word) > 1 else ("name", word)
        yield kind, text, at, at + len(word)
        at += len(word)
