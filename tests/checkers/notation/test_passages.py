"""Whole answers: the same relations in any dress, words left words, definitions recognised."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.let import let
from checkers.notation.lexer import ReadError
from checkers.notation.passages import LONGEST, read_links, read_passages

VAE = let("p(x,z), q(z|x)")

SIDES = (
    "a + b", "2 (a - b)^2", r"\frac{a}{b}", "E_q[c]", "p(x, z) / q(z)", r"\sum_{i=1}^n x_i",
    r"\log \left( \frac{p(x=1)}{q(x)} \right)", "f(t) - 1", r"\int p(x) \, dx", "-c d",
)  # fmt: skip
RELATIONS = {"=": "=", r"\le": "<=", r"\geq": ">=", r"\propto": "propto", r"\approx": "approx"}

chains = st.lists(st.sampled_from(SIDES), min_size=2, max_size=5, unique=True)


def align(sides, relations):
    rows = " \\\\\n".join(f"&{r} {s}" for r, s in zip(relations, sides[1:], strict=True))
    return f"\\begin{{align*}}\n{sides[0]} {rows}.\n\\end{{align*}}"


def remarked(sides, relations):
    rows = zip(relations, sides[1:], strict=True)
    rows = r" \\ ".join(rf"&{r} {s} \quad \text{{(by Jensen)}}" for r, s in rows)
    return rf"$$\begin{{aligned}} {sides[0]} {rows} \end{{aligned}}$$"


def annotated(sides, relations):
    rows = zip(relations, sides[1:], strict=True)
    return (
        rf"\[ {sides[0]} " + " ".join(rf"\stackrel{{(a)}}{{{r}}} {s}" for r, s in rows) + r"\]"
    )


def eqnarray(sides, relations):
    rows = r" \\ ".join(f"& {r} & {s}" for r, s in zip(relations, sides[1:], strict=True))
    return rf"\begin{{eqnarray}} {sides[0]} {rows} \end{{eqnarray}}"


def displays(sides, relations):
    first = f"We begin with $${sides[0]} {relations[0]} {sides[1]}.$$"
    later = zip(relations[1:], sides[2:], strict=True)
    return first + "".join(f"By Bayes' rule this becomes $${r} {s},$$" for r, s in later)


def sentence(sides, relations):
    text = " ".join(f"{r} {s}" for r, s in zip(relations, sides[1:], strict=True))
    return f"It follows that ${sides[0]} {text}$, which proves the claim."


def bare_rows(sides, relations):
    rows = " \\\\\n".join(f"&{r} {s}" for r, s in zip(relations, sides[1:], strict=True))
    return f"Then we have\n{sides[0]} {rows}.\nThat was the claim, which is proved."


def plain_lines(sides, relations):
    rows = zip(relations, sides[1:], strict=True)
    return sides[0] + "\n" + "\n".join(f"  {r} {s}   (by Jensen)" for r, s in rows)


def one_line(sides, relations):
    text = " ".join(f"{r} {s}" for r, s in zip(relations, sides[1:], strict=True))
    return f"Hence we have {sides[0]} {text}. That was the claim"


DRESSES = (
    align, remarked, annotated, eqnarray, displays, sentence, bare_rows, plain_lines, one_line,
)  # fmt: skip


def cut(text):
    squeezed = (
        ("".join(k.left.split()), k.relation, "".join(k.right.split()))
        for k in read_links(text)
        if k.relation
    )
    return list(squeezed)


@given(sides=chains, signs=st.data())
def test_the_dress_of_a_chain_does_not_change_its_relations(sides, signs):
    relations = [signs.draw(st.sampled_from(sorted(RELATIONS))) for _ in sides[1:]]
    text = signs.draw(st.sampled_from(DRESSES))(sides, relations)

    squeezed = ["".join(side.split()) for side in sides]
    names = [RELATIONS[relation] for relation in relations]
    expected = [(a, r, b) for (a, b), r in zip(pairwise(squeezed), names, strict=True)]

    assert expected == cut(text), text


@given(sides=chains, dress=st.sampled_from(DRESSES))
def test_one_chain_has_one_number(sides, dress):
    found = [k for k in read_links(dress(sides, ["="] * (len(sides) - 1))) if k.relation]

    assert len({k.chain for k in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "p(x = 1) + E_{z \\sim q}[z] + \\sum_{t=1}^T x_{<t} + x_{\\le t}",
        "$\\prod_{i \\neq j} 1(x_i = y)$",
        "sum_t=1 x_t",
        "The posterior is intractable, so we approximate it.",
        "A model of the data with a latent variable is trained; the decoder is a network.",
        "$x_t$ and $z$ are vectors.",
        "$A \\to B$",
    ],
)
def test_there_is_no_relation_in(text):
    assert [] == cut(text)


SENTENCE = "the model learns a latent code by maximizing an evidence bound of I data in it"
WORDS = tuple(dict.fromkeys(SENTENCE.split(" ")))


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_words_are_not_mathematics(sentence):
    assert () == read_passages(f"Here the model {sentence}.", VAE).statements


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_left(text):
    for statement in read_passages(text).statements:
        assert bool(statement.unread) <= (statement.left is None or statement.right is None)


@given(st.lists(st.sampled_from([*"$({[|\\=<&%_^,.a1 \n", "\\\\", "\\text{", "$$"])))
def test_any_heap_of_signs_is_read_or_left(pieces):
    assert all(k.left or k.right or k.relation for k in read_links("".join(pieces)))


@pytest.mark.parametrize("text", ["a x + b = 0", "A x = b", "we get a x = b", "Then a W = c"])
def test_a_lone_letter_before_mathematics_is_no_article(text):
    (link,) = cut(text)

    assert link[0].startswith(("ax", "Ax", "aW"))


@pytest.mark.parametrize("text", ["This is a KL(q||p) = 0 case", "a number is k = 0 here"])
def test_an_article_is_no_factor(text):
    (link,) = cut(text)

    assert link[0] in ("KL(q||p)", "k")


def test_relations_count_in_reading_order_with_remarks_and_inline_mathematics():
    text = r"""Since $\int q(z|x) dz = 1$ we have
    $$\log p(x) = E_{q(z|x)}[\log p(x)] \quad (\text{Bayes: } p(x) = p(x,z)/p(z|x))$$
    $$= E_{q(z|x)}[\log p(x,z)/p(z|x)]$$"""

    found = [s for s in read_passages(text, VAE).statements if s.index]

    assert [1, 2, 3, 4] == [s.index for s in found]
    assert found[1].right_text == found[3].left_text
    assert found[1].chain == found[3].chain != found[2].chain
    assert "Bayes" in found[2].words


def test_a_row_without_a_relation_goes_on_with_the_row_before():
    text = r"\begin{align} a &= b \\ &+ c - \\ &d \\ &\le e \end{align}"

    assert [("a", "=", "b+c-d"), ("b+c-d", "<=", "e")] == cut(text)


def test_rows_with_relations_of_their_own_stay_apart():
    assert [("a", "=", "b"), ("-c", "=", "d")] == cut(
        r"\begin{gather} a = b \\ -c = d \end{gather}"
    )
    assert [("a", "=", "b"), ("c", "=", "d")] == cut(
        r"\begin{align} &a = b \\ &c = d \end{align}"
    )
    assert [("a", "=", "b"), ("c", "=", "d")] == cut(
        r"\begin{align} a &= b & c &= d \end{align}"
    )


@pytest.mark.parametrize("label", ["(1)", "  (12)", "(*)"])
def test_the_number_of_an_equation_is_no_factor(label):
    assert [("a", "=", "b+c")] == cut(f"$a = b + c$ {label}\n")
    assert [("a", "=", "b+c")] == cut(f"a = b + c {label}\n")


def test_the_cells_of_a_table_stand_apart():
    table = "| x | y |\n|---|---|\n| $a$ | $b = c$ |\n| $d = e$ | f |"

    assert [("b", "=", "c"), ("d", "=", "e")] == cut(table)
    assert [("p(x|z)", "=", "|y|")] == cut(f"So p(x|z) = |y|.\n\n{table}")[:1]


def test_one_display_may_hold_several_relations():
    text = r"$$Q = X W_q, \quad K = X W_k, \qquad \text{where} \quad X = Y$$"

    assert [("Q", "=", "XW_q"), ("K", "=", "XW_k"), ("X", "=", "Y")] == cut(text)


def test_an_implication_begins_a_new_statement():
    first, second = read_passages(r"$2x < 1 \implies x < 1 - x$").statements

    assert (first.chain, first.words) != (second.chain, second.words)
    assert "implies" in second.words


def test_ranges_and_memberships_are_conditions_without_a_number():
    text = r"$$K_{kj} = F_k, \quad k = 1, \ldots, K, \quad x \in \mathbb{R}$$"

    found = read_passages(text).statements

    assert [1, None, None] == [s.index for s in found]
    assert ["condition", "condition"] == [s.kind for s in found[1:]]


def test_a_side_in_words_is_a_remark():
    (statement,) = read_passages("The KL divergence is always $\\ge 0$.", VAE).statements

    assert ("remark", 1, "") == (statement.kind, statement.index, statement.unread)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Let $r = p(x)/q(z|x)$.", "r"),
        ("Define $r := p(x)/q(z|x)$.", "r"),
        ("r = p(x)/q(z|x)", "r"),
        (r"$E_q[r] \ge 0$, where $r = p(x)/q(z|x)$", "r"),
        (r"$$\mathcal{L}_k = E_q[\log p(x)]$$", "L"),
        (r"$$p(x) = \underbrace{p(x,z)}_{\text{joint}} / p(z|x)$$", "joint"),
        (r"$$\log p(x) \ge E_q[\log p(x|z)] = \text{ELBO}$$", "ELBO"),
        ("loss = -log p(x)", "loss"),
        (
            r"$E_q[\bar\alpha_t] = 1$, where $\bar\alpha_t = \prod_{s=1}^t \alpha_s$",
            "alpha_bar",
        ),
        ("$V = E_p[log D(x)]$. Hence $D^*(x) = p(x)/(p(x) + q(z|x))$.", "V D_star"),
        ("Define $f(t) = t \\log t$, where $f(1) = 0$.", "f"),
        ("$f(1) = 0$. Let $f(t) = t \\log t$.", "f"),
        (r"$$g(D(x), x) := p(x) \log D(x)$$", "g"),
    ],
)
def test_it_defines(text, name):
    answer = read_passages(text, VAE)
    names = [getattr(what, "name", getattr(what, "head", "")) for what, _ in
             answer.vocabulary.definitions]  # fmt: skip

    assert "definition" in [s.kind for s in answer.statements]
    assert name.split() == names


@pytest.mark.parametrize(
    "text",
    [
        "We have $p(x) = p(x,z)/p(z|x)$.",
        "Let us see: $p(x) = q(z|x)$.",
        r"$\log p(x) = E_q[\log p(x)]$",
        r"$x_t = x_{t-1} + 1$",
        r"$E_q[r] = 1$, and $r \ge 0$, and $E_q[r] = r$",
    ],
)
def test_it_defines_nothing(text):
    assert () == read_passages(text, VAE).vocabulary.definitions


def test_a_declared_name_is_never_redefined():
    vocabulary = let("r := p(x); p(x)")

    (statement,) = read_passages("Let $r = 2$.", vocabulary).statements

    assert statement.kind == "claim"


@pytest.mark.parametrize("cue", ["if", "for", "suppose", "such that", "whenever", "assuming"])
def test_what_is_supposed_is_no_claim(cue):
    (statement,) = read_passages(f"This holds {cue} $p(x) = q(z|x)$.", VAE).statements

    assert ("assumption", 1) == (statement.kind, statement.index)


def test_later_words_of_a_sentence_suppose_nothing():
    text = "For such a model the joint is, with given x, as follows: $p(x,z) = q(z|x)$"

    (statement,) = read_passages(text, VAE).statements

    assert statement.kind == "claim"


def test_an_unread_side_says_why():
    (statement,) = read_passages("$a = ) b$").statements

    assert statement.right is None
    assert "character" in statement.unread


def test_bare_formulas_are_expressions_without_a_number():
    found = read_passages("The answer is -1/(1-D).\n\n$$a + b$$").statements

    assert [("expression", None), ("expression", None)] == [(s.kind, s.index) for s in found]


def test_an_answer_longer_than_any_answer_is_refused():
    with pytest.raises(ReadError, match="at most"):
        read_passages("a" * (LONGEST + 1))


HOSTILE = (
    "(" * LONGEST, "a=b " * (LONGEST // 4), "$" * LONGEST, "\\begin{align} " * (LONGEST // 14),
    "(\\text{a b} " * (LONGEST // 24) + ")" * (LONGEST // 24), "\\left( } " * (LONGEST // 9),
    "\\begin{align}" + "+a \\\\ " * (LONGEST // 7 - 10) + "\\end{align}", "{" * LONGEST,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_cut_in_bounded_time(text):
    start = time.process_time()
    read_links(text)

    assert time.process_time() - start < 3


def test_the_corpus_is_split_as_its_labels_say(shared):
    names = {"=": "=", "\\propto": "propto", ">": ">", "<": "<"}
    corpus = (shared / "corpus/textbook_dev.jsonl").read_text()
    rows = [json.loads(line) for line in corpus.splitlines()]

    def split_right(row):
        found = [k for k in read_passages(row["latex"]).statements if k.index]
        sides = ["".join(part.split()) for part in row["parts"]]
        expected = [
            (a, names[r], b) for (a, b), r in zip(pairwise(sides), row["rels"], strict=True)
        ]
        squeezed = [(s.left_text, s.relation, s.right_text) for s in found]
        return expected == [tuple("".join(t.split()) for t in link) for link in squeezed]

    assert sum(map(split_right, rows)) >= 0.97 * len(rows)


def test_what_the_corpus_labels_is_claimed(shared):
    rows = map(json.loads, (shared / "corpus/textbook_dev.jsonl").read_text().splitlines())
    labels = (shared / "corpus/textbook_dev_labels.jsonl").read_text().splitlines()
    chains = {row["id"]: row for row in rows}
    labelled = [row for row in map(json.loads, labels) if row["self_contained"]]

    def is_claimed(row):
        chain, place = chains[row["id"]], row["relation"]
        sign, (left, right) = chain["rels"][place - 1], chain["parts"][place - 1 : place + 1]
        vocabulary = let("; ".join(filter(None, (row["vocabulary"], row["assume"]))))
        found = read_passages(f"{left} {sign} {right}", vocabulary).statements
        return ["claim"] == [s.kind for s in found if s.index]

    assert all(map(is_claimed, labelled))


def test_the_transcripts_are_read(shared):
    sides = unread = 0
    for transcript in sorted((shared / "seeds").glob("*.txt")):
        for statement in read_passages(transcript.read_text()).statements:
            sides += 1
            unread += bool(statement.unread)

    assert sides > 400
    assert unread <= 0.03 * sides


def test_letters_with_different_numbers_are_defined_apart():
    text = r"Let $w_1 = \frac{a}{b}$ and $w_2 = \frac{c}{d}$. Then $w_1 = w_2$."
    kinds = [s.kind for s in read_passages(text).statements if s.index]

    assert kinds == ["definition", "definition", "claim"]


def test_a_display_goes_on_with_the_display_before_it_past_a_formula_in_words():
    text = r"""$$\log p(x) = E_{q(z|x)}[\log p(x)]$$ Using Bayes' rule
    $p(x) = \frac{p(x,z)}{p(z|x)}$, this becomes $$= E_{q(z|x)}[\log \frac{p(x,z)}{p(z|x)}]$$"""
    found = [s for s in read_passages(text, VAE).statements if s.index]

    assert found[2].left_text == found[0].right_text
    assert found[2].chain == found[0].chain != found[1].chain


def test_a_function_in_text_is_mathematics_where_it_has_an_argument():
    (found,) = read_passages(
        r"Y = (A - \text{diag}(A) A) K", let("A, K, Y in R^{n x n}")
    ).statements
    assert found.right_text == r"(A - \text{diag}(A) A) K"


@pytest.mark.parametrize("said", ["$$a = b + 1$$", "Hence $a = b + 1$ (with $c = d$)."])
def test_what_stands_in_an_answer_twice_is_told_by_its_own_lines(said):
    found = read_passages(f"{said}\n\nAnd so on.\n\n{said}").statements
    half = len(found) // 2
    assert [s.line for s in found if s.relation] == [1] * half + [5] * half
    assert [s.left for s in found[:half]] == [s.left for s in found[half:]]


@pytest.mark.parametrize("factor", ["|det J|", "|a| |b|", "|(a|b)|"])
def test_a_closed_bar_at_the_end_of_a_line_leaves_the_next_one_alone(factor):
    lines = f"p(x) = q(x) {factor}\nr(x) = s(x) {factor}"

    assert [link[0] for link in cut(lines)] == ["p(x)", "r(x)"]


def test_an_open_bar_at_the_end_of_a_line_goes_on():
    assert [("D", "=", "p(x)q|z|")] == cut("D = p(x) q |\nz|")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (r"So JSD$(p, q) = \log 2$.", "JSD(p,q)"),
        (r"so KL\((p \| q) = 0\)", r"KL(p\|q)"),
        ("so E$_{p}[x] = 1$", "E_{p}[x]"),
        ("hence$(a) = b$", "(a)"),
        ("hence $(a) = b$", "(a)"),
    ],
)
def test_a_function_before_the_delimiter_takes_what_is_behind_it(text, left):
    ((found, _, _),) = cut(text)

    assert found == left
