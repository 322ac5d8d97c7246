"""Landlock: no file but those listed, no TCP, no signal and no abstract socket to outside.

Linux 5.13 and newer; see landlock(7). The package `landlock` knows files only and is
prereleased, so the three system calls are made here.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from checkers.sandbox.inside import linux

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
OF_FILES = 0b1 | 1 << 1 | READ_FILE | 1 << 14 | 1 << 15
"""Rights that a rule on a single file may name: execute, write, read, truncate, ioctl."""
FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights on files an ABI knows, 16 from the fifth on; they are its lowest bits."""
NETWORK, SCOPES = 0b11, 0b11
"""Bind and connect TCP (ABI 4); abstract Unix sockets and signals (ABI 6)."""


def abi() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    try:
        return linux.call("syscall", CREATE_RULESET, None, 0, VERSION_FLAG)
    except OSError:
        return 0


def ruleset(readable: Iterable[str], writable: Iterable[str]) -> int:
    """A ruleset, as a file descriptor: reads beneath `readable`, all beneath `writable`."""
    version = abi()
    everything = (1 << FS_RIGHTS.get(version, 16)) - 1
    network, scopes = NETWORK * (version >= 4), SCOPES * (version >= 6)
    fields = 1 + (version >= 4) + (version >= 6)
    attributes = struct.pack("QQQ", everything, network, scopes)
    made = linux.call("syscall", CREATE_RULESET, attributes, 8 * fields, 0)
    for path in readable:
        _allow(made, path, READ_FILE | READ_DIR)
    for path in writable:
        _allow(made, path, everything & ~1)
    return made


def _allow(made: int, path: str, rights: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(beneath).st_mode):
            rights &= OF_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, beneath))
        linux.call("syscall", ADD_RULE, made, PATH_BENEATH, rule, 0)
    finally:
        os.close(beneath)


def restrict(made: int) -> None:
    """Obey the ruleset from now on. The process must have given up new privileges."""
    linux.call("syscall", RESTRICT_SELF, made, 0)
    os.close(made)
