"""An expectation that does not say its law is under the one that is told elsewhere."""

from checkers.derivation import Derivation

LET = "p(x,z), q(z|x)"
CLAIM = r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}] \le \log p(x)"


def statuses(text, let=LET):
    return [step.status for step in Derivation(let=let, claim=CLAIM).check(text).steps]


def test_the_law_is_that_of_the_same_variable_elsewhere():
    right = (
        r"$E_{z \sim q(z|x)}[\frac{p(x,z)}{q(z|x)}] = p(x)$, so $E_z[\frac{p(x,z)}{q(z|x)}] = "
    )

    assert statuses(right + "p(x)$") == ["holds", "holds"]
    assert statuses(right + "1$") == ["holds", "fails"]


def test_where_several_laws_are_told_none_is_taken():
    text = (
        r"$E_{z \sim q(z|x)}[1] = 1$ and $E_{z \sim p(z)}[1] = 1$, so "
        r"$E_z[\frac{p(x,z)}{q(z|x)}] = p(x)$"
    )
    assert statuses(text)[-1] == "unread"
