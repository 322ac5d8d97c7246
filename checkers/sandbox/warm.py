"""A template process a set of modules, started once and forked for every program."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from threading import RLock

import msgspec

from checkers.sandbox.layers import complaint, lacking, least
from checkers.sandbox.running import Limits, NoSandboxError, Run

BOOT = """\
import sys, types
root = {root!r}
package = sys.modules["checkers"] = types.ModuleType("checkers")
package.__path__ = [root + "/checkers"]
sys.path[:0] = {ahead!r}
from checkers.sandbox.inside.template import main
main()
"""
"""Loads the sandbox's own code and nothing else of this package."""
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}
LAYERS = ("namespaces", "landlock", "seccomp")
START = 60.0
"""Seconds that a template may take to start: it imports NumPy."""
NOT_THE_LIBRARY = ("site-packages", "dist-packages")


class Template:
    """A process that has imported `modules`, and hands out confined forks of itself."""

    def __init__(self, modules: tuple[str, ...], limits: Limits) -> None:
        """Start it. NoSandboxError: this system has no sockets and forks of the kind."""
        if not hasattr(socket, "send_fds") or not hasattr(os, "fork"):
            raise NoSandboxError(complaint(["limits"]))
        self.limits, self.owner = limits, os.getpid()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                self._command(modules),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        self.layers = self._hello()

    def _command(self, modules: tuple[str, ...]) -> list[str]:
        root = str(Path(__file__).resolve().parents[2])
        paths = sorted({str(path.parent) for path in map(_place, modules) if path})
        settings = {
            "modules": [*modules, *PRELOADED],
            "readable": [*_library(), *_packages(modules), *DEVICES],
            "layers": LAYERS,
            "limits": msgspec.structs.asdict(self.limits),
            "wall": self.limits.wall,
        }
        boot = BOOT.format(root=root, ahead=paths)
        flags = ["-I", "-S", "-B", "-X", "utf8", "-W", "ignore"]
        return [os.path.realpath(sys.executable), *flags, "-c", boot, json.dumps(settings)]

    def _hello(self) -> tuple[str, ...]:
        self._control.settimeout(START)
        try:
            text = self._control.recv(4096)
        except OSError:
            text = b""
        if not text:
            self.close()
            raise NoSandboxError("The program was not run: its sandbox did not start.")
        return tuple(msgspec.json.decode(text, type=list[str]))

    def run(self) -> Run:
        """A confined process for one program. NoSandboxError: it cannot be had."""
        channel, their_channel = socket.socketpair()
        report, their_report = socket.socketpair()
        with their_channel, their_report:
            descriptors = [their_channel.fileno(), their_report.fileno()]
            try:
                socket.send_fds(self._control, [b"r"], descriptors)
            except OSError:
                raise NoSandboxError("The program was not run: its sandbox is gone.") from None
        return Run(channel, report, self.limits)

    @property
    def alive(self) -> bool:
        """Whether it can be forked from this process."""
        return self.owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """End it; runs that are under way go on to their end."""
        self._control.close()
        self._process.wait(START)


PRELOADED: tuple[str, ...] = (
    "ctypes",
    "dataclasses",
    "decimal",
    "fractions",
    "functools",
    "itertools",
)
PRELOADED += ("numpy.linalg", "numpy.random", "random", "statistics", "typing", "warnings")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
OFFERED = ("numpy",)
"""Modules that programs may import beside the standard library."""

_templates: dict[tuple[Limits, tuple[str, ...]], Template] = {}
_starting = RLock()


def start(limits: Limits) -> Run:
    """A confined process for one program, from a template that is kept for the next.

    NoSandboxError: this machine lacks a layer or warrant that is asked for; nothing was run.
    """
    with _starting:
        template = _templates.get((limits, OFFERED))
        if template is None or not template.alive:
            template = _templates[limits, OFFERED] = Template(OFFERED, limits)
    missing = lacking(template.layers, least())
    if missing:
        raise NoSandboxError(complaint(missing))
    return template.run()


@atexit.register
def _stop() -> None:
    while _templates:
        template = _templates.popitem()[1]
        if template.alive:
            template.close()


def _library() -> list[str]:
    """Everything in the standard library's folders but other packages that lie there."""
    folders = {sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib")}
    entries = (entry for folder in folders for entry in Path(folder).iterdir())
    return sorted(str(entry) for entry in entries if entry.name not in NOT_THE_LIBRARY)


def _place(module: str) -> Path | None:
    """The folder of an installed package."""
    spec = find_spec(module)
    return Path(spec.origin).resolve().parent if spec and spec.origin else None


def _packages(modules: tuple[str, ...]) -> list[str]:
    """The packages' folders, with those beside them that hold their shared libraries."""
    folders = [path for path in map(_place, modules) if path]
    libraries = [path.with_name(path.name + ".libs") for path in folders]
    return [str(path) for path in (*folders, *libraries)]
