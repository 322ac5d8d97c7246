"""`counterexam claims` keeps its contract."""

import json
import sys

import pytest

from counterexam.cli import main
from tests.test_house import modules_loaded_by


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `counterexam claims ...` in this process: its status, stdout and stderr."""

    def run_(*arguments):
        monkeypatch.setattr(sys, "argv", ["counterexam", "claims", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run_


def test_a_claim_as_json(run):
    status, out, _ = run("evidence_is_elbo_and_gap", "--worlds", "1e3", "--format", "json")
    (row,) = json.loads(out)

    assert status == 0
    assert {*row} == {
        *("claim", "statement", "parts", "proved", "worlds", "worst_margin", "holds")
    }
    assert (row["claim"], row["worlds"]) == ("evidence_is_elbo_and_gap", 1000)
    assert row["proved"] and row["holds"] and -1e-9 < row["worst_margin"] <= 0
    assert "ift6135_a3_2023 3.2a" in row["parts"]


def test_a_file_of_claims_as_text_fits_80_columns(run):
    status, out, _ = run("generator_losses", "--worlds", "100")

    assert status == 0
    assert "saturation" in out and "of 4 hold" in out
    assert max(map(len, out.splitlines())) <= 80


def test_margins_are_drawn(run, tmp_path):
    picture = tmp_path / "margins.png"

    assert run("pinsker", "--worlds", "500", "--plot", picture)[0] == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_refuted_claim_is_shown_with_its_world_and_status_1(run, monkeypatch):
    from dataclasses import replace

    from checkers.claims.divergences import pinsker

    pieces = pinsker.near_misses["TV itself"]
    false = replace(pinsker, sides=lambda p, q: pinsker.sides(p, q, **pieces))
    monkeypatch.setattr("counterexam.claims.find", lambda name: [false])

    status, out, _ = run("pinsker", "--worlds", "400")

    assert status == 1
    assert "REFUTED" in out and "pinsker fails for p = [" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["thales"], "claims: no claim 'thales'; there are gan"),
        (["pinsker", "--worlds", "many"], "--worlds many: a whole number from 1 is needed"),
        (["pinsker", "--worlds", "0"], "--worlds 0: a whole number"),
        (["pinsker", "--worlds", "nan"], "--worlds nan: a whole number"),
        (["pinsker", "--device", "abacus"], "--device abacus: choose cpu or cuda"),
        (["pinsker", "--format", "xml"], "--format xml: choose one of text, json"),
        (["pinsker", "--worlds", "8", "--plot", "no/where.png"], "no such folder"),
        (["pinsker", "--worlds", "8", "--plot", "margins.doc"], "choose one of"),
    ],
)
def test_bad_input_is_one_line(run, arguments, complaint):
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert complaint in err and err.count("\n") == 1


def test_cuda_is_asked_for_where_there_is_none(run, monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)

    status, _, err = run("pinsker", "--device", "cuda")

    assert status == 2
    assert "--device cuda: torch finds no CUDA device here" in err


def test_matplotlib_is_loaded_for_a_picture_only():
    code = (
        "import counterexam.cli; from counterexam.commands import run; "
        "run(['claims', 'density_of_a_cube', '--worlds', '8'], '', '')"
    )

    assert "matplotlib" not in modules_loaded_by(code)
