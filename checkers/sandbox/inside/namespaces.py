"""Namespaces of its own: no network device, no shared memory, no /tmp but its own."""

from __future__ import annotations

import os

from checkers.sandbox.inside import linux

SCRATCH = ("/tmp", "/var/tmp", "/mnt", "/srv", "/media")  # noqa: S108 - mounted anew each time
SCRATCH_OPTIONS = b"size=1m,nr_inodes=64,mode=0777"


def enter() -> None:
    """Once, before the template's modules are imported. OSError: not permitted here.

    Root has the right to; others take it in a user namespace, where they stay who they are.
    """
    user, group = os.geteuid(), os.getegid()
    linux.unshare(*(() if user == 0 else ("user",)), "net", "ipc", "uts", "mount")
    if user != 0:
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{user} {user} 1")
        _write("/proc/self/gid_map", f"{group} {group} 1")
    _mount(b"none", b"/", None, linux.MS_REC | linux.MS_PRIVATE, None)


def own_scratch(folder: str) -> None:
    """An empty folder in memory in this place, for this process alone; go there."""
    linux.unshare("mount")
    flags = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    _mount(b"scratch", os.fsencode(folder), b"tmpfs", flags, SCRATCH_OPTIONS)
    os.chdir(folder)


def scratch_folder(needed: list[str]) -> str | None:
    """A folder to mount over: one with nothing beneath that the program may have to read."""
    free = (f for f in SCRATCH if not any(path.startswith(f + "/") for path in needed))
    return next((folder for folder in free if os.path.isdir(folder)), None)


def _mount(
    source: bytes, target: bytes, kind: bytes | None, flags: int, options: bytes | None
) -> None:
    linux.call("mount", source, target, kind, flags, options)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
