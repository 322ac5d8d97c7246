"""What confines a program, what each layer warrants, and what is asked for at least.

| layer        | what it does                                                | where          |
|--------------|-------------------------------------------------------------|----------------|
| `limits`     | a process of its own, bounds on time, memory, files; nobody | every Unix     |
| `namespaces` | no network device, processes of its own, /tmp of its own    | Linux          |
| `landlock`   | no file but the standard library's and NumPy's              | Linux 5.13     |
| `seccomp`    | no process, thread, socket, signal or tracing               | Linux          |
| `bubblewrap` | a file system that holds nothing else                       | where it is    |
"""

from __future__ import annotations

import os
from collections.abc import Collection

WARRANTS = {
    "limits": {"limits"},
    "namespaces": {"network"},
    "landlock": {"files"},
    "seccomp": {"network", "processes"},
    "bubblewrap": {"files", "network"},
}
"""What a program cannot get at behind a layer."""
NEEDS = {
    "limits": "a Unix system",
    "files": "Landlock (Linux 5.13) or bubblewrap",
    "network": "seccomp, namespaces or bubblewrap",
    "processes": "seccomp",
}
"""What a warrant takes, for the message that it is lacking."""
LEAST = frozenset(NEEDS)
VARIABLE = "COUNTEREXAM_SANDBOX"


def least() -> frozenset[str]:
    """The layers or warrants without which no program is run.

    All warrants, unless the environment variable names others, with commas between them.
    """
    configured = os.environ.get(VARIABLE, "")
    return frozenset(word.strip() for word in configured.split(",") if word.strip()) or LEAST


def lacking(layers: Collection[str], wanted: Collection[str]) -> list[str]:
    """Which of the wanted layers and warrants these layers do not give."""
    given = set(layers).union(*(WARRANTS.get(layer, set()) for layer in layers))
    return sorted(set(wanted) - given)


def complaint(missing: Collection[str]) -> str:
    """Why a program was not run, in one sentence."""
    needs = {name: f" (needs {NEEDS[name]})" if name in NEEDS else "" for name in missing}
    told = "; ".join(name + need for name, need in needs.items())
    return f"The program was not run: this machine's sandbox lacks {told}."
