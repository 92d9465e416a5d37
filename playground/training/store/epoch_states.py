"""Which epochs of a run can be gone back to: the trainer's state after each that is kept.

A state is the checkpoint that was written at that epoch's end anyway (weights and optimizer slots
in float32, the step), which then stays: to keep it takes no time. Not compressed: zlib takes 15 %
off such arrays, or 25 % off what changed since the epoch before, at some 15 MB a second, which
would slow the training of the compact network by a tenth.

A run keeps what fits into its bound: every epoch, or every k-th with k doubled as often as it
takes; and always its best epoch and its last.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.model.architectures import architecture_of
from playground.model.weights import initial_weights
from playground.training.snapshot import WeightsCopy, read_only
from playground.training.store.memory_states import State
from playground.training.store.reading import RunReader

__all__ = ["State", "kept_epochs", "start_weights", "state_at", "weights_at", "weights_of"]

WEIGHTS = "weights/"
"""How the names of a state's weights begin."""


def kept_epochs(store: RunReader, run_id: str) -> tuple[int, ...]:
    """The epochs of a recorded run whose states are there, ascending. Raises `BadInput`."""
    return tuple(sorted(store.state_files(run_id)))


def state_at(store: RunReader, run_id: str, epoch: int) -> State:
    """The trainer's state after that epoch. Raises `BadInput` where it is not kept, or damaged."""
    return store.state(run_id, epoch)


def weights_at(store: RunReader, run_id: str, epoch: int) -> WeightsCopy:
    """The weights after that epoch, read-only; after epoch 0 the start weights.

    Raises `BadInput` where they are not kept, or damaged.
    """
    if not epoch:
        return start_weights(Experiment.from_mapping(store.run(run_id).experiment))
    return weights_of(store.state(run_id, epoch, ("step", WEIGHTS)))


def start_weights(experiment: Experiment) -> WeightsCopy:
    """The weights before the first step: a function of model and seed."""
    return WeightsCopy(0, initial_weights(architecture_of(experiment), experiment.seed))


def weights_of(state: State) -> WeightsCopy:
    """The weights in a state. Raises `BadInput` where it holds none."""
    arrays = {name.removeprefix(WEIGHTS): read_only(np.asarray(array))
              for name, array in state.items() if name.startswith(WEIGHTS)}
    try:
        step = int(state["step"])
    except (KeyError, TypeError, ValueError):
        arrays = {}
    if not arrays:
        raise BadInput(lazy("The weights of this epoch are damaged; choose another epoch."))
    return WeightsCopy(step, MappingProxyType(arrays))
