"""What is recorded as a misprint is one: as printed it is refuted, as it should be it holds."""

from dataclasses import replace

import pytest

from counterexam.bank import Bank, bundled
from counterexam.errors import BankError
from counterexam.exam import Misprint
from counterexam.misprints import judged, misprints
from tests.conftest import PROBLEM, SOLUTION, write_bank

FOUND = {exam_id: misprints(bundled().exam(exam_id)) for exam_id in bundled().exam_ids}
ALL = [m for found in FOUND.values() for source in found.values() for m in source]
DECLARED = 'misprints=[Misprint("1", "1 = 2", "1 = 1", "a slip", part="1.a")]'
IN_THE_PAPER = PROBLEM.replace("import Part", "import Misprint, Part").replace(
    "parts=", f"{DECLARED}, parts="
)
IN_THE_KEY = f"{SOLUTION}\nfrom counterexam.exam import Misprint\n{DECLARED}\n"


@pytest.mark.parametrize("misprint", ALL, ids=lambda m: m.where)
def test_what_is_printed_is_refuted_and_what_should_be_holds(misprint):
    printed, should_be = judged(misprint)

    assert printed.outcome == "incorrect"
    assert printed.counterexample
    assert should_be.outcome == "correct", should_be.feedback


def test_what_is_no_misprint_is_not_taken_for_one():
    genuine = Misprint("nowhere", printed="1 + 1 = 3", should_be="1 + 1 = 2", because="a slip")
    swapped = replace(genuine, printed=genuine.should_be, should_be=genuine.printed)

    assert [verdict.outcome for verdict in judged(genuine)] == ["incorrect", "correct"]
    assert [verdict.outcome for verdict in judged(swapped)] == ["correct", "incorrect"]


def test_every_misprint_found_so_far_is_kept():
    kept = {
        (exam_id, source): [misprint.where for misprint in found]
        for exam_id, sources in FOUND.items()
        for source, found in sources.items()
        if found
    }

    assert kept == {
        ("cmu24789_midterm_2025", "paper"): [
            "the cover, the day of the week",
            "2.c, what the schedule is of",
        ],
        ("cmu24789_midterm_2025", "key"): [
            f"the key of 2.c, {place}"
            for place in (
                *("x_1[2,3]", "x_1[3,2]"),
                *("x_2[1,1]", "x_2[2,2]", "x_2[2,3]", "x_2[3,2]", "x_2[3,3]"),
            )
        ],
        ("cs236_midterm_2023", "paper"): ["3.e, the law that is drawn from"],
        ("cs236_midterm_2023", "key"): [
            "the key of 4.a, the density",
            "the key of 4.d, whose Jacobian it is",
            "the key of 7.f, the second step",
            "the key of 7.f, the last step",
        ],
        ("dl_final", "paper"): [
            "3, the attention weights",
            "3, the outputs",
            "5, the definition of mutual information",
            "5.4, the generator's loss",
            "6.3, the first of the entropies",
        ],
        ("gm_midterm_2025", "key"): ["the key of 5.c, the coefficient of the square"],
        ("ift6135_a3_2023", "paper"): ["3.3, option (b)"],
    }


def test_misprints_of_paper_and_key_are_told_apart_and_a_students_copy_lacks_the_key(tmp_path):
    bank = write_bank(tmp_path, problem=IN_THE_PAPER, solution=IN_THE_KEY)
    found = misprints(Bank(bank).exam("sums"))
    (bank / "solutions/sums/q1_sums.py").unlink()
    (bank / "solutions/sums").rmdir()
    students = misprints(Bank(bank).exam("sums"))

    assert [len(found[source]) for source in ("paper", "key")] == [1, 1]
    assert [len(students[source]) for source in ("paper", "key")] == [1, 0]


@pytest.mark.parametrize("files", [{"problem": IN_THE_PAPER}, {"solution": IN_THE_KEY}])
def test_a_misprint_of_no_part_is_refused(tmp_path, files):
    strayed = {kind: text.replace('part="1.a"', 'part="7.a"') for kind, text in files.items()}

    with pytest.raises(BankError, match=r"a misprint in '7\.a', which is no part: 1"):
        misprints(Bank(write_bank(tmp_path, **strayed)).exam("sums"))
