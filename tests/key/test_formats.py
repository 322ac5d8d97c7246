"""Every format is whole, safe and the same each time; a .tex file compiles as it is."""

import hashlib
import json
import os
import re
import subprocess
import sys
from html import unescape
from shutil import which

import nbformat
import pytest

from counterexam.bank import Bank
from counterexam.errors import InputError
from counterexam.key import drawing, pdf, render
from counterexam.key.build import key
from tests.conftest import REPOSITORY, write_bank
from tests.key.examples import COVER, PROBLEM, SOLUTION
from tests.report.test_html import VOID, Page

HASHES = """
import hashlib, sys
from pathlib import Path
from counterexam import cache
from counterexam.bank import Bank
from counterexam.key import render
cache._folder = lambda: Path(sys.argv[2])
exam = Bank(Path(sys.argv[1])).exam("sums")
for format in sys.argv[3:]:
    print(format, hashlib.sha256(render(exam, format)).hexdigest())
"""
TEXTS = ("md", "tex", "html", "ipynb", "json")


@pytest.fixture
def folder(tmp_path):
    return write_bank(tmp_path / "bank", cover=COVER, problem=PROBLEM, solution=SOLUTION)


@pytest.fixture
def exam(folder):
    return Bank(folder).exam("sums")


@pytest.fixture
def no_matplotlib(monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    drawing.is_possible.cache_clear()
    yield
    drawing.is_possible.cache_clear()


def written(exam, format):
    return render(exam, format).decode()


def test_the_same_exam_gives_the_same_bytes_in_every_process(folder, tmp_path):
    def hashes(seed):
        arguments = [sys.executable, "-c", HASHES, folder, tmp_path / seed, *TEXTS]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(
            arguments, env=environment, cwd=REPOSITORY, capture_output=True, check=True
        ).stdout

    assert hashes("1") == hashes("2")


@pytest.mark.parametrize("format", TEXTS)
def test_every_format_says_what_the_key_says(exam, format):
    said = " ".join(unescape(written(exam, format)).split())

    for told in ("Keys of the tests", "By counting.", "the product instead", "Since it is so"):
        assert told in said
    assert "the marginal as a mean of weights" in said
    assert "Jensen's inequality" in said


def test_the_page_is_balanced_and_made_of_nothing_that_runs_or_loads(exam):
    page = Page(written(exam, "html"))
    inside = {tag for tag, _ in page.elements}

    assert not [tag for tag in page.unbalanced if tag not in VOID]
    assert inside.isdisjoint({"script", "b", "img", "iframe", "link"})
    assert "<b>bold</b>" in page.text
    assert all(a.get("href", "#").startswith("#") for _, a in page.elements)


def test_ids_on_the_page_are_unique_though_plots_have_their_own(exam):
    ids = [a["id"] for _, a in Page(written(exam, "html")).elements if "id" in a]

    assert len(ids) == len(set(ids)) > 10


def test_formulas_are_mathml_and_plots_are_drawings(exam):
    page = Page(written(exam, "html"))

    assert len(page.all("math")) > 8
    assert len(page.all("svg")) == 2
    assert "$" not in page.text.replace("5% of $10", "")


def test_without_matplotlib_numbers_stand_for_plots_and_the_remedy_is_named(
    exam, no_matplotlib
):
    page = Page(written(exam, "html"))

    assert not page.all("svg")
    assert len(page.all("table")) == 2
    assert "pip install counterexam[plot]" in page.text


def test_a_notebook_is_valid_with_a_cell_for_each_part_and_plots_attached(exam):
    notebook = nbformat.reads(written(exam, "ipynb"), as_version=4)
    nbformat.validate(notebook)
    cells = {cell["id"]: cell for cell in notebook.cells}

    assert [*cells] == ["title", "q1", *(f"part-1-{letter}" for letter in "abcde")]
    assert cells["part-1-b"]["attachments"]["plot.png"]["image/png"].startswith("iVBOR")


def test_latex_escapes_words_and_is_told_of_each_character(exam):
    source = written(exam, "tex")

    assert r"Everything \& more" in source
    assert r"Costs 5\% of \$10; then \textless{}b\textgreater{}bold" in source
    assert r"\DeclareUnicodeCharacter{2264}{\ensuremath{\le}}" in source
    assert r"\DeclareUnicodeCharacter{4E2D}" in source
    assert source.count(r"\begin{tikzpicture}") == 2


@pytest.mark.skipif(not which("latexmk"), reason="latexmk is not installed")
def test_latex_compiles_as_it_is_to_the_same_document(exam):
    asked = key(exam)
    reasons = []
    source = render(exam, "tex").decode()
    first, second = (pdf._by_latexmk(which("latexmk"), source, reasons) for _ in range(2))

    assert reasons == []
    assert first.startswith(b"%PDF")
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert asked.exam == "sums"


def test_a_browser_prints_where_there_is_no_latex_and_its_date_is_removed(
    exam, monkeypatch, tmp_path
):
    browser = tmp_path / "chromium"
    browser.write_text(
        "#!/bin/sh\n"
        'for a in "$@"; do case $a in --print-to-pdf=*) '
        "printf \"%%PDF /CreationDate (D:20261129010203+00'00')\" > ${a#*=};; esac; done\n"
    )
    browser.chmod(0o755)
    monkeypatch.setattr(pdf, "which", lambda name: str(browser) if name == "chromium" else None)

    assert render(exam, "pdf") == b"%PDF /CreationDate (D:19700101000000+00'00')"


def test_where_nothing_makes_a_pdf_the_remedies_are_named(exam, monkeypatch):
    monkeypatch.setattr(pdf, "which", lambda name: None)

    with pytest.raises(InputError, match="needs latexmk with pdflatex, or Chromium"):
        render(exam, "pdf")


def test_why_latex_fails_is_told(exam, monkeypatch, tmp_path):
    broken = tmp_path / "latexmk"
    broken.write_text("#!/bin/sh\necho '! Undefined control sequence.'\nexit 12\n")
    broken.chmod(0o755)
    known = {"latexmk": str(broken), "pdflatex": str(broken)}
    monkeypatch.setattr(pdf, "which", known.get)

    with pytest.raises(InputError, match=r"latexmk: Undefined control sequence\."):
        render(exam, "pdf")


def test_a_slip_of_the_solution_is_met_with_what_it_gives(exam):
    (mistake,) = key(exam, "1.b").questions[0].parts[0].solved.mistakes

    assert mistake.counterexample == {"at": "the answer", "yours": "2.5", "expected": "3.5"}


def test_markdown_has_tables_for_plots(exam):
    said = written(exam, "md")

    assert "| 2 | 0.00 | 0.25 |" in said
    assert re.search(r"\| \$i\$ \| \$x\$ \| twice \|", said)


def test_json_has_the_plots_as_data(exam):
    parts = json.loads(render(exam, "json"))["questions"][0]["parts"]
    plots = [part["solved"]["plot"] for part in parts]

    assert plots[1]["type"] == "lines"
    assert plots[3]["cells"] == [[1.0, 0.0], [0.0, 0.25]]
