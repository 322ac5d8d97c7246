"""What commands are declared in: options, positional words, and who runs them.

The parser is argparse, whose import costs a tenth of what the libraries on top of it take. Only
the parser of the command that was asked for is built.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from counterexam.errors import InputError

PROGRAM = "counterexam"
FORMULA = re.compile(r"-(?!-?$|-[a-z]|o)")
"""A word that begins like an option and is none, such as -1/(1 - D)."""


class Argument(NamedTuple):
    """An option or a positional word, as `add_argument` takes it."""

    names: tuple[str, ...]
    settings: dict[str, Any]


class Command(NamedTuple):
    """A function with its arguments; its docstring is what `--help` says of it."""

    run: Callable[..., int | None]
    arguments: tuple[Argument, ...]
    formulas: bool


COMMANDS: dict[str, Command] = {}


class Parser(ArgumentParser):
    """Complains of bad usage as of all bad input: by an InputError."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong in one line."""
        raise InputError(f"{message} (see --help)")


def argument(*names: str, **settings: Any) -> Argument:
    """The same words as for `ArgumentParser.add_argument`."""
    return Argument(names, settings)


EXAM = argument("exam", help="An exam's id.")
EXAM_OR_ALL = argument("exam", nargs="?", help="An exam; all if absent.")
RECOGNISED = argument("--exam", help="The exam's id; recognised from the text if absent.")
BANK = argument("--bank", type=Path, help="A folder with problems/ and solutions/.")
VARIANT = argument("--variant", type=int, help="Of this variant of the exam, a number from 0.")
OUTPUT = argument("-o", "--output", type=Path, help="Write to this file instead of stdout.")


def format_of(names: str, default: str = "text") -> Argument:
    """The option --format, with the names that it may have."""
    return argument("--format", default=default, help=names)


def at_least(least: int) -> Callable[[str], int]:
    """Reads whole numbers of that size."""

    def number(text: str) -> int:
        if (value := int(text)) < least:
            raise ArgumentTypeError(f"{value} is less than {least}")
        return value

    return number


def command(
    *arguments: Argument, formulas: bool = False
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Make a function a command; where it takes formulas, words may begin with a minus."""

    def register(run: Callable[..., int | None]) -> Callable[..., int | None]:
        COMMANDS[run.__name__] = Command(run, arguments, formulas)
        return run

    return register


def run(words: list[str], description: str, version: str) -> int:
    """Run the command that the words begin with: its exit status. InputError: bad usage."""
    if words[0].startswith("-"):
        _overview(description, version).parse_args(words[:1])
    if words[0] not in COMMANDS:
        raise InputError(f"No such command {words[0]!r} (see --help)")
    asked = COMMANDS[words[0]]
    parser = _parser(f"{PROGRAM} {words[0]}", asked.run.__doc__)
    for names, settings in asked.arguments:
        parser.add_argument(*names, **settings)
    rest = _with_formulas(words[1:]) if asked.formulas else words[1:]
    values, unknown = parser.parse_known_intermixed_args(rest)
    if unknown:
        raise InputError(_complaint(unknown[0]))
    return asked.run(**vars(values)) or 0


def _complaint(word: str) -> str:
    what = "option" if word.startswith("-") else "argument"
    return f"No such {what}: {word} (see --help; after -- all are words)"


def _with_formulas(words: list[str]) -> list[str]:
    """Argparse takes -x for an option; a space before it means nothing to a formula."""
    end = words.index("--") if "--" in words else len(words)
    options = (f" {word}" if FORMULA.match(word) else word for word in words[:end])
    return [
        *options,
        *(f" {word}" if word[:1] == "-" != word else word for word in words[end + 1 :]),
    ]


def _overview(description: str, version: str) -> Parser:
    """The parser of a line that names no command: help, the version, or a complaint."""
    parser = _parser(PROGRAM, description)
    parser.add_argument("--version", action="version", version=version, help="Print it.")
    parser.usage = f"{PROGRAM} [--help] [--version] COMMAND ..."
    commands = parser.add_argument_group("commands")
    for name, found in COMMANDS.items():
        line, *_ = (found.run.__doc__ or "").splitlines()
        commands.add_argument(name, nargs="?", help=line)
    return parser


def _parser(name: str, description: str | None) -> Parser:
    parser = Parser(
        prog=name,
        description=description,
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("--help", action="help", help="Show this, and nothing else.")
    return parser
