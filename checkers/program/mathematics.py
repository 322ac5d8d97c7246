r"""The dress `mathematics`: what an answer says a name is, evaluated for given arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from checkers.program.made import Dress, State, Undecided

if TYPE_CHECKING:
    from checkers.notation.expr import Expr
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.evaluate import Evaluator

TRANSPOSED = re.compile(r"\^\s*(?:\{\s*T\s*\}|T(?![A-Za-z]))")
TILDE = re.compile(r"(?<![\\\w])([A-Za-z])(?:\u0303|~)(?=\s*=)")


@dataclass(frozen=True)
class Mathematics:
    r"""`let` declares the letters of an answer; `writes` how it writes the names: "Q_t".

    `ones` is the size of the vector of ones, where there is one. Unless T is declared, ``^T``
    transposes.
    """

    let: str
    writes: Mapping[str, str] = field(default_factory=dict)
    ones: str = ""

    def read(self, answer: str, signatures: Mapping[str, Sequence[str]]) -> Dress | None:
        """What the answer says of every name, the last time it says it; None if of none."""
        from checkers.notation.expr import Sym
        from checkers.notation.passages import read_passages
        from checkers.notation.reader import ReadError, read

        names = {read(self.writes.get(n, n), self.vocabulary): n for n in signatures}
        try:
            passages = read_passages(self._in_signs(answer), self.vocabulary)
        except ReadError:
            return None
        said: dict[str, Expr] = {}
        meanings: dict[Expr, Expr] = {}
        arguments = {arg for taken in signatures.values() for arg in taken}
        for left, right in _equations(passages.statements):
            for name, value in ((left, right), (right, left)):
                if name in names and value not in names:
                    said[names[name]] = value
            if isinstance(left, Sym) and left not in names and left.name not in arguments:
                meanings[left] = right
        vocabulary = _with_meanings(passages.vocabulary, meanings)
        return Written(said, signatures, vocabulary) if len(said) == len(names) else None

    def _in_signs(self, answer: str) -> str:
        """The names in mathematics where they stand as in Python (B_tilde), or as B~."""
        for name, sign in self.writes.items():
            answer = re.sub(rf"(?<![\\\w]){name}(?!\w)", sign.replace("\\", r"\\"), answer)
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

    known = {left for left, _ in vocabulary.definitions}
    fresh = {
        left: right
        for left, right in meanings.items()
        if left not in known and left not in walk(right)
    }
    return replace(vocabulary, definitions=(*vocabulary.definitions, *fresh.items()))


class Written:
    """Mathematics as a dress: every call is an evaluation in the world of its arguments."""

    def __init__(
        self,
        said: Mapping[str, Expr],
        signatures: Mapping[str, Sequence[str]],
        vocabulary: Vocabulary,
    ) -> None:
        """`said`: what each name is, in the letters of its arguments."""
        self.said, self.signatures, self.vocabulary = said, signatures, vocabulary

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

        from checkers.worlds.evaluate_indices import concrete
        from checkers.worlds.field import Unknown

        given = dict(zip(self.signatures[name], args, strict=True))
        sizes = self._sizes(given)
        try:
            found = self._world(given, sizes).value(concrete(self.said[name], sizes))
        except Unknown as why:
            raise Undecided(f"what {name} is cannot be evaluated ({why})") from None
        return np.asarray(found.data)[0]

    def _world(self, given: Mapping[str, Any], sizes: Mapping[str, int]) -> Evaluator:
        """The one world in which the letters are what they are called with."""
        import numpy as np

        from checkers.notation.expr import Sym
        from checkers.worlds.draws import Sampled
        from checkers.worlds.evaluate import Evaluator
        from checkers.worlds.field import Field
        from checkers.worlds.tensor import dimensions
        from checkers.worlds.tensor_world import TensorWorld

        arrays = {n: self._declared(n, v) for n, v in given.items() if n not in sizes}
        if ones := self.vocabulary.symbols.get("ones"):
            arrays["ones"] = np.ones(dimensions(ones, sizes)[1])
        bindings: dict[Expr, Field] = {
            Sym(n): Field(v[None], (), v.ndim) for n, v in arrays.items()
        }
        world = TensorWorld(self.vocabulary, Sampled(1), sizes)
        return Evaluator(world, self.vocabulary, bindings=bindings)

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
