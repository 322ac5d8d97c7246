"""Normalizing flows: a divergence looks the same from both ends of an invertible map."""

from checkers.derivation import Derivation
from checkers.prose import Prose
from counterexam.exam import Part, Question

question = Question(
    "Normalizing flows",
    statement=(
        r"A flow $F$ maps a base variable $U \sim P_U$ to the data space, invertibly and "
        r"smoothly. So $P_U$ induces the law $P_{F(U)}$ of $F(U)$, and the law $P_X$ of the "
        r"data "
        r"induces the law $P_{F^{-1}(X)}$ of $F^{-1}(X)$."
    ),
    parts=[
        Part(
            "2.1",
            points=5,
            statement=(
                r"Show that the divergence is the same before and after the map: "
                r"$D_{KL}(P_X \| P_{F(U)}) = D_{KL}(P_{F^{-1}(X)} \| P_U)$."
            ),
            form=Derivation(
                let="p_X(x), p_U(u) densities; F bijection",
                claim=r"D_{KL}(p_X(x) \| p_{F(U)}(x)) = D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))",
            ),
        ),
        Part(
            "2.2",
            points=5,
            statement=(
                r"Either you can evaluate the data density $p_X$ but have no samples of it, "
                r"or you "
                r"have samples but cannot evaluate it. Which divergence do you minimize in "
                r"each "
                r"case, $D_{KL}(P_X \| P_{F(U)})$ or $D_{KL}(P_{F(U)} \| P_X)$, and why?"
            ),
            form=Prose(),
        ),
    ],
)
