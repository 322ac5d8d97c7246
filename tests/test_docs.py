"""What the documents show is what happens: every fenced example is run, output compared.

A Python block that begins with the name of a file is written there, one with prompts is a
doctest; in a console block, three dots stand for anything. A document's blocks follow on one
another, in one folder.
"""

import doctest
import re
import shlex
import sys
from pathlib import Path

import pytest

from counterexam.cli import main
from tests.conftest import REPOSITORY

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (\S+\.(?:py|yaml|md))\n")
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
LANGUAGES = {"python", "yaml", "console"}


def blocks(document: Path) -> list[tuple[str, str, int]]:
    """The fenced blocks: language, text, line."""
    text = document.read_text(encoding="utf-8")
    return [
        (found[1], found[2], text[: found.start()].count("\n") + 1)
        for found in BLOCK.finditer(text)
    ]


def is_shown(shown: str, printed: str) -> bool:
    """Whether the output is what the document shows, where it shows something."""
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `counterexam ...` in this process: what it prints."""

    def run_(command: str) -> str:
        program, *arguments = shlex.split(command)
        assert program == "counterexam"
        monkeypatch.setattr(sys, "argv", ["counterexam", *arguments])
        with pytest.raises(SystemExit):
            main()
        out, err = capsys.readouterr()
        return out + err

    return run_


def check_console(text: str, run) -> None:
    commands = COMMAND.split(text)[1:]
    for command, shown in zip(commands[::2], commands[1::2], strict=True):
        printed = run(command)
        assert is_shown(shown, printed), f"$ {command}\n{printed}"


@pytest.mark.parametrize("name", ["authoring", "how-it-decides"])
def test_every_example_of_a_document_runs(name, run, tmp_path, monkeypatch):
    document = REPOSITORY / "docs" / f"{name}.md"
    monkeypatch.chdir(tmp_path)
    found = blocks(document)
    names: dict[str, object] = {}

    assert found
    for language, text, line in found:
        assert language in LANGUAGES, f"{document}:{line}: a block of no known kind"
        file = FILE.match(text)
        if language == "console":
            check_console(text, run)
        elif file is not None:
            path = tmp_path / file[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text[file.end() :], encoding="utf-8")
        else:
            parser = doctest.DocTestParser()
            example = parser.get_doctest(text, names, name, str(document), line)
            assert example.examples, f"{document}:{line}: nothing to run"
            result = doctest.DocTestRunner(verbose=False).run(example, clear_globs=False)
            assert result.failed == 0
            names |= example.globs


def test_dots_stand_for_anything_and_all_else_is_compared():
    assert is_shown("a\n...\nb", "a\nx\ny\nb")
    assert not is_shown("a\nb", "a\nc")


def test_the_documents_link_to_files_that_exist():
    for document in (REPOSITORY / "docs").glob("*.md"):
        text = document.read_text(encoding="utf-8")
        for path in re.findall(r"`(checkers/[\w/]+\.py)`", text):
            assert (REPOSITORY / path).is_file(), f"{document}: {path}"
        for path in re.findall(r"\]\(([\w-]+\.md)\)", text):
            assert (document.parent / path).is_file(), f"{document}: {path}"
