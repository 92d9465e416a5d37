"""What the teacher of a room has set, and who is there: immutable readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playground.room.members import Sight
from playground.room.question import Question


@dataclass(frozen=True)
class Target:
    """Where everybody is sent: the lesson of that name, or the experiment of that link's query."""

    number: int
    kind: Literal["lesson", "experiment"]
    what: str


@dataclass(frozen=True)
class State:
    """All that the teacher has set, at one moment; swapped whole.

    `locked`: controls that nobody turns. `clears_at`: when the next group comes, by the room's
    clock, unless that is undone. `ranking`: whether people see it.
    """

    target: Target | None = None
    locked: frozenset[str] = frozenset()
    frozen: bool = False
    names: bool = False
    message: str = ""
    question: Question | None = None
    challenge: float | None = None
    ranking: bool = False
    clears_at: float | None = None

    @property
    def still(self) -> bool:
        """Whether nobody's page does anything."""
        return self.frozen or self.clears_at is not None

    @property
    def on_pages(self) -> tuple[object, ...]:
        """What pages draw of it, besides their strip."""
        return self.target, self.locked, self.question


@dataclass(frozen=True)
class Present:
    """A member as the teacher's page has it."""

    id: str
    alias: str
    sight: Sight | None
