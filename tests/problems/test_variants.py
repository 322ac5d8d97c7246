"""Variants of the bundled exams: never degenerate, as hard as the paper, graded by their key.

Every property is tried on numbers that Hypothesis draws.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.choice import Choice
from checkers.verdict import Verdict
from counterexam.bank import LoadedExam, bundled
from counterexam.exam import Part
from counterexam.statement import statement
from counterexam.variant import NUMBERS

NUMBERED = st.integers(0, NUMBERS - 1)
CMU, GM, IFT, CS, DL = (
    bundled().exam(exam_id)
    for exam_id in (
        "cmu24789_midterm_2025",
        "gm_midterm_2025",
        "ift6135_a3_2023",
        "cs236_midterm_2023",
        "dl_final",
    )
)
EXAMS = (CMU, GM, IFT, CS, DL)
SLOW = {"3.4b", "4.3", "4.4", "6.a", "7.f"}
"""Derivations and programs, whose verdicts take a second: they are tried on few data."""


def varied_parts(exam: LoadedExam) -> list[str]:
    return [part.id for part in exam.parts.values() if part.variant is not None]


def data(exam: LoadedExam, part_id: str, number: int) -> Mapping[str, Any]:
    return exam.varied(number).part(part_id).given


def loses_nothing(part: Part, verdict: Verdict) -> bool:
    """By machine, or by the person who decides what is explained in words."""
    explained = part.form.decided_by == "person" or getattr(part.form, "explain", 0)
    by_person = (
        explained and verdict.outcome == "review" and verdict.evidence.method == "person"
    )
    whole = math.isclose(verdict.earned + verdict.pending, 1)
    return whole and (verdict.outcome == "correct" or by_person)


def assert_its_key_is_right(exam: LoadedExam, part_id: str, number: int) -> None:
    varied = exam.varied(number)
    part, reference = varied.part(part_id), varied.reference(part_id)

    assert "«" not in statement(part) + reference.because
    for answer in part.form.model_answers(reference.value):
        verdict = part.form.check(answer, reference.value)
        assert loses_nothing(part, verdict), (part.given, answer, verdict.feedback)


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.id)
@settings(max_examples=4)
@given(NUMBERED)
def test_the_key_of_a_variant_passes_its_own_checkers(exam, number):
    changed = (p for p, part in exam.varied(number).parts.items() if part != exam.part(p))
    for part_id in changed:
        if part_id not in SLOW:
            assert_its_key_is_right(exam, part_id, number)


@pytest.mark.parametrize(
    ("exam", "part_id", "kinds"),
    [(IFT, "3.4b", 2), (DL, "4.3", 2), (DL, "4.4", 2), (CS, "6.a", 2), (CS, "7.f", 2)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_so_does_that_of_a_derivation_or_a_program(exam, part_id, kinds):
    by_data = {str(data(exam, part_id, n)): n for n in range(40)}

    for number in list(by_data.values())[:kinds]:
        assert_its_key_is_right(exam, part_id, number)


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.id)
def test_hardly_two_of_a_hundred_variants_are_the_same_paper(exam):
    papers = {
        str([(part.given, getattr(part.form, "options", "")) for part in parts])
        for parts in (exam.varied(n).parts.values() for n in range(100))
    }

    assert len(papers) >= (50 if exam is DL else 85)


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.id)
def test_every_part_with_data_varies(exam):
    assert varied_parts(exam) == [part.id for part in exam.parts.values() if part.given]
    for part_id in varied_parts(exam):
        drawn = {str(data(exam, part_id, n)) for n in range(50)}
        assert len(drawn) > 1
        assert str(exam.part(part_id).given) not in drawn or len(drawn) > 4


@settings(max_examples=20)
@given(NUMBERED)
def test_a_variant_keeps_what_the_cover_says(number):
    for exam in EXAMS:
        varied = exam.varied(number)
        assert [(p.id, p.points, p.form.name) for p in varied.parts.values()] == [
            (p.id, p.points, p.form.name) for p in exam.parts.values()
        ]


def softmax(scores: np.ndarray) -> np.ndarray:
    weights = np.exp(scores)
    return weights / weights.sum()


@given(NUMBERED)
def test_attention_has_small_scores_in_halves_and_is_neither_uniform_nor_saturated(number):
    X, W_q, W_k, W_v = (np.array(datum) for datum in data(CMU, "2.a", number).values())
    scores = X @ W_q @ (X @ W_k).T

    assert X.shape == (3, 2)
    assert np.allclose(2 * scores, np.round(2 * scores)) and abs(scores).max() <= 16
    assert min(abs(np.linalg.det(m)) for m in (W_q, W_k, W_v)) >= 0.25
    for row in (scores[1, :2], scores[2]):
        weights = softmax(row)
        assert weights.max() - weights.min() > 0.1 and 0.02 < weights.min()


@settings(max_examples=30)
@given(NUMBERED)
def test_attention_without_a_mask_or_with_scaled_or_turned_scores_is_refused(number):
    part = CMU.varied(number).part("2.a")
    X, W_q, W_k, W_v = (np.array(datum) for datum in part.given.values())
    scores, mask = X @ W_q @ (X @ W_k).T, np.triu(np.full((3, 3), -np.inf), 1)
    right, *wrong = (
        (np.array([softmax(row) for row in scored]) @ X @ W_v).tolist()
        for scored in (
            scores + mask,
            scores,
            scores.T + mask,
            scores / np.sqrt(2) + mask,
            0 * scores + mask,
        )
    )
    assert part.form.check(f"O = {right}", right).outcome == "correct"
    for rows in wrong:
        assert part.form.check(f"O = {rows}", right).outcome == "incorrect"


@settings(max_examples=50)
@given(NUMBERED)
def test_distances_are_of_covariances_and_apart(number):
    given_ = data(CMU, "2.b", number)
    reference = CMU.varied(number).reference("2.b").value

    for name in ("Sigma_real", "Sigma_1", "Sigma_2"):
        Sigma = np.array(given_[name])
        assert (Sigma == Sigma.T).all() and np.linalg.eigvalsh(Sigma).min() > 0.02
    for name in ("mu_real", "mu_1", "mu_2"):
        assert all(0 < m < 1 and math.isclose(10 * m, round(10 * m)) for m in given_[name])
    assert 0.0199 <= abs(reference["FID_1"] - reference["FID_2"]) <= 0.0601
    assert 0.05 < min(reference["FID_1"], reference["FID_2"])


def test_either_set_may_be_the_better_one():
    better = {CMU.varied(n).reference("2.b").value["better"] for n in range(20)}

    assert better == {"I", "II"}


@given(NUMBERED)
def test_diffusion_adds_noise_that_two_digits_show(number):
    given_ = data(CMU, "2.c", number)
    x_0, first, second = (np.array(given_[k]) for k in ("x_0", "epsilon_1", "epsilon_2"))

    assert (0.1 <= x_0).all() and (x_0 <= 1).all() and len(set(x_0.flat)) > 1
    assert set(first.flat) == {-1, 1} and set(second.flat) == {-2, 2}
    assert 0.0001 <= given_["beta_0"] < given_["beta_1000"] <= 0.05
    beta_1 = given_["beta_0"] + (given_["beta_1000"] - given_["beta_0"]) / 1000
    assert math.sqrt(beta_1) > 0.01


@given(NUMBERED)
def test_vectors_to_normalize_rise_and_fall(number):
    rising = [a < b for a, b in data(GM, "1.d", number)["X"]]
    vectors = {tuple(vector) for vector in data(GM, "1.d", number)["X"]}

    assert len(rising) == len(vectors) == 4 and 1 <= sum(rising) <= 3
    assert all(a != b for a, b in vectors)


@given(NUMBERED)
def test_fields_of_view_are_neither_empty_nor_all(number):
    varied = IFT.varied(number)
    fields = {}
    for part_id in ("1.1", "1.2", "1.3", "1.4"):
        part = varied.part(part_id)
        size, pixel = part.given["size"], int(part.given["pixel"])
        cells = {10 * row + column for row, column in field(**part.given)}
        assert 5 <= len(cells) <= 2 * size + pixel % 10 and max(cells) <= pixel
        assert (part.form.rows, part.form.columns) == (size, size)
        fields[part.given["masks"]] = cells

    assert fields["AA"] < fields["AB"] == fields["BA"] < fields["BB"]
    assert fields["BB"] - fields["AB"] == {pixel}


def field(masks: str, kernel: int, size: int, pixel: str) -> set[tuple[int, int]]:
    """The pixels that two layers see, by walking: another route than the solution's."""
    half = kernel // 2
    steps = [(r, c) for r in range(-half, half + 1) for c in range(-half, half + 1)]
    seen = {(int(pixel[0]), int(pixel[1]))}
    for mask in masks:
        allowed = [step for step in steps if step < (0, 0) or (mask == "B" and step == (0, 0))]
        moved = {(r + i, c + j) for r, c in seen for i, j in allowed}
        seen = {(r, c) for r, c in moved if 1 <= r <= size and 1 <= c <= size}
    return seen


@settings(max_examples=6)
@given(NUMBERED)
def test_the_solution_sees_what_walking_sees(number):
    for part_id in ("1.1", "1.2", "1.3", "1.4"):
        reference = IFT.varied(number).reference(part_id).value
        assert set(map(tuple, reference)) == field(**data(IFT, part_id, number))


@given(NUMBERED)
def test_intervals_keep_what_is_true_of_them(number):
    cube, both, one = (data(CS, part_id, number) for part_id in ("4.a", "4.b", "4.c"))

    assert cube["low"] < -1 and 1 < cube["high"] and cube["power"] in (3, 5)
    assert abs(cube["point"]) == 1
    assert (both["low"], both["high"]) == (cube["low"], cube["high"])
    assert 0 <= one["low"] < one["high"]


@given(NUMBERED)
def test_names_of_a_point_are_four(number):
    given_ = data(CS, "4.d", number)

    assert {given_["first"], given_["second"]} == {"cos", "sin"}
    assert len({given_[name] for name in ("R", "r", "Theta", "theta")}) == 4


@given(NUMBERED)
def test_data_and_delays_are_no_trifles(number):
    task = data(DL, "4.4", number)

    assert 2 <= data(DL, "4.3", number)["k"] <= 9
    assert task["last"] == task["length"] - 1 >= 3
    assert 2 <= task["largest"] < task["pause"] < task["recall"] == task["largest"] + 2


@pytest.mark.parametrize(
    ("exam", "part_id"),
    [
        *((CMU, part_id) for part_id in ("2.a", "2.b", "2.c", "3.1")),
        *((CS, part_id) for part_id in ("4.a", "4.d", "6.b", "6.c", "7.c")),
        *((IFT, part_id) for part_id in ("1.1", "3.3")),
        (GM, "1.d"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_papers_own_answer_is_refused_where_the_variants_differs(exam, part_id):
    original = exam.reference(part_id).value
    refused = 0
    for number in range(8):
        part, reference = (
            exam.varied(number).part(part_id),
            exam.varied(number).reference(part_id),
        )
        if part_id == "3.3" and set(reference.value) == set(original):
            continue  # a set of options, whatever their order
        if reference.value == original:
            continue
        answer = exam.part(part_id).form.model_answers(original)[0]
        verdict = part.form.check(answer, reference.value)
        assert verdict.earned < 1 and verdict.outcome != "correct"
        refused += verdict.outcome in ("incorrect", "partial")
    assert refused >= (0 if part_id == "4.d" else 3)  # where names differ, it is unreadable


def test_options_stand_in_every_place():
    letters = {CMU.varied(n).reference("3.1").value for n in range(40)}
    last = {CMU.varied(n).part("3.2").form.options["D"] for n in range(40)}

    assert letters == {"A", "B", "C", "D"}
    assert last == {"None of the above."}


def test_options_that_say_none_or_all_of_them_stay():
    for exam in EXAMS:
        for part in exam.parts.values():
            if isinstance(part.form, Choice) and part.form.is_lettered:
                says = [k for k, text in part.form.options.items() if " of the above" in text]
                assert set(says) <= set(part.form.stay), part.id
