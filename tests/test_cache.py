"""What is kept comes back as it was, whole, and only while its sources stand."""

from hypothesis import given
from hypothesis import strategies as st

from counterexam import cache

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(data=plain.filter(lambda data: data is not None))
def test_plain_data_comes_back_as_it_was(data):
    cache.keep("entry", data)

    assert cache.recall("entry") == data


def test_what_is_not_plain_is_not_kept():
    cache.keep("other", [1, {2}])
    cache.keep("other", {1: "a key that JSON would turn into text"})

    assert cache.recall("other") is None


def test_a_damaged_entry_is_no_entry():
    cache.keep("broken", [1])
    (cache._folder() / "broken.json").write_bytes(b"[1")

    assert cache.recall("broken") is None


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "file").write_text("in the way")

    cache.write_whole(tmp_path / "file" / "entry", b"1")

    assert (tmp_path / "file").read_text() == "in the way"


def test_a_digest_changes_with_its_sources(tmp_path):
    source = tmp_path / "source.py"
    source.write_text("one")
    before = cache.digest([source])
    source.write_text("two")

    assert cache.digest([source]) != before
