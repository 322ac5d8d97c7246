"""What comes from a program is numbers or nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from checkers.sandbox.inside import state
from checkers.sandbox.inside.plain import from_plain, to_plain
from checkers.sandbox.numbers import NotPlainError, Reply, array, loaded, plain, replies

FLOATS = arrays.arrays(
    float, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
)


@given(FLOATS)
def test_an_array_survives_the_way_out_and_in(given_array):
    sent = to_plain(given_array)
    expected = np.where(np.isfinite(given_array), given_array, np.nan)
    np.testing.assert_array_equal(array(Reply(**sent)), expected)
    if np.isfinite(given_array).all():
        np.testing.assert_array_equal(from_plain(plain(given_array)), given_array)


def test_complex_arrays_survive():
    rotated = np.array([[1j, 2.0], [0, -1j]])
    np.testing.assert_array_equal(array(Reply(**to_plain(rotated))), rotated)
    np.testing.assert_array_equal(from_plain(plain(rotated)), rotated)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '[{"shape": [], "real": ["1"]}]',
        '[{"shape": [2.5], "real": []}]',
        '[{"shape": "x"}]',
        "[{}, {}]",
        "{}",
        "nonsense",
        "\xff",
    ],
)
def test_what_is_no_reply_is_told_so(text):
    with pytest.raises(NotPlainError):
        replies(text.encode("latin-1"), 1)


def test_what_is_no_list_of_names_is_told_so():
    with pytest.raises(NotPlainError):
        loaded(b'{"defined": 3}')


@pytest.mark.parametrize(
    "reply",
    [
        Reply(shape=[2], real=[1.0]),
        Reply(shape=[-1, -1], real=[1.0]),
        Reply(shape=[1] * 100, real=[1.0]),
        Reply(shape=[10**9, 10**9, 0], real=[1.0]),
        Reply(shape=[1], real=[1.0], imag=[]),
    ],
)
def test_a_shape_must_fit(reply):
    with pytest.raises(NotPlainError, match="fit"):
        array(reply)


def test_many_digits_are_no_number():
    with pytest.raises(NotPlainError, match="out of range"):
        replies(b'[{"shape": [], "real": [1' + b"0" * 3_000_000 + b"]}]", 1)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
STATES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.sets(st.integers())
    ),
    max_leaves=8,
)


@given(STATES)
def test_a_state_survives_as_text(held):
    assert state.loads(state.dumps(held), {}) == held


@given(FLOATS)
def test_an_array_survives_in_a_state(held):
    found = state.loads(state.dumps([held]), {})[0]
    np.testing.assert_array_equal(found, np.where(np.isfinite(held), held, np.nan))


def test_what_is_no_data_is_no_state():
    with pytest.raises(TypeError, match="numbers, arrays and collections"):
        state.dumps(iter([]))
