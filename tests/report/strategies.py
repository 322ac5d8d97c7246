"""Reports as hostile as papers can be: control characters, markup of every kind, scripts of
every direction, words without end, and scores that add up.
"""

from hypothesis import strategies as st

from checkers.verdict import Evidence, Remark, Step
from counterexam.contract import PartVerdict, Report, RubricRow, Unassigned

HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea></style><img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b[0m\x1b]8;;http://evil\x07",
    "[bold red]x[/] [/nothing] [link=http://evil]y[/link] :smile:",
    '=HYPERLINK("http://evil")',
    "  ＝1+1",
    "@SUM(A1)\t=1",
    "-2",
    "]]></failure><skipped/>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnorw\u202c \u2066x",
    "\ud800 lone, \udfff surrogates",
    "\x00\x08\x0b\ufffe\uffff\x85\u2028",
    "السلام عليكم שלום 第6题 👩‍👩‍👧 e\u0301",
    "W" * 400,
    "$\\text{<script>alert(1)</script>}$ \\(\\href{javascript:alert(1)}{x}\\)",
    "$$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$",
    "\\begin{align} a &= b \\\\ &= c \\end{align} costs $5 and $6",
    "$\\style{position:fixed}{x}$ $\\unicode{x3c}$ $" + "{" * 300,
)

texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=4).map("\n".join)
names = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=20)
worlds = st.dictionaries(names, texts, min_size=1, max_size=3)
lines = st.builds(lambda a, b: f"{a}-{a + b}", st.integers(1, 99), st.integers(1, 9))
shares = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0])
evidence = st.builds(
    Evidence,
    st.sampled_from(["proved", "exact", "sampled", "listed", "person"]),
    st.integers(0, 999),
)
remarks = st.builds(Remark, texts, texts, texts)
steps = st.builds(
    Step,
    st.integers(1, 9),
    st.sampled_from(["=", "<=", ">="]),
    texts,
    texts,
    st.sampled_from(["holds", "fails", "unread"]),
    st.none() | texts,
    st.none() | worlds,
)
rows = st.builds(RubricRow, texts, shares, shares, st.none() | texts, texts)


@st.composite
def parts(draw, part="1.a"):
    """A verdict whose score and pending points fit its points."""
    points = draw(st.sampled_from([0.5, 1.0, 2.0, 7.0]))
    pending = points * draw(shares)
    score = (points - pending) * draw(shares)
    return PartVerdict(
        exam="exam",
        part=part,
        verdict=draw(
            st.sampled_from(
                ["correct", "partial", "incorrect", "blank", "unreadable", "review"]
            )
        ),
        score=score,
        pending=pending,
        points=points,
        suggested=score + pending * draw(shares) if pending and draw(st.booleans()) else None,
        feedback=draw(texts),
        evidence=draw(evidence),
        counterexample=draw(st.none() | worlds),
        steps=draw(st.none() | st.tuples(steps)),
        elapsed_ms=draw(st.floats(0, 1e4)),
        remarks=draw(st.tuples() | st.tuples(remarks)),
        rubric=draw(st.tuples() | st.tuples(rows, rows)),
        lines=draw(st.tuples() | st.tuples(lines)),
        answer=draw(texts),
    )


@st.composite
def reports(draw, submissions=names):
    """A report of one to three parts, in two questions."""
    ids = ("1.a", "1.b", "2.a")[: draw(st.integers(1, 3))]
    verdicts = tuple(draw(parts(part)) for part in ids)
    kinds = st.sampled_from(["question", "stray"])
    pending = sum(part.pending for part in verdicts)
    return Report(
        exam="exam",
        title=draw(names),
        submission=draw(submissions),
        score=sum(part.score for part in verdicts),
        pending=pending,
        points=sum(part.points for part in verdicts),
        suggested=sum(part.suggested or part.score for part in verdicts) if pending else None,
        parts=verdicts,
        unassigned=draw(st.tuples() | st.tuples(st.builds(Unassigned, lines, texts, kinds))),
    )
