"""A template process a set of modules, started once and forked for every program."""

from __future__ import annotations

import atexit
import os
import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from threading import RLock

import msgspec

from checkers.sandbox.launching import ENVIRONMENT, command, has_bubblewrap
from checkers.sandbox.layers import complaint, lacking, least
from checkers.sandbox.running import Limits, NoSandboxError, Run

LAYERS = ("bubblewrap", "namespaces", "landlock", "seccomp")
"""The layers to be tried, beside `limits`."""
OFFERED = ("scipy", "sympy", "torch")
"""Packages that programs may import beside NumPy and the standard library, if installed."""
START = 60.0
"""Seconds that a template may take to start: it imports NumPy, or torch."""
GRACE = 5.0
"""Seconds that it may take to end by itself."""


class Template:
    """A process that has imported `modules`, and hands out confined forks of itself."""

    def __init__(
        self, modules: Sequence[str], limits: Limits, layers: Sequence[str] = LAYERS
    ) -> None:
        """Start it. NoSandboxError: this system has no forks, or none that start."""
        if not hasattr(socket, "send_fds") or not hasattr(os, "fork"):
            raise NoSandboxError(complaint(["limits"]))
        self.limits, self.owner = limits, os.getpid()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                command(modules, limits, layers),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        around = {"bubblewrap"} & {*layers}
        self.layers = tuple(sorted({*self._hello(), *around}))

    def _hello(self) -> list[str]:
        self._control.settimeout(START)
        try:
            text = self._control.recv(4096)
        except OSError:
            text = b""
        if not text:
            self.close()
            raise NoSandboxError("The program was not run: its sandbox did not start.")
        return msgspec.json.decode(text, type=list[str])

    def run(self) -> Run:
        """A confined process for one program. NoSandboxError: it cannot be had."""
        channel, their_channel = socket.socketpair()
        report, their_report = socket.socketpair()
        with their_channel, their_report:
            descriptors = [their_channel.fileno(), their_report.fileno()]
            try:
                socket.send_fds(self._control, [b"r"], descriptors)
            except OSError:
                channel.close()
                report.close()
                raise NoSandboxError("The program was not run: its sandbox is gone.") from None
        return Run(channel, report, self.limits, self.layers)

    @property
    def alive(self) -> bool:
        """Whether it can be forked from this process."""
        return self.owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """End it, and all that is running."""
        self._control.close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


_templates: dict[object, Template] = {}
_starting = RLock()


def start(limits: Limits, blocks: Sequence[str] = ()) -> Run:
    """A confined process for one program, from a template that is kept for the next.

    `blocks` tell which packages it imports. NoSandboxError: this machine lacks a layer or
    warrant that is asked for; nothing was run.
    """
    imported = [name for name in OFFERED if _imports(name, blocks) and _installed(name)]
    template = warm(("numpy", *imported), limits)
    missing = lacking(template.layers, least())
    if missing:
        raise NoSandboxError(complaint(missing))
    return template.run()


def warm(modules: Sequence[str], limits: Limits) -> Template:
    """The template that has these modules, started if it is not there yet."""
    key = (*modules, limits, LAYERS, os.getpid())  # a fork has templates of its own
    with _starting:
        if key not in _templates or not _templates[key].alive:
            _templates[key] = _started(modules, limits)
        return _templates[key]


def _started(modules: Sequence[str], limits: Limits) -> Template:
    """Behind bubblewrap where it is installed and works, else without it."""
    if "bubblewrap" in LAYERS and has_bubblewrap():
        try:
            return Template(modules, limits, LAYERS)
        except NoSandboxError:
            pass  # a container may forbid what it needs
    return Template(modules, limits, [layer for layer in LAYERS if layer != "bubblewrap"])


def _imports(name: str, blocks: Sequence[str]) -> bool:
    return any(re.search(rf"(?m)^\s*(?:import|from)\s.*\b{name}\b", text) for text in blocks)


@cache
def _installed(name: str) -> bool:
    return find_spec(name) is not None


@atexit.register
def _stop() -> None:
    while _templates:
        template = _templates.popitem()[1]
        if template.alive:
            template.close()
