"""What was read is remembered, and is what would be read anew."""

import pytest

from checkers.notation import ReadError, read
from checkers.notation.let import let


def test_a_text_is_read_once_under_a_vocabulary_and_anew_under_another():
    text = "p(a x) + 1"

    assert read(text, let("p(x)")) is read(text, let("p(x)"))
    assert read(text, let("p, a, x real")) != read(text, let("p(x)"))


def test_what_could_not_be_read_is_refused_again_with_the_same_words():
    said = []
    for _ in range(2):
        with pytest.raises(ReadError) as refusal:
            read("x + ) 1", let("x real"))
        said.append((str(refusal.value), refusal.value.position))

    assert said[0] == said[1]
