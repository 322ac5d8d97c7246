"""Exams and students' papers for the tests: from exams.yaml, and drawn at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from hypothesis import strategies as st

from checkers.verdict import Verdict, blank
from counterexam.bank import Bank, LoadedExam
from counterexam.exam import Exam, Part, Question

NOWHERE = Bank(Path("/nowhere"))


@dataclass(frozen=True)
class Form:
    """A form of answer that these tests never check."""

    name: str = "text"
    decided_by: str = "person"

    def check(self, answer: str, reference: object) -> Verdict:
        return blank()

    def placeholder(self) -> str:
        return "any text"


def make_exam(
    statements: Mapping[str, str],
    forms: Mapping[str, str] | None = None,
    exam_id: str = "an_exam",
    title: str = "An exam",
    known_by: Sequence[str] = (),
) -> LoadedExam:
    """An exam with these parts, one point each."""
    questions: dict[int, list[Part]] = {}
    for part_id, statement in statements.items():
        form = Form((forms or {}).get(part_id, "text"))
        part = Part(part_id, 1, statement, form)
        questions.setdefault(int(part_id.partition(".")[0]), []).append(part)
    cover = Exam(title, points=len(statements), known_by=known_by)
    titled = {n: Question(f"Topic {n}", parts) for n, parts in questions.items()}
    return LoadedExam(exam_id, cover, titled, NOWHERE)


def exam_of(shared: Path, exam_id: str) -> LoadedExam:
    """An exam of exams.yaml, each part's statement being what it asks."""
    rows = yaml.safe_load((shared / "exams.yaml").read_text())
    row = next(row for row in rows if row["exam"] == exam_id)
    statements = {part["id"]: part["asks"] for part in row["parts"]}
    forms = {part["id"]: part["form"] for part in row["parts"]}
    return make_exam(statements, forms, exam_id, row["title"])


TOPICS = """entropy kernel gradient posterior sampler attention diffusion likelihood schedule
encoder latent jacobian discriminator temperature embedding variance mixture momentum
dropout""".split()  # noqa: SIM905 - a list of words reads better so
IN_FULL = (
    "Problem {q} ({p}):",
    "Problem {q}, part ({p})",
    "Question {q}.{p}",
    "Question {q} part {p}:",
    "Exercise {q} ({p}).",
    "Answer {q}({p}):",
    "{q}({p})",
    "{q}.{p}",
    "({q}.{p})",
    "（{q}.{p}）",
    "{q}.({p})",
    "**{q}({p})**",
    "**Q{q}.{p}**",
    "## {q}.{p}",
    "第{q}题({p})",
    r"\textbf{{{q}({p})}}",
)
LETTERED_IN_FULL = ("Q{q}{p}.", "{q} {p})", "{q}{p})", "Problem {q}{p}")
HEADERS = (
    "Problem {q}",
    "Question {q} (5-5).",
    "Exercise {q}:",
    "# Question {q}: Topics",
    "# {q}. Topics",
    "**Question {q}**",
    "{q}. [10 points total] Topics",
    "第{q}题",
    r"\section*{{Problem {q}}}",
)
BELOW = (
    "({p})",
    "{p})",
    "**({p})**",
    "- ({p})",
    "- ({p}) **[2 points]**",
    "({p}) [2 points]",
    "{p}.",
    "（{p}）",
    "### ({p})",
    "Part ({p}):",
    r"\item[({p})]",
    r"\textbf{{({p})}}",
)
CONFOUNDERS = (
    "1. first step\n2. second step\n3. third step",
    "(a) one case\n(b) other case",
    "- A) one thing\n- B) other thing\n- C) third thing",
    "(i) small\n(ii) large\n(iii) both",
    "$$(1) \\quad x = y$$",
    "(1) x = y",
    "Step 1: do it",
    "Figure 2 shows this",
    "In 2015 this was new.",
    "1.5 times more",
    "12",
    "- Do not distribute -",
    "i.e. it holds",
)


@dataclass(frozen=True)
class Paper:
    """A paper as a student may write it, and the answers that it gives."""

    exam: LoadedExam
    text: str
    answers: Mapping[str, str]


@st.composite
def part_ids(draw: st.DrawFn) -> list[tuple[int, str]]:
    """The parts of an exam: each question's are lettered or numbered."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    names = [draw(st.sampled_from(("abcde", "12345"))) for _ in sizes]
    return [
        (q, p) for q, (n, row) in enumerate(zip(sizes, names, strict=True), 1) for p in row[:n]
    ]


sentences = st.lists(st.sampled_from(TOPICS), min_size=4, max_size=8).map(
    lambda words: " ".join(words).capitalize() + "."
)


def bodies(confounders: bool) -> st.SearchStrategy[str]:
    """Answers of some sentences, perhaps with what looks like a label among them."""
    distractions = st.sampled_from(CONFOUNDERS) if confounders else sentences
    paragraphs = st.tuples(sentences, st.lists(sentences | distractions, max_size=2))
    return paragraphs.map(lambda drawn: "\n\n".join((drawn[0], *drawn[1])))


@st.composite
def papers(draw: st.DrawFn, confounders: bool) -> Paper:
    """Papers of any exam in any dress. Without confounders, parts may be left out."""
    ids = draw(part_ids())
    exam = make_exam({f"{q}.{p}": " ".join(draw(st.permutations(TOPICS))[:4]) for q, p in ids})
    kept = ids if confounders else [i for i in ids if draw(st.integers(0, 6))] or ids[:1]
    labels = draw(st.booleans().flatmap(lambda full: _labels(ids, kept, full)))
    answers = {f"{q}.{p}": draw(bodies(confounders)) for q, p in dict(labels) if p}
    lines = ["A midterm", ""]
    for (q, p), label in labels:
        gap = draw(st.sampled_from((" ", "\n", "\n\n")))
        lines += [label + (gap + answers[f"{q}.{p}"] if p else ""), ""]
    return Paper(exam, "\n".join(lines), answers)


@st.composite
def _labels(
    draw: st.DrawFn, ids: list[tuple[int, str]], kept: list[tuple[int, str]], full: bool
) -> list[tuple[tuple[int, str], str]]:
    """Labels in the order of the paper: in full and in any order, or below headers."""
    if full:
        lettered = all(p.isalpha() for _, p in ids)
        dress = draw(st.sampled_from(IN_FULL + (LETTERED_IN_FULL if lettered else ())))
        order = draw(st.permutations(kept)) if draw(st.booleans()) else kept
        return [((q, p), dress.format(q=q, p=p)) for q, p in order]
    header, dress = draw(st.sampled_from(HEADERS)), draw(st.sampled_from(BELOW))
    rows: list[tuple[tuple[int, str], str]] = []
    for q in sorted({q for q, _ in kept}):
        rows.append(((q, ""), header.format(q=q)))
        rows += [((q, p), dress.format(p=p)) for r, p in kept if r == q]
    return rows
