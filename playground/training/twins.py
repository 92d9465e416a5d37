"""Twins: the same run without one turn of its knobs, from the state before that turn.

What the turn has done is the difference between the two, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.change import Change, by_step, change_from, change_row
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.insight.reading import Turn, turns_of
from playground.messages import lazy
from playground.training.forking import Fork, Past, StateAt, begun


@dataclass(frozen=True)
class TwinOf:
    """Which question a twin answers: of that run, how it goes without `turn`.

    `others` are the changes that the twin has, all that the run had besides when it was asked,
    `epochs` how many it trains. A run whose knobs were turned since asks another question.
    """

    run_id: str
    turn: Turn
    others: tuple[Change, ...]
    epochs: int

    def to_row(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "run": self.run_id, "began": self.turn.began, "ended": self.turn.ended,
            "turned": [change_row(change) for change in self.turn.changes],
            "others": [change_row(change) for change in self.others], "epochs": self.epochs}

    def answered_by(self, changes: Iterable[Change]) -> bool:
        """Whether a run with these changes still is that twin: its own knobs can be turned too."""
        planned = {(change.step, change.name, change.new) for change in self.others}
        return all((change.step, change.name, change.new) in planned for change in changes)


@dataclass(frozen=True)
class Kin:
    """Where a run comes from: the id of the run that it was forked from, and whose twin it is."""

    parent: str = ""
    twin_of: TwinOf | None = None


NO_KIN = Kin()
TWIN = "twin"
"""Under which name the record of a run's data says whose twin it is."""


def kin_of(parent: str, data: Mapping[str, Any]) -> Kin:
    """Of a stored run."""
    return Kin(parent, twin_from(data.get(TWIN)))


def twin_from(row: object) -> TwinOf | None:
    """The inverse of `TwinOf.to_row`; None where it is none."""
    try:
        if not isinstance(row, Mapping):
            return None
        turn = Turn(int(row["began"]), int(row["ended"]), _changes(row["turned"]))
        return TwinOf(str(row["run"]), turn, _changes(row["others"]), int(row["epochs"]))
    except (KeyError, TypeError, ValueError):
        return None


def _changes(rows: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(change_from(row) for row in rows)


def question(run_id: str, run: Past, began: int) -> TwinOf:
    """How the run goes without the turn that began at that step. Raises `BadInput` without one."""
    turn = next((turn for turn in turns_of(run.changes) if turn.began == began), None)
    if turn is None:
        raise BadInput(lazy("No knob of this run was turned at step {step}.", step=began))
    others = [change for change in run.changes if not turn.began <= change.step <= turn.ended]
    return TwinOf(run_id, turn, allowed(run.began_as, others), run.began_as.epochs)


def allowed(experiment: Experiment, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those that can still be made, each from what stands then; others are left out."""
    made: list[Change] = []
    for step, values in by_step(changes):
        try:
            after = experiment.with_values(values)
        except BadInput:
            continue
        was, is_now = experiment.to_mapping(), after.to_mapping()
        made += [Change(step, name, was[name], is_now[name]) for name in values
                 if was[name] != is_now[name]]
        experiment = after
    return tuple(made)


def twin(asked: TwinOf, run: Past, kept: Iterable[int], state_at: StateAt) -> Fork:
    """What the twin is made of: it leaves the run at the last epoch's end before the turn.

    For `kept` and `state_at` see `forking`.
    """
    epoch = asked.turn.began // max(1, run.steps_per_epoch)
    return begun(run, run.began_as, epoch, asked.others, kept, state_at)
