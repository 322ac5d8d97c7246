"""Hostile programs gain nothing, leave nothing, reach nobody and end in time."""

import os
import random
import re
import socket
import time
from pathlib import Path

import pytest

from checkers.program import Made, Program, Property
from checkers.program import python as dress
from checkers.sandbox import layers, warm
from checkers.sandbox.running import Limits
from tests.conftest import REPOSITORY

PROGRAMS = dict(
    re.findall(
        r"^## ([^\n]*)\n\n```python\n(.*?)\n```",
        Path(__file__).with_name("hostile.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
PRELUDE = PROGRAMS.pop("prelude")
LASTING = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]  # noqa: S108 - looked into only

SECRET = f"secret={random.SystemRandom().random():.12f}"
NUMBER = float(SECRET.partition("=")[2])
QUICK = Limits(cpu=1, wall=30, memory=512 << 20)
FORM = Program(
    defines=("f()",),
    properties=(
        Property("f() is known", lambda made: None if wins(made) else {"yours": "another"}),
    ),
)


def wins(made: Made) -> bool:
    return float(made("f", shape=())) in (NUMBER, 42.0)


class World:
    """What a hostile program may be after: a key, a folder, sockets, this process."""

    def __init__(self, folder: Path):
        self.folder, self.key = folder, folder / "key"
        self.key.write_text(SECRET)
        self.before = self.key.stat()
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(folder / "socket"))
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind(f"\0counterexam-test-{os.getpid()}")
        for listener in (self.tcp, self.unix, self.abstract):
            listener.listen()
            listener.setblocking(False)
        self.mark = f"{random.SystemRandom().getrandbits(64):x}"

    def told(self, code: str) -> str:
        """The program with the world's names put in."""
        words = {
            "KEY": repr(str(self.key)),
            "FOLDER": repr(str(self.folder)),
            "SOCKET": repr(str(self.folder / "socket")),
            "REPOSITORY": repr(str(REPOSITORY)),
            "PORT": str(self.tcp.getsockname()[1]),
            "GRADER": str(os.getpid()),
            "MARK": self.mark,
        }
        for word, value in words.items():
            code = code.replace(word, value)
        return f"```python\n{PRELUDE}\n{code}\n```"

    def check_untouched(self):
        assert self.key.read_text() == SECRET
        assert sorted(path.name for path in self.folder.iterdir()) == ["key", "socket"]
        after = self.key.stat()
        assert (after.st_mode, after.st_mtime) == (self.before.st_mode, self.before.st_mtime)
        for listener in (self.tcp, self.unix, self.abstract):
            with pytest.raises(BlockingIOError):
                listener.accept()
        left = [folder / f"left-{self.mark}" for folder in LASTING]
        left.append(REPOSITORY / "checkers" / "left.py")
        assert not any(path.exists() for path in left)

    def close(self):
        for listener in (self.tcp, self.unix, self.abstract):
            listener.close()


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTEREXAM_KEY", SECRET)
    monkeypatch.setattr(dress, "LIMITS", QUICK)
    made = World(tmp_path)
    yield made
    made.close()


def descendants(process: int) -> int:
    """How many processes descend from this one."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        found = []
    return len(found) + sum(map(descendants, map(int, found)))


def await_no_runners(process: int, around: int):
    """Wait until no more processes than `around` descend from the template."""
    deadline = time.monotonic() + 10
    while descendants(process) > around and time.monotonic() < deadline:
        time.sleep(0.01)
    assert descendants(process) == around


FEWER = {
    "landlock and seccomp": ("landlock", "seccomp"),
    "bubblewrap and seccomp": ("bubblewrap", "seccomp"),
}
"""Layers that warrant all that is asked for, though some are missing."""


@pytest.mark.parametrize("fewer", FEWER)
def test_no_attack_succeeds_where_layers_are_missing(world, monkeypatch, fewer):
    monkeypatch.setattr(warm, "LAYERS", FEWER[fewer])
    missing = {*FEWER[fewer]} - {*warm.warm(("numpy",), QUICK).layers}
    if missing:
        pytest.skip(f"this machine lacks {', '.join(sorted(missing))}")
    for name, code in PROGRAMS.items():
        if not name.startswith(("exhausting", "forging")):
            verdict = FORM.check(world.told(code))
            assert verdict.earned == 0, (name, verdict.feedback)
            assert "crashed" not in verdict.feedback
            assert name == "starting: a fork bomb" or "Run behind" in verdict.feedback
    world.check_untouched()
    warm.warm(("numpy",), QUICK).close()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_hostile_program_gains_and_leaves_nothing(world, name):
    template = warm.warm(("numpy",), QUICK)
    around = 2 * ("bubblewrap" in template.layers)
    verdict = FORM.check(world.told(PROGRAMS[name]))

    assert verdict.earned == 0, verdict.feedback
    assert verdict.outcome in ("incorrect", "review"), verdict.feedback
    world.check_untouched()
    await_no_runners(template._process.pid, around)
    assert template.alive


@pytest.mark.filterwarnings("ignore:unclosed file")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_attacks_are_real(world):
    """Outside of the sandbox the simplest of them win: the tests above can fail."""
    for name in ("the key's file", "the environment", "its callers' frames"):
        code = world.told(PROGRAMS[f"reading: {name}"]).strip("`").removeprefix("python\n")
        names: dict[str, object] = {"local": SECRET}
        exec(code, names)  # noqa: S102 - the program is in this file
        assert names["f"]() == NUMBER  # type: ignore[operator]


def test_a_right_program_wins(world):
    assert FORM.check(f"```python\ndef f(): return {NUMBER}\n```").outcome == "correct"


def test_a_program_that_only_waits_is_ended_and_left_to_a_person(world, monkeypatch):
    monkeypatch.setattr(dress, "LIMITS", Limits(cpu=1, wall=1))
    verdict = FORM.check("```python\nimport time\ndef f(): time.sleep(60)\n```")
    assert (verdict.outcome, verdict.pending) == ("review", 1.0)
    assert "did not end within 1 s" in verdict.feedback


def test_a_program_that_computes_for_ever_is_left_to_a_person_too(world):
    verdict = FORM.check("```python\ndef f():\n    while True:\n        pass\n```")
    assert (verdict.outcome, verdict.earned) == ("review", 0)
    assert "did not end within 1 s of processor time" in verdict.feedback


def test_noise_on_stderr_costs_nothing(world):
    noise = (
        "import sys, warnings\ndef f():\n    warnings.warn('w'); print('e', file=sys.stderr)"
    )
    assert FORM.check(f"```python\n{noise}\n    return {NUMBER}\n```").outcome == "correct"


def test_the_grader_without_a_layer_runs_nothing(world, monkeypatch):
    monkeypatch.setenv(layers.VARIABLE, "bubblewrap, gvisor")
    verdict = FORM.check(f"```python\ndef f(): return {NUMBER}\n```")
    assert (verdict.outcome, verdict.pending, verdict.earned) == ("review", 1.0, 0.0)
    assert "gvisor" in verdict.feedback
