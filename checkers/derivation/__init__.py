r"""Derivations: every step true, the steps making the claim, the work there.

    Derivation(
        let="p(x,z), q(z|x)",
        claim=r"\\log p(x) \\ge E_{q(z|x)}[\\log p(x,z)/q(z|x)]",
    )

Every relation of the answer is judged on its own, in random worlds; then the relations that
hold must compose to the claim, in either direction, by whatever route. A chain that only
restates the claim, proves another one or rests on a false step does not earn it. The
reference has a derivation of our own and may declare milestones that earn partial marks.
"""

from checkers.derivation.form import Derivation
from checkers.derivation.judge import judge_derivation

__all__ = ["Derivation", "judge_derivation"]
