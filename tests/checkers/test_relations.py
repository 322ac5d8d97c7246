"""Relations of a textbook's kind under vocabularies in its shorthand, and near misses."""

from pathlib import Path

import pytest
import yaml

from checkers.notation.let import assume, let
from checkers.notation.reader import read_chain
from checkers.worlds.decide import Court

GROUPS = [
    group
    for path in sorted(Path(__file__).parent.glob("relations*.yaml"))
    for group in yaml.safe_load(path.read_text(encoding="utf-8"))
]
UNDECIDED = [
    # which of the parameters are left out is not said, and another is not declared
    ("joint p(x,y); prior p(x; a, b); scalars a, b", "p(x; a) = p(x)"),
    ("joint p(x,y); prior p(x; x_0, s_0)", "p(x; x_1, s_0) = p(x)"),
    # a cdf is an integral of its density, which is no table's
    ("cdf F(x) of a density p(x)", "F'(x) = p(x)"),
    # how many values a variable has that is multiplied like a vector
    (
        r"joint p(\mathbf{v}, \mathbf{h}); matrix \mathbf{W} in R^{m x n}",
        r"\mathbf{v}^\top \mathbf{W} \mathbf{h} = \sum_{i,j} v_i W_{ij} h_j",
    ),
    # a function that is defined elsewhere only
    ("functions f(x); scalar x; f(0) := 1", "f(1) = 2"),
    # an integral from infinity to infinity, which passed for one over the line
    ("density p(x)", r"\int_{\infty}^{\infty} p(x) \mathrm{d}x = 1"),
    # a series that diverges
    ("numbers only", r"\sum_{k=1}^\infty \frac{1}{k} = 5"),
    # which of two laws the information is of is not said
    (
        "joint p(z_1,z_2); free q(z_1,z_2)",
        r"I(z_1;z_2) \ge 0",
    ),
]


def vocabulary(group):
    declared = let(group["let"])
    return assume(group["assume"], declared) if "assume" in group else declared


def judged(text, declared):
    chain = read_chain(text, declared)
    return Court(declared).judge(chain.parts[0], chain.relations[0], chain.parts[1])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["let"][:50])
def test_relations(group):
    declared = vocabulary(group)
    for expected in ("holds", "fails"):
        for text in group.get(expected, ()):
            found = judged(text, declared)
            assert found.status == expected, (text, found.why, found.sentence)


@pytest.mark.parametrize(("declared", "text"), UNDECIDED)
def test_what_is_not_decided_is_not_called_wrong(declared, text):
    assert judged(text, let(declared)).status == "unknown"
