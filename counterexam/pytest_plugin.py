"""pytest --submission FILE [--exam ID]: one test a part of a submission.

A part that lost points fails with its feedback, one that waits for a person is skipped with
the reason, the summary shows the score, and ``--junitxml`` carries points as properties.
Without ``--submission`` the plugin does nothing and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from counterexam.contract import PartVerdict, Report

OPTIONS = ("exam", "bank")
PROPERTIES = ("score", "pending", "points")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare --submission, --exam and --bank."""
    group = parser.getgroup("counterexam", "grading a submission")
    group.addoption("--submission", metavar="FILE", help="grade this exam paper")
    group.addoption("--exam", metavar="ID", help="its exam, recognised from the text if absent")
    group.addoption("--bank", metavar="DIR", help="a folder with problems/ and solutions/")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the submission, from whatever folder, and nothing else."""
    if config.option.submission is None:
        return
    path = Path(config.option.submission)
    if not path.is_absolute():
        path = config.invocation_params.dir / path
    if not path.is_file():
        raise pytest.UsageError(f"--submission {path}: no such file")
    config.args[:] = [str(path)]
    config.pluginmanager.register(Grading(path), "counterexam-grading")


class Grading:
    """The hooks of a grading run."""

    def __init__(self, path: Path) -> None:
        """Grade the submission at `path`."""
        self.path = path
        self.parts: list[dict[str, float]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """The submission is collected as a file of parts."""
        if file_path.resolve() != self.path.resolve():
            return None
        return Submission.from_parent(parent, path=file_path)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep each part's points, which with xdist come from the workers."""
        properties = dict(report.user_properties)
        if "points" in properties and (report.when == "call" or report.skipped):
            self.parts.append({name: float(str(properties[name])) for name in PROPERTIES})

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Show the score under the results."""
        score, pending, points = (sum(p[name] for p in self.parts) for name in PROPERTIES)
        waiting = f", {pending:g} pending" if pending else ""
        terminalreporter.write_sep("=", f"score: {score:g} of {points:g}{waiting}")


class Submission(pytest.File):
    """A submission; its tests are the exam's parts."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item a part, all graded at once, in the order of the paper."""
        for verdict in self._report().parts:
            yield PartItem.from_parent(self, name=str(verdict.part), verdict=verdict)

    def _report(self) -> Report:
        from counterexam.bank import Bank
        from counterexam.errors import InputError
        from counterexam.grading import grade

        exam, bank = (getattr(self.config.option, name) for name in OPTIONS)
        try:
            return grade(self.path, exam, bank=Bank(Path(bank)) if bank else None)
        except InputError as error:
            raise self.CollectError(str(error)) from None


class PartItem(pytest.Item):
    """One part: it passes with full points, is skipped while it waits, and fails otherwise."""

    def __init__(self, *, verdict: PartVerdict, **kwargs: Any) -> None:
        """Carry the verdict, and its points as properties."""
        super().__init__(**kwargs)
        self.verdict = verdict
        self.user_properties += [(name, getattr(verdict, name)) for name in PROPERTIES]
        self.user_properties += [("part", verdict.part), ("verdict", verdict.verdict)]
        if verdict.pending:
            self.add_marker(pytest.mark.skip(reason=_reason(verdict)))

    def runtest(self) -> None:
        """Tell pytest the verdict."""
        if self.verdict.score < self.verdict.points:
            raise LostPointsError(self.verdict)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """The feedback alone: a traceback would show the grader, not the answer."""
        if isinstance(excinfo.value, LostPointsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the answer begins in the file, from 0 as pytest counts."""
        first = self.verdict.lines[0].partition("-")[0] if self.verdict.lines else ""
        line = int(first) - 1 if first.isdigit() else None
        return self.path, line, f"part {self.verdict.part}"


class LostPointsError(Exception):
    """An answer did not earn all of its points."""

    def __init__(self, verdict: PartVerdict) -> None:
        """Say what was earned and why not more."""
        earned = f"{verdict.verdict}: {verdict.score:g} of {verdict.points:g} points"
        world = ", ".join(f"{k} = {v}" for k, v in (verdict.counterexample or {}).items())
        shown = (earned, verdict.feedback, f"counterexample: {world}" if world else "")
        super().__init__("\n".join(filter(None, shown)))


def _reason(verdict: PartVerdict) -> str:
    advice = "" if verdict.suggested is None else f", suggested {verdict.suggested:g}"
    return f"{verdict.pending:g} of {verdict.points:g} points pending{advice}: a person decides"
