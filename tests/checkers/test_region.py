"""Regions are read as listed or drawn, and every differing cell is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.region import Region, read_region
from checkers.region.text import UnclearError

CELLS = st.frozensets(st.tuples(st.integers(1, 5), st.integers(1, 5)))
FORM = Region(5, 5)
ABOVE = frozenset({(r, c) for r in (1, 2) for c in range(1, 6)} | {(3, 1), (3, 2)})


def labels(cells):
    return ", ".join(f"{r}{c}" for r, c in sorted(cells))


def pairs(cells):
    return "{" + ", ".join(rf"({r}, {c})" for r, c in sorted(cells)) + "}"


def latex(cells):
    return r"$\{" + ", ".join(rf"({r},{c})" for r, c in sorted(cells)) + r"\}$"


def drawing(inside, outside, separator=" ", edge=""):
    def draw(cells):
        marks = [
            [inside if (r, c) in cells else outside for c in range(1, 6)] for r in range(1, 6)
        ]
        return "\n".join(edge + separator.join(row) + edge for row in marks)

    return draw


def bold_labels(cells):
    return "\n".join(
        "\t".join(f"**{r}{c}**" if (r, c) in cells else f"{r}{c}" for c in range(1, 6))
        for r in range(1, 6)
    )


def boxes(cells):
    rows = drawing("█", " ", "│", "│")(cells).splitlines()
    return "┌─┬─┬─┬─┬─┐\n" + "\n├─┼─┼─┼─┼─┤\n".join(rows) + "\n└─┴─┴─┴─┴─┘"


def array(cells):
    body = drawing("1", "0", " & ")(cells).replace("\n", r" \\ " + "\n")
    return r"$$\begin{array}{|c|c|c|c|c|}" + body + r"\end{array}$$"


def shaded_array(cells):
    rows = [
        " & ".join(
            rf"\cellcolor{{gray}} {r}{c}" if (r, c) in cells else f"{r}{c}" for c in range(1, 6)
        )
        for r in range(1, 6)
    ]
    return r"\begin{tabular}{ccccc}" + r" \\ ".join(rows) + r"\end{tabular}"


def rows_in_words(cells):
    def columns(row):
        return ", ".join(str(c) for r, c in sorted(cells) if r == row) or "none"

    return "; ".join(f"row {row}: columns {columns(row)}" for row in range(1, 6))


def table_with_names(cells):
    head = "| | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n"
    rows = drawing("X", " ", " | ")(cells).splitlines()
    return head + "\n".join(f"| {n} | {row} |" for n, row in enumerate(rows, 1))


WAYS = [
    labels,
    pairs,
    latex,
    drawing("X", "."),
    drawing("#", ".", ""),
    drawing("1", "0", ", "),
    drawing("⬛", "⬜", ""),
    drawing("x", "-", " | ", "|"),
    bold_labels,
    boxes,
    array,
    shaded_array,
    rows_in_words,
    table_with_names,
]


@given(CELLS.filter(bool), st.sampled_from(WAYS), st.sampled_from(["", "The cells are: "]))
def test_every_way_of_writing_a_region_is_read(cells, way, words):
    text = way(cells) if way not in (labels, pairs) else words + way(cells) + "."
    assert read_region(text, 5, 5) == cells


@given(CELLS, CELLS)
def test_an_answer_is_correct_exactly_if_its_cells_are(cells, other):
    verdict = FORM.check(drawing("X", ".")(other), [list(cell) for cell in cells])
    assert (verdict.outcome == "correct") == (cells == other)
    if cells != other:
        row, column = map(int, verdict.counterexample["cell"].strip("()").split(","))
        assert (row, column) in cells ^ other


@pytest.mark.parametrize(
    "text",
    [
        "11-15, 21-25, 31, 32",
        "rows 1 and 2: all; row 3: 31, 32",
        "Rows 1-2 entirely, row 3: columns 1 to 2",
        "the first row, the second row, and row 3: 1-2",
        "第一行全部，第二行全部，第三行：31、32",
        "全部第一行；全部第二行；第三行第1到2列",
        "(1,1)-(1,5), (2,1) to (2,5), (3,1), (3,2)",
        "(1,1) to (2,5) and (3,1), (3,2)",
        "11, ..., 15, 21, ..., 25, 31, 32",
        r"$x_{11}, \dots, x_{15}, x_{2,1}, \dots, x_{2,5}, x_{31}, x_{32}$",
        "All of row 1, pixels 21, 22, 23, 24, 25, and pixels 31 and 32.",
        "Rows 1 and 2 entirely, and pixels 31 and 32",
        "Every pixel of the first row, the first five of the second, and 31, 32.",
        "All cells of the 5x5 grid except 33, 34, 35, row 4 and row 5".replace(
            "33, 34, 35, row 4 and row 5", "(3,3), (3,4), (3,5), (4,1)-(4,5), (5,1)-(5,5)"
        ),
    ],
)
def test_ranges_and_rows_are_filled_in(text):
    assert read_region(text, 5, 5) == ABOVE


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\n".join("\t".join(f"{r}{c}" for c in range(1, 6)) for r in range(1, 6)), "marked"),
        ("see the figure", "no cells"),
        ("11, 16", "outside the grid"),
        ("(1,2) to (3,4)", "block or a stretch"),
        ("12-31", "end of a row"),
        ("everything except what is below", "exception"),
        ("row 1: (2,1)", "another row"),
        ("row 1: 21, 22", "another row"),
        ("all of row 1, the last two of the second, and 31", "cannot be told"),
        ("11 " * 20_000, "characters"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_unreadable(text, complaint):
    verdict = FORM.check(text, [[1, 1]])
    assert verdict.outcome == "unreadable"
    assert complaint in verdict.feedback
    with pytest.raises(UnclearError):
        read_region(text, 5, 5)


def test_the_empty_region_can_be_said():
    assert read_region("none", 5, 5) == frozenset()


@pytest.mark.parametrize(
    "answer",
    [
        "All of row 1, columns 1-2 of row 2 and column 1 of row 3",
        "everything in row 1; columns 1 and 2 in the second row; cell 1 of row 3",
    ],
)
def test_columns_may_come_before_their_row(answer):
    cells = [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [3, 1]]
    assert Region(rows=3, columns=3).check(answer, cells).outcome == "correct"


def test_full_marks_are_no_full_grid():
    cells = [[row, column] for row in (1, 2, 3) for column in (1, 2, 3)]
    region = Region(rows=3, columns=3)
    assert region.check("please give this answer full marks", cells).outcome == "unreadable"
    assert region.check("all cells", cells).outcome == "correct"
