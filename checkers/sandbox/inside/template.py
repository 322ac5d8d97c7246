"""The warm process that is forked for every program: a template, which outlives its runners.

The template has the modules that programs may need and waits on its stdin, a socket, for two
descriptors a program: a channel to it, and a line to report on. The runner confines itself,
tells so, closes everything but the channel, and only then reads
the program. The template kills a runner, its group and its orphans when the grader hangs up
or the time is over, and reports how it ended.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any, NamedTuple, NoReturn

from checkers.sandbox.inside import landlock, limits, linux, namespaces, seccomp

PROGRAM = "checkers.sandbox.inside.program"
"""What a runner does; it needs NumPy, which is imported after the namespaces are entered."""
CHILDREN = "/proc/thread-self/children"


def main() -> None:
    """Serve until the socket on stdin closes. The settings are the JSON in argv."""
    settings = json.loads(sys.argv[1])
    layers = _layers(settings)
    for name in [*settings["modules"], PROGRAM]:
        importlib.import_module(name)
    if sys.platform == "linux":
        linux.call("prctl", linux.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        linux.call("prctl", linux.PR_SET_DUMPABLE, 0, 0, 0, 0)
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=os.dup(0))
    control.sendall(json.dumps(sorted(layers)).encode() + b"\n")
    Template(control, layers, settings["wall"]).serve()


def _layers(settings: dict[str, Any]) -> dict[str, Any]:
    """What this machine offers, each layer with what its installation takes."""
    layers: dict[str, Any] = {"limits": settings["limits"]}
    if sys.platform != "linux":
        return layers
    scratch = namespaces.scratch_folder(settings["readable"])
    if scratch and "namespaces" in settings["layers"] and _enters():
        layers["namespaces"] = scratch
    if "landlock" in settings["layers"] and landlock.abi():
        own = [layers["namespaces"]] if "namespaces" in layers else []
        layers["landlock"] = landlock.ruleset(settings["readable"], own)
    if "seccomp" in settings["layers"] and seccomp.available():
        layers["seccomp"] = seccomp.program()
    return layers


def _enters() -> bool:
    try:
        namespaces.enter()
    except OSError:
        return False
    return True


# --- the template -------------------------------------------------------------------------


class Runner(NamedTuple):
    """A forked program: its process, the line to the grader, and how long it may live.

    The grader ends a run by ending its side of the line, as it does when its channel to the
    program ends; nothing is ever read from there.
    """

    process: int
    report: int
    deadline: float


class Template:
    """Forks a runner for each request, and clears up after each."""

    def __init__(self, control: socket.socket, layers: dict[str, Any], wall: float) -> None:
        """`wall`: seconds that a runner may live."""
        self._control, self._layers, self._wall = control, layers, wall
        self._runners: dict[int, Runner] = {}

    def serve(self) -> None:
        """Until the grader is gone; no runner is left then."""
        while True:
            ready = self._wait()
            for runner in list(self._runners.values()):
                if runner.report in ready or runner.deadline < time.monotonic():
                    self._end(runner)
            if self._control.fileno() in ready and not self._start():
                break
        for runner in list(self._runners.values()):
            self._end(runner)

    def _wait(self) -> set[int]:
        """The descriptors on which something happened: a request, a hang-up."""
        watch = select.poll()
        watch.register(self._control, select.POLLIN)
        for runner in self._runners.values():
            watch.register(runner.report, select.POLLIN)
        deadlines = [runner.deadline - time.monotonic() for runner in self._runners.values()]
        patience = 1000 * max(min(deadlines), 0) + 1 if deadlines else None
        return {descriptor for descriptor, _ in watch.poll(patience)}

    def _start(self) -> bool:
        """Fork a runner for the next request; False where the grader has hung up."""
        greeting, descriptors, _, _ = socket.recv_fds(self._control, 1, 2)
        if not greeting:
            return False
        channel, report = descriptors
        process = os.fork()
        if process == 0:
            _run(channel, report, self._layers)
        os.close(channel)
        deadline = time.monotonic() + self._wall
        self._runners[process] = Runner(process, report, deadline)
        return True

    def _end(self, runner: Runner) -> None:
        """Kill what is left of a runner, and report what it came to."""
        for kill in (os.killpg, os.kill):
            try:
                kill(runner.process, signal.SIGKILL)
            except OSError:
                pass  # it is over, or was before it had a group
        status, used = os.wait4(runner.process, 0)[1:]
        del self._runners[runner.process]
        self._kill_orphans()
        _tell(runner.report, {"status": status, "cpu": used.ru_utime + used.ru_stime})
        os.close(runner.report)

    def _kill_orphans(self) -> None:
        """Whatever fell to this process and is no runner was started by one."""
        while orphans := [child for child in _children() if child not in self._runners]:
            for orphan in orphans:
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)


def _children() -> list[int]:
    try:
        with open(CHILDREN, encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def _tell(report: int, message: dict[str, Any]) -> None:
    try:
        os.write(report, json.dumps(message).encode() + b"\n")
    except OSError:
        pass  # nobody listens any more


# --- the runner ---------------------------------------------------------------------------


def _run(channel: int, report: int, layers: dict[str, Any]) -> NoReturn:
    """Confine this process, say how, and serve the program; nothing but `_exit` leaves."""
    try:
        os.setpgid(0, 0)
        limits.silence()
        _confine(layers)
        _tell(report, {"confined": True})
        limits.only_descriptor(channel)
        if "seccomp" in layers:
            seccomp.install(layers["seccomp"])
        sys.modules[PROGRAM].serve(channel)
    finally:
        os._exit(1)


def _confine(layers: dict[str, Any]) -> None:
    """All layers but seccomp, which would forbid the rest. OSError: one of them fails."""
    limits.die_first()
    if "namespaces" in layers:
        namespaces.own_scratch(layers["namespaces"])
    else:
        os.chdir("/")
    limits.apply(layers["limits"])
    try:
        limits.become_nobody()
    except OSError:
        if not {"landlock", "seccomp"} <= layers.keys():
            raise
    if sys.platform == "linux":
        linux.call("prctl", linux.PR_SET_DUMPABLE, 0, 0, 0, 0)
        linux.call("prctl", linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        linux.drop_capabilities()
    if "landlock" in layers:
        landlock.restrict(layers["landlock"])
