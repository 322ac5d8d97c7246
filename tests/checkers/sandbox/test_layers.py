"""What layers warrant, what lacks, and how it is told; each layer alone in a child process."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable

import pytest

from checkers.sandbox import layers, warm
from checkers.sandbox.inside import landlock, limits, linux, seccomp
from checkers.sandbox.launching import command
from checkers.sandbox.running import Limits, NoSandboxError
from tests.conftest import REPOSITORY

ALL = ("limits", "namespaces", "landlock", "seccomp", "bubblewrap")


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        (ALL, []),
        (("limits", "landlock", "seccomp"), []),
        (("limits", "bubblewrap", "seccomp"), []),
        (("limits", "namespaces", "landlock"), ["processes"]),
        (("limits", "seccomp"), ["files"]),
        (("limits",), ["files", "network", "processes"]),
        ((), ["files", "limits", "network", "processes"]),
    ],
)
def test_the_least_is_every_warrant(present, missing):
    assert layers.lacking(present, layers.LEAST) == missing


def test_the_environment_names_layers_and_warrants(monkeypatch):
    monkeypatch.setenv(layers.VARIABLE, "limits, bubblewrap")
    assert layers.lacking(("limits",), layers.least()) == ["bubblewrap"]
    monkeypatch.setenv(layers.VARIABLE, "")
    assert layers.least() == layers.LEAST


def test_a_complaint_says_what_it_takes():
    told = layers.complaint(["files", "gvisor"])
    assert told.startswith("The program was not run")
    assert "files (needs Landlock (Linux 5.13) or bubblewrap); gvisor" in told


def test_a_machine_with_limits_alone_runs_nothing(monkeypatch):
    monkeypatch.setattr(warm, "LAYERS", ())
    with pytest.raises(NoSandboxError, match=r"lacks files .* network .* processes"):
        warm.start(Limits(cpu=1))


def test_a_system_without_forks_is_told_so(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(NoSandboxError, match="a Unix system"):
        warm.Template(("numpy",), Limits())


def test_a_template_that_does_not_start_is_told_so(monkeypatch):
    monkeypatch.setattr(warm, "command", lambda *_: [sys.executable, "-c", "0"])
    with pytest.raises(NoSandboxError, match="did not start"):
        warm.Template(("numpy",), Limits())


def test_a_template_reads_no_folder_of_other_packages():
    line = " ".join(command(("numpy",), Limits(), ALL))
    assert "site-packages/counterexam" not in line
    assert "solutions" not in line
    assert str(REPOSITORY / "checkers" / "sandbox") in line


def in_child(run: Callable[[], object]) -> str:
    """What a forked child that may be confined for good has to say."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child uses no thread
        process = os.fork()
    if process == 0:
        try:
            told = repr(run())
        except BaseException as failure:  # noqa: BLE001 - it is what the child has to say
            told = type(failure).__name__
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as line:
        told = line.read().decode()
    os.waitpid(process, 0)
    return told


changes_user = pytest.mark.skipif(
    in_child(limits.become_nobody) == "PermissionError", reason="root without its rights"
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="a layer of Linux")
has_landlock = pytest.mark.skipif(
    sys.platform != "linux" or not landlock.abi(), reason="this kernel has no Landlock"
)
has_seccomp = pytest.mark.skipif(
    sys.platform != "linux" or not seccomp.available(), reason="no seccomp filter for this"
)


def no_new_privileges():
    linux.call("prctl", linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


@has_landlock
def test_landlock_shows_what_is_listed_and_nothing_else(tmp_path):
    for name in ("open", "closed", "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)

    def run():
        made = landlock.ruleset([str(tmp_path / "open")], [str(tmp_path / "own")])
        no_new_privileges()
        landlock.restrict(made)
        (tmp_path / "own" / "new").write_text("new")
        seen = [(tmp_path / "open" / "file").read_text()]
        for forbidden in (
            lambda: (tmp_path / "closed" / "file").read_text(),
            lambda: (tmp_path / "open" / "file").write_text("changed"),
            lambda: os.listdir(tmp_path),
        ):
            try:
                seen.append(forbidden())
            except PermissionError:
                seen.append("no")
        return seen

    assert in_child(run) == "['open', 'no', 'no', 'no']"


@has_seccomp
@pytest.mark.parametrize(
    ("attempt", "outcome"),
    [
        (lambda: os.getpid() > 0, "True"),
        (lambda: os.listdir("/") != [], "True"),
        (lambda: os.fork(), "PermissionError"),
        (lambda: os.kill(os.getppid(), 0), "PermissionError"),
        (lambda: os.chmod("/nowhere", 0), "PermissionError"),
        (lambda: os.pipe2(0) != (), "True"),
        (lambda: subprocess.run([sys.executable], check=True), "PermissionError"),
        (lambda: linux.call("setpriority", 0, 0, 5), "PermissionError"),
    ],
)
def test_seccomp_allows_computing_alone(attempt, outcome):
    def run():
        no_new_privileges()
        seccomp.install(seccomp.program())
        return attempt()

    assert in_child(run) == outcome


@has_seccomp
def test_a_filter_fits_the_kernel_on_both_machines(monkeypatch):
    for machine in seccomp.ARCHITECTURES:
        monkeypatch.setattr(seccomp.platform, "machine", lambda m=machine: m)
        assert 8 * 100 < len(seccomp.program()) <= 8 * 4096


@linux_only
@changes_user
def test_limits_hold_for_root_too():
    def run():
        limits.apply({"memory": 1 << 32, "cpu": 1, "file": 10})
        limits.become_nobody()
        try:
            os.fork()
        except BlockingIOError:
            return os.geteuid() != 0

    assert in_child(run) == "True"


@changes_user
def test_limits_alone_run_where_they_are_all_that_is_asked_for(monkeypatch):
    monkeypatch.setattr(warm, "LAYERS", ())
    monkeypatch.setenv(layers.VARIABLE, "limits")
    with warm.start(Limits(cpu=1)) as run:
        assert run.layers == ("limits",)
        assert run.load(["def f(): return 1"]).errors == []
