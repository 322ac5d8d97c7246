"""Variants: other data and other orders of options, with statement, form, key and grading."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.choice import Choice, Explained
from checkers.debatable import Debatable
from checkers.prose import rubric
from counterexam.bank import Bank
from counterexam.errors import BankError, InputError
from counterexam.exam import Part
from counterexam.grading import judge
from counterexam.statement import statement
from counterexam.variant import NUMBERS, printed
from tests.conftest import write_bank

PROBLEM = '''"""A question whose parts share their data."""

from checkers.choice import Choice
from checkers.value import Value
from counterexam.exam import Part, Question


def others(random):
    return {"numbers": [random.randint(1, 9) for _ in range(random.randint(2, 3))]}


def listed(numbers):
    return Value(shape=(len(numbers),))


OPTIONS = {"A": "a sum", "B": "a product", "C": "a root", "D": "none of these"}
question = Question(
    "Sums",
    statement="The numbers are «numbers».",
    parts=[
        Part("1.a", 2, "What is two times three?", Choice(OPTIONS, stay="D")),
        Part("1.b", 1, "Add up «numbers».", Value(), {"numbers": [1, 2]}, variant=others),
        Part("1.c", 2, "Double «numbers».", Value(shape=(2,)), {"numbers": [1, 2]},
             variant=others, form_of=listed),
    ],
)
'''
SOLUTION = '''"""Its solutions."""

from counterexam.exam import argued, checked


@argued
def part_a():
    """«B» says so, and «D» does not; «A» would be five."""
    return "B"


@checked
def part_b(numbers):
    """By adding «numbers»."""
    return sum(numbers)


@checked
def part_c(numbers):
    """By doubling."""
    return [2 * n for n in numbers]
'''
NUMBERED = st.integers(0, NUMBERS - 1)


@pytest.fixture(scope="module")
def sums(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    return Bank(write_bank(folder, problem=PROBLEM, solution=SOLUTION)).exam("sums")


def test_no_number_is_the_paper_itself(sums):
    assert sums.varied(None) is sums
    assert sums.variant is None
    assert sums.reference("1.a").because.startswith("B says so, and D does not; A would")


@given(NUMBERED)
def test_a_number_is_the_same_variant_every_time(sums, number):
    again = Bank(sums.bank.folder).exam("sums").varied(number)

    assert sums.varied(number).variant == number
    for part_id, part in again.parts.items():
        assert part.given == sums.varied(number).part(part_id).given
        assert again.reference(part_id) == sums.varied(number).reference(part_id)


@given(NUMBERED)
def test_parts_that_share_a_draw_share_the_data(sums, number):
    varied = sums.varied(number)
    numbers = varied.part("1.b").given["numbers"]

    assert varied.part("1.c").given["numbers"] == numbers
    assert varied.part("1.c").form.shape == (len(numbers),)
    assert str(numbers[0]) in statement(varied.questions[1])
    assert statement(varied.part("1.b")) == statement(varied.questions[1]).replace(
        "The numbers are", "Add up"
    )


@given(NUMBERED)
def test_the_reference_follows_the_data(sums, number):
    varied = sums.varied(number)
    numbers = varied.part("1.b").given["numbers"]

    assert varied.reference("1.b").value == sum(numbers)
    assert varied.reference("1.c").value == [2 * n for n in numbers]
    assert "«" not in varied.reference("1.b").because


@given(NUMBERED)
def test_options_change_letters_and_the_reference_with_them(sums, number):
    part = sums.varied(number).part("1.a")
    reference = sums.varied(number).reference("1.a")
    texts = part.form.options

    assert sorted(texts.values()) == sorted(sums.part("1.a").form.options.values())
    assert list(texts) == ["A", "B", "C", "D"]
    assert texts["D"] == "none of these"
    assert texts[reference.value] == "a product"
    assert reference.because.startswith(f"{reference.value} says so, and D does not")
    assert judge(sums.varied(number), part, reference.value).score == 2


def test_variants_differ(sums):
    orders = {tuple(sums.varied(n).part("1.a").form.options.values()) for n in range(60)}
    data = {str(sums.varied(n).part("1.b").given) for n in range(60)}

    assert len(orders) == 6
    assert len(data) > 30


@pytest.mark.parametrize("number", [-1, NUMBERS])
def test_a_variant_has_a_number_in_range(sums, number):
    with pytest.raises(InputError, match=f"variant {number}: variants are numbered from 0 to"):
        sums.varied(number)


def test_a_draw_gives_what_the_part_is_given(tmp_path):
    problem = PROBLEM.replace('{"numbers": [random', '{"figures": [random')
    exam = Bank(write_bank(tmp_path, problem=problem, solution=SOLUTION)).exam("sums")

    with pytest.raises(BankError, match=r"part 1\.b: given and its variant differ in figures"):
        exam.varied(0)


LETTERED = Part("1.a", 1, "", Choice({"a": "one", "b": "two"}))
SWAPPED = {"a": "b", "b": "a"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "b"),
        (["a", "b"], ["b", "a"]),
        (Explained("a", rubric("100% Yes.")), Explained("b", rubric("100% Yes."))),
        (Debatable("open", {"a": "it is one"}), Debatable("open", {"b": "it is one"})),
    ],
)
def test_every_kind_of_reference_is_relabelled(value, expected):
    assert printed(value, "«a»", LETTERED, SWAPPED) == (expected, "b")


def test_a_reference_names_an_option_that_there_is():
    with pytest.raises(BankError, match="no option 'c'; there are a, b"):
        printed("c", "", LETTERED, SWAPPED)


def test_an_argument_prints_data_that_there_are():
    with pytest.raises(BankError, match=r"part 1\.a: its solution prints «c», given are a, b"):
        printed("a", "«c»", LETTERED, {})


def test_names_and_the_unsaid_option_move_with_their_text():
    form = Choice(
        {"A": "of time", "B": "of space"}, names={"A": ("A", "time"), "B": ("B",)}, unsaid="B"
    )
    swapped, labels = next(
        (form, labels)
        for form, labels in (form.reordered(Random(seed)) for seed in range(99))  # noqa: S311
        if labels["A"] == "B"
    )

    assert swapped.names == {"B": ["B", "time"], "A": ["A"]}
    assert (swapped.unsaid, labels) == ("A", {"A": "B", "B": "A"})
    assert swapped.check("time", "B").outcome == "correct"


@pytest.mark.parametrize(
    "options", [{"True": "", "False": ""}, {"Yes": "It is.", "No": "It is not."}]
)
def test_words_are_no_letters(options):
    assert not Choice(options).is_lettered
