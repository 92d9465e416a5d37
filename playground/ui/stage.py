"""What the panels show, the same before Play and while a run trains: one immutable reading.

Before Play it is step 0 of the real seed: start weights are a function of the seed, and their
answers come from the forward pass in numpy, so that nothing waits for TensorFlow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import first_answers, first_scores
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.insight.forward import probabilities
from playground.model.architectures import Architecture, architecture_of, penalized_kernels
from playground.presets import PLAY_DEFAULT
from playground.training.history import History
from playground.training.manager.managed import RunView, Ticket, start_weights
from playground.training.manager.manager import run_manager
from playground.training.snapshot import Snapshot
from playground.ui import meanwhile, past_units
from playground.ui.ahead import failed_ahead, prepared_ahead
from playground.ui.laid_by import beside
from playground.ui.past import kept_epochs, snapshot_at
from playground.ui.pictures import Pictures, first_pictures, pictures_of
from playground.ui.race import Rival, rival_of
from playground.ui.seen import Choices as Choices
from playground.ui.seen import Seen as Seen
from playground.ui.session import Tab, running
from playground.ui.twins import Twin, twin_of

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Stage:
    """`experiment` as in effect in the run, or as set where there is none; `view`: taken once.

    Where the run is wound back, `past` is what it was then: panels read `snapshot` and need not
    know; what tells of the whole run reads `now`.

    All that is drawn in one go is drawn from one of these, whatever the run does meanwhile.
    """

    experiment: Experiment
    view: RunView | None
    seen: Seen
    ticking: bool = False
    """Whether the run may change without the person doing anything."""
    beside: tuple[History, ...] = ()
    """Other runs to compare it with."""
    patience: float = 0.0
    """Seconds that whoever draws can wait for pictures which are being decoded."""
    past: Snapshot | None = None
    kept_epochs: tuple[int, ...] = ()
    """Those that it can be wound back to."""
    twin: Twin | None = None
    """The run without its last turn, where that was asked for."""
    rival: Rival | None = None
    """Who races it."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The run as it is shown."""
        return self.past or self.now

    @property
    def now(self) -> Snapshot | None:
        """The run as it is, also where an earlier epoch of it is shown."""
        return self.view.snapshot if self.view is not None else None

    @property
    def awaits(self) -> bool:
        """Whether something of the epoch that is shown is being computed."""
        return (self.past is not None and self.past.units is None and self.view is not None
                and past_units.can_be_had(self.view))

    @property
    def run_id(self) -> str:
        """Names the training, or the settings before it: the same for all who follow one."""
        return self.view.training if self.view is not None else self._start_id

    @property
    def figures(self) -> str:
        """Figures keep their zoom while it stays, also where others begin to follow the run."""
        return self.view.figures if self.view is not None else self._start_id

    @property
    def _start_id(self) -> str:
        return f"start-{self.experiment.seed}"

    @property
    def ended(self) -> bool:
        return self.view is not None and self.view.ended

    @property
    def architecture(self) -> Architecture:
        return architecture_of(self.experiment)

    @property
    def start(self) -> Weights:
        return start_weights(self.experiment.model, self.experiment.seed)

    @property
    def weights(self) -> Weights:
        """The newest copy; the start weights before the first."""
        copy = self.snapshot.weights if self.snapshot is not None else None
        return copy.arrays if copy is not None else self.start

    @property
    def step(self) -> int:
        """The step that `weights` are of."""
        copy = self.snapshot.weights if self.snapshot is not None else None
        return copy.step if copy is not None else 0

    @property
    def penalized(self) -> tuple[str, ...]:
        return penalized_kernels(self.architecture, self.experiment.penalize)

    @cached_property
    def pictures(self) -> Pictures:
        """The tiles: of the run's data, else of the pictures that are there without a run."""
        if self.view is not None and self.view.data is not None:
            return pictures_of(self.view.data, self.view.snapshot.began_as)
        if _like_shipped(self.experiment):
            # The same ones, at once: decoding the set would hold up the first page.
            return first_pictures(self.experiment, None)
        return first_pictures(self.experiment, prepared_ahead(
            self.experiment, self.patience))

    @property
    def pictures_pending(self) -> bool:
        """Whether other pictures are shown than this experiment's, until those are decoded."""
        return (self.view is None and not _like_shipped(self.experiment)
                and prepared_ahead(self.experiment, self.patience) is None
                and not failed_ahead(self.experiment))

    def answers(self, which: str) -> NDArray[np.int64]:
        """The class the network gives each tile of "validation" or "elsewhere"; (n,)."""
        tiles = getattr(self.pictures, which)
        snapshot = self.snapshot
        if snapshot is not None and snapshot.records and tiles is not None:
            reading = getattr(snapshot.records[-1], which)
            if reading is not None:
                given = dict(zip(reading.indices.tolist(), reading.answers.tolist(), strict=True))
                return np.array([given.get(i, -1) for i in tiles.indices.tolist()])
        return self.answers_at_start(which)

    def answers_at_start(self, which: str) -> NDArray[np.int64]:
        if self.view is None and _like_shipped(self.experiment):
            return first_answers()[which]
        return start_answers(self.architecture, self.experiment.seed, self.experiment.pooling,
                             self.pictures, which)

    def score_at_start(self, which: str) -> float | None:
        """Accuracy of the network that has learned nothing, on a few of that set's pictures."""
        tiles = getattr(self.pictures, which)
        if tiles is None or not len(tiles.labels):
            return None
        if _like_shipped(self.experiment):
            return first_scores()[which]
        return float((self.answers_at_start(which) == tiles.labels).mean())


def _like_shipped(experiment: Experiment) -> bool:
    """Whether data and start weights are those of the page's default, whose scores ship."""
    default = PLAY_DEFAULT.experiment()
    deciding = [row.field_name for row in CONTROLS.values() if row.group in ("data", "model")]
    return all(
        getattr(experiment, name) == getattr(default, name) for name in (*deciding, "seed"))


def stage_of(at: Tab, patience: float = 0.0) -> Stage:
    """The tab's run as it is now, or its settings."""
    view = at.view()
    past = snapshot_at(at.ticket, view, at.looked_at)
    return Stage(
        _in_effect(view, past) or at.experiment, view, at, ticking=at.ticking(view),
        beside=(*beside(at, view), *meanwhile.beside(view)), patience=patience, past=past,
        kept_epochs=kept_epochs(at.ticket, view), twin=twin_of(at.ticket, view),
        rival=rival_of(at))


def stage_beside(ticket: Ticket, seen: Seen) -> Stage:
    """Another run as it is now; its settings alone where it is not there any more."""
    try:
        view = run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        return Stage(seen.experiment, None, seen)
    past = snapshot_at(ticket, view, seen.looked_at)
    return Stage(
        _in_effect(view, past) or seen.experiment, view, seen, ticking=running(view), past=past,
        kept_epochs=kept_epochs(ticket, view))


def _in_effect(view: RunView | None, past: Snapshot | None) -> Experiment | None:
    if past is not None:
        return past.experiment
    return view.snapshot.experiment if view is not None else None


@lru_cache(maxsize=16)
def start_answers(
    architecture: Architecture, seed: int, pooling: str, pictures: Pictures, which: str
) -> NDArray[np.int64]:
    """What a network that has learned nothing says: computed once, it is asked for at each tick."""
    tiles = getattr(pictures, which)
    if tiles is None:
        return np.zeros(0, np.int64)
    weights = start_weights(architecture.name, seed)
    if tiles.images.shape[1] != architecture.size:
        return np.full(len(tiles.images), -1)
    odds = probabilities(tiles.images, weights, architecture, pooling)
    return np.asarray(odds.argmax(axis=1), np.int64)
