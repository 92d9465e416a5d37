"""The networks that may answer: the one that ships, and copies of a person's own runs.

A run's network is never used while it trains: its snapshot's weights go into a twin of stock
layers. Twins are kept by run and step, so that a second photo costs no building.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.experiment import Experiment
from playground.model.architectures import architecture_of
from playground.model.loading import (
    PRETRAINED,
    PRETRAINED_FILE,
    Preparation,
    load_model,
    preparation_beside,
)
from playground.model.weights import Weights

if TYPE_CHECKING:
    import keras

MOST_BYTES = 256 * 2**20
"""Of twins kept; the article's network has 39 MB, the others below 4."""

# Building is not safe in several threads at once, and two tabs may ask for the same network.
_building = threading.Lock()
_kept: OrderedDict[str, Network] = OrderedDict()


@dataclass(frozen=True, eq=False)
class Network:
    """`key` names these very weights: a run's network has another after every step."""

    key: str
    model: keras.Model
    preparation: Preparation

    @property
    def bytes(self) -> int:
        return 4 * int(self.model.count_params())


def pretrained() -> Network:
    """The network that ships. The first call imports TensorFlow and reads the file."""
    with _building:
        found = _kept.get(PRETRAINED)
        if found is None:
            found = _keep(Network(
                PRETRAINED, _loaded(), preparation_beside(PRETRAINED_FILE)))
        return found


def of_run(run_id: str, began: Experiment, step: int, weights: Weights) -> Network:
    """The network of a run that began as that experiment, with its weights after `step` steps.

    Whoever asks has the weights already: what is kept is given to nobody else.
    """
    key = f"{run_id}:{step}"
    with _building:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
        from playground.model.export import plain_model

        model = plain_model(architecture_of(began), began.pooling, weights)
        return _keep(Network(key, model, Preparation(began.framing, began.resize_filter)))


def _loaded() -> keras.Model:
    from playground.model.tracing import TRACING

    # Loading builds layers too.
    with TRACING:
        return load_model(PRETRAINED_FILE)


def _keep(made: Network) -> Network:
    _kept[made.key] = made
    while len(_kept) > 2 and sum(one.bytes for one in _kept.values()) > MOST_BYTES:
        oldest = next(key for key in _kept if key not in (PRETRAINED, made.key))
        del _kept[oldest]
    return made


def is_loaded(key: str) -> bool:
    """Whether that network would be given at once."""
    return key in _kept
