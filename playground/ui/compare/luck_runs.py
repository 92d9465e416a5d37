"""The runs with other seeds that a tab has had trained, for whatever it compares."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text
from playground.training.history import History, of_view
from playground.training.manager.capabilities import steering
from playground.training.manager.manager import run_manager
from playground.training.series.luck_plan import SEEDS, luck_plan
from playground.training.series.page_series import SeriesView
from playground.training.series.plan import LUCK, whole_seeds
from playground.ui.compare.series_here import page_series
from playground.ui.recent import Recent

_MOST_LOOKED_AT = 12
_EVERY = 1.0  # seconds between two looks at the disk
# Runs that have ended, by their ids.
_ended: Recent[History] = Recent(400)


@dataclass
class LuckRuns:
    """Of one tab. `trains`: some are being trained now; of `planned` there are `done`."""

    owner: str = field(default="", repr=False)
    trains: bool = False
    planned: int = 0
    done: int = 0
    trouble: tuple[Text, ...] = ()
    _views: list[SeriesView] = field(default_factory=list)
    _read: bool = False
    _looked: float = 0.0

    def look(self, *, again: bool = False) -> None:
        """As they stand now; the disk is asked only where something can have changed."""
        now = time.monotonic()
        if not self.owner or (self._read and not again and (
                not self.trains or now - self._looked < _EVERY)):
            return
        self._looked = now
        self._read = True
        try:
            series = page_series()
            self._views = [series.view(one.id, self.owner)
                           for one in series.all(self.owner, LUCK)[:_MOST_LOOKED_AT]]
        except BadInput as error:
            self.trouble, self.trains = (error.text,), False
            return
        at_work = [view for view in self._views if view.trains]
        self.trains = bool(at_work)
        self.planned = sum(len(view.points) for view in at_work)
        self.done = sum(view.done for view in at_work)
        self.trouble = tuple(dict.fromkeys(
            one for view in self._views[:1] for one in view.trouble))

    def begin(self, runs: Sequence[History]) -> None:
        """Train each of these settings with five seeds. Raises `BadInput`."""
        named = {run.id: run.began_as for run in runs if may_be_repeated(run)}
        first = min(one.seed for one in named.values()) if named else 0
        page_series().begin(
            luck_plan(list(named.items()), whole_seeds(first, SEEDS)), self.owner)
        self.look(again=True)

    def stop(self) -> None:
        for view in self._views:
            if view.trains:
                page_series().stop(view.stored.id, self.owner)

    def of(self, history: History) -> list[History]:
        """The finished runs of its settings, one a seed, in the seeds' order."""
        if not may_be_repeated(history):
            return []
        wanted = _but_seed(history.began_as)
        found: dict[int, History] = {}
        for view in self._views:
            for point in view.points:
                if point.done and point.run_id and _but_seed(point.experiment) == wanted:
                    run = self._history(point.run_id)
                    if run is not None:
                        found.setdefault(point.experiment.seed, run)
        return [found[seed] for seed in sorted(found)]

    def _history(self, run_id: str) -> History | None:
        found = _ended.get(run_id)
        if found is not None:
            return found
        try:
            view = run_manager().view(run_id, steering(self.owner, run_id))
        except BadInput:
            return None
        return _ended.put(run_id, of_view(view)) if view.ended else None


def may_be_repeated(history: History) -> bool:
    """Whether another seed gives the same run but for luck: not where knobs were turned by hand."""
    return not history.changes and not history.parent


def _but_seed(experiment: Experiment) -> Experiment:
    return experiment.with_values({"seed": 0})
