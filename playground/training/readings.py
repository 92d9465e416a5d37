"""What a run tells of itself, whether it trains (a Snapshot), is stored or ships (a History)."""

from __future__ import annotations

from typing import Protocol

from playground.change import Change
from playground.experiment import Experiment
from playground.messages import Text
from playground.training.snapshot import EpochRecord, Probe, StepSeries


class Readings(Protocol):
    """What curves, sentences, tables and files are made from; the words are those of Snapshot."""

    @property
    def state(self) -> str: ...

    @property
    def message(self) -> Text: ...

    @property
    def notes(self) -> tuple[Text, ...]: ...

    @property
    def diverged(self) -> bool: ...

    @property
    def began_as(self) -> Experiment: ...

    @property
    def experiment(self) -> Experiment: ...

    @property
    def changes(self) -> tuple[Change, ...]: ...

    @property
    def step(self) -> int: ...

    @property
    def epoch(self) -> int: ...

    @property
    def steps_per_epoch(self) -> int: ...

    @property
    def seconds(self) -> float: ...

    @property
    def records(self) -> tuple[EpochRecord, ...]: ...

    @property
    def steps(self) -> StepSeries: ...

    @property
    def probes(self) -> tuple[Probe, ...]: ...
