"""A textbook's relations as printed: how many are read, how many decided, how many wrongly.

Reads the corpus of ../shared/corpus (or --corpus): chains of relations, and labels that give
vocabulary and assumptions under which a relation can be decided on its own. Prints the shares
of sides read, of labelled relations decided, those decided wrongly, and the misprints refuted.
With --mutants N, every N-th mutant of the true relations is judged as well: refuted, undecided,
or accepted, as those must be that happen to be true.

    python benchmarks/coverage.py [--corpus FOLDER] [--mutants N] [--verbose]
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from checkers.notation.let import LetError, assume, let
from checkers.notation.lexer import ReadError
from checkers.notation.operators import RELATIONS
from checkers.notation.passages import read_passages
from checkers.notation.reader import read
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.decide import Court
from counterexam.audit.mutate import mutants

SHARED = Path(os.environ.get("COUNTEREXAM_SHARED", Path(__file__).parents[2] / "shared"))
Row = dict[str, Any]


def main() -> None:
    """Measure the corpus and print the four figures."""
    options = _options()
    chains, labels = _corpus(options.corpus)
    sides = _sides_read(chains, labels, options.verbose)
    counts: Counter[str] = Counter()
    times: list[float] = []
    for label in labels.values():
        if label["self_contained"]:
            start = time.process_time()
            outcome, reason = _guarded(chains[label["id"]], label)
            times.append((time.process_time() - start) * 1000)
            counts[outcome] += 1
            if options.verbose and outcome not in ("right", "misprint refuted"):
                _show(chains[label["id"]], label, outcome, reason)
    _report(sides, counts, times)
    if options.mutants:
        _report_mutants(_mutants_judged(chains, labels, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    parser.add_argument("--mutants", type=int, default=0, help="judge every N-th mutant")
    parser.add_argument("--verbose", action="store_true", help="print every miss")
    return parser.parse_args()


def _corpus(folder: Path) -> tuple[dict[str, Row], dict[tuple[str, int], Row]]:
    """The chains by id, and the labels by id and relation."""
    labelled = sorted(folder.glob("*_labels.jsonl"))
    chains = {row["id"]: row for path in labelled for row in _rows(_text_of(path))}
    labels = {(row["id"], row["relation"]): row for path in labelled for row in _rows(path)}
    return chains, labels


def _text_of(labels: Path) -> Path:
    return labels.with_name(labels.name.replace("_labels", ""))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _vocabulary(label: Row) -> Vocabulary:
    """What the label declares. LetError: a clause of it cannot be read."""
    declared = let(label.get("vocabulary") or "")
    return assume(label["assume"], declared) if label.get("assume") else declared


def _sides_read(
    chains: dict[str, Row], labels: dict[tuple[str, int], Row], verbose: bool
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for chain in chains.values():
        for place, side in enumerate(chain["parts"]):
            near = [labels.get((chain["id"], k), {}) for k in (place, place + 1)]
            reason = _reason_unread(side, near)
            counts["sides"] += 1
            counts["read"] += not reason
            if reason and verbose:
                print(f"  {chain['id']} side {place + 1}: {side}: {reason}")
    return counts


def _reason_unread(side: str, labels: list[Row]) -> str:
    """Why a side cannot be read under the vocabulary of a relation that it stands in."""
    reason = ""
    for label in [label for label in labels if label.get("vocabulary")] or [{}]:
        try:
            read(side, _vocabulary(label))
        except (ReadError, LetError) as error:
            reason = str(error)
        else:
            return ""
    return reason


def _guarded(chain: Row, label: Row, *, braces: bool = False) -> tuple[str, str]:
    """A crash is counted, and the others are still measured."""
    try:
        return _decided(chain, label, braces=braces)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a result of this run
        return "crashed", f"{type(error).__name__}: {error}"


def _decided(chain: Row, label: Row, *, braces: bool) -> tuple[str, str]:
    """What becomes of a labelled relation: right, wrong, undecided, misprint refuted. With
    `braces` it says what notes under braces claim, too.
    """
    number = label["relation"]
    left, right = chain["parts"][number - 1 : number + 1]
    try:
        vocabulary = _vocabulary(label)
        sides = read(left, vocabulary), read(right, vocabulary)
    except (ReadError, LetError) as error:
        return "undecided", f"{type(error).__name__}: {error}"
    written = chain["rels"][number - 1]
    relation = RELATIONS.get(written, written)
    court = Court(vocabulary)
    notes = _under_braces(left, right, vocabulary) if braces else ()
    found = [court.judge(*claim) for claim in ((sides[0], relation, sides[1]), *notes)]
    judged = next((each for each in found if each.status == "fails"), found[0])
    if judged.status == "unknown":
        return "undecided", judged.why
    if (judged.status == "holds") != label["holds"]:
        return "wrong", f"{judged.status}: {judged.sentence}"
    return ("right" if label["holds"] else "misprint refuted"), ""


def _under_braces(left: str, right: str, vocabulary: Vocabulary) -> Iterator[Any]:
    """The claims that notes under braces make, as derivations read them."""
    if "brace" in left + right:
        for note in read_passages(f"$${left} = {right}$$", vocabulary).notes:
            if note.left is not None and note.right is not None:
                yield note.left, note.relation, note.right


def _mutants_judged(
    chains: dict[str, Row], labels: dict[tuple[str, int], Row], options: argparse.Namespace
) -> Counter[str]:
    """What becomes of true relations after one slip on either side; notes under braces count
    where the label's assumptions bear them out before the slip.
    """
    counts: Counter[str] = Counter()
    true = (label for label in labels.values() if label["self_contained"] and label["holds"])
    made = (each for label in true for each in _mutants(chains[label["id"]], label))
    for chain, label, braces in islice(made, 0, None, options.mutants):
        outcome, reason = _guarded(chain, label, braces=braces)
        counts[{"right": "accepted", "wrong": "refuted"}.get(outcome, outcome)] += 1
        if options.verbose and outcome == "right":
            _show(chain, label, "accepted", reason)
    return counts


def _mutants(chain: Row, label: Row) -> Iterator[tuple[Row, Row, bool]]:
    """The chain with one side changed, for every slip that can be made in it, and whether notes
    under braces count.
    """
    braces = _guarded(chain, label, braces=True)[0] == "right"
    for place in (label["relation"] - 1, label["relation"]):
        for text in dict.fromkeys(mutant.text for mutant in mutants(chain["parts"][place])):
            parts = [*chain["parts"][:place], text, *chain["parts"][place + 1 :]]
            yield {**chain, "parts": parts}, label, braces


def _report_mutants(counts: Counter[str]) -> None:
    total = sum(counts.values())
    for outcome in ("refuted", "undecided", "accepted", "crashed"):
        print(f"mutants {outcome}: {counts[outcome]}/{total} ({counts[outcome] / total:.1%})")


def _show(chain: Row, label: Row, outcome: str, reason: str) -> None:
    number = label["relation"]
    left, right = chain["parts"][number - 1 : number + 1]
    print(f"  {label['id']} {number} {outcome}: {left} {chain['rels'][number - 1]} {right}")
    print(f"      let {label['vocabulary']}; assume {label['assume']}\n      {reason}")


def _report(sides: Counter[str], counts: Counter[str], times: list[float]) -> None:
    total = sum(counts.values())
    decided = total - counts["undecided"] - counts["crashed"]
    print(
        f"sides read: {sides['read']}/{sides['sides']} ({sides['read'] / sides['sides']:.1%})"
    )
    print(f"labelled relations decided: {decided}/{total} ({decided / total:.1%})")
    print(f"decided wrongly: {counts['wrong']}")
    print(f"crashed: {counts['crashed']}")
    print(f"misprints refuted: {counts['misprint refuted']}")
    print(
        f"median: {median(times):.1f} ms of processor time a relation, its vocabulary read "
        "and the relation judged"
    )


if __name__ == "__main__":
    main()
