"""The program itself: its blocks are run, its functions called, their numbers sent back.

All of this happens within reach of the program, which may forge it: what leaves here are
numbers that the program could have returned, and the grader takes them for no more.
"""

from __future__ import annotations

import ast
import json
import os
import struct
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import Any

from checkers.sandbox.inside import counting, state
from checkers.sandbox.inside.plain import from_plain, to_plain

LENGTH = struct.Struct(">I")
LONGEST_REASON = 300
UNPARSED = (SyntaxError, ValueError, RecursionError, MemoryError)


def serve(channel: int) -> None:
    """Answer requests until the grader hangs up: first the blocks, then calls."""
    names: dict[str, Any] = {"__name__": "answer", "__builtins__": __builtins__}
    while (request := _received(channel)) is not None:
        if request.get("count"):
            counting.install()
        if "readings" in request:
            reply: Any = _loaded(_chosen(request["readings"]), names)
        else:
            reply = [_guarded(partial(_done, call, names)) for call in request["calls"]]
        text = json.dumps(reply, allow_nan=False).encode()
        _send(channel, LENGTH.pack(len(text)) + text)


def _received(channel: int) -> Any:
    """The next request; None at the end. By read(2): socket calls are forbidden here."""
    header = _read(channel, LENGTH.size)
    return json.loads(_read(channel, LENGTH.unpack(header)[0])) if header else None


def _read(channel: int, size: int) -> bytes:
    found = bytearray()
    while len(found) < size and (piece := os.read(channel, size - len(found))):
        found += piece
    return bytes(found)


def _send(channel: int, text: bytes) -> None:
    left = memoryview(text)
    while left:
        left = left[os.write(channel, left) :]


def _guarded(run: Callable[[], Any]) -> Any:
    try:
        return run()
    except BaseException as failure:  # noqa: BLE001 - whatever a program raises is its answer
        return {"error": f"{type(failure).__name__}: {failure}"[:LONGEST_REASON]}


# --- loading ------------------------------------------------------------------------------


def _chosen(readings: list[list[str]]) -> list[str]:
    """The first reading of the answer that is Python throughout, else the last."""
    return next((blocks for blocks in readings if all(map(_parses, blocks))), readings[-1])


def _parses(text: str) -> bool:
    try:
        ast.parse(_without_magic(text))
    except UNPARSED:
        return False
    return True


def _loaded(blocks: Iterable[str], names: dict[str, Any]) -> dict[str, Any]:
    """Run the blocks statement by statement: an example that fails spoils no definition."""
    reasons = [
        reason for number, text in enumerate(blocks, 1) for reason in _ran(number, text, names)
    ]
    return {"defined": [name for name in names if isinstance(name, str)], "errors": reasons[:5]}


def _ran(number: int, text: str, names: dict[str, Any]) -> Iterable[str]:
    try:
        statements = ast.parse(_without_magic(text)).body
    except UNPARSED as error:
        yield f"block {number}: {type(error).__name__}: {error}"[:LONGEST_REASON]
        return
    for statement in statements:
        done = _guarded(partial(_execute, statement, names))
        if done is not None:
            yield f"block {number}, line {statement.lineno}: {done['error']}"[:LONGEST_REASON]


def _execute(statement: ast.stmt, names: dict[str, Any]) -> None:
    module = ast.Module([statement], [])
    exec(compile(module, counting.ANSWER, "exec"), names)  # noqa: S102 - this is what it is for


def _without_magic(text: str) -> str:
    """A notebook's %magic and !shell lines are left out, as its export to a script does."""
    lines = text.split("\n")
    return "\n".join("" if line.startswith(("%", "!")) else line for line in lines)


# --- calling ------------------------------------------------------------------------------


def _done(call: dict[str, Any], names: dict[str, Any]) -> Any:
    if "inputs" in call:
        return _folded(call, names)
    value = _called(call["name"], call["args"], names)
    return {"state": state.dumps(value)} if call["opaque"] else to_plain(value)


def _called(name: str, args: Iterable[Any], names: dict[str, Any]) -> Any:
    """The value of a function; a name that is no function stands for itself."""
    given = [from_plain(arg) for arg in args]
    found = names[name]
    return found(*given) if callable(found) else found


def _folded(call: dict[str, Any], names: dict[str, Any]) -> Any:
    """Step through inputs: the outputs, and the state they leave; or what each step costs."""
    step, held = names[call["name"]], state.loads(call["state"], names)
    outputs, operations, entries = [], [], state.entries(held)
    counting.Tally.largest = 0
    for given in call["inputs"]:
        before = counting.Tally.total
        with counting.counting() if call["count"] else nullcontext():
            held, output = step(held, from_plain(given))
        operations.append(counting.Tally.total - before)
        entries = max(entries, state.entries(held)) if call["count"] else entries
        outputs.append(to_plain(output))
    reply = {"state": state.dumps(held)}
    if not call["count"]:
        return reply | {"outputs": outputs}
    costs = {"steps": operations, "largest": counting.Tally.largest}
    return reply | {"costs": costs | {"entries": entries}}
