"""System calls that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import struct

CLONE = {"mount": 0x20000, "uts": 0x4000000, "ipc": 0x8000000}
CLONE |= {"user": 0x10000000, "net": 0x40000000}
"""Kinds of namespaces, by the flags of clone(2)."""
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 4, 22, 36, 38
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000
CAPABILITIES_3 = 0x20080522
"""The version of capset(2)'s header."""

_libc = ctypes.CDLL(None, use_errno=True)


def call(function: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Call a function of the C library. OSError: it answers -1."""
    sized = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(getattr(_libc, function)(*sized))
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), function)
    return result


def unshare(*kinds: str) -> None:
    """Leave these namespaces for new ones; they are those of the calling thread."""
    call("unshare", sum(CLONE[kind] for kind in kinds))


def drop_capabilities() -> None:
    """Keep no capability, effective, permitted or inheritable."""
    call("capset", struct.pack("Ii", CAPABILITIES_3, 0), bytes(24))
