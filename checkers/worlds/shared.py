"""Courts kept between answers.

All answers to a question are judged under one vocabulary, or few: their worlds, the values
of the reference and of steps that everybody writes are worked out once. What is kept is
bounded, in courts and in bytes, and what a court finds does not depend on what it was asked
before.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.decide import Court

KEPT = 48
"""Courts, those least recently asked given up first."""
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
    return court
