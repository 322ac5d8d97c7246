

@pytest.mark.parametrize(
    ("given", "exact", "outcome"),
    [
        ("0.28", 0.2811, "correct"),
        ("0.29", 0.2811, "incorrect"),
        ("4", 3.5, "incorrect"),
        ("0.1", 1 / 15, "incorrect"),
        ("0.067", 1 / 15, "correct"),
    ],
)
def test_one_printed_digit_is_too_few_to_be_a_rounding(given, exact, outcome):
    assert Value().check(given, exact).outcome == outcome
