"""What a lesson's file may name: answers that are computed, and conditions that numbers fulfil."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playground.lessons.given import Given
from playground.messages import Value

Numbers = Mapping[str, float]
"""What a picture has told of what the reader did, by name; what it has not told is missing."""


@dataclass(frozen=True)
class Reply:
    """The right choice, and the `values` that an explanation may be filled with."""

    choice: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """`compute` gives one of `choices`, and a value for each of `gives`."""

    choices: tuple[str, ...]
    compute: Callable[[Given], Reply]
    gives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """`holds` is asked once all of `numbers` have been told."""

    numbers: tuple[str, ...]
    holds: Callable[[Numbers], bool]

    def done(self, told: Numbers) -> bool:
        return all(name in told for name in self.numbers) and self.holds(told)
