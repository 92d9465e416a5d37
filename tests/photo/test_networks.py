"""The networks that may answer: built once, and for the holder of the token alone."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.photo import networks
from playground.photo.classify import input_size, probabilities
from playground.training.manager.managed import RunView
from playground.training.snapshot import Snapshot, WeightsCopy
from playground.training.states import RUNNING


class OneRun:
    """A manager of the run `run`, whose token is `secret`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def view(self, run_id: str, token: str | None) -> RunView:
        if (run_id, token) != ("run", "secret"):
            raise BadInput("This run is not there any more, or it is not yours.")
        return RunView(run_id, self.snapshot, True, None, None, None)


def snapshot(step: int | None, seed: int = 1, **settings: object) -> Snapshot:
    experiment = Experiment.from_mapping({"model": "compact", "seed": seed, **settings})
    weights = None if step is None else WeightsCopy(
        step, initial_weights(ARCHITECTURES["compact"], seed))
    return Snapshot(1, RUNNING, experiment, experiment, weights=weights)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "_kept", OrderedDict())


def test_a_run_without_weights_has_no_network_yet() -> None:
    assert networks.of_run(OneRun(snapshot(None)), "run", "secret") is None


def test_a_wrong_token_gets_nothing_even_of_a_network_that_is_kept() -> None:
    manager = OneRun(snapshot(5))
    assert networks.of_run(manager, "run", "secret") is not None
    for token in ("", "other", None):
        with pytest.raises(BadInput):
            networks.of_run(manager, "run", token)


def test_the_twin_answers_with_the_runs_weights_and_preparation() -> None:
    manager = OneRun(snapshot(5, framing="center-crop", **{"resize-filter": "lanczos"}))
    found = networks.of_run(manager, "run", "secret")
    assert found is not None
    assert (found.preparation.framing, found.preparation.resize_filter) == (
        "center-crop", "lanczos")
    from playground.insight import forward

    images = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 3), np.uint8)
    expected = forward.probabilities(
        images, manager.snapshot.weights.arrays, ARCHITECTURES["compact"], "max")
    np.testing.assert_allclose(probabilities(found.model, images), expected, atol=1e-5)


def test_it_is_built_once_for_a_step_and_anew_for_the_next() -> None:
    manager = OneRun(snapshot(5))
    first = networks.of_run(manager, "run", "secret")
    assert networks.of_run(manager, "run", "secret") is first
    manager.snapshot = snapshot(6)
    second = networks.of_run(manager, "run", "secret")
    assert second is not first
    assert second.key != first.key


def test_many_who_ask_at_once_get_the_same_network() -> None:
    found: list[networks.Network] = []
    threads = [threading.Thread(target=lambda: found.append(networks.pretrained()))
               for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({id(one) for one in found}) == 1
    assert input_size(found[0].model) == 96
    assert networks.is_loaded("pretrained")


def test_old_twins_make_room_and_the_pretrained_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST_BYTES", 3_000_000)
    kept = networks.pretrained()
    manager = OneRun(snapshot(0))
    for step in range(5):
        manager.snapshot = snapshot(step)
        networks.of_run(manager, "run", "secret")
    assert networks.pretrained() is kept
    assert networks.is_loaded("run:4")
    assert not networks.is_loaded("run:0")
