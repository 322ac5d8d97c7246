"""The exams' plots show what their parts are about, from the parts' own data."""

import pytest

from counterexam.bank import OFFERS, bundled
from counterexam.key.plots import lines


def of_part(kind, exam_id, part_id, variant=None):
    exam = bundled().exam(exam_id).varied(variant)
    return exam, exam.offered(kind, part_id)


@pytest.mark.parametrize("variant", [None, 7])
@pytest.mark.parametrize("part_id", ["1.1", "1.2", "1.3", "1.4"])
def test_a_receptive_field_is_shaded_as_its_reference_says(part_id, variant):
    exam, plot = of_part("plot", "ift6135_a3_2023", part_id, variant)
    shaded = [
        [i + 1, j + 1] for i, row in enumerate(plot.cells) for j, c in enumerate(row) if c
    ]

    assert shaded == exam.reference(part_id).value


def test_attention_weights_are_causal_and_sum_to_one():
    _, plot = of_part("plot", "cmu24789_midterm_2025", "2.a")

    assert [sum(row) for row in plot.cells] == pytest.approx([1, 1, 1])
    assert all(plot.cells[i][j] == 0 for i in range(3) for j in range(i + 1, 3))


@pytest.mark.parametrize(
    ("exam_id", "part_id"), [("cmu24789_midterm_2025", "2.c"), ("gm_midterm_2025", "5.b")]
)
def test_a_schedule_starts_at_the_image_and_falls(exam_id, part_id):
    _, plot = of_part("plot", exam_id, part_id)
    signal = plot.curves[0].y

    assert signal[0] == 1
    assert list(signal) == sorted(signal, reverse=True)


def test_entropies_grow_in_every_step():
    _, plot = of_part("plot", "dl_final", "6.3")

    for curve in plot.curves:
        assert list(curve.y) == sorted(set(curve.y))


@pytest.mark.parametrize(
    ("exam_id", "part_id"), [("gm_midterm_2025", "3.a"), ("ift6135_a3_2023", "4.6a")]
)
def test_the_optimal_discriminator_is_the_share_of_one_density(exam_id, part_id):
    _, plot = of_part("plot", exam_id, part_id)
    first, second, best = (curve.y for curve in plot.curves[:3])
    both = list(zip(first, second, strict=True))

    shares = [a / (a + b) for a, b in both], [b / (a + b) for a, b in both]
    assert any(list(best) == pytest.approx(share) for share in shares)


@pytest.mark.parametrize(
    ("exam_id", "part_id"),
    [
        ("cmu24789_midterm_2025", "2.a"),
        ("cmu24789_midterm_2025", "2.b"),
        ("cs236_midterm_2023", "4.a"),
        ("gm_midterm_2025", "1.d"),
    ],
)
def test_known_slips_are_refuted(exam_id, part_id):
    exam, slips = of_part("slips", exam_id, part_id)
    form, reference = exam.part(part_id).form, exam.reference(part_id).value

    assert slips
    for wrong in slips.values():
        assert form.check(form.model_answers(wrong)[0], reference).counterexample


def test_curves_have_a_height_at_each_abscissa():
    with pytest.raises(ValueError, match="2 abscissae"):
        lines("A plot", [0, 1], {"short": [1]}, across="x", up="y")


@pytest.mark.parametrize("variant", [None, 3])
@pytest.mark.parametrize("exam_id", bundled().exam_ids)
def test_all_that_solutions_offer_is_made_of_the_data_of_a_part(exam_id, variant):
    exam = bundled().exam(exam_id).varied(variant)
    made = [exam.offered(kind, part) for part in exam.parts for kind in OFFERS]

    assert any(made)
