r"""Text to tokens: LaTeX, Unicode mathematics and plain text become the same few kinds.

`checkers.notation.scanner` cuts the text and names what it cut. Dress is dropped here (fonts,
sizes, spaces, alignment, labels), so that the grammar sees only mathematics. Every token
remembers where it stood. A derivation takes half a millisecond, a twentieth of pylatexenc.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from checkers.notation import operators as op
from checkers.notation import scanner as scan
from checkers.notation.tokens import ReadError, Token
from checkers.notation.words import LABELS, Piece, split_run, word_kind

_BRACES = ("{", "substack", "dress")
"""What a closing brace may close; the last two leave no trace."""
__all__ = ["ReadError", "Token", "tokens"]

MAX_CHARACTERS = 120_000
"""A longer text is refused unread: nobody writes such a formula."""
MAX_DIGITS, MAX_EXPONENT_DIGITS = 60, 3
"""Bounds of a number as written."""


class _Lexer:
    """The state of one pass over a text."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.text, self.known, self.plain = text, known, "\\" not in text
        self.tokens: list[Token] = []
        self.gap, self.position = 0, 0
        self.open: list[str] = []

    def run(self) -> list[Token]:
        """All tokens of the text."""
        match, size = scan.SCANNER.match, len(self.text)
        while self.position < size:
            found = match(self.text, self.position)
            assert found is not None and found.lastgroup is not None  # noqa: S101 - "." matches
            start, self.position = self.position, found.end()
            _READERS[found.lastgroup](self, found, start)
        return self.tokens

    def emit(self, kind: str, text: str, start: int, end: int = -1, font: str = "") -> None:
        """Append a token that ends at the present position, or at `end`."""
        end = self.position if end < 0 else end
        if kind == "bind" and self.tokens and self.tokens[-1].text == "arg":
            start, text = self.tokens.pop().start, f"arg{text}"
        self.tokens.append(Token(kind, text, start, end, self.gap, font))
        self.gap = 0

    def space(self, found: re.Match[str], start: int) -> None:
        """White space parts tokens, no more."""
        self.gap = max(self.gap, 1)

    def number(self, found: re.Match[str], start: int) -> None:
        """A number as written; after a script's sign LaTeX takes one digit of it."""
        digits = found.group()
        if not self.plain and digits[0] != "." and self.single_digit():
            self.position = start + 1
            digits = digits[0]
        _, _, exponent = digits.lower().partition("e")
        if len(digits) > MAX_DIGITS or len(exponent) > MAX_EXPONENT_DIGITS:
            raise ReadError("a number too long to be exact", start, "a shorter number")
        self.emit("num", digits, start)

    def single_digit(self) -> bool:
        r"""Whether an unbraced argument stands here, which is one digit: \frac12, x^23."""
        last = [token.kind for token in self.tokens[-2:]]
        second = last[:1] == ["frac"] and last[1:] in (["num"], ["name"])
        starred = self.tokens and self.text.startswith("**", self.tokens[-1].start)
        return second or (last[-1:] in (["_"], ["^"], ["frac"]) and not starred)

    def letters(self, found: re.Match[str], start: int) -> None:
        """A run of letters: a word that is known, or letter by letter."""
        if self.is_raised(found.group()):
            self.position = start + 1
            self.emit("name", found.group()[0], start)
            return
        for kind, text, offset, end in self.pieces(found.group()):
            self.emit(kind, text, start + offset, start + end)

    def is_raised(self, run: str) -> bool:
        """Whether only the first letter is a script, and factors follow it: A^kBx, W_QW_K."""
        before = self.tokens[-1].kind if self.tokens else ""
        raised = before == "^" or (before == "_" and not self.plain and run not in LABELS)
        factors = run[1:]
        return (
            raised
            and factors[:1].isupper()
            and run not in self.known
            and all(letter in self.known for letter in factors)
        )

    def pieces(self, run: str) -> Iterator[Piece]:
        """The words and letters of a run, as its place makes them."""
        after = self.tokens[-1].kind if self.tokens else ""
        ends = self.text[self.position : self.position + 1] in ("}", ",", "")
        if after == "{" and len(self.tokens) > 1 and ends:
            after = self.tokens[-2].kind
        alone = len(run) == len(self.text.strip())
        script = after in ("_", "^")
        return split_run(run, self.known, plain=self.plain, script=script, alone=alone)

    def environment(self, found: re.Match[str], start: int) -> None:
        """Rows of a matrix or of cases; a display's own environment is only dress."""
        name = found["environment"].rstrip("*")
        begins = found["edge"] == "begin"
        brace = self.tokens[-1:] and self.tokens[-1].kind == "\\{"
        if begins and brace and scan.opens_cases(self.text, start):
            self.tokens.pop()
            name = "cases"
        elif not begins and self.open[-1:] == ["cases"]:
            name = "cases"
        if found["environment"] in scan.SPECIFIED and begins:
            self.swallow()
        if name not in scan.ROWS:
            return
        if begins:
            self.open.append(name)
        elif self.open:
            self.open.pop()
        self.emit(found["edge"], name, start)

    def dressed(self, found: re.Match[str], start: int) -> None:
        r"""One letter in a font that may mean something: \mathbb{E}, \mathcal{N}."""
        letter = found["dressed"] or found["bare"]
        style = found["font"]
        font = "bb" if style in ("mathbb", "mathbbm", "mathds") else "bf"
        font = "cal" if style in ("mathcal", "mathscr", "mathfrak") else font
        self.letter(letter, font, start)

    def letter(self, letter: str, font: str, start: int) -> None:
        """Emit a single letter, digit or letter command in a font."""
        if font == "bb" and letter in scan.BLACKBOARD:
            self.emit(scan.BLACKBOARD[letter], scan.BLACKBOARD_TEXT.get(letter, ""), start)
        elif letter.isdigit():
            self.emit("ones" if letter == "1" and font == "bf" else "num", letter, start)
        else:
            kind, text = scan.COMMANDS.get(letter, ("name", letter))
            self.emit(kind, text, start, font=font)

    def styled(self, found: re.Match[str], start: int) -> None:
        r"""Upright text: a word that names something, or talk."""
        content = re.sub(r"\\[,;:! ]|\\[a-z]+|[{}~$]", " ", found["content"]).strip()
        if found["style"].startswith("math") and set(found["content"]) & set("_^("):
            self.position = found.start("content")
            self.open.append("dress")
        elif len(content) == 1 and content.isalpha():
            self.letter(content, "bb" if found["style"] == "mathbb" else "rm", start)
        elif re.fullmatch(r"d[a-z]", content) and content not in self.known:
            self.emit("name", "d", start, font="rm")
            self.emit("name", content[1], start)
        elif content:
            joined = content.replace(" ", "") if "operator" in found["style"] else content
            kind, text = word_kind(joined, self.known)
            self.emit(kind, text, start)

    def command(self, found: re.Match[str], start: int) -> None:
        """A LaTeX command, by the tables; one that is unknown is an error."""
        name = found.group()
        if name in op.IGNORED:
            if name in (r"\left", r"\right") and self.text.startswith(".", self.position):
                self.position += 1
            return
        if name in op.SPACES or name in ("\\ ", "\\\n"):
            self.gap = 2 if name in op.WIDE else max(self.gap, 1)
        elif name in op.SWALLOWED:
            self.swallow()
        elif name == "\\\\" or name == r"\cr":
            self.line_break(start)
        elif name in ("\\{", "\\}"):
            self.emit(op.SIGNS[name], name, start)
        else:
            self.named(name, start)

    def named(self, name: str, start: int) -> None:
        """A command of the tables, with or without its star, or glued to a following word."""
        known = scan.COMMANDS.get(name) or scan.COMMANDS.get(name.rstrip("*"))
        if known is None and name[1:] in self.known:
            known = ("name", name[1:])
        if known is None:
            known = word_kind(name[1:], self.known)
            if known[0] in ("name", "remark"):
                raise ReadError(f"unknown command {name[:30]}", start, "mathematics")
        if known != scan.INDEPENDENT or not self.tokens or self.tokens[-1].text != known[1]:
            self.emit(known[0], known[1], start)

    def swallow(self) -> None:
        """Skip the argument that follows."""
        argument = scan.ARGUMENT.match(self.text, self.position)
        self.position = argument.end() if argument else self.position

    def line_break(self, start: int) -> None:
        r"""`\\` ends a row or a line, and means nothing inside braces."""
        skip = scan.ROW_SKIP.match(self.text, self.position)
        self.position = skip.end() if skip else self.position
        inside = self.open[-1] if self.open else ""
        if inside == "substack" and self.tokens[-1].kind != ":":
            self.emit(",", ",", start)
        elif inside not in _BRACES:
            self.emit("newline", "\\\\", start)

    def character(self, found: re.Match[str], start: int) -> None:
        """A single sign, a letter of another alphabet, or a mark over the last letter."""
        sign = found.group()
        special = _CHARACTERS.get(sign)
        if special is not None:
            special(self, start)
        elif sign in op.IGNORED:
            self.gap = max(self.gap, 1)
        elif sign in op.COMBINING:
            self.mark(op.COMBINING[sign])
        elif sign in scan.COMMANDS:
            self.emit(*scan.COMMANDS[sign], start)
        elif sign in op.SUPERSCRIPTS or sign in op.SUBSCRIPTS:
            self.script(sign, start)
        else:
            self.foreign(sign, start)

    def script(self, sign: str, start: int) -> None:
        """A run of Unicode sub- or superscripts reads as a braced one."""
        table = op.SUPERSCRIPTS if sign in op.SUPERSCRIPTS else op.SUBSCRIPTS
        while self.position < len(self.text) and self.text[self.position] in table:
            self.position += 1
        inner = "".join(table[c] for c in self.text[start : self.position])
        self.emit("^" if table is op.SUPERSCRIPTS else "_", sign, start)
        inside = _Lexer(inner, self.known).run()
        for token in [Token("{", "", 0, 0), *inside, Token("}", "", 0, 0)]:
            self.emit(token.kind, token.text, start)

    def foreign(self, sign: str, start: int) -> None:
        """A letter of a mathematical alphabet, an accented letter, or a sign we cannot read."""
        letter = scan.decomposed(sign)
        if letter is None:
            raise ReadError(f"unreadable sign {sign!r}", start, "mathematics")
        base, font, marks = letter
        if "/" in base:
            self.emit("num", base, start)
            return
        self.letter(base, font, start)
        for mark in marks:
            self.mark(op.COMBINING.get(mark, ""))

    def mark(self, mark: str) -> None:
        """Put a mark over the letter just read."""
        if mark and self.tokens and self.tokens[-1].kind == "name":
            self.tokens[-1].text += f"_{mark}"

    def brace(self, start: int) -> None:
        """An opening brace."""
        if self.tokens and self.tokens[-1].kind == "substack":
            self.tokens.pop()
            self.open.append("substack")
        else:
            self.open.append("{")
            self.emit("{", "{", start)

    def unbrace(self, start: int) -> None:
        """A closing brace; braces around a single name are dress."""
        closed = self.open.pop() if self.open and self.open[-1] in _BRACES else "{"
        if closed != "{":
            return
        tokens = self.tokens
        if len(tokens) > 1 and tokens[-1].kind in scan.DRESSED and tokens[-2].kind == "{":
            tokens[-1].gap = tokens.pop(-2).gap
        else:
            self.emit("}", "}", start)

    def ampersand(self, start: int) -> None:
        """Parts the entries of a row; elsewhere it only aligns."""
        if self.open and self.open[-1] in scan.ROWS:
            self.emit("&", "&", start)
        else:
            self.gap = 2

    def tilde(self, start: int) -> None:
        """A tie in LaTeX that has another sign for "distributed as", else that sign."""
        follows = self.text[self.position : self.position + 2].lstrip()
        before = self.tokens[-1].kind if self.tokens else "relation"
        spaced = self.text[max(start - 1, 0)] == self.text[self.position :][:1] == " "
        bound = not spaced and follows[:1] in ("d", "\\", "=", "(")
        tie = not self.plain and (r"\sim" in self.text or bound)
        if tie or before in ("relation", "+", "-", ",", "newline"):
            self.gap = max(self.gap, 1)
        else:
            self.emit("relation", "~", start)

    def percent(self, start: int) -> None:
        """A comment in LaTeX."""
        if self.plain:
            raise ReadError("a percent sign", start, "mathematics")
        end = self.text.find("\n", start)
        self.position = len(self.text) if end < 0 else end


_READERS = {
    "space": _Lexer.space, "number": _Lexer.number, "run": _Lexer.letters,
    "environment": _Lexer.environment, "dressed": _Lexer.dressed, "bare": _Lexer.dressed,
    "content": _Lexer.styled, "command": _Lexer.command, "sign": _Lexer.character,
    "character": _Lexer.character,
}  # fmt: skip
_CHARACTERS = {
    "{": _Lexer.brace, "}": _Lexer.unbrace, "&": _Lexer.ampersand, "~": _Lexer.tilde,
    "%": _Lexer.percent,
}  # fmt: skip


def tokens(text: str, known: Collection[str] = ()) -> list[Token]:
    """The tokens of `text`; runs of letters in `known` stay whole.

    Raises ReadError at a sign or command that is no mathematics.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"a formula of {len(text)} characters is too long", MAX_CHARACTERS)
    return _Lexer(text, known).run()
