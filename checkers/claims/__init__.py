"""Claims: the subject's theorems, each a statement that runs.

    gan, generator_losses                           V(D); log(1 - D) and -log D
    divergences, f_divergences, information         KL and its kin; entropy
    variational, autoencoder                        ELBO and its gap; encoders and codes
    recurrent, importance_weighted                  ELBO over time; bounds by k samples
    change_of_variables, flow                       densities; invertible layers
    diffusion, discrete_diffusion                   noising, forward and back
    attention, attention_backward, normalization, optimization, convolution, state_space
                                                    networks' layers, and their training
    autoregressive, temperature, sampling, fid      factorizing, sampling, comparing

    claim       what a claim is; `theorem` states one, `proves` proves one
    domains     what its letters stand for
    arrays      what it is written in
    draws, sweep, attack, symbols     random worlds, tried by the million, moved by gradient
                                      ascent, replaced by symbols

One statement runs three ways: on SymPy's symbols, where a proof confirms it for every world of
its family; on small worlds, which the test suite's Hypothesis shrinks; and on batches of random
worlds. Read `claim`, then `gan`, for the whole idea.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkers.claims.claim import Claim

SUBJECTS = (
    "gan",
    "generator_losses",
    "divergences",
    "f_divergences",
    "information",
    "variational",
    "autoencoder",
    "recurrent",
    "importance_weighted",
    "change_of_variables",
    "flow",
    "diffusion",
    "discrete_diffusion",
    "attention",
    "attention_backward",
    "normalization",
    "optimization",
    "convolution",
    "state_space",
    "autoregressive",
    "temperature",
    "sampling",
    "fid",
)
"""The files of theorems, in the order in which they are listed."""


def all_claims() -> list[Claim]:
    """Every claim, by file and there in reading order."""
    from checkers.claims.claim import CLAIMS

    for subject in SUBJECTS:
        import_module(f"{__name__}.{subject}")
    return sorted(CLAIMS.values(), key=lambda claim: SUBJECTS.index(claim.subject))


def find(name: str) -> Sequence[Claim]:
    """The claim of a name, or those of a file. ClaimError lists the names there are."""
    from checkers.claims.claim import ClaimError

    claims = all_claims()
    found = [claim for claim in claims if name in (claim.name, claim.subject)]
    if not found:
        known = ", ".join((*SUBJECTS, *(claim.name for claim in claims)))
        raise ClaimError(f"no claim {name!r}; there are {known}")
    return found
