"""The networks that may answer: built once, and kept as long as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.photo import networks
from playground.photo.classify import input_size, probabilities

WEIGHTS = initial_weights(ARCHITECTURES["compact"], 1)


def of_run(step: int, **settings: object) -> networks.Network:
    """That of a run named `run`, after so many steps."""
    began = Experiment.from_mapping({"model": "compact", **settings})
    return networks.of_run("run", began, step, WEIGHTS)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "_kept", OrderedDict())


def test_the_twin_answers_with_the_runs_weights_and_preparation() -> None:
    found = of_run(5, framing="center-crop", **{"resize-filter": "lanczos"})
    assert (found.preparation.framing, found.preparation.resize_filter) == (
        "center-crop", "lanczos")
    from playground.insight import forward

    images = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 3), np.uint8)
    expected = forward.probabilities(
        images, WEIGHTS, ARCHITECTURES["compact"], "max")
    np.testing.assert_allclose(probabilities(found.model, images), expected, atol=1e-5)


def test_it_is_built_once_for_a_step_and_anew_for_the_next() -> None:
    first = of_run(5)
    assert of_run(5) is first
    second = of_run(6)
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
    for step in range(5):
        of_run(step)
    assert networks.pretrained() is kept
    assert networks.is_loaded("run:4")
    assert not networks.is_loaded("run:0")
