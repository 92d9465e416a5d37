"""A knob turned live: part of a run's record, of its link, and of a replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.settings import KnobTurn


@dataclass(frozen=True)
class Change:
    """In effect for step `step` (from 0) and all later ones. `old` is None where not known."""

    step: int
    name: str
    old: Any
    new: Any


def change_from(row: Mapping[str, Any]) -> Change:
    return Change(int(row["step"]), str(row["name"]), row["old"], row["new"])


def change_row(change: Change) -> dict[str, Any]:
    return asdict(change)


def by_step(changes: Iterable[Change]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The changes of each step together, as values by name; of one control the last counts.

    Together, since they take effect together: regularizer and λ may each be allowed only with
    the other's new value.
    """
    in_order = sorted(changes, key=lambda change: change.step)
    for step, together in groupby(in_order, key=lambda change: change.step):
        yield step, {change.name: change.new for change in together}


def check_changes(experiment: Experiment, changes: Iterable[Change]) -> None:
    """Raise `BadInput` where the changes cannot be replayed on the experiment."""
    for step, values in by_step(changes):
        turned = KnobTurn.of(values)
        if step < 0:
            raise BadInput(lazy("A change cannot take effect at step {step}.", step=step))
        experiment = turned.on(experiment)


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """In order; several of one control at one step become one, and none where nothing changed."""
    by_place: dict[tuple[int, str], Change] = {}
    for change in changes:
        first = by_place.get((change.step, change.name), change)
        by_place[change.step, change.name] = replace(change, old=first.old)
    return tuple(change for change in by_place.values() if change.old != change.new)


def after_changes(experiment: Experiment, changes: Iterable[Change]) -> Experiment:
    """The experiment as it stands once all the changes are in effect."""
    for _, values in by_step(changes):
        experiment = experiment.with_values(values)
    return experiment
