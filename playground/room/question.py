"""A lesson's question, put to everybody: one prediction each, counted by choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

NO_VOTES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Question:
    """`choices` by name. `waits`: the answer is shown to nobody before the teacher reveals it.

    `tally`: how many have predicted each, once it is revealed.
    """

    number: int
    lesson: str
    choices: tuple[str, ...]
    waits: bool = True
    revealed: bool = False
    tally: Mapping[str, int] = field(default_factory=lambda: NO_VOTES, hash=False)

    def counted(self, votes: Mapping[str, str]) -> Mapping[str, int]:
        """By choice, those with none included; `votes` by member."""
        given = list(votes.values())
        return MappingProxyType({choice: given.count(choice) for choice in self.choices})

    def reveal(self, votes: Mapping[str, str]) -> Question:
        """Nobody predicts any more."""
        return replace(self, revealed=True, tally=self.counted(votes))
