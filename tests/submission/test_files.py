"""A file that cannot be read is refused in one line that names it and the place."""

import os

import pytest

from counterexam.errors import InputError
from counterexam.submission import read
from counterexam.submission.files import LONGEST_LINE, MOST_BYTES, MOST_LINES, load

BAD = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\n", "the file is empty"),
    "a bom alone": (b"\xef\xbb\xbf", "the file is empty"),
    "utf-16": ("(a) x".encode("utf-16"), "this is UTF-16; hand in text in UTF-8"),
    "utf-16 without a mark": ("(a) x".encode("utf-16-le"), "line 1, byte 1: a zero byte"),
    "latin-1": ("(a) x\n(b) é".encode("latin-1"), "line 2, byte 10: not UTF-8"),
    "a zero byte": (b"(a) x\n\0", "line 2, byte 6: a zero byte"),
    "a pdf": (b"%PDF-1.7\n", "this is a PDF"),
    "a docx": (b"PK\x03\x04abc", "this is a zip archive or office file"),
    "a long line": (b"x" * (LONGEST_LINE + 1), "line 1: 1000001 characters"),
    "many lines": (b"x\n" * (MOST_LINES + 1), "200002 lines"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_content_is_refused_with_its_place(tmp_path, content, reason):
    path = tmp_path / "paper.txt"
    path.write_bytes(content)

    with pytest.raises(InputError) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}: {reason}")
    assert "\n" not in str(refusal.value)


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "paper.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole: reading it would take 200 MB

    with pytest.raises(InputError, match=r"200 MB; a submission has at most 20 MB"):
        read(path)
    assert MOST_BYTES == 20_000_000


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    folder = tmp_path / "folder.txt"
    folder.mkdir()

    for path, reason in {
        tmp_path / "none.txt": "no such file",
        tmp_path / ("x" * 300 + ".txt"): "cannot be read",
        folder: "this is a folder",
        pipe: "this is not a regular file",
    }.items():
        with pytest.raises(InputError, match=reason):
            read(path)


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path):
    path = tmp_path / "paper.rtf"
    path.write_text("1.a: B")

    with pytest.raises(InputError, match=r"its name must end with one of \.txt \.md"):
        read(path)


def test_newlines_of_all_systems_count_alike(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\nfour")

    assert "one\ntwo\nthree\nfour" == load(path)
