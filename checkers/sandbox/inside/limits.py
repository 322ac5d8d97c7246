"""Limits that every Unix has: resources, the user, what is inherited."""

from __future__ import annotations

import os
import resource
from collections.abc import Mapping

NOBODY = 65534
MOST_DESCRIPTORS = 1 << 16


def apply(limits: Mapping[str, int]) -> None:
    """Bound memory, processor time, files and processes of this process for good."""
    bounds = {
        "RLIMIT_AS": limits["memory"],
        "RLIMIT_CPU": limits["cpu"],
        "RLIMIT_FSIZE": limits["file"],
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, bound in bounds.items():
        if hasattr(resource, name):
            _lower(getattr(resource, name), bound)


def _lower(kind: int, bound: int) -> None:
    """Soft and hard limit alike; a hard limit that is lower already stays."""
    hard = resource.getrlimit(kind)[1]
    least = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
    resource.setrlimit(kind, (least, least))


def die_first() -> None:
    """Where memory runs out, the kernel takes this process before any other."""
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write("1000")
    except OSError:
        pass  # no such file: the limit on memory has to do


def become_nobody() -> None:
    """Root gives up its user: no limit on processes holds for root, and no file mode.

    OSError: a container's root may lack the right to, or nobody may not exist in it.
    """
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def silence() -> None:
    """Nothing comes in on the standard streams, and what goes out goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


def only_descriptor(kept: int) -> None:
    """Nothing is open but the standard streams and `kept`."""
    os.closerange(3, kept)
    os.closerange(kept + 1, MOST_DESCRIPTORS)
