"""The network that is looked at: whose it is, its weights where they are kept, and its pictures."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from playground.data.decoded import Progress
from playground.data.sources import is_private
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.model.architectures import Architecture, architecture_of, kernel_shapes
from playground.model.loading import PRETRAINED_FILE, experiment_beside
from playground.model.weights import Weights
from playground.training.history import History
from playground.training.manager.data_cache import data_key
from playground.training.manager.manager import run_manager
from playground.ui.compare.offers import RECORDED, Offer, offers
from playground.ui.inside.seen import SHIPPED, Seen
from playground.ui.inside.work import WORK, Task
from playground.ui.recent import Recent

_NOT_KEPT = lazy(
    "The weights of this run are not kept, so nothing can be seen inside of it. Choose another "
    "run, or train it again.")
_COPIED = lazy("This run has only just begun; its weights are being copied.")
_WAKES = lazy("The network that ships is being read. This takes some seconds, once.")


@dataclass(frozen=True, eq=False)
class Looked:
    """`weights` is None where there are none, or not yet: `why` then says so in a sentence.

    `key` is another for other weights. `history` is None of the network that ships.
    """

    id: str
    experiment: Experiment
    weights: Weights | None
    key: tuple[Any, ...]
    why: Text = ""
    history: History | None = None
    trains: bool = False
    step: int = 0

    @property
    def architecture(self) -> Architecture:
        return architecture_of(self.experiment)

    @property
    def pooling(self) -> str:
        return self.experiment.pooling

    @property
    def private(self) -> bool:
        """Whether it was trained on a person's own pictures."""
        return is_private(self.experiment.data)

    @property
    def layers(self) -> dict[str, tuple[int, ...]]:
        """The shapes of the kernels by the layers' names."""
        return kernel_shapes(self.architecture)


def offered(seen: Seen) -> tuple[Offer, ...]:
    return offers(seen.choice)


def looked(seen: Seen, there: tuple[Offer, ...]) -> Looked:
    """The chosen one; without a choice the run in front, else the first that was recorded."""
    wanted = seen.run
    by_id = {offer.id: offer for offer in there}
    if wanted == SHIPPED:
        return _shipped(seen)
    if wanted not in by_id:
        front = seen.at.ticket
        wanted = front.run_id if front is not None and front.run_id in by_id else next(
            (offer.id for offer in there if offer.group == RECORDED), "")
    if wanted not in by_id:
        return _shipped(seen)
    return _of_run(seen, by_id[wanted])


# Of a run that trains the weights of the last look stay until somebody asks for newer ones:
# whatever is worked out of them would be old before it is there.
_held: Recent[Looked] = Recent(32)


def _of_run(seen: Seen, offer: Offer) -> Looked:
    history = offer.history
    if not offer.trains:
        return _kept.get_or_make(history.key, lambda: _read(history))
    held = _held.get((seen.at.owner, history.id))
    if held is not None and held.weights is not None and history.id not in seen.again:
        return held
    if offer.ticket is not None:
        with suppress(BadInput):
            run_manager().request(offer.ticket.run_id, offer.ticket.token, "weights")
    made = _read(history, trains=True)
    if made.weights is None or (held is not None and made.step == held.step):
        seen.waits = True
        return held or made
    seen.again.discard(history.id)
    return _held.put((seen.at.owner, history.id), made)


_kept: Recent[Looked] = Recent(24)


def _read(history: History, *, trains: bool = False) -> Looked:
    why: Text = ""
    try:
        weights = history.weights()
        if weights is None and not trains and history.epoch and (
                history.epoch in history.kept_epochs):
            # Of a run from the disk no copy has been asked for, but its epochs are kept.
            weights = history.weights(history.epoch)
        shapes = kernel_shapes(architecture_of(history.began_as))
        if weights is None or any(f"{name}/kernel" not in weights for name in shapes):
            weights, why = None, _COPIED if trains else _NOT_KEPT
    except BadInput as error:
        weights, why = None, error.text
    # The run goes on while its weights are copied: the step is theirs.
    copied = history.key[-1]
    return Looked(history.id, history.began_as, weights, history.key, why, history, trains, copied)


@lru_cache(maxsize=1)
def _shipped_experiment() -> Experiment:
    return experiment_beside(PRETRAINED_FILE)


def _wake(progress: Progress) -> Weights:
    from playground.model.export import read_weights
    from playground.photo import networks

    began = _shipped_experiment()
    return read_weights(networks.pretrained().model, architecture_of(began), began.pooling)


_WAKE = Task((SHIPPED, "weights"), _wake)


def _shipped(seen: Seen) -> Looked:
    state = WORK.state(seen.customer, _WAKE)
    return Looked(SHIPPED, _shipped_experiment(), state.found, (SHIPPED, state.found is not None),
                  state.failed or ("" if state.found is not None else _WAKES))


def waking(network: Looked) -> list[Task]:
    """What must be done before anything can be seen of it."""
    return [_WAKE] if network.id == SHIPPED and network.weights is None else []


def preparing(network: Looked) -> Task:
    """Its pictures, as it was trained on them."""

    def prepare(progress: Progress) -> TrainingData:
        data = run_manager().prepare(network.experiment, progress)
        known = network.history.fingerprint if network.history is not None else ""
        if known and known != data.fingerprint:
            raise BadInput(lazy("The pictures of this run are not there any more."))
        return data

    fingerprint = network.history.fingerprint if network.history is not None else ""
    return Task(("data", *data_key(network.experiment), fingerprint), prepare, network.private)


def data_of(seen: Seen, network: Looked) -> TrainingData | None:
    """Its pictures, where they are prepared."""
    found = WORK.state(seen.customer, preparing(network)).found
    return found if isinstance(found, TrainingData) else None
