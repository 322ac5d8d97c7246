"""Courts that are kept judge as new ones do, and forget what becomes too much."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds import decide, shared
from checkers.worlds.decide import Court
from checkers.worlds.shared import shared_court

LET = "p(x, z)"
CLAIMS = [("p(x, z)", "p(x) p(z|x)"), ("p(x|z)", "p(x)"), ("p(z)", r"\sum_x p(x, z)")]


@given(st.permutations(CLAIMS))
def test_what_was_asked_before_changes_no_judgement(claims: list[tuple[str, str]]) -> None:
    vocabulary = let(LET)
    for left, right in claims:
        sides = read(left, vocabulary), read(right, vocabulary)
        kept = shared_court(vocabulary).judge(sides[0], "=", sides[1])
        assert kept == Court(vocabulary).judge(sides[0], "=", sides[1])


def test_equal_vocabularies_share_a_court_and_others_do_not() -> None:
    assert shared_court(let(LET)) is shared_court(let(LET))
    assert shared_court(let(LET)) is not shared_court(let("p(x), p(z)"))
    assert shared_court(let(LET)) is not shared_court(let(LET), 8)


def test_the_courts_kept_are_bounded() -> None:
    first = shared_court(let(LET), 8)
    for number in range(shared.KEPT):
        shared_court(let(LET), 9 + number)
    assert shared_court(let(LET), 8) is not first


def test_a_court_that_holds_too_much_forgets_and_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vocabulary = let(LET)
    sides = read("p(x|z)", vocabulary), read("p(x)", vocabulary)
    court = Court(vocabulary)
    before = court.judge(sides[0], "=", sides[1])
    assert court.nbytes > 0
    court.trim(0)
    assert court.nbytes == 0
    monkeypatch.setattr(decide, "MOST_JUDGEMENTS", 0)
    court.trim()
    assert court.judge(sides[0], "=", sides[1]) == before


def test_the_courts_asked_least_recently_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_courts", OrderedDict())
    vocabulary = let(LET)
    sides = read("p(x|z)", vocabulary), read("p(x)", vocabulary)
    first, second = shared_court(vocabulary, 8), shared_court(vocabulary, 9)
    for court in (first, second):
        court.judge(sides[0], "=", sides[1])
    monkeypatch.setattr(shared, "LARGE", 0)
    monkeypatch.setattr(shared, "MOST_BYTES", second.nbytes)
    assert shared_court(vocabulary, 9) is second
    assert first.nbytes == 0 < second.nbytes


def test_what_cannot_be_said_is_not_asked_again() -> None:
    vocabulary = let(LET)
    court = Court(vocabulary)
    sides = read("a p(x)", vocabulary), read("p(x)", vocabulary)
    before = court.judge(sides[0], "=", sides[1])

    assert before.status == "unknown"
    assert court.judge(sides[0], "=", sides[1]) is before
