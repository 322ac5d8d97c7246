"""The command line keeps its contract: output, exit status, one line for bad input."""

import io
import json
import re
import sys
from pathlib import Path

import msgspec
import pytest

from counterexam.cli import main
from counterexam.contract import PartVerdict, Report
from tests.conftest import REPOSITORY, write_bank
from tests.test_variant import PROBLEM as VARIED_PROBLEM
from tests.test_variant import SOLUTION as VARIED_SOLUTION

EXAMPLE = REPOSITORY / "examples" / "paper.md"


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `counterexam ...` in this process: its status, stdout and stderr."""

    def run_(*arguments, stdin=""):
        monkeypatch.setattr(sys, "argv", ["counterexam", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run_


@pytest.fixture
def paper(tmp_path, bank_folder):
    path = tmp_path / "ada.yaml"
    path.write_text("exam: sums\nanswers:\n  1.a: B\n  1.b: '3.5'\n")
    return path


def test_exams_lists_every_part_and_who_decides_it(run, bank_folder):
    status, out, _ = run("exams", "--bank", bank_folder, "--format", "json")
    (exam,) = json.loads(out)

    assert status == 0
    assert (exam["exam"], exam["points"]) == ("sums", 5)
    assert exam["parts"][0] == {
        "id": "1.a",
        "form": "choice",
        "points": 2,
        "decided_by": "machine",
        "established": "argued",
    }


def test_exams_counts_how_answers_are_known(run, bank_folder):
    status, out, _ = run("exams", "--bank", bank_folder)

    assert status == 0
    assert "2 parts in 1 exam, 2 of them decided by machine." in out
    assert "0 proved, 1 checked, 1 argued." in out


def test_exams_fit_80_columns(run):
    status, out, _ = run("exams")

    assert status == 0
    assert "cmu24789_midterm_2025" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_low_mark_is_no_error(run, bank_folder, paper):
    status, out, err = run("grade", paper, "--bank", bank_folder, "--format", "json")
    report = msgspec.json.decode(out, type=Report)

    assert (status, err) == (0, "")
    assert (report.score, report.points) == (2, 5)  # one point lost by the penalty


def test_a_report_is_written_where_it_is_asked_for(run, bank_folder, paper, tmp_path):
    page = tmp_path / "report.html"

    assert run("grade", paper, "--bank", bank_folder, "--format", "html", "-o", page)[0] == 0
    assert "<math" in page.read_text() or "<!doctype html>" in page.read_text().lower()
    assert not list(tmp_path.glob(".*.partial"))


def test_a_report_is_never_written_over_a_submission(run, bank_folder, paper, tmp_path):
    before = paper.read_bytes()

    for graded in (paper, tmp_path):
        status, _, err = run("grade", graded, "--bank", bank_folder, "-o", paper)
        assert status == 2
        assert "this is a submission" in err
    assert paper.read_bytes() == before


def test_check_reads_an_answer_from_text_file_and_stdin(run, bank_folder, tmp_path):
    answer = tmp_path / "answer.txt"
    answer.write_text("7/2")

    for given, stdin in (["7/2"], ""), (["-"], "7/2"), (["--file", answer], ""):
        status, out, _ = run(
            "check",
            "sums",
            "1.b",
            *given,
            "--bank",
            bank_folder,
            "--format",
            "json",
            stdin=stdin,
        )
        assert (status, json.loads(out)["verdict"]) == (0, "correct")


def test_an_answer_may_begin_with_a_minus(run):
    status, out, _ = run("check", "--reference", "1/(1-D)", "-1/(D-1)", "--format", "json")

    assert (status, json.loads(out)["verdict"]) == (0, "correct")


@pytest.mark.parametrize(
    "words",
    [
        ("--reference", "-x", "-x"),
        ("--reference=-x", "--", "-x"),
        ("-x", "--let", "x in R", "--reference", "-(x)"),
        ("--reference", "x", "--", "--x"),
    ],
)
def test_formulas_that_look_like_options_are_words(run, words):
    status, out, _ = run("check", "--format", "json", *words)

    assert (status, json.loads(out)["verdict"]) == (0, "correct")


def test_what_follows_two_dashes_is_no_option(run):
    status, _, err = run("check", "--", "--reference", "x", "y")

    assert status == 2
    assert "no exam" in err


def test_options_may_stand_among_the_words(run, bank_folder):
    words = ("check", "--format", "json", "sums", "--bank", bank_folder, "1.b", "7/2")

    status, out, _ = run(*words)

    assert (status, json.loads(out)["verdict"]) == (0, "correct")


def test_a_derivation_is_judged_outside_any_exam(run, tmp_path):
    chain = tmp_path / "chain.txt"
    chain.write_text(
        "log p(x) = E_{q(z|x)}[log p(x,z)/p(z|x)] >= E_{q(z|x)}[log p(x,z)/q(z|x)]"
    )

    status, out, _ = run(
        *("check", "--let", "p(x,z), q(z|x)", "--derivation", chain, "--format", "json")
    )

    assert status == 0
    assert [step["status"] for step in json.loads(out)["steps"]] == ["holds", "holds"]


def test_a_verdict_has_the_contract_s_fields(run, bank_folder):
    _, out, _ = run("check", "sums", "1.a", "B", "--bank", bank_folder, "--format", "json")

    assert set(json.loads(out)) >= {
        *("id", "exam", "part", "verdict", "score", "pending", "points", "suggested"),
        *("feedback", "evidence", "counterexample", "steps", "elapsed_ms"),
    }


def test_a_batch_answers_row_by_row_in_order(run, bank_folder, tmp_path):
    rows = [
        {"exam": "sums", "part": "1.b", "answer": str(n), "id": str(n)} for n in (1, 3.5, 2)
    ]
    batch = tmp_path / "in.jsonl"
    batch.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    out = tmp_path / "out.jsonl"

    assert run("check", "--batch", batch, "-o", out, "--bank", bank_folder)[0] == 0
    verdicts = [
        msgspec.json.decode(line, type=PartVerdict) for line in out.read_text().splitlines()
    ]
    assert [(v.id, v.score) for v in verdicts] == [("1", 0), ("3.5", 3), ("2", 0)]


def test_an_answer_that_no_encoding_can_carry_is_still_answered(run, bank_folder, tmp_path):
    batch = tmp_path / "in.jsonl"
    batch.write_text('{"exam": "sums", "part": "1.a", "answer": "A \\ud800 \\u001b[2J"}\n')

    status, out, _ = run("check", "--batch", batch, "--bank", bank_folder)

    assert status in (0, 2)
    assert "\x1b" not in out


def test_whoever_imports_a_gradebook_is_told_of_pending_points(run, tmp_path):
    paper = tmp_path / "ada.yaml"
    paper.write_text("exam: cmu24789_midterm_2025\nanswers:\n  1.g: The KL term regularizes.\n")

    status, _, err = run("grade", paper, "--format", "canvas", "-o", tmp_path / "grades.csv")

    assert status == 0
    assert "1 of 1 papers have points pending" in err


def test_the_schema_describes_reports(run):
    status, out, _ = run("schema")

    assert status == 0
    assert json.loads(out)["$defs"]["PartVerdict"]["properties"]["verdict"]["enum"]


def test_a_template_filled_with_nothing_is_a_blank_paper(run, bank_folder, tmp_path):
    for format in ("md", "tex", "ipynb", "yaml"):
        form = tmp_path / f"form.{format}"
        assert (
            run("template", "sums", "--format", format, "-o", form, "--bank", bank_folder)[0]
            == 0
        )
        _, out, _ = run("grade", form, "--bank", bank_folder, "--format", "json")
        assert {part["verdict"] for part in json.loads(out)["parts"]} == {"blank"}


def write(name: str, content: bytes):
    def to(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return to


BAD_FILES = {
    "missing": lambda folder: folder / "missing.md",
    "empty": write("empty.md", b""),
    "binary": write("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "latin-1": write("latin.txt", "Répon\xdf".encode("latin-1")),
    "utf-16": write("wide.txt", "(a) yes".encode("utf-16")),
    "a notebook that is not JSON": write("broken.ipynb", b"{not json"),
    "YAML with a tag": write("tag.yaml", b"answers: !!python/object:os.system {}"),
    "YAML alias bomb": write("bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nanswers: [*b, *b]"),
    "two answers to one part": write(
        "twice.jsonl", b'{"part": "1.a", "answer": "A"}\n{"part": "1.a", "answer": "B"}\n'
    ),
    "an unknown part": write("part.yaml", b"exam: sums\nanswers: {9.z: A}"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_input_is_one_line_that_names_the_file(run, bank_folder, tmp_path, kind):
    path = BAD_FILES[kind](tmp_path)

    status, out, err = run("grade", path, "--exam", "sums", "--bank", bank_folder)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert path.name in err


def test_a_huge_file_is_refused_by_its_size(run, bank_folder, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    status, _, err = run("grade", path, "--bank", bank_folder)

    assert status == 2
    assert "huge.txt" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grade", EXAMPLE, "--exam", "nosuch"], "no exam 'nosuch'"),
        (["grade", EXAMPLE, "--format", "word"], "--format word: choose one of"),
        (["grade", EXAMPLE, "--bank", "/nowhere"], "/nowhere: no problems/"),
        (["grade"], "the following arguments are required: files"),
        (["mark", EXAMPLE], "No such command 'mark'"),
        (["check", "cmu24789_midterm_2025"], "name an exam and a part"),
        (["check", "cmu24789_midterm_2025", "3.1"], "give one answer"),
        (["check", "cmu24789_midterm_2025", "9.9", "B"], "no part '9.9'"),
        (["check", "cmu24789_midterm_2025", "3.1", "--file", "nosuch"], "nosuch: No such file"),
        (["check", "--derivatoin", "x"], "No such option: --derivatoin"),
        (["check", "--let", "p(", "--reference", "1", "1"], "--let: "),
        (["check", "--batch", "nosuch"], "nosuch: No such file"),
        (["template", "cmu24789_midterm_2025", "--format", "doc"], "choose one of md"),
    ],
)
def test_a_bad_command_is_one_line_on_stderr(run, arguments, message):
    status, out, err = run(*arguments)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "in.jsonl:2:"),
        ('{"exam": "sums", "part": "1.a"}', "in.jsonl:2: .*answer"),
        ('{"exam": "sums", "part": "9.z", "answer": ""}', "in.jsonl:2: .*no part '9.z'"),
    ],
)
def test_a_bad_row_of_a_batch_is_named_by_its_line_and_stops_no_other(
    run, bank_folder, tmp_path, row, message
):
    batch = tmp_path / "in.jsonl"
    good = '{"exam": "sums", "part": "1.a", "answer": "A"}\n'
    batch.write_text(good + row + "\n" + good)

    status, out, err = run("check", "--batch", batch, "--bank", bank_folder)

    assert status == 2
    verdicts = [json.loads(line)["verdict"] for line in out.splitlines()]
    assert verdicts == ["correct", "unreadable", "correct"]
    assert err.count("\n") == 1
    assert re.search(message, err)


def test_a_name_that_acts_on_the_terminal_is_shown_and_not_obeyed(run, tmp_path, bank_folder):
    (tmp_path / "\x1b[31m.txt").write_text("")
    (tmp_path / "\x1b[31m.png").write_text("")

    status, _, err = run("grade", tmp_path, "--bank", bank_folder)

    assert status == 2
    assert "\x1b" not in err
    assert len(re.findall(r"␛\[31m\.(?:txt: the file is empty|png)", err)) == 2


def test_it_tells_its_version(run):
    assert run("--version") == (0, "counterexam 0.1.0\n", "")


def test_a_missing_file_is_missing_whatever_its_name(run):
    assert run("grade", "nowhere") == (2, "", "counterexam: nowhere: no such file\n")


def test_without_arguments_it_says_what_it_can_do(run):
    status, out, err = run()

    assert (status, err) == (0, "")
    assert "commands:" in out


VARIED = {"problem": VARIED_PROBLEM, "solution": VARIED_SOLUTION}


def test_a_class_list_becomes_papers_that_are_graded_by_the_table(run, tmp_path):
    bank = write_bank(tmp_path / "bank", **VARIED)
    (tmp_path / "roster.csv").write_text("id\ns1\ns2\n")
    out = tmp_path / "papers"
    status, said, _ = run(
        "variants", "sums", tmp_path / "roster.csv", "-o", out, "--bank", bank
    )
    (out / "s2.md").rename(out / "s1_late.md")
    table = tmp_path / "variants.csv"
    (out / "variants.csv").rename(table)
    graded = run("grade", out, "--variants", table, "--bank", bank, "--format", "json")

    assert (status, said) == (0, f"2 papers and variants.csv in {out}\n")
    assert graded[0] == 2
    assert len(json.loads(graded[1])) == 1
    assert re.fullmatch(
        r"counterexam: .*s1_late\.md: it names variant \d+, but is graded as variant \d+\n",
        graded[2].lstrip(),
    )


def test_a_batch_row_names_its_variant(run, tmp_path):
    bank = write_bank(tmp_path / "bank", **VARIED)
    rows = ({"exam": "sums", "part": "1.a", "answer": "D", "variant": n} for n in (7, -7, 1.5))
    stdin = "\n".join(map(json.dumps, rows))
    status, out, err = run("check", "--batch", "-", "--bank", bank, stdin=stdin)
    verdicts = [json.loads(line) for line in out.splitlines()]

    assert (status, len(err.splitlines())) == (2, 2)
    assert "-:2: variant -7: variants are numbered from 0 to" in err
    assert [v["variant"] for v in verdicts] == [7, None, None]
    assert [v["verdict"] for v in verdicts] == ["incorrect", "unreadable", "unreadable"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "sums", "1.a", "B", "--variant", "-7"), "variant -7: variants are numbered"),
        (("template", "sums", "--variant", "-7"), "variant -7: variants are numbered"),
        (("template", "sums", "--variant", "x"), "argument --variant: invalid int value: 'x'"),
        (("variants", "sums", "nowhere.csv"), "nowhere.csv: no such file"),
        (("grade", "p.md", "--variants", "nowhere.csv"), "nowhere.csv: no such file"),
    ],
)
def test_a_bad_variant_is_one_line(run, tmp_path, arguments, message):
    bank = write_bank(tmp_path / "bank", **VARIED)
    status, out, err = run(*arguments, "--bank", bank)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_the_form_of_a_variant_prints_its_data(run, tmp_path):
    bank = write_bank(tmp_path / "bank", **VARIED)
    forms = [run("template", "sums", "--variant", n, "--bank", bank)[1] for n in (7, 7, 8)]

    assert forms[0] == forms[1] != forms[2]
    assert "<!-- counterexam exam sums variant 7 -->" in forms[0]


@pytest.mark.parametrize("answer", ["-log(5)", "-1/(1 - D)", "-exp(o)", "-l"])
def test_an_answer_that_begins_with_a_minus_writes_no_file(run, tmp_path, monkeypatch, answer):
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("check", "--reference", answer, answer, "--format", "json")

    assert (status, json.loads(out)["verdict"]) == (0, "correct")
    assert not list(tmp_path.iterdir())
