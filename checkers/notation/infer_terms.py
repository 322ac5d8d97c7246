"""Terms of the subject that answers use without saying what they are."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checkers.notation.expr import Apply, Density, Draw, Mean, Sym
from checkers.notation.vocabulary import Vocabulary

WORD = re.compile("[A-Z]{3,}")
"""What is no number that any world may choose: ELBO, FID."""


def with_bound(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the evidence lower bound of p and the one free law of its latents."""
    joint = next((law for law in vocabulary.laws if law.name == "p" and not law.given), None)
    free = [law for law in vocabulary.laws if joint and {*law.of, *law.given} == {*joint.of}]
    encoders = [law for law in free if law.given and law is not joint]
    if joint is None or len(encoders) != 1:
        return vocabulary
    of, given = (tuple(map(Sym, names)) for names in (encoders[0].of, encoders[0].given))
    encoder = Density(encoders[0].name, of, given)
    weight = Apply("/", (Density("p", tuple(map(Sym, joint.of))), encoder))
    bound = Mean((Draw(of, encoder),), Apply("log", (weight,)))
    return replace(vocabulary, definitions=(*vocabulary.definitions, (Sym("ELBO"), bound)))
