"""The exam asks what the shared list says it asks, and a real paper is marked by it."""

from pathlib import Path

from counterexam.bank import bundled

EXAM = bundled().exam("cmu24789_midterm_2025")
SEED = Path("seeds") / "002_ff4e63b4d5593cb5.txt"


def between(paper: str, start: str, end: str) -> str:
    return paper[paper.index(start) : paper.index(end)]


def test_attention_and_scores_of_a_real_paper_are_right(shared: Path):
    paper = (shared / SEED).read_text("utf-8")
    attention = between(paper, "(a) In this question you", "(b) In this question you")
    scores = between(paper, "(b) In this question you", "(c) In this question,")

    assert EXAM.part("2.a").form.check(attention, EXAM.reference("2.a").value).earned == 1
    verdict = EXAM.part("2.b").form.check(scores, EXAM.reference("2.b").value)
    assert (verdict.outcome, verdict.earned) == ("correct", 1.0)


def test_the_rounding_slips_of_a_real_paper_are_shown_and_cost_nothing(shared: Path):
    paper = (shared / SEED).read_text("utf-8")
    steps = between(paper, "(c) In this question,", "3 Multiple Choice")
    verdict = EXAM.part("2.c").form.check(steps, EXAM.reference("2.c").value)

    assert (verdict.outcome, verdict.earned) == ("correct", 1.0)
    assert [remark.place for remark in verdict.remarks] == [
        *("x_1[2,3]", "x_1[3,2]", "x_2[1,1]", "x_2[2,2]", "x_2[2,3]", "x_2[3,2]", "x_2[3,3]")
    ]
    assert verdict.remarks[1].given == "0.58899"
    assert verdict.remarks[1].expected == "0.58901"


def test_every_choice_of_a_real_paper_is_read(shared: Path):
    paper = (shared / SEED).read_text("utf-8")
    section = paper[paper.index("3 Multiple Choice") :] + "\n(11) "
    for number in range(1, 11):
        answer = between(section, f"\n({number}) ", f"\n({number + 1}) ")
        verdict = EXAM.part(f"3.{number}").form.check(
            answer, EXAM.reference(f"3.{number}").value
        )

        assert verdict.outcome == "correct", number
