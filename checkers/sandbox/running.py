"""One program in its own confined process: it is loaded, asked, and ended.

Deadlines are kept here, on this side of the channel; the processor time and memory are kept by
the kernel. Whatever the program does, a run is over when its time is, and its processes with
it.
"""

from __future__ import annotations

import json
import signal
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any, Self

import msgspec
from msgspec import Struct

from checkers.sandbox.numbers import Argument, Loaded, Reply, loaded, plain, replies

LENGTH = struct.Struct(">I")
PATIENCE = 5.0
"""Seconds that a warden has to clear up."""


class Limits(Struct, frozen=True):
    """Bounds on one program: seconds of processor and clock, bytes of memory, file, reply."""

    cpu: int = 4
    wall: int = 40
    memory: int = 2 << 30
    file: int = 1 << 20
    reply: int = 8 << 20


class Call(Struct, frozen=True):
    """A call of a function by name. `opaque`: the value is a state, kept as it is."""

    name: str
    args: tuple[Argument, ...] = ()
    opaque: bool = False

    def request(self) -> dict[str, Any]:
        """As the program's side reads it."""
        return {"name": self.name, "args": list(map(plain, self.args)), "opaque": self.opaque}


class Fold(Struct, frozen=True):
    """Calls of ``step(state, x) -> (state, y)`` over inputs, beginning with a state.

    `count`: the reply has the operations that each step took, not its output.
    """

    name: str
    state: str
    inputs: tuple[Argument, ...]
    count: bool = False

    def request(self) -> dict[str, Any]:
        """As the program's side reads it."""
        inputs = list(map(plain, self.inputs))
        return {
            "name": self.name,
            "state": self.state,
            "inputs": inputs,
            "count": self.count,
        }


class ProgramError(Exception):
    """The program failed: it raised, ended, ran out of its limits, or sent no plain data."""


class OverdueError(ProgramError):
    """Its time ran out: it may never end, or be slow, or the machine may be."""


class NoSandboxError(Exception):
    """A program cannot be run on this machine as it should be; the message says why."""


class _Told(Struct):
    confined: bool = False
    status: int = 0
    cpu: float = 0.0


class Run:
    """A program's process. Ends with `close`, or as a context."""

    def __init__(
        self,
        channel: socket.socket,
        report: socket.socket,
        limits: Limits,
        layers: Sequence[str],
    ) -> None:
        """Wait until the process stands behind these layers. NoSandboxError: one failed."""
        self._channel, self._report, self._limits = channel, report, limits
        self._deadline = time.monotonic() + limits.wall
        self._lines = report.makefile("rb")
        first = self._told()
        if first is None or not first.confined:
            self.close()
            raise NoSandboxError("The program was not run: a layer of its sandbox failed.")
        self.layers = tuple(layers)

    def load(self, *readings: Sequence[str], count: bool = False) -> Loaded:
        """Run the program's blocks, as read in the first way that is Python.

        `count`: its arrays count their operations. ProgramError: it ended there.
        """
        request = {"readings": list(map(list, readings)), "count": count}
        return loaded(self._answered(request))

    def ask(self, calls: Sequence[Call | Fold]) -> list[Reply]:
        """Have these calls made, all at once. ProgramError: it ended, or sent no plain data."""
        requests = [call.request() for call in calls]
        return replies(self._answered({"calls": requests}), len(calls))

    def end(self) -> float:
        """End the process, and say how many seconds of processor time it took."""
        ended = self._ended()
        return 0.0 if ended is None else ended.cpu

    def _ended(self) -> _Told | None:
        """End the process; what the template says of it."""
        try:
            self._report.shutdown(socket.SHUT_WR)
        except OSError:
            return None
        return self._told()

    def close(self) -> None:
        """End the process, whatever it is doing, and all that it may have started."""
        for stream in (self._channel, self._lines, self._report):
            stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answered(self, request: dict[str, Any]) -> bytes:
        text = json.dumps(request).encode()
        try:
            self._channel.settimeout(self._left())
            self._channel.sendall(LENGTH.pack(len(text)) + text)
            size = LENGTH.unpack(self._received(LENGTH.size))[0]
            if size > self._limits.reply:
                raise ProgramError(f"it sent {size:,} bytes; at most {self._limits.reply:,}")
            return self._received(size)
        except TimeoutError:
            raise OverdueError(f"it did not end within {self._limits.wall} s") from None
        except OSError:
            raise self._end_of_it() from None

    def _received(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            self._channel.settimeout(self._left())
            piece = self._channel.recv(min(size - len(found), 1 << 20))
            if not piece:
                raise ConnectionError
            found += piece
        return bytes(found)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _told(self) -> _Told | None:
        """The next line of the warden, or of the process before it read any program."""
        self._report.settimeout(max(self._deadline - time.monotonic(), 0) + PATIENCE)
        try:
            line = self._lines.readline()
            return msgspec.json.decode(line, type=_Told) if line else None
        except OSError:
            return None

    def _end_of_it(self) -> ProgramError:
        """Why there is no reply."""
        ended = self._ended() or _Told()
        if ended.status & 0x7F == signal.SIGKILL and ended.cpu > self._limits.cpu - 0.5:
            limit = f"{self._limits.cpu} s of processor time"
            return OverdueError(f"it did not end within {limit}")
        if ended.status & 0x7F not in (0, signal.SIGKILL):
            return ProgramError(f"it crashed (signal {ended.status & 0x7F})")
        return ProgramError("it ended its process without a reply")
