"""Courts kept between answers.

All answers to a question are judged under one vocabulary, or few: their worlds, the values
of the reference and of steps that everybody writes are worked out once. What is kept is
bounded, in courts and in bytes, and what a court finds does not depend on what it was asked
before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.decide import MOST_BYTES, Court

KEPT = 48
"""Courts, those least recently asked given up first."""
LARGE = 1 << 24
"""Bytes of values from which on a court has to leave room for the others."""
_courts: OrderedDict[Any, Court] = OrderedDict()
_lock = Lock()


def shared_court(vocabulary: Vocabulary, worlds: int = 256) -> Court:
    """The court of a vocabulary, with what it remembers; a new one if it is not kept."""
    key = worlds, vocabulary.contents
    with _lock:
        court = _courts.pop(key, None) or Court(vocabulary, worlds=worlds)
        _courts[key] = court
        if len(_courts) > KEPT:
            _courts.popitem(last=False)
    court.trim()
    if court.nbytes > LARGE:
        _make_room()
    return court


def beside(vocabulary: Vocabulary, key: Any, make: Callable[[], Any]) -> Any:
    """What is kept beside the vocabulary's court under a key, made when first asked for."""
    kept = shared_court(vocabulary).beside
    if key not in kept:
        kept[key] = make()
    return kept[key]


def _make_room() -> None:
    """Let the courts that were asked least recently forget their values, until those of all
    take no more than a single court's may.
    """
    with _lock:
        courts = list(_courts.values())
    excess = sum(court.nbytes for court in courts) - MOST_BYTES
    for court in courts:
        if excess <= 0:
            return
        excess -= court.nbytes
        court.trim(0)
