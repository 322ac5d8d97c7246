r"""One clause of names -> declarations: ``orthogonal matrix \mathbf{U} in R^{n x n}``.

Words before names hold for the names that follow, up to the next noun; sets behind names hold
for those since the last set, as do words ("a, b real"), unless words came before as well, so
that they hold for the last name only: "scalars a_i, b_i, a_1 nonzero".
"""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from checkers.notation import operators as op
from checkers.notation.expr import Sym
from checkers.notation.let.bounds import bounded
from checkers.notation.let.builder import Builder
from checkers.notation.let.clause_parts import NAMES, Phrases
from checkers.notation.let.equations import RANDOM, prepare
from checkers.notation.let.facts import apart, unrelated
from checkers.notation.let.items import Item
from checkers.notation.let.labels import among
from checkers.notation.let.names import (
    Name,
    is_name,
    is_named_law,
    is_turned,
    lawlike,
    named,
    parameters,
    size_of,
    space,
    spelled,
    variable_name,
)
from checkers.notation.let.parts import Later, numbers
from checkers.notation.let.random import (
    copied,
    draw,
    labelled,
    letters,
    moments,
    moments_said,
    respective,
)
from checkers.notation.let.words import (
    IGNORED,
    MOMENTS,
    NOTHING,
    PARTS,
    Meaning,
    meaning,
)
from checkers.notation.reader import read

NO_LAWS = frozenset(("function", "number", "variable"))
SETTING = frozenset(("in", "to", "on", "over"))
SAYING = frozenset(("=", ":=", ">", ">=", "<", "<="))
"""Relations in which a name on the left is declared as well."""
VERBS = frozenset(("is", "are", "be"))


def declare(clause: str, builder: Builder, later: Later) -> None:
    """Take in a clause. LetError, ReadError: it is not understood."""
    _Reading(clause, builder, later).run()


class _Reading(Phrases):
    """The items of one clause, from left to right."""

    def run(self) -> None:
        if not any(item.kind in NAMES or item.kind == "range" for item in self._items):
            raise self._error("names, as in `a, b real` or `p(x,z), q(z|x)`")
        while self._at < len(self._items):
            item = self._items[self._at]
            self._at += 1
            getattr(self, f"_{item.kind}")(item)
        for what, names in self._together.items():
            take = partial({"independent": apart, "uncorrelated": unrelated}[what], names)
            self._later.facts.append((self._clause, take))

    # Words

    def _word(self, item: Item) -> None:
        word = item.text
        following = self._next()
        pair = f"{word} {following.text}" if following and following.kind == "word" else word
        says = meaning(pair) or meaning(word)
        self._at += bool(meaning(pair)) and pair != word
        if says is not None:
            self._describe(says)
        elif word in PARTS:
            self._part_word(word)
        elif word in SETTING:
            self._set(word)
        elif word in ("of", "with"):
            self._phrase()
        elif word == "from" and following is not None and following.kind == "maths":
            self._drawn(following)
        elif word in ("its", "by", "from", "this", "as") or word in IGNORED | MOMENTS:
            return
        else:
            raise self._error(f"what {word!r} says")

    def _describe(self, says: Meaning) -> None:
        """A noun or an adjective: of the names ahead, or of those behind."""
        if self._names_follow():
            self._ahead = self._ahead | says
        else:
            for name in self._group:
                self._tell(name, self._ahead | says)
            self._ahead, self._closed = NOTHING, True

    def _tell(self, name: Name, says: Meaning) -> None:
        self._note(name, says)
        if says.kind == "law" and (name.called or not name.index):
            self._builder.law(name, says)
        elif not self._builder.is_law(name.base):
            self._builder.declare(name, says)
        elif says.traits or says.values:
            raise self._error(f"an equation that says which law {name.base} is")

    def _note(self, name: Name, says: Meaning) -> None:
        """Keep what is said of names together: that they are independent, or uncorrelated; of a
        family's members it need not be kept.
        """
        for what, names in self._together.items():
            if what in says.traits and not name.index:
                names.append(name.base)
        if "centred" in says.traits and "normal" not in says.traits:
            self._later.equations += moments(self._builder, name, {"mean": "0"})

    def _phrase(self) -> None:
        """Of x in R^m: arguments; with columns u_i: parts; else talk."""
        following = self._next()
        if following is None or following.kind in NAMES:
            self._closed, self._says, self._ahead = True, NOTHING, NOTHING
        elif following.text in MOMENTS:
            self._moments()
        elif following.text == "inverse":
            self._inverse()
        elif following.text not in PARTS:
            self._skip_talk()

    def _skip_talk(self) -> None:
        """With joint density p(x, y), with this density, of parameter and data."""
        talk, before = NOTHING, self._group[-1:]
        while (item := self._next()) is not None and item.kind == "word":
            if item.text in SETTING:
                break
            talk = talk | (meaning(item.text) or NOTHING)
            self._at += 1
        if (
            talk.kind == "law"
            and item is not None
            and item.kind == "maths"
            and self._drawn(item)
        ):
            return
        self._ahead = talk if item is not None and item.kind in NAMES else NOTHING
        if before and self._builder.has(before[0].base, "cdf"):
            self._whole_function = before[0]

    def _drawn(self, item: Item) -> bool:
        """Whether a law follows that the names before it are drawn from."""
        law = named(item.text) if item.kind == "maths" else Name("")
        if len(law.of) > 1 or not self._builder.is_law(law.base):
            return False
        self._at += 1
        self._later.equations += draw(self._builder, self._group, law.base)
        copies = partial(copied, names=tuple(self._group), law=law.base)
        self._later.facts.append((self._clause, copies))
        return True

    def _moments(self) -> None:
        """With mean m and variance v, with zero mean; that they are finite needs no saying."""
        own, self._at = respective(self._items, self._at, len(self._group))
        for name, items in zip(self._group, own, strict=True):
            said, _ = moments_said(items, 0)
            labelled(self._builder, said)
            if self._builder.has(name.base, "centred"):
                said.setdefault("mean", "0")
            self._later.equations += moments(self._builder, name, said)
            self._later.parts.append(partial(letters, name=name, said=said))

    def _set(self, word: str) -> None:
        item = self._next()
        if word == "over" and item is not None and self._is_element(item):
            return
        where = space(item.text) if item is not None else None
        bounds = bounded(self._builder, self._group, item) if where is None else []
        if where is None and not bounds:
            raise self._error(f"a set after {word!r}, as R^n, (0,1) or {{0,1}}")
        self._later.equations += bounds
        self._at, self._closed = self._at + 1, True
        if where is not None:
            for name in self._group:
                self._builder.lies(name, where)

    def _is_element(self, item: Item) -> bool:
        """Whether a law is over finite sets, or over x in a set that follows."""
        after = self._items[self._at + 1] if self._at + 1 < len(self._items) else None
        return item.kind == "word" or (after is not None and after.text == "in")

    # Names

    def _comma(self, item: Item) -> None: ...

    def _maths(self, item: Item) -> None:
        if self._part:
            self._relate(named(item.text), self._part, turned=is_turned(item.text))
            self._part = ""
            return
        if self._group and is_named_law(item.text):
            for each in self._group:
                self._builder.declare(each, RANDOM)
                self._later.equations.append(rf"{spelled(each)} \sim {item.text}")
            return
        if self._after_verb() or self._is_talk(item.text):
            raise self._error(f"what {item.text!r} says")
        self._open()
        name = among(item.text, (each.text for each in self._items if each.kind == "maths"))
        if self._says.kind in ("law", "function") and self._is_argument(name):
            self._says, self._group = NOTHING, []  # p(x, z), x in {0,1}
        self._group.append(name)
        self._whole = name.base
        if self._says.kind == "law" or (
            self._says.kind not in NO_LAWS and lawlike(name, item.text)
        ):
            dropped = parameters(item.text, name)
            self._builder.law(name, self._says, dropped)
            self._accumulate(name)
            self._later.parts.append(partial(numbers, names=dropped))
        else:
            self._builder.declare(name, self._says)
            self._note(name, self._says)

    def _accumulate(self, law: Name) -> None:
        """A cdf F(x) of a density p(x) is its integral."""
        whole = self._whole_function
        if whole is not None and len(law.of) == 1 and not law.given:
            below = rf"{law.base}(t)"
            said = rf"{spelled(whole)}(x) := \int_{{-\infty}}^x {below} dt"
            self._later.equations.append(said)
        self._whole_function = None

    def _is_argument(self, name: Name) -> bool:
        """Whether it is no law, or no function, but what one before it takes."""
        taken = {variable_name(each) for one in self._group for each in (*one.of, *one.given)}
        return not name.called and (self._says.kind == "law" or name.base in taken)

    def _after_verb(self) -> bool:
        """Whether the name stands where an adjective should: "x is cool"."""
        before = self._items[self._at - 2] if self._at > 1 else None
        return before is not None and before.kind == "word" and before.text in VERBS

    def _is_talk(self, text: str) -> bool:
        """Whether a word that is not known stands before one that is: "cool function f"."""
        following = self._next()
        word = text.isalpha() and len(text) > 2 and text not in op.GREEK
        return (
            word
            and following is not None
            and following[:1] == ("word",)
            and (meaning(following.text) is not None and self._names_follow())
        )

    def _family(self, item: Item) -> None:
        self._open()
        last = read(item.parts[1])
        first = named(item.parts[0])
        base = first.base.rsplit("_", 1)[0] if not first.index else first.base
        index = getattr(last, "index", ())
        name = Name(base, (Sym("i"),))
        self._group.append(name)
        says = replace(self._says, rank=0) if item.text.startswith("(") else self._says
        self._builder.declare(name, says, (size_of(index[-1]) if index else "any",))

    def _range(self, item: Item) -> None:
        index, _, high = item.parts
        self._builder.range(named(index).base, size_of(read(high)))
        for name in self._group:
            self._builder.declare(name, NOTHING)

    def _equation(self, item: Item) -> None:
        left, relation = item.parts[:2]
        self._later.equations.append(item.text)
        prepare(item.text, self._builder)
        if relation in SAYING and (self._says | self._ahead).kind and is_name(left):
            self._maths(Item("maths", left))

    def _open(self) -> None:
        """A name begins: what was said ahead holds from here; a set closed the group before."""
        if self._ahead is not NOTHING:
            self._says, self._ahead = self._ahead, NOTHING
            self._closed = self._closed or bool(self._group)
        if self._closed:
            self._group, self._closed = [], False
