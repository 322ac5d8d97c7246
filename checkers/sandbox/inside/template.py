"""The warm process that is forked for every program: template -> warden -> runner.

The template has the modules that programs may need and waits on its stdin, a socket, for two
descriptors a program: a channel to it, and a line on which its warden reports. The warden
outlives the runner and kills whatever it leaves; the runner confines itself, tells the layers
that it stands behind, closes everything but the channel, and only then reads the program.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any, NoReturn

from checkers.sandbox.inside import landlock, limits, linux, namespaces, seccomp

CHILDREN = "/proc/thread-self/children"


def main() -> None:
    """Serve until the socket on stdin closes. The settings are the JSON in argv."""
    settings = json.loads(sys.argv[1])
    layers = _layers(settings)
    for name in settings["modules"]:
        importlib.import_module(name)
    sys.path[:] = [path for path in sys.path if path != settings["root"]] + settings["paths"]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=os.dup(0))
    control.sendall(json.dumps(sorted(layers)).encode() + b"\n")
    while True:
        greeting, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not greeting:
            return
        if os.fork() == 0:
            control.close()
            _warden(descriptors[0], descriptors[1], layers, settings)
        for descriptor in descriptors:
            os.close(descriptor)


def _layers(settings: dict[str, Any]) -> dict[str, Any]:
    """What this machine offers, each layer with what its installation takes."""
    layers: dict[str, Any] = {"limits": settings["limits"]}
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


# --- the warden ---------------------------------------------------------------------------


def _warden(
    channel: int, report: int, layers: dict[str, Any], settings: dict[str, Any]
) -> NoReturn:
    """Start the runner, wait for its end or for the grader's, and leave nothing behind."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    if sys.platform == "linux":
        linux.call("prctl", linux.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if "namespaces" in layers:
        namespaces.own_processes()
    runner = os.fork()
    if runner == 0:
        _run(channel, report, layers)
    os.close(channel)
    ended = _ends(runner, report, settings["wall"])
    status = _reaped(runner)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    last = {"status": status, "in_time": ended, "cpu": cpu}
    _tell(report, last)
    os._exit(0)


def _ends(runner: int, report: int, seconds: float) -> bool:
    """Wait until the runner is over: True; until time is, or nobody listens: False."""
    watch = select.poll()
    watch.register(os.pidfd_open(runner), select.POLLIN)
    watch.register(report, select.POLLHUP)
    return any(event & select.POLLIN for _, event in watch.poll(seconds * 1000))


def _reaped(runner: int) -> int:
    """Kill the runner and all that descends from it; its wait status."""
    os.kill(runner, signal.SIGKILL)
    status = os.waitpid(runner, 0)[1]
    while children := _children():
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return status


def _children() -> list[int]:
    """Orphans that fell to this process."""
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
    from checkers.sandbox.inside import program

    try:
        os.setsid()
        limits.silence()
        _confine(layers)
        _tell(report, {"layers": sorted(layers)})
        limits.only_descriptor(channel)
        if "seccomp" in layers:
            seccomp.install(layers["seccomp"])
        program.serve(channel)
    finally:
        os._exit(1)


def _confine(layers: dict[str, Any]) -> None:
    """All layers but seccomp, which would forbid the rest. OSError: one of them fails."""
    if "namespaces" in layers:
        namespaces.own_scratch(layers["namespaces"])
    else:
        os.chdir("/")
    limits.apply(layers["limits"])
    limits.become_nobody()
    if sys.platform == "linux":
        linux.call("prctl", linux.PR_SET_DUMPABLE, 0, 0, 0, 0)
        linux.call("prctl", linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        linux.drop_capabilities()
    if "landlock" in layers:
        landlock.restrict(layers["landlock"])
