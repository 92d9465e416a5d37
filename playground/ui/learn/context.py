"""What a lesson's picture is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.lessons.given import Given
from playground.lessons.lesson import Lesson
from playground.ui.components.screen import Mounting


@dataclass(frozen=True)
class Context:
    """`given` has the network and pictures; `locked`: shown as it is, nothing of it moves.

    `revealed`: the reader has predicted, or skipped that: before, a picture keeps the answer to
    itself. `predicted` is the choice, empty where there is none. `tell` hears what the reader did,
    by name, for the task: what it gets may come from a browser, and is checked. A second telling
    adds to the first.
    """

    lesson: Lesson
    given: Given
    screen: Mounting
    tell: Callable[[object], None]
    locked: bool = False
    revealed: bool = True
    predicted: str = ""

    def key(self, name: str = "picture") -> str:
        """Of a component of this lesson: letters, digits and hyphens."""
        return f"lesson-{self.lesson.name}-{name}"


Draw = Callable[[Context], None]
Told = Mapping[str, float]
