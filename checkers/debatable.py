"""Debatable: the reference of a statement on which the subject's literature does not agree.

The setter of the exam rules on it. Until then an answer waits for a person, who is told how
the statement can be read; it is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Debatable:
    """`because` says what is open, `readings` under which reading each option is right."""

    because: str
    readings: Mapping[str, str] = field(default_factory=dict)

    def reasoning(self) -> str:
        """What a person who decides has to know."""
        readings = (f"{option}, if {reading}." for option, reading in self.readings.items())
        return " ".join(["The setter has not ruled on this yet.", self.because, *readings])
