"""The five real papers, each part's answer held against the lines it stands on."""

from pathlib import Path

import pytest

from counterexam.submission import Submission, align, read
from tests.submission.papers import exam_of

IN_PLACE = {
    "gm_midterm_2025": (
        "001_375d72e68b471b6d.txt",
        (
            "1.a 11-21, 1.b 23-25, 1.c 27-33, 1.d 35-53, 2.a 55-65, 2.b 67-82, 3.a 86-107, "
            "3.b 109-132, 4.a 136-146, 4.b 148-168, 4.c 170-187, 5.a 191-201, 5.b 203-219, "
            "5.c 221-237, 5.d 239-259"
        ),
    ),
    "cmu24789_midterm_2025": (
        "002_ff4e63b4d5593cb5.txt",
        (
            "1.a 15-25, 1.b 29, 1.c 33-37, 1.d 41, 1.e 45-47, 1.f 51, 1.g 55, 1.h 59, 1.i 63, "
            "1.j 67, 2.a 115-133, 2.b 181-189, 2.c 221-235, 3.1 246, 3.2 255, 3.3 264, "
            "3.4 273, 3.5 282, 3.6 291, 3.7 300, 3.8 309, 3.9 318, 3.10 327"
        ),
    ),
    "cs236_midterm_2023": (
        "004_cd4ec52497eaf834.txt",
        (
            "1.a 44, 1.b 48, 1.c 52, 1.d 56-60, 1.e 64, 1.f 68, 1.g 72, 1.h 76, 1.i 80, "
            "1.j 84, 2.a 92, 2.b 96, 2.c 100, 2.d 104, 2.e 108, 3.a 114, 3.b 118, 3.c 122, "
            "3.d 136, 3.e 145, 3.f 149, 4.a 155, 4.b 159, 4.c 163, 4.d 171-175, 5.a 187, "
            "5.b 191, 5.c 199, 5.d 219-231, 5.e 235, 6.a 255, 6.b 261, 6.c 267, 6.d 273-277, "
            "7.a 291, 7.b 295, 7.c 299, 7.d 303, 7.e 311, 7.f 323, 7.g 327"
        ),
    ),
}


def aligned(shared: Path, exam_id: str, name: str) -> Submission:
    return align(read(shared / "seeds" / name), exam_of(shared, exam_id))


def regions(submission: Submission) -> dict[str, str]:
    return {
        part: " + ".join(map(str, answer.spans))
        for part, answer in submission.answers.items()
        if answer.text
    }


@pytest.mark.parametrize("exam_id", IN_PLACE)
def test_every_answer_of_a_paper_answered_in_place_is_found(shared, exam_id):
    name, expected = IN_PLACE[exam_id]
    found = regions(aligned(shared, exam_id, name))

    assert dict(row.split(" ") for row in expected.split(", ")) == found


def test_answers_in_blocks_after_their_questions_are_found(shared):
    submission = aligned(shared, "ift6135_a3_2023", "003_4f941cd4c2461b20.txt")

    assert {
        "2.1": "82-92",
        "2.2": "94-102",
        "3.1": "135",
        "3.2a": "139-147",
        "3.2b": "151-157",
        "3.3": "159",
        "3.4a": "161-171",
        "3.4b": "173-177",
        "4.1": "210",
        "4.2": "211",
        "4.3": "212",
        "4.4": "213",
        "4.5": "214",
        "4.6a": "215-223 + 225",
        "4.6b": "215-223 + 226-228",
    } == regions(submission)


def test_an_unlabelled_answer_block_is_stray_text_under_its_question(shared):
    submission = aligned(shared, "ift6135_a3_2023", "003_4f941cd4c2461b20.txt")
    stray = [u for u in submission.unassigned if u.kind == "stray" and u.question]

    assert [("45-71", 1)] == [(str(u.span), u.question) for u in stray]


def test_a_paper_of_questions_alone_has_no_answers(shared):
    submission = aligned(shared, "dl_final", "000_4a768ea8638aca8e.txt")

    assert {} == regions(submission)
    assert len(exam_of(shared, "dl_final").parts) == len(submission.answers)
    assert ["1-3"] == [str(u.span) for u in submission.unassigned if u.kind == "stray"]


def test_the_final_results_of_a_calculation_are_in_its_answer(shared):
    answers = aligned(shared, *cmu()).answers

    assert "0.6132 & 0.5867" in answers["2.a"].text
    assert "0.3044" in answers["2.b"].text
    assert "0.33455" in answers["2.c"].text


def cmu() -> tuple[str, str]:
    return "cmu24789_midterm_2025", IN_PLACE["cmu24789_midterm_2025"][0]


def test_a_choice_is_what_follows_its_marker(shared):
    answers = aligned(shared, *cmu()).answers

    chosen = [answers[f"3.{n}"].text for n in range(1, 11)]
    assert list("BADBCBDAAB") == chosen


@pytest.mark.parametrize(
    ("exam_id", "name"),
    [
        ("dl_final", "000_4a768ea8638aca8e.txt"),
        ("ift6135_a3_2023", "003_4f941cd4c2461b20.txt"),
        *((exam_id, name) for exam_id, (name, _) in IN_PLACE.items()),
    ],
)
def test_no_line_of_a_real_paper_is_lost(shared, exam_id, name):
    submission = aligned(shared, exam_id, name)
    lines = (shared / "seeds" / name).read_text().split("\n")
    spans = [u.span for u in submission.unassigned]
    spans += [span for answer in submission.answers.values() for span in answer.spans]
    held = {number for span in spans for number in range(span.first, span.last + 1)}

    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= held
