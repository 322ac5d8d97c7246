"""Derivations: right ones pass by any route, and nothing else earns the claim."""

import pytest

from checkers.derivation import Derivation, judge_derivation
from checkers.notation.let import LetError

ELBO = r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"
KL = r"D_{KL}(q(z|x) \| p(z|x))"
BOUND = Derivation(let="p(x,z), q(z|x)", claim=rf"\log p(x) \ge {ELBO}", start=r"\log p(x)")
SPLIT = Derivation(let="p(x,z), q(z|x)", claim=rf"\log p(x) = {ELBO} + {KL}")

BY_JENSEN = rf"""
$$\log p(x) = \log \int p(x,z) dz = \log \int q(z|x) \frac{{p(x,z)}}{{q(z|x)}} dz$$
$$= \log E_{{q(z|x)}}[\frac{{p(x,z)}}{{q(z|x)}}] \ge {ELBO}$$ by Jensen's inequality.
"""
BY_DECOMPOSITION = rf"""
By Bayes' rule, $$\log p(x) = E_{{q(z|x)}}[\log p(x)]
= E_{{q(z|x)}}[\log \frac{{p(x,z)}}{{p(z|x)}}] = {ELBO} + {KL}.$$
Since ${KL} \ge 0$ we have $$\log p(x) \ge {ELBO}.$$
"""
BACKWARDS = rf"""
$${ELBO} \le \log E_{{q(z|x)}}[\frac{{p(x,z)}}{{q(z|x)}}] = \log \sum_z p(x,z) = \log p(x)$$
"""
PLAIN = """
log p(x) = log sum_z p(x,z)
         = log E_q[p(x,z)/q(z|x)]        (multiply and divide by q)
         >= E_q[log p(x,z)/q(z|x)]       (Jensen)
"""
FROM_THE_DIVERGENCE = rf"""
$${KL} = E_{{q(z|x)}}[\log \frac{{q(z|x) p(x)}}{{p(x,z)}}] = \log p(x) - {ELBO}$$
"""


def statuses(verdict):
    return [step.status for step in verdict.steps]


@pytest.mark.parametrize("answer", [BY_JENSEN, BY_DECOMPOSITION, BACKWARDS, PLAIN])
def test_a_bound_is_proved_by_any_route(answer):
    verdict = BOUND.check(answer)
    assert verdict.outcome == "correct", verdict.feedback
    assert verdict.earned == 1.0
    assert set(statuses(verdict)) == {"holds"}


@pytest.mark.parametrize("answer", [FROM_THE_DIVERGENCE, BY_DECOMPOSITION])
def test_an_identity_may_be_reached_with_terms_moved_over(answer):
    assert SPLIT.check(answer).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        BOUND.claim,
        rf"\log p(x) - {ELBO} \ge 0",
        rf"1 = 1 and \log p(x) \ge {ELBO}",
        rf"$${ELBO} \le \log p(x)$$ hence $$\log p(x) \ge {ELBO}$$",
    ],
)
def test_a_restated_claim_earns_nothing(answer):
    verdict = BOUND.check(answer)
    assert verdict.earned == 0.0
    assert verdict.outcome in ("incorrect", "review")
    assert verdict.outcome == "incorrect" or verdict.suggested < 1


@pytest.mark.parametrize(
    "answer",
    [
        rf"$${KL} = E_{{q(z|x)}}[\log q(z|x) - \log p(z|x)]$$",
        r"$$\log p(x) = \log \int p(x,z) dz = \log E_{q(z|x)}[\frac{p(x,z)}{q(z|x)}]$$",
    ],
)
def test_true_steps_that_end_elsewhere_do_not_reach_the_claim(answer):
    verdict = BOUND.check(answer)
    assert verdict.outcome == "incorrect"
    assert "reach the claim" in verdict.feedback


def test_a_true_end_over_a_false_step_is_partial_and_names_the_step():
    verdict = BOUND.check(BY_JENSEN.replace(r"= \log E", r"= 2 \log E"))
    assert verdict.outcome == "partial"
    assert 0 < verdict.earned < 1
    assert statuses(verdict) == ["holds", "holds", "fails", "fails"]
    assert verdict.feedback.startswith("Step 3 is false")
    assert verdict.counterexample is not None


UNMET = {"milestones": [{"any_of": [r"E_{q(z|x)}[\log p(x|z)]"], "share": 1.0}]}


def test_a_true_end_over_a_false_step_is_partial_where_no_milestone_is_met():
    started = rf"$$\log p(x) = E_{{q(z|x)}}[\log p(x)] = {ELBO} - {KL}$$"
    by_chain = BY_JENSEN.replace(r"= \log E", r"= 2 \log E")
    by_terms = rf"{started} As ${KL} \ge 0$, $$\log p(x) \ge {ELBO}.$$"
    for answer, at_fault in ((by_chain, 3), (by_terms, 2)):
        verdict = BOUND.check(answer, UNMET)
        assert verdict.outcome == "partial"
        assert verdict.earned > 0
        assert verdict.feedback.startswith(f"Step {at_fault} is false")


@pytest.mark.parametrize(
    "answer",
    [
        rf"$1 = 2$, hence $\log p(x) \ge {ELBO}$",
        rf"$p(x) \le 1$ and $1 = 2$, hence $\log p(x) \ge {ELBO}$",
        rf"Let $L = {ELBO}$. As $1 = 2$, $\log p(x) \ge L$.",
        BY_JENSEN.replace(r"\ge", r"\le"),
    ],
)
def test_a_claim_that_is_assumed_beside_a_false_step_earns_nothing(answer):
    for reference in (None, UNMET):
        verdict = BOUND.check(answer, reference)
        assert (verdict.outcome, verdict.earned) == ("incorrect", 0.0)


def test_a_milestone_earns_its_share_where_the_claim_is_not_reached():
    milestones = [
        {"any_of": [r"\log p(x) = \log \int p(x,z) dz"], "share": 0.25},
        {"any_of": [r"E_{q(z|x)}[\log p(x|z)]", BOUND.claim], "share": 0.25},
    ]
    verdict = BOUND.check(r"\log p(x) = \log \sum_z p(x,z)", {"milestones": milestones})
    assert (verdict.outcome, verdict.earned) == ("partial", 0.25)


def test_the_prescribed_start_is_asked_for():
    form = Derivation(let=BOUND.let, claim=BOUND.claim, start=r"\log \int p(x,z) dz")
    assert form.check(BY_DECOMPOSITION).outcome in ("incorrect", "partial")
    assert form.check(BY_JENSEN).outcome == "correct"


def test_an_unreadable_step_of_the_proof_goes_to_a_person_with_its_place():
    verdict = BOUND.check(BY_JENSEN.replace(r"\log E_{q(z|x)}[", r"\log E_{q(z|x)}[ \frac{ "))
    assert verdict.outcome in ("review", "unreadable")
    assert verdict.pending == 1.0
    assert "unread" in statuses(verdict) or verdict.outcome == "unreadable"


def test_rules_are_named_by_what_they_do():
    rules = {step.rule for step in BOUND.check(BY_JENSEN).steps}
    assert rules >= {"marginalization", "multiply and divide", "Jensen's inequality"}
    rules = {step.rule for step in BOUND.check(BY_DECOMPOSITION).steps}
    assert rules >= {"Bayes' rule", "definition", "expectation of a constant"}


def test_a_law_that_the_question_does_not_give_is_any_law():
    verdict = judge_derivation(r"E_{q(z)}[\log q(z|x)] = E_{q(z|x)}[\log q(z|x)]", "q(z|x)")
    assert verdict.outcome == "incorrect"


def test_a_bare_divergence_is_that_of_any_two_laws():
    assert judge_derivation(r"D_{KL} \ge 0", "p(x)").outcome == "correct"
    assert judge_derivation(r"D_{KL} \le 0", "p(x)").outcome == "incorrect"


def test_functions_without_arguments_are_meant_pointwise():
    let = "f(x) > 0; g(x) > 0"
    assert judge_derivation("(f + g)^2 = f^2 + 2 f g + g^2", let).outcome == "correct"
    assert judge_derivation("(f + g)^2 = f^2 + g^2", let).outcome == "incorrect"


def test_a_condition_for_an_optimum_holds_if_the_stated_solution_meets_it():
    let = r"a(x) > 0; b(x) > 0; D(x) in (0,1); D^*(x) := \frac{a(x)}{a(x) + b(x)}"
    text = r"""Setting the derivative to zero, $$\frac{a(x)}{D(x)} - \frac{b(x)}{1-D(x)} = 0,$$
    so $$D^*(x) = \frac{a(x)}{a(x) + b(x)}$$"""
    verdict = judge_derivation(text, let)
    assert verdict.outcome == "correct", verdict.feedback
    assert verdict.steps[0].rule == "optimality condition"
    other = judge_derivation(text.replace("- \\frac{b", "+ \\frac{b"), let)
    assert other.outcome != "correct"


def test_steps_count_in_reading_order_from_1():
    verdict = judge_derivation(BY_DECOMPOSITION, "p(x,z), q(z|x)")
    assert [step.index for step in verdict.steps] == list(range(1, len(verdict.steps) + 1))


def test_one_relation_is_a_derivation_and_its_vocabulary_is_shown():
    verdict = judge_derivation("KL(q||p) <= 0")
    assert verdict.outcome == "incorrect"
    assert "read with" in verdict.feedback
    assert "read with" not in judge_derivation("KL(q||p) >= 0", "p(x), q(x)").feedback


@pytest.mark.parametrize("text", ["", "   \n", "no relation here"])
def test_no_relation_is_blank_or_unreadable(text):
    assert judge_derivation(text).outcome in ("blank", "unreadable")
    assert BOUND.check(text).outcome in ("blank", "unreadable")


def test_a_clause_that_cannot_be_read_is_named():
    with pytest.raises(LetError, match="complete nonsense"):
        judge_derivation("a = b", "complete nonsense of a clause")


SEQUENTIAL = "p(x_1, ..., x_T, z_1, ..., z_T); q(z_1, ..., z_T | x_1, ..., x_T)"


@pytest.mark.parametrize(
    ("let", "text"),
    [
        ("p(x,z), q(z|x)", "$q(x,z) = q(x) q(z|x)$"),
        ("p(x,z), q(z|x)", r"$q(z) = \sum_x q(z|x) q(x)$"),
        (SEQUENTIAL, r"$q(z_1, x_1) = q(z_1 | x_1) q(x_1)$"),
    ],
)
def test_laws_that_rest_on_what_nobody_gave_are_those_of_one_joint(let, text):
    assert judge_derivation(text, let).outcome == "correct"


@pytest.mark.parametrize(
    ("let", "text"),
    [
        ("p(x,z), q(z|x)", "$q(x,z) = p(x) q(z|x)$"),
        ("p(x,z), q(z|x)", "$q(z) = q(z|x)$"),
        (SEQUENTIAL, r"$q(z_{\le T} | x_{\ge T}) = q(z_{\le T} | x_{\le T})$"),
        (SEQUENTIAL, r"$q(x_2 | z_1, x_1) = p(x_2 | z_1, x_1)$"),
    ],
)
def test_what_nobody_gave_may_be_any_law(let, text):
    verdict = judge_derivation(text, let)
    assert verdict.outcome == "incorrect"
    assert verdict.counterexample


def test_a_solution_that_is_stated_does_not_meet_itself():
    let = r"a(x) > 0; b(x) > 0; D(x) in (0,1); D^*(x) := \frac{a(x)}{a(x) + b(x)}"
    text = r"""Setting the derivative to zero, $$\frac{a(x)}{D(x)} - \frac{b(x)}{1-D(x)} = 0,$$
    so $$D^*(x) = \frac{b(x)}{a(x) + b(x)}$$"""
    assert [step.status for step in judge_derivation(text, let).steps] == ["holds", "fails"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (r"E_q[\log (q(z|x) - 2)] = \log p(x)", "incorrect"),
        (r"\log p(x) \ge E_q[\log (p(z|x) - 1)]", "incorrect"),
        (r"\log (p(x) - 2) = \log (p(x) - 3)", "review"),
    ],
)
def test_the_logarithm_of_a_negative_number_equals_nothing(text, outcome):
    assert judge_derivation(text, "p(x,z), q(z|x)").outcome in (outcome, "unreadable")


RATIO = "p(x), q(x) densities; f(t) := t \\log t"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (r"t = \frac{p(x)}{q(x)}", "holds"),
        (r"\frac{p(x)}{q(x)} = t", "holds"),
        (r"t = \frac{q(x)}{p(x)}", "fails"),
    ],
)
def test_a_letter_is_set_to_where_its_function_is_taken(said, status):
    ratio = r"\frac{p(x)}{q(x)}"
    text = rf"$f({ratio}) = {ratio} \log {ratio}$ by ${said}$."
    assert [step.status for step in judge_derivation(text, RATIO).steps] == ["holds", status]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("where $t > 0$", "holds"),
        ("where $0 < t$", "holds"),
        ("where $t > 1$", "fails"),
        ("in the case $t > 1$", "holds"),
    ],
)
def test_what_is_assumed_of_a_letter_holds_of_what_it_is_set_to(said, status):
    text = rf"Put $t = \frac{{p(x)}}{{q(x)}}$. Then $f(t) = t \log t$ {said}."
    assert judge_derivation(text, RATIO).steps[-1].status == status


def test_a_false_definition_is_at_fault_rather_than_its_form():
    let = r"a(x) density; D(x) in (0,1); G[D] := E_a[\log D(x)]"
    text = r"$G[D] = \int g(D(x), x) dx$ where $g(D(x), x) := SIGNa(x) \log D(x)$"
    right, wrong = (
        judge_derivation(text.replace("SIGN", sign), let).steps for sign in ("", "-")
    )
    assert [step.status for step in right] == ["holds", "holds"]
    assert [step.status for step in wrong] == ["holds", "fails"]


def test_that_one_name_is_near_another_is_no_assumption():
    verdict = judge_derivation(r"V \approx W", "matrices V, W in R^{2x2}")

    assert verdict.outcome == "unreadable"
    assert "how near" in verdict.feedback


def test_what_is_only_assumed_is_not_said_to_hold():
    let = r"\mu real; \sigma > 0; \epsilon ~ N(0, 1)"
    drawn = r"$\xi \sim N(0, 2)$"
    alone = judge_derivation(drawn, let)
    beside = judge_derivation(rf"Let {drawn}. $$E[\mu + \sigma \epsilon] = \mu$$", let)

    assert (alone.outcome, alone.earned) == ("review", 0)
    assert "it is an assumption" in alone.feedback
    assert beside.outcome == "correct"
    assert "1 of them by assumption" in beside.feedback
    assert judge_derivation(r"$\epsilon \sim N(0, 2)$", let).outcome == "incorrect"


def test_an_arrow_that_begins_a_row_ends_the_expression_before_it():
    form = Derivation(let="a real", claim=r"-\sigma(a) = \sigma(-a) - 1")
    rows = (
        r"\begin{align} -\sigma(a) &= \sigma(-a) - 1 \\ &\to -1 \end{align} as $a \to \infty$"
    )
    assert form.check(rows).outcome == form.check(rows.replace(r"\\ &\to", r"\to")).outcome


@pytest.mark.parametrize("place", ["arg min", "argmin", r"\arg\min"])
def test_a_place_of_an_optimum_may_be_two_words(place: str):
    form = Derivation(
        let="f(t) in (0,1)", claim=r"\arg\min_t \log(1 - f(t)) = \arg\min_t -\log f(t)"
    )
    highest = f"{place.replace('min', 'max')}_t f(t)"
    answer = f"{place}_t log(1 - f(t)) = {highest} = {place}_t -log f(t)"
    assert form.check(answer).outcome == "correct"


ONE = r"\sum_z p(z|x)"


@pytest.mark.parametrize(
    ("text", "statuses_found"),
    [
        (rf"$\log p(x) + \underbrace{{{ONE} - 1}}_{{= 0}} = \log p(x)$", ["holds"]),
        (rf"$\log p(x) + \underbrace{{{ONE}}}_{{= 0}} = \log p(x) + 1$", ["fails"]),
        (rf"$1 = \underbrace{{{ONE}}}_{{=1}} = {ONE}$", ["holds", "holds"]),
        (rf"$1 = \underbrace{{{ONE}}}_{{=2}} = {ONE}$", ["fails", "holds"]),
        (rf"$\log p(x) + \underbrace{{{ONE} - 1}}_{{0}} = \log p(x)$", ["holds"]),
        (rf"$\log p(x) + \underbrace{{{ONE}}}_{{0}} = \log p(x) + 1$", ["fails"]),
        (rf"$1 = \underbrace{{{ONE}}}_{{1}} \underbrace{{{ONE}}}_{{1}}$", ["holds"]),
        (rf"$1 = \underbrace{{{ONE}}}_{{2}} \underbrace{{{ONE}}}_{{1}}$", ["fails"]),
        (rf"$\log p(x) = {ELBO} + \underbrace{{{KL}}}_{{\ge 0}}$", ["holds"]),
        (rf"$\log p(x) = {ELBO} + \underbrace{{{KL}}}_{{\le 0}}$", ["fails"]),
        (
            rf"$\log p(x) = \underbrace{{{ELBO}}}_{{= L}} + \underbrace{{{KL}}}_{{\to 0}}$",
            ["holds"],
        ),
        (rf"$\log p(x) = \underbrace{{{ELBO}}}_{{\text{{= the bound}}}} + {KL}$", ["holds"]),
    ],
)
def test_a_claim_under_a_brace_is_judged_with_its_step(text, statuses_found):
    verdict = judge_derivation(text, "p(x,z), q(z|x)")

    assert statuses(verdict) == statuses_found
    assert ("under its brace" in verdict.feedback) == ("fails" in statuses_found)


def test_numbers_under_braces_that_count_claim_nothing():
    terms = [rf"\log p(x) = \underbrace{{{ELBO}}}_{{1}} + \underbrace{{{KL}}}_{{2}}"]
    terms.append(rf"\log p(x) = {ELBO} + \underbrace{{{KL}}}_{{3}}")
    verdict = judge_derivation(" and ".join(f"${term}$" for term in terms), "p(x,z), q(z|x)")

    assert statuses(verdict) == ["holds", "holds"]


@pytest.mark.parametrize(
    "answer",
    [
        rf"$\log p(x) = 7 \ge {ELBO}$",
        rf"$\log p(x) = 7$ and $7 \ge {ELBO}$, so $\log p(x) \ge {ELBO}$",
        rf"$\log p(x) = \log \sum_z p(x,z) = 7 \ge {ELBO}$",
    ],
)
def test_a_number_in_the_middle_leads_nowhere(answer):
    verdict = BOUND.check(answer)

    assert verdict.outcome == "incorrect"
    assert verdict.earned == 0.0
