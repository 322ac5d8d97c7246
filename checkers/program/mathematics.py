r"""The dress `mathematics`: what an answer says a name is, evaluated for given arguments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from checkers.program.made import State, Undecided

if TYPE_CHECKING:
    from checkers.notation.expr import Expr
    from checkers.notation.vocabulary import Vocabulary

TRANSPOSED = re.compile(r"\^\s*(?:\{\s*T\s*\}|T(?![A-Za-z]))")
TILDE = re.compile(r"(?<![\\\w])([A-Za-z])(?:\u0303|~)(?=\s*=)")


@dataclass(frozen=True)
class Mathematics:
    r"""`let` declares the letters of an answer; `writes` how it writes the names: "Q_t".

    `ones` is the size of the vector of ones, where there is one. Unless T is declared, ``^T``
    transposes. A name that is a law, q(x_T|x_0), is a vector: the law at every one-hot value of
    what `listed` tells, x_T. Definitions in `let` stand back where the answer gives its own.
    """

    let: str
    writes: Mapping[str, str] = field(default_factory=dict)
    ones: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)

    def read(
        self,
        answer: str,
        signatures: Mapping[str, Sequence[str]],
        optional: Collection[str] = (),
    ) -> Written | None:
        """What the answer says of the names, the last time it says it; None if nothing of one
        that is not optional.
        """
        from checkers.notation.expr import Density, Sym
        from checkers.notation.passages import read_passages
        from checkers.notation.reader import ReadError, read

        required = signatures.keys() - set(optional)
        names = {read(self.writes.get(n, n), self.vocabulary): n for n in signatures}
        try:
            passages = read_passages(self._in_signs(answer), self.vocabulary)
        except ReadError:
            return None
        said: dict[str, Expr] = {}
        meanings: dict[Expr, Expr] = {}
        laws: set[str] = set()
        arguments = {arg for taken in signatures.values() for arg in taken}
        for left, right in _equations(passages.statements):
            for name, value in ((left, right), (right, left)):
                if name in names and value not in names:
                    said[names[name]] = value
            if isinstance(left, Sym) and left.name not in arguments:
                meanings[left] = right
            if isinstance(left, Density):
                laws.add(left.name)
        if not said.keys() >= required:
            return None
        unsaid = [read(self.writes[n], self.vocabulary) for n in self.writes if n not in said]
        others = set(map(_name, unsaid))
        for it in said.keys() - required:
            if others & _letters(said[it], meanings):
                del said[it]
        vocabulary = _with_meanings(passages.vocabulary, meanings)
        vocabulary = _as_constants(vocabulary, (*said.values(), *meanings.values()))
        return Written(said, signatures, vocabulary, self.listed, frozenset(laws))

    def _in_signs(self, answer: str) -> str:
        """The names in mathematics where they stand as in Python (B_tilde), or as B~."""
        for name in (name for name in self.writes if name not in self.listed):
            sign = self.writes[name].replace("\\", r"\\")
            answer = re.sub(rf"(?<![\\\w{{]){name}(?![\w}}])", sign, answer)
        if any("tilde" in sign for sign in self.writes.values()):
            answer = TILDE.sub(r"\\tilde{\1}", answer)
        if "T" not in self.vocabulary.symbols:
            answer = TRANSPOSED.sub(r"^{\\top}", answer)
        return answer

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from msgspec.structs import replace

        from checkers.notation.let import let
        from checkers.notation.vocabulary import Symbol

        declared = let(self.let)
        ones = {"ones": Symbol("ones", (self.ones,))} if self.ones else {}
        return replace(declared, symbols={**declared.symbols, **ones})


def _equations(statements: Iterable[Any]) -> Iterator[tuple[Expr, Expr]]:
    """Both sides of what is said to be equal."""
    for one in statements:
        if one.relation in ("=", ":=") and one.left is not None and one.right is not None:
            yield one.left, one.right


def _with_meanings(vocabulary: Vocabulary, meanings: Mapping[Expr, Expr]) -> Vocabulary:
    """The vocabulary with what the answer says that letters of the question are."""
    from msgspec.structs import replace

    from checkers.notation.tree import walk

    fresh = {left: right for left, right in meanings.items() if left not in walk(right)}
    names = {_name(left) for left in fresh}
    kept = (pair for pair in vocabulary.definitions if _name(pair[0]) not in names)
    return replace(vocabulary, definitions=(*kept, *fresh.items()))


def _letters(value: Expr, meanings: Mapping[Expr, Expr]) -> set[str]:
    """The names that a value is made of, and what the answer says that they are."""
    from checkers.notation.tree import walk

    return {_name(node) for side in (value, *meanings.values()) for node in walk(side)}


def _name(what: Expr) -> str:
    return str(getattr(what, "head", getattr(what, "name", "")))


def _as_constants(vocabulary: Vocabulary, exprs: Iterable[Expr]) -> Vocabulary:
    """The vocabulary, where a family that is only written without index is one number."""
    from msgspec.structs import replace

    from checkers.notation.expr import Sym
    from checkers.notation.tree import walk

    written = {node for expr in exprs for node in walk(expr) if isinstance(node, Sym)}
    members = {node.name for node in written if node.index}
    alone = {node.name for node in written} - members
    symbols = {
        name: replace(symbol, family=()) if name in alone and not symbol.shape else symbol
        for name, symbol in vocabulary.symbols.items()
    }
    return replace(vocabulary, symbols=symbols)


def _at_sizes(vocabulary: Vocabulary, sizes: Mapping[str, int]) -> Vocabulary:
    """The vocabulary with its definitions at these sizes too: of Q_T, of Q_2 where T is 2."""
    from msgspec.structs import replace

    from checkers.worlds.evaluate_indices import concrete

    at = (tuple(concrete(side, sizes) for side in pair) for pair in vocabulary.definitions)
    both = dict.fromkeys((*vocabulary.definitions, *at))
    return replace(vocabulary, definitions=tuple(both))


def _probabilities(value: Expr) -> Expr:
    """Those that a categorical law lists, where it is written as one."""
    from checkers.notation.expr import Apply

    law = value.args[1] if isinstance(value, Apply) and value.head == "pdf" else value
    return law.args[0] if isinstance(law, Apply) and law.head == "Cat" else value


class Written:
    """Mathematics as a dress: every call is an evaluation in the world of its arguments."""

    def __init__(
        self,
        said: Mapping[str, Expr],
        signatures: Mapping[str, Sequence[str]],
        vocabulary: Vocabulary,
        listed: Mapping[str, str],
        laws: frozenset[str],
    ) -> None:
        """`said`: what each name is, in the letters of its arguments; `laws`: those of which
        the answer says anything.
        """
        self.said, self.signatures, self.vocabulary = said, signatures, vocabulary
        self.listed, self._laws = listed, laws

    def defines(self, name: str) -> bool:
        """Whether the answer says what it is. Undecided: it does so in terms of what only a
        program gives, or of something alike.
        """
        if name not in self.said and name in self._laws:
            raise Undecided(f"{name} is given in other terms")
        return name in self.said

    def values(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> list[Any]:
        """The values. Undecided: the worlds cannot evaluate what is written."""
        return [self._value(name, args) for name, args in calls]

    def start(self, name: str, args: object) -> NoReturn:
        """Mathematics has no states to hand out."""
        raise Undecided(f"{name} is no program")

    def folds(self, name: str, cases: object) -> NoReturn:
        """Mathematics has no states to hand out."""
        raise Undecided(f"{name} is no program")

    def costs(self, name: str, state: State, xs: object) -> NoReturn:
        """Mathematics takes no operations to count."""
        raise Undecided(f"{name} is no program")

    def seconds(self, name: str, state: State, xs: object) -> NoReturn:
        """Mathematics takes no time."""
        raise Undecided(f"{name} is no program")

    def fresh(self) -> Written:
        """It remembers nothing anyway."""
        return self

    def _value(self, name: str, args: tuple[Any, ...]) -> Any:
        import numpy as np

        from checkers.worlds.field import Unknown

        given = dict(zip(self.signatures[name], args, strict=True))
        sizes = self._sizes(given)
        value = self.said[name]
        try:
            if name not in self.listed:
                return self._evaluated(value, given, sizes)
            probabilities = _probabilities(value)
            rows = np.eye(args[0].size).reshape(-1, *args[0].shape)
            points = [{**given, self.listed[name]: row} for row in rows]
            found = [self._evaluated(probabilities, point, sizes) for point in points]
        except Unknown as why:
            raise Undecided(f"what {name} is cannot be evaluated ({why})") from None
        return found[0] if found[0].ndim else np.stack(found)

    def _evaluated(self, what: Expr, given: Mapping[str, Any], sizes: dict[str, int]) -> Any:
        """The value in the one world in which the letters are what they are called with."""
        import numpy as np

        from checkers.notation.reader import read
        from checkers.worlds.draws import Sampled
        from checkers.worlds.evaluate import Evaluator
        from checkers.worlds.evaluate_indices import concrete
        from checkers.worlds.field import Field
        from checkers.worlds.tensor import dimensions
        from checkers.worlds.tensor_world import TensorWorld

        arrays = {n: self._declared(n, v) for n, v in given.items() if n not in sizes}
        if ones := self.vocabulary.symbols.get("ones"):
            arrays["ones"] = np.ones(dimensions(ones, sizes)[1])
        bindings: dict[Expr, Field] = {
            concrete(read(n, self.vocabulary), sizes): Field(v[None], (), v.ndim)
            for n, v in arrays.items()
        }
        vocabulary = _at_sizes(self.vocabulary, sizes)
        world = TensorWorld(vocabulary, Sampled(1), sizes)
        evaluator = Evaluator(world, vocabulary, bindings=bindings)
        return np.asarray(evaluator.value(concrete(what, sizes)).data)[0]

    def _declared(self, name: str, value: Any) -> Any:
        """An array in the rank in which its letter is declared: a column may be a vector."""
        import numpy as np

        declared = self.vocabulary.symbols.get(name)
        is_vector = declared is not None and len(declared.shape) == 1
        return np.ravel(value) if is_vector else np.asarray(value)

    def _sizes(self, given: Mapping[str, Any]) -> dict[str, int]:
        """Whole numbers among the arguments, and the sizes of the arrays among them."""
        sizes = {name: value for name, value in given.items() if isinstance(value, int)}
        for name, value in given.items():
            declared = self.vocabulary.symbols.get(name)
            if name not in sizes and declared is not None:
                pairs = zip(declared.shape, value.shape, strict=False)
                sizes |= {axis: size for axis, size in pairs if isinstance(axis, str)}
        return sizes
