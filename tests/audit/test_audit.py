"""The audit finds out checkers that are too lax or too strict, and its rows can be replayed."""

import json
import re

import pytest

from counterexam.audit.command import run
from counterexam.audit.figures import GOALS, Audit, rate
from counterexam.audit.page import as_html
from counterexam.audit.parts import rows
from counterexam.audit.running import audited, replayed
from counterexam.audit.showing import as_json, as_text
from counterexam.bank import Bank
from counterexam.errors import InputError
from tests.conftest import COVER, write_bank

ALL = 10_000
"""More rows than any part has."""

PROBLEM = '''"""A question whose checkers are to be audited."""

from checkers.formula import Formula
from checkers.value import Value
from checkers.verdict import LISTED, correct, incorrect
from counterexam.exam import Part, Question


class Lax(Formula):
    """Takes any formula with the right letters."""

    def check(self, answer, reference):
        if set("ab") <= set(answer):
            return correct("Fine.", LISTED)
        return incorrect("No.", LISTED)


class Strict(Formula):
    """Takes the reference letter by letter."""

    def check(self, answer, reference):
        if answer.strip() == f"$${reference}$$":
            return correct("Fine.", LISTED)
        return incorrect("No.", LISTED)


class Broken(Formula):
    """Fails on every answer but the key's."""

    def check(self, answer, reference):
        if answer.strip() == f"$${reference}$$":
            return correct("Fine.", LISTED)
        raise RuntimeError("broken")


LET = "a > 0; b > 0"
question = Question(
    "Sums",
    parts=[
        Part("1.a", 1, "Right.", Formula(let=LET)),
        Part("1.b", 1, "Too lax.", Lax(let=LET)),
        Part("1.c", 1, "Too strict.", Strict(let=LET)),
        Part("1.d", 1, "Too lax.", Value(tolerance=0.2)),
        Part("1.e", 1, "Too strict.", Value(tolerance=1e-9, digits=12)),
        Part("1.f", 1, "Broken.", Broken(let=LET)),
    ],
)
'''
SOLUTION = r'''"""Solutions for the tests."""

from counterexam.exam import argued


@argued
def part_a() -> str:
    """Given."""
    return r"\log \frac{a}{b} + a - 2 b"


part_b = part_c = part_f = part_a


@argued
def part_d() -> float:
    """Given."""
    return 0.34567891


part_e = part_d
'''
PARTS = ("a", "b", "c", "d", "e", "f")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("audited")
    return Bank(
        write_bank(folder, cover=COVER.replace("5", "6"), problem=PROBLEM, solution=SOLUTION)
    )


@pytest.fixture(scope="module")
def audits(bank: Bank) -> dict[str, Audit]:
    return {part: audited(bank, "sums", f"1.{part}", 0, ALL) for part in PARTS}


@pytest.fixture(scope="module")
def figures(audits: dict[str, Audit]):
    return {part: audit.total for part, audit in audits.items()}


def test_a_good_checker_meets_the_goals(figures):
    assert figures["a"].false_accepts.count == 0
    assert figures["a"].false_rejects.count == 0
    assert figures["a"].open.count == 0
    assert min(figures["a"].wrong, figures["a"].right) >= 5


@pytest.mark.parametrize("part", ["b", "d"])
def test_a_lax_checker_is_exposed(figures, part: str):
    assert figures[part].false_accepts.low > GOALS["false_accepts"]
    assert figures[part].false_rejects.count <= 1


@pytest.mark.parametrize("part", ["c", "e"])
def test_a_strict_checker_is_exposed(figures, part: str):
    assert figures[part].false_rejects.low > GOALS["false_rejects"]
    assert figures[part].false_accepts.count == 0


def test_a_checker_that_fails_leaves_answers_undecided(figures):
    found = figures["f"]
    assert found.false_accepts.count == found.false_rejects.count == 0
    assert found.undecided.count > 0.9 * (found.wrong + found.right - 1)


def test_every_failure_can_be_replayed_from_its_name(audits, bank: Bank):
    for row in audits["d"].failures[:3]:
        again = replayed(bank, row.id)
        assert (again.text, again.fate, again.feedback) == (row.text, row.fate, row.feedback)


@pytest.mark.parametrize(
    "name", ["nonsense", "sums/1.a/wrong/sign/999@0", "sums/1.z/wrong/sign/1@0"]
)
def test_a_row_that_is_none_is_bad_input(bank: Bank, name: str):
    with pytest.raises(InputError):
        replayed(bank, name)


def test_the_same_seed_makes_the_same_audit_and_the_limit_holds(bank: Bank):
    one, other = (audited(bank, "sums", "1.a", 3, 8) for _ in range(2))
    found = one.total
    counted = found.wrong + found.right + found.equivalent + found.oracle_undecided

    assert [row.id for row in one.failures] == [row.id for row in other.failures]
    assert one.total == other.total
    assert counted <= 8


def test_every_row_has_a_name_of_its_own(bank: Bank):
    exam = bank.exam("sums")
    names = [row.id for part in exam.parts.values() for row in rows(exam, part, 0)]
    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0, 1)],
)
def test_intervals_are_wilsons(count: int, of: int, low: float, high: float):
    found = rate(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_the_table_fits_a_terminal_and_names_what_is_missed(audits):
    text = as_text(audits["d"])
    assert max(map(len, text.split("\n"))) <= 80
    assert re.search(r"false accepts: .* MISSED", text)
    assert re.search(r"false rejects: .* met", text)


def test_the_json_has_the_offending_texts(audits):
    found = json.loads(as_json(audits["e"]))
    assert "false_rejects" in found["missed"]
    assert all(row["text"] and row["id"] for row in found["failures"])


def test_the_page_has_no_scripts_and_escapes_what_it_shows(audits):
    page = as_html(audits["b"])
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "<svg" in page
    assert "1.b" in page


def test_the_exit_status_tells_of_missed_goals_only_if_asked(bank: Bank, tmp_path):
    output = tmp_path / "audit.json"
    common = (bank, "sums", "1.d", "json", 0, ALL, None)
    assert run(*common, False, output) == 0
    assert run(*common, True, output) == 1
    assert json.loads(output.read_text(encoding="utf-8"))["total"]["name"] == "all"


def test_where_it_is_to_be_written_is_looked_at_before_the_work(bank: Bank, tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        run(bank, None, None, "json", 0, None, None, False, tmp_path / "none" / "audit.json")


def test_a_part_needs_its_exam(bank: Bank):
    with pytest.raises(InputError, match="exam"):
        audited(bank, None, "1.a", 0, 4)
