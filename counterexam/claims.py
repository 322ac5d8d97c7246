"""`counterexam claims`: the subject's theorems, proved, swept and attacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from pathlib import Path

from msgspec import Struct

from checkers.claims import find
from checkers.claims.claim import Claim, ClaimError
from checkers.claims.examine import Finding, examine
from checkers.claims.sweep import Plan
from counterexam.contract import to_json
from counterexam.errors import InputError


class ClaimRow(Struct, frozen=True):
    """One claim in the contract's JSON; `worst_margin` is null where a margin is no number."""

    claim: str
    statement: str
    parts: tuple[str, ...]
    proved: bool
    worlds: int
    worst_margin: float | None
    holds: bool


def examined(name: str | None, worlds: str, device: str, picture: Path | None) -> list[Finding]:
    """The claims of that name, or of that file, or all, with a progress bar on stderr.

    InputError: no claim has the name, the device or matplotlib is missing, or the picture
    cannot be written.
    """
    claims = _claims(name)
    plan = Plan(_count(worlds), _device(device), histogram=picture is not None)
    if picture is not None:
        _check(picture)
    findings = _with_progress(claims, plan)
    if picture is not None:
        _draw(findings, picture)
    return findings


def as_json(findings: Sequence[Finding]) -> str:
    """The contract's JSON."""
    return to_json([_row(finding) for finding in findings])


def as_text(findings: Sequence[Finding]) -> str:
    """A table of at most 80 columns, and what refutes a claim that does not hold."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table

    page = StringIO()
    console = Console(file=page, width=80, highlight=False)
    if len(findings) == 1:
        _state(findings[0].claim, console.print)
    table = Table("Claim", "", box=None, pad_edge=False, header_style="bold")
    for title in ("Worst margin", "Worlds/s"):
        table.add_column(title, justify="right")
    for finding in findings:
        rate = finding.swept.worlds / max(finding.swept.seconds, 1e-9)
        margin = f"{finding.worst.worst:.1e}"
        table.add_row(finding.claim.name, _status(finding), margin, f"{rate:.1e}")
    console.print(table)
    for finding in findings:
        _refute(finding, console.print)
    console.print(_summary(findings))
    return page.getvalue()


def _claims(name: str | None) -> Sequence[Claim]:
    from checkers.claims import all_claims

    if name is None:
        return all_claims()
    try:
        return find(name)
    except ClaimError as error:
        raise InputError(f"claims: {error}") from None


def _count(worlds: str) -> int:
    """A whole number, in whatever writing: 5000, 1e8."""
    try:
        number = float(worlds)
    except ValueError:
        number = -1
    if not (1 <= number <= 1e15 and number.is_integer()):
        raise InputError(f"--worlds {worlds}: a whole number from 1 is needed, such as 1e6")
    return int(number)


def _device(device: str) -> str:
    if device == "cpu":
        return device
    if device.partition(":")[0] != "cuda":
        raise InputError(f"--device {device}: choose cpu or cuda")
    try:
        import torch
    except ImportError:
        raise InputError(f"--device {device}: needs torch, which is not installed") from None
    if not torch.cuda.is_available():
        raise InputError(f"--device {device}: torch finds no CUDA device here")
    return device


def _with_progress(claims: Sequence[Claim], plan: Plan) -> list[Finding]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(claims) * plan.count)
        findings = []
        for claim in claims:
            progress.update(task, description=claim.name)
            findings.append(examine(claim, plan, lambda n: progress.advance(task, n)))
        return findings


def _check(picture: Path) -> None:
    """Before the work, not after it."""
    try:
        from checkers.claims.plot import suffixes
    except ImportError:
        raise InputError("--plot: needs matplotlib: pip install counterexam[plot]") from None
    if picture.suffix not in suffixes():
        raise InputError(f"--plot {picture}: cannot be written; choose one of {suffixes()}")
    if not picture.absolute().parent.is_dir():
        raise InputError(f"--plot {picture}: cannot be written (no such folder)")


def _draw(findings: Sequence[Finding], path: Path) -> None:
    from checkers.claims.plot import plot

    try:
        plot(findings, path)
    except OSError as error:
        raise InputError(f"--plot {path}: cannot be written ({error.strerror})") from None


def _row(finding: Finding) -> ClaimRow:
    claim, worst = finding.claim, finding.worst.worst
    return ClaimRow(
        claim.name,
        claim.statement,
        claim.parts,
        finding.proved,
        finding.swept.worlds,
        worst if isfinite(worst) else None,
        finding.holds,
    )


def _status(finding: Finding) -> str:
    if not finding.holds:
        return "REFUTED"
    return "proved" if finding.proved else "holds"


def _state(claim: Claim, show: Callable[..., None]) -> None:
    lines = [claim.statement, claim.source, ", ".join(claim.parts)]
    show("\n".join(filter(None, lines)) + "\n", markup=False)


def _refute(finding: Finding, show: Callable[..., None]) -> None:
    if finding.witness is None:
        return
    letters = ", ".join(f"{name} = {array.tolist()}" for name, array in finding.witness.items())
    show(f"{finding.claim.name} fails for {letters}", markup=False)


def _summary(findings: Sequence[Finding]) -> str:
    holding = sum(finding.holds for finding in findings)
    proved = sum(finding.proved for finding in findings)
    worlds = sum(finding.swept.worlds for finding in findings)
    return f"{holding} of {len(findings)} hold in {worlds} worlds; {proved} are proved"
