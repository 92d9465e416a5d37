"""What a person has chosen to see of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from playground.experiment import Experiment


class Seen(Protocol):
    """What a person has chosen to see of a run; panels read it, and a click in one changes it."""

    experiment: Experiment
    """The settings as they are shown; the run may have others until it is begun anew."""
    layer: str
    picture: tuple[str, int]
    logarithmic: bool
    epsilon: float
    confusion: str
    needs_page: bool

    @property
    def looked_at(self) -> int | None:
        """The epoch to which it is wound back; None for now."""

    @looked_at.setter
    def looked_at(self, epoch: int | None) -> None: ...


@dataclass
class Choices:
    """What is seen of a run that stands beside the tab's own; the tab itself has these for that."""

    experiment: Experiment
    layer: str = "dense"
    picture: tuple[str, int] = ("validation", 0)
    logarithmic: bool = False
    epsilon: float = 1e-3
    confusion: str = ""
    needs_page: bool = False
    looked_at: int | None = None
