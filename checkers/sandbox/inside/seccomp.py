"""seccomp: the system calls that computing needs, and no other.

What is not listed fails with EPERM: no process, no thread, no socket, no signal to anybody,
no tracing, no mount, no program. Some calls are allowed with some arguments only: fcntl and
ioctl can make the kernel send a signal to any process of the same user. x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import platform
import struct

from checkers.sandbox.inside import linux

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Which column of the table, and AUDIT_ARCH."""
ABSENT = -1

CALLS = {
    # memory
    "mmap": (9, 222), "munmap": (11, 215), "mprotect": (10, 226), "mremap": (25, 216),
    "brk": (12, 214), "madvise": (28, 233), "membarrier": (324, 283), "mincore": (27, 232),
    # files: Landlock says which
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
    "pread64": (17, 67), "pwrite64": (18, 68), "close": (3, 57), "close_range": (436, 436),
    "open": (2, ABSENT), "openat": (257, 56), "lseek": (8, 62), "ftruncate": (77, 46),
    "stat": (4, ABSENT), "lstat": (6, ABSENT), "fstat": (5, 80), "newfstatat": (262, 79),
    "statx": (332, 291), "access": (21, ABSENT), "faccessat": (269, 48),
    "faccessat2": (439, 439), "getdents64": (217, 61), "getcwd": (79, 17),
    "chdir": (80, 49), "readlink": (89, ABSENT), "readlinkat": (267, 78),
    "mkdir": (83, ABSENT), "mkdirat": (258, 34), "rmdir": (84, ABSENT),
    "unlink": (87, ABSENT), "unlinkat": (263, 35), "rename": (82, ABSENT),
    "renameat": (264, 38), "renameat2": (316, 276), "symlink": (88, ABSENT),
    "symlinkat": (266, 36), "dup": (32, 23), "dup2": (33, ABSENT), "dup3": (292, 24),
    "fsync": (74, 82), "umask": (95, 166), "pipe2": (293, 59),
    # waiting, time, chance
    "poll": (7, ABSENT), "ppoll": (271, 73), "select": (23, ABSENT), "pselect6": (270, 72),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, ABSENT),
    "getrandom": (318, 278), "futex": (202, 98), "sched_yield": (24, 124),
    # itself
    "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getrusage": (98, 165), "times": (100, 153), "getrlimit": (97, 163),
    "sched_getaffinity": (204, 123), "getcpu": (309, 168), "uname": (63, 160),
    "sysinfo": (99, 179), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "restart_syscall": (219, 128),
    "set_robust_list": (273, 99), "rseq": (334, 293), "arch_prctl": (158, ABSENT),
    "set_tid_address": (218, 96), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
"""Calls that are allowed, by their numbers on x86_64 and aarch64."""
WITH_ARGUMENT = {
    "fcntl": ((72, 25), 1, (0, 1, 2, 3, 4, 1030)),
    "ioctl": ((16, 29), 1, (0x5401, 0x5413, 0x5421, 0x5450, 0x5451, 0x541B)),
    "prlimit64": ((302, 261), 2, (0,)),
}
"""Calls that are allowed if the argument of that place has one of these values: duplicating
and flags; terminal size, blocking, close on exec, bytes to read; asking for a limit."""

LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
KILL, ALLOW, REFUSE = 0x80000000, 0x7FFF0000, 0x00050000 | 1
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
"""Where in seccomp_data these lie; an argument has eight bytes, the low half first."""


def available() -> bool:
    """Whether the table knows this machine, and the kernel filters."""
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail", encoding="ascii") as file:
            return "errno" in file.read() and platform.machine() in ARCHITECTURES
    except OSError:
        return False


def program() -> bytes:
    """The filter, as the kernel's array of sock_filter. KeyError: an unknown machine."""
    column, architecture = ARCHITECTURES[platform.machine()]
    filters = [_op(LOAD, ARCHITECTURE), _op(EQUAL, architecture, 1, 0), _op(RETURN, KILL)]
    filters.append(_op(LOAD, NUMBER))
    for numbers in CALLS.values():
        if numbers[column] != ABSENT:
            filters += [_op(EQUAL, numbers[column], 0, 1), _op(RETURN, ALLOW)]
    for numbers, place, values in WITH_ARGUMENT.values():
        filters += _if_argument(numbers[column], ARGUMENTS + 8 * place, values)
    return b"".join([*filters, _op(RETURN, REFUSE)])


def _if_argument(number: int, offset: int, values: tuple[int, ...]) -> list[bytes]:
    """Allow the call if its argument is one of the values and fits in its low half."""
    tests = [_op(LOAD, offset + 4), _op(EQUAL, 0, 1, 0), _op(RETURN, REFUSE), _op(LOAD, offset)]
    for value in values:
        tests += [_op(EQUAL, value, 0, 1), _op(RETURN, ALLOW)]
    tests.append(_op(RETURN, REFUSE))
    return [_op(EQUAL, number, 0, len(tests)), *tests]


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def install(filters: bytes) -> None:
    """Obey the filter from now on. The process must have given up new privileges."""
    array = ctypes.create_string_buffer(filters, len(filters))
    header = struct.pack("HxxxxxxP", len(filters) // 8, ctypes.addressof(array))
    linux.call("prctl", linux.PR_SET_SECCOMP, 2, header, 0, 0)
