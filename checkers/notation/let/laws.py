"""Laws of one name that make a joint by the chain rule are that joint: p(z), p(x|z)."""

from __future__ import annotations

from collections.abc import Sequence

from checkers.notation.vocabulary import Law


def composed(laws: Sequence[Law]) -> list[Law]:
    """The laws, those of one name merged where the chain rule makes a joint of them.

    p(z), p(x|z) is p(z, x), and p(z) says nothing beside p(x, z). But p(z), p(x|z), p(y|z)
    stay three free laws: that x and y are independent given z would have to be said.
    """
    names = dict.fromkeys(law.name for law in laws)
    return [law for name in names for law in _joint([one for one in laws if one.name == name])]


def _joint(laws: Sequence[Law]) -> list[Law]:
    joints = [law for law in laws if not law.given]
    rest = [law for law in laws if not any(_implies(joint, law) for joint in joints)]
    generated: tuple[str, ...] = ()
    waiting = list(rest)
    while waiting:
        following = next((law for law in waiting if set(law.given) == set(generated)), None)
        if following is None or set(following.of) & set(generated):
            return rest
        generated += following.of
        waiting.remove(following)
    return [Law(laws[0].name, generated)]


def _implies(joint: Law, law: Law) -> bool:
    """Whether the law is a marginal or conditional of another, joint one."""
    return joint != law and {*law.of, *law.given} <= set(joint.of)
