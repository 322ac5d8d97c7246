"""A key as PDF, by latexmk where it is installed, else by a Chromium that prints the page."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from counterexam.errors import InputError
from counterexam.key import html, latex
from counterexam.key.model import Key

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 300
"""What a run of latexmk or a browser may take."""
LATEXMK = ("-norc", "-pdf", "-interaction=nonstopmode", "-halt-on-error")
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--no-pdf-header-footer",
)
DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}([^)]*\))")
COMPLAINT = re.compile(r"^! (.*)", re.MULTILINE)


def write(key: Key) -> bytes:
    """The document. InputError: neither latexmk nor a browser is here, or both fail."""
    reasons: list[str] = []
    if (latexmk := which("latexmk")) and which("pdflatex"):
        made = _by_latexmk(latexmk, latex.write(key), reasons)
        if made is not None:
            return made
    for browser in filter(None, map(which, BROWSERS)):
        made = _by_browser(browser, html.write(key), reasons)
        if made is not None:
            return made
    why = f": {'; '.join(reasons)}" if reasons else ""
    raise InputError(
        "--format pdf: needs latexmk with pdflatex, or Chromium; "
        f"--format html can be printed from any browser{why}"
    )


def _by_latexmk(latexmk: str, source: str, reasons: list[str]) -> bytes | None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "key.tex").write_text(source, encoding="utf-8")
        command = [latexmk, *LATEXMK, "-latexoption=-no-shell-escape", "key.tex"]
        log = _run(command, folder)
        made = Path(folder) / "key.pdf"
        if log is not None and made.is_file():
            return made.read_bytes()
        complaint = COMPLAINT.search(log or "")
        reasons.append(f"latexmk: {complaint[1] if complaint else 'no PDF was made'}")
    return None


def _by_browser(browser: str, page: str, reasons: list[str]) -> bytes | None:
    """What a browser prints; it dates its work, and the date is overwritten."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "key.html", Path(folder) / "key.pdf"
        source.write_text(page, encoding="utf-8")
        profile = f"--user-data-dir={Path(folder) / 'profile'}"
        _run([browser, *CHROMIUM, profile, f"--print-to-pdf={made}", source.as_uri()], folder)
        if made.is_file():
            return DATE.sub(rb"\g<1>19700101000000\g<2>", made.read_bytes())
        reasons.append(f"{Path(browser).name}: no PDF was made")
    return None


def _run(command: Iterable[str], folder: str) -> str | None:
    """What a program says, whatever its status; None where it does not come to an end."""
    clock = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    try:
        run = subprocess.run(  # noqa: S603 - a program found on the path, with our arguments
            list(command),
            cwd=folder,
            env=os.environ | clock,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return run.stdout.decode(errors="replace")
