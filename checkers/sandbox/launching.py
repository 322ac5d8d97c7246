"""How a template is started: its interpreter, what it may read, and bubblewrap around it."""

from __future__ import annotations

import json
import os
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import msgspec

from checkers.sandbox.running import Limits

BOOT = """\
import sys, types
package = sys.modules["checkers"] = types.ModuleType("checkers")
package.__path__ = [{package!r}]
sys.path[:0] = {paths!r}
from checkers.sandbox.inside.template import main
main()
"""
"""Loads the sandbox's own code and nothing else of this package."""
FLAGS = ("-I", "-S", "-B", "-X", "utf8", "-W", "ignore")
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}
PRELOADED: tuple[str, ...] = (
    "ctypes",
    "dataclasses",
    "decimal",
    "fractions",
    "functools",
    "itertools",
)
PRELOADED += ("numpy.linalg", "numpy.random", "random", "statistics", "typing", "warnings")
PRELOADED += ("unicodedata",)
"""Modules that programs are likely to use and that are slow to find, or need system files; the
parser itself imports the last one, at the first name that is not ASCII.
"""
COMPANIONS: dict[str, tuple[str, ...]] = {
    "torch": ("functorch", "torchgen", "typing_extensions", "filelock", "fsspec", "jinja2"),
    "sympy": ("mpmath",),
}
COMPANIONS["torch"] += ("markupsafe", "networkx", "sympy", "mpmath")
"""What a package imports beside NumPy and the standard library."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")
"""Where shared libraries lie, for bubblewrap's file system."""
FOREIGN = ("site-packages", "dist-packages")
"""Folders within the library's that hold whatever was installed."""
CAPABILITIES = ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_KILL")
"""What a template of root needs to confine its forks, which have none."""


def command(modules: Sequence[str], limits: Limits, layers: Sequence[str]) -> list[str]:
    """The command line of a template with these modules behind these layers."""
    packages = [path for name in modules for path in _package(name)]
    paths = sorted({str(path.parent) for path in packages})
    settings = {
        "modules": [*modules, *PRELOADED],
        "readable": [*map(str, (*_library(), *packages)), *DEVICES],
        "layers": list(layers),
        "limits": msgspec.structs.asdict(limits),
        "wall": limits.wall,
    }
    package = Path(__file__).resolve().parents[1]
    boot = BOOT.format(package=str(package), paths=paths)
    python = os.path.realpath(sys.executable)
    around = _bubblewrap(python, packages) if "bubblewrap" in layers else []
    return [*around, python, *FLAGS, "-c", boot, json.dumps(settings)]


def has_bubblewrap() -> bool:
    """Whether it is installed; whether it may do its work here, only trying shows."""
    return shutil.which("bwrap") is not None


def _bubblewrap(python: str, packages: Sequence[Path]) -> list[str]:
    """A file system of the library, the packages and the sandbox's own code, read only.

    Root stays root in it, without the capabilities that could undo it: a user namespace of
    root's would still be root to the files.
    """
    stdlib = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    shared = [path for path in (*SYSTEM, *_linked(python)) if os.path.exists(path)]
    hidden = [path for path in _foreign() if any(_beneath(path, p) for p in (*stdlib, *shared))]
    own = Path(__file__).resolve().parent
    shown = [python, *map(str, packages), str(own)]
    return [
        str(shutil.which("bwrap")),
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *(_caps() if os.geteuid() == 0 else ["--unshare-user"]),
        *chain.from_iterable(("--ro-bind", path, path) for path in (*shared, *sorted(stdlib))),
        *chain.from_iterable(("--tmpfs", path) for path in hidden),
        *chain.from_iterable(("--ro-bind-try", path, path) for path in shown),
        *("--dev", "/dev", "--proc", "/proc", "--dir", "/tmp", "--chdir", "/"),  # noqa: S108
        *("--remount-ro", "/dev", "--remount-ro", "/"),
        "--",
    ]


def _caps() -> list[str]:
    kept = chain.from_iterable(("--cap-add", name) for name in CAPABILITIES)
    return ["--cap-drop", "ALL", *kept]


def _linked(python: str) -> Iterator[str]:
    """The folder of the interpreter's own shared library."""
    folder = sysconfig.get_config_var("LIBDIR")
    if folder and Path(folder).is_relative_to(Path(python).parents[1]):
        yield from map(str, Path(folder).glob("libpython*"))


def _foreign() -> list[str]:
    found = {*site.getsitepackages(), *sys.path, "/usr/lib/python3/dist-packages"}
    return sorted(p for p in found if Path(p).name in FOREIGN and Path(p).is_dir())


def _beneath(path: str, folder: str) -> bool:
    return Path(path).resolve().is_relative_to(Path(folder).resolve())


def _library() -> list[Path]:
    """Everything in the standard library's folders but other packages that lie there."""
    folders = {sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib")}
    entries = (entry for folder in folders for entry in Path(folder).iterdir())
    return sorted(entry for entry in entries if entry.name not in FOREIGN)


def _package(module: str) -> list[Path]:
    """Where a package and its companions lie, with the shared libraries beside them."""
    places = [_place(name) for name in (module, *COMPANIONS.get(module, ()))]
    found = [place for place in places if place is not None]
    libraries = [place.with_name(place.name + ".libs") for place in found]
    return [*found, *(path for path in libraries if path.is_dir())]


def _place(module: str) -> Path | None:
    """The folder of an installed package, or the file of a module."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    origin = Path(spec.origin).resolve()
    return origin.parent if origin.name == "__init__.py" else origin
