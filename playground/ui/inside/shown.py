"""What all sections of the page are drawn from: the network and the picture of one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import FirstTiles
from playground.data.training_data import TrainingData
from playground.insight.forward import activations
from playground.messages import Message, Text
from playground.model.architectures import FIRST
from playground.presets import PLAY_DEFAULT
from playground.training.manager.data_cache import data_key
from playground.ui import pictures
from playground.ui.compare.offers import Offer
from playground.ui.components.screen import Mounting, Screen
from playground.ui.inside.looked import Looked, data_of, looked, offered
from playground.ui.inside.seen import Seen
from playground.ui.inside.work import WORK, State, Task
from playground.ui.live.following import CURVES, Live
from playground.ui.recent import Recent

RUNS, LAYERS, PICTURES, UNITS = "inside-runs", "inside-layers", "inside-pictures", "inside-units"
"""Places whose clicks change several sections."""
MOST_UNITS = 64
"""That are shown at once."""
Maps = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Shown:
    seen: Seen
    offers: tuple[Offer, ...]
    network: Looked
    data: TrainingData | None
    made: dict[str, Any] = field(default_factory=dict, repr=False)
    """What several sections need of this moment, made by the first of them."""

    @property
    def layer(self) -> str:
        """The chosen one, else the last convolution, whose units see most of a hand."""
        there = self.network.layers
        if self.seen.layer in there:
            return self.seen.layer
        return [name for name in there if name.startswith(FIRST)][-1]

    @property
    def count(self) -> int:
        """Units of the layer."""
        return self.network.layers[self.layer][-1]

    @property
    def units(self) -> range:
        """Those of the block that is shown."""
        first = MOST_UNITS * min(self.seen.block, (self.count - 1) // MOST_UNITS)
        return range(first, min(first + MOST_UNITS, self.count))

    @cached_property
    def tiles(self) -> FirstTiles:
        """Training pictures to choose from, without what augmentation does to them."""
        return training_tiles(self.network, self.data)

    def state(self, task: Task) -> State:
        """How it stands with that; what is not there yet is looked for again."""
        found = WORK.state(self.seen.customer, task)
        if found.pending:
            self.seen.waits = True
        return found


_tiles: Recent[FirstTiles] = Recent(16)


def training_tiles(network: Looked, data: TrainingData | None) -> FirstTiles:
    # The shipped ones are of the set that the recorded runs were trained on: they stay.
    if data is None or data_key(network.experiment) == data_key(PLAY_DEFAULT.experiment()):
        return pictures.first_pictures(network.experiment, None).training
    size = network.architecture.size

    def made() -> FirstTiles:
        chosen = np.linspace(0, len(data.train) - 1, min(pictures.COUNT, len(data.train)))
        at = np.concatenate([np.unique(chosen.round().astype(np.int64))[start::4]
                             for start in range(4)])
        places = data.train[at]
        return FirstTiles(data.pictures.rgb(places), data.train_labels[at], data.wrong[at],
                              places)

    return made() if network.private else _tiles.get_or_make((data.fingerprint, size), made)


def shown(seen: Seen) -> Shown:
    """As all is at this moment; what is missing for it is asked for."""
    seen.waits = False
    there = offered(seen)
    network = looked(seen, there)
    return Shown(seen, there, network, data_of(seen, network))


_looks: Recent[Maps] = Recent(16)


def maps_of(now: Shown, picture: NDArray[np.uint8], *, private: bool) -> Maps | None:
    """What each layer makes of the picture; None without weights."""
    network = now.network
    weights = network.weights
    if weights is None:
        return None

    def made() -> Maps:
        return activations(picture[None], weights, network.architecture, network.pooling)

    return made() if private else _looks.get_or_make((network.key, picture.tobytes()), made)


@dataclass(frozen=True)
class Section:
    """As of the Compare page: `show` draws live components into a container `inside-{key}`.

    `draw` lays out what stands there besides, once a run of the page. `hears`: places of its own
    whose clicks act here; `follows`: of others, whose clicks change what this shows. `tasks`: what
    it wants worked out.
    """

    key: str
    show: Callable[[Screen, Shown], None]
    title: Message | None = None
    note: Text = ""
    draw: Callable[[Mounting, Shown], None] | None = None
    hears: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    tasks: Callable[[Shown], list[Task]] = lambda now: []

    def live(self) -> Live[Shown]:
        return Live(self.key, self.show, CURVES, hears=self.hears,
                    follows=(RUNS, LAYERS, PICTURES, UNITS, *self.follows))
