"""Programs and what else constructs: one constant, operator or name of the example changed.

A construction is right if it has the properties asked for, and these are stated as tests only.
So there is no oracle but the checker's own tests, and no mutant counts either way; those that
pass, which may be other right constructions, are listed for eyes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from checkers.program import Program
from counterexam.audit.mutate import mutants
from counterexam.audit.notations import notations
from counterexam.audit.variants import Variant, distinct, nobody

FENCED = re.compile(r"```python\n(.*?)```", re.DOTALL)


def wrong(form: Program, reference: Any, seed: int) -> Iterator[Variant]:
    """The example with one slip in its code, or in its formulas."""
    fenced = FENCED.search(reference.text)
    if fenced is None:
        for mutant in mutants(reference.text):
            yield Variant(mutant.operator, mutant.text, nobody)
        return
    frame = _frame(reference.text, fenced)
    for operator, code in _slips(fenced[1]):
        yield Variant(operator, frame(code), nobody)


def right(form: Program, reference: Any, seed: int) -> Iterator[Variant]:
    """The example laid out otherwise, with other names, commented."""
    text = reference.text
    fenced = FENCED.search(text)
    if fenced is None:
        yield from notations(text)
        return
    frame = _frame(text, fenced)
    code = fenced[1]
    yield from distinct(
        [
            Variant("code: without fence", code),
            Variant("code: other fence", text.replace("```python", "```py")),
            Variant("code: bare fence", text.replace("```python", "```")),
            Variant("code: unparsed", frame(ast.unparse(ast.parse(code)) + "\n")),
            Variant("code: commented", frame(f"# our construction\n{code}print('done')\n")),
            Variant("code: locals renamed", frame(_renamed(code))),
            Variant("code: indented twice", frame(_reindented(code))),
            Variant("code: as in a session", frame(_session(code))),
        ],
        text,
    )


def _frame(text: str, fenced: re.Match[str]) -> Callable[[str], str]:
    return lambda code: text[: fenced.start(1)] + code + text[fenced.end(1) :]


def _slips(code: str) -> Iterator[tuple[str, str]]:
    """The code with one node changed, each once."""
    for place, _ in enumerate(ast.walk(ast.parse(code))):
        for operator, slip in SLIPS.items():
            tree = ast.parse(code)
            node = list(ast.walk(tree))[place]
            if slip(node):
                yield operator, ast.unparse(tree) + "\n"


def _number(by: float) -> Callable[[ast.AST], bool]:
    def slip(node: ast.AST) -> bool:
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool | str | None):
            return False
        node.value = node.value + by  # type: ignore[operator]
        return True

    return slip


def _negated(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value:
        node.value = -node.value
        return True
    return False


def _operator(node: ast.AST) -> bool:
    turned = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Mod: ast.Mult}
    if isinstance(node, ast.BinOp) and type(node.op) in turned:
        node.op = turned[type(node.op)]()
        return True
    return False


def _comparison(node: ast.AST) -> bool:
    turned = {ast.Eq: ast.NotEq, ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.LtE: ast.Lt}
    if isinstance(node, ast.Compare) and type(node.ops[0]) in turned:
        node.ops[0] = turned[type(node.ops[0])]()
        return True
    return False


SLIPS: dict[str, Callable[[ast.AST], bool]] = {
    "off by one": _number(1),
    "number": _number(-1),
    "sign": _negated,
    "operator": _operator,
    "comparison": _comparison,
}


def _renamed(code: str) -> str:
    """The code with the names that its functions assign to made others."""
    tree = ast.parse(code)
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        names = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in names:
                node.id = f"{node.id}_local"
    return ast.unparse(tree) + "\n"


def _reindented(code: str) -> str:
    return re.sub(r"(?m)^( +)", lambda m: m[1] * 2, code)


def _session(code: str) -> str:
    """As pasted from an interactive session."""
    lines = code.rstrip("\n").split("\n")
    marks = ("... " if line.startswith(" ") or not line else ">>> " for line in lines)
    return "\n".join(mark + line for mark, line in zip(marks, lines, strict=True)) + "\n"
