"""Worlds of small round numbers, which Hypothesis shrinks to what a reader can redo."""

import numpy as np
from hypothesis import strategies as st

from checkers.claims.claim import Claim
from checkers.claims.domains import Domain

ENTRIES = {
    "weight": st.integers(0, 9).map(float),
    "positive": st.integers(1, 9).map(float),
    "real": st.integers(-6, 6).map(lambda n: n / 2),
    "nonzero": st.sampled_from((1.0, -1.0, 0.5, -0.5, 2.0, -2.0)),
    "unit": st.sampled_from((4, 2, 6, 1, 7)).map(lambda n: n / 8),
}


def members(domain: Domain) -> st.SearchStrategy:
    """One member of a domain, as a batch of one."""
    if domain.kind == "order":
        return st.permutations(range(*domain.shape)).map(lambda order: np.array([order]))
    entries = st.lists(ENTRIES[domain.kind], min_size=domain.size, max_size=domain.size)
    return entries.map(lambda x: domain.finish(np.array(x).reshape(1, *domain.shape)))


def worlds(claim: Claim) -> st.SearchStrategy:
    """One world of a claim."""
    return st.fixed_dictionaries(
        {name: members(domain) for name, domain in claim.worlds.items()}
    )
