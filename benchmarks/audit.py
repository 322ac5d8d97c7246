"""The long audit: every row of every formal part, as JSON, as a page, and as the table.

The same as `counterexam audit` without a limit, with both files written in one run. Exit status
1 where a goal is missed. Takes a minute on two cores, and several under load.

    python benchmarks/audit.py [--exam ID] [--bank DIR] [--seed S] [--limit N] [--into FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from counterexam.audit.page import as_html
from counterexam.audit.running import audited
from counterexam.audit.showing import as_json, as_text
from counterexam.bank import Bank, bundled


def main() -> int:
    """Audit, write, print: the exit status."""
    options = _options()
    bank = Bank(options.bank) if options.bank else bundled()
    found = audited(bank, options.exam, None, options.seed, options.limit, _progress)
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "audit.json").write_text(as_json(found), encoding="utf-8")
    (options.into / "audit.html").write_text(as_html(found), encoding="utf-8")
    print(as_text(found))
    return 1 if found.missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exam")
    parser.add_argument("--bank", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="answers a part, at most")
    parser.add_argument("--into", type=Path, default=Path("audit"), help="where files are put")
    return parser.parse_args()


def _progress(finished: int, total: int) -> None:
    print(f"\r{finished} of {total}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
