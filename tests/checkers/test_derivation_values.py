"""Loosened worlds that are kept tell expressions apart as new ones do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.derivation import values
from checkers.derivation.values import LooseWorlds, loose_worlds
from checkers.notation.let import let
from checkers.notation.reader import read

VOCABULARY = let("p(x,z), q(z|x)")
TEXTS = ("p(x,z)", "p(z|x) p(x)", "E_{q(z|x)}[log p(x,z)]", "p(z)", r"D_{KL}(q(z|x) \| p(z))")
EXPRS = {text: read(text, VOCABULARY) for text in TEXTS}


@pytest.mark.parametrize("normalized", [True, False])
@given(before=st.lists(st.sampled_from(TEXTS)), text=st.sampled_from(TEXTS))
def test_what_was_asked_before_changes_no_value(
    before: list[str], text: str, normalized: bool
) -> None:
    kept = LooseWorlds(VOCABULARY, 4, normalized=normalized)
    for other in before:
        kept.values([EXPRS[other]])

    (found,) = kept.values([EXPRS[text]])
    (fresh,) = LooseWorlds(VOCABULARY, 4, normalized=normalized).values([EXPRS[text]])

    assert found.axes == fresh.axes
    assert np.array_equal(found.data, fresh.data)


def test_nothing_but_algebra_holds_in_them() -> None:
    worlds = LooseWorlds(VOCABULARY, 4, normalized=True)
    joint, product = worlds.values([EXPRS["p(x,z)"], EXPRS["p(z|x) p(x)"]])

    assert joint.axes == product.axes
    assert not np.isclose(joint.data, product.data).any()


def test_answers_under_one_vocabulary_share_them() -> None:
    first = loose_worlds(VOCABULARY, 4, normalized=True)

    assert loose_worlds(let("p(x,z), q(z|x)"), 4, normalized=True) is first
    assert loose_worlds(VOCABULARY, 4, normalized=False) is not first


def test_what_they_remember_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = LooseWorlds(VOCABULARY, 4, normalized=True)
    before = [field.data for field in worlds.values(list(EXPRS.values()))]
    monkeypatch.setattr(values, "MOST_EXPRS", 2)
    after = [field.data for field in worlds.values(list(EXPRS.values()))]

    assert all(map(np.array_equal, before, after))
