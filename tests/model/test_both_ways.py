"""A network that looks at a picture and at its mirror image: the mean, in plain Keras as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.model.architectures import architecture_of
from playground.model.weights import initial_weights

if TYPE_CHECKING:
    import keras

ARCHITECTURE = architecture_of(Experiment())
WEIGHTS = initial_weights(ARCHITECTURE, 3)
PICTURES = np.random.default_rng(2).integers(
    0, 256, (4, ARCHITECTURE.size, ARCHITECTURE.size, 3), np.uint8)


@pytest.fixture(scope="module")
def chain() -> keras.Model:
    from playground.model.export import plain_model

    return plain_model(ARCHITECTURE, "max", WEIGHTS)


def test_it_answers_with_the_mean_in_any_process_that_has_keras(
    chain: keras.Model, tmp_path: Path
) -> None:
    import keras

    from playground.model.both_ways import both_ways
    from playground.model.export import save

    save(both_ways(chain), tmp_path / "model.keras")
    plain = keras.saving.load_model(tmp_path / "model.keras", compile=False, safe_mode=True)
    seen = PICTURES.astype(np.float32)
    wanted = (np.asarray(chain(seen)) + np.asarray(chain(seen[:, :, ::-1]))) / 2
    given = np.asarray(plain(seen))
    np.testing.assert_allclose(given, wanted, atol=1e-6)
    assert np.abs(given - np.asarray(chain(seen))).max() > 1e-4
    np.testing.assert_allclose(given, np.asarray(plain(seen[:, :, ::-1])), atol=1e-6)


def test_what_looks_into_it_finds_the_chain_and_its_weights(
    chain: keras.Model, tmp_path: Path
) -> None:
    from playground.insight.grad_cam import grad_cam
    from playground.model.both_ways import both_ways, one_way
    from playground.model.export import read_weights, save
    from playground.model.loading import load_model

    save(both_ways(chain), tmp_path / "model.keras")
    loaded = load_model(tmp_path / "model.keras")
    assert one_way(chain) is chain
    assert one_way(loaded).name == chain.name
    for name, array in read_weights(loaded, ARCHITECTURE, "max").items():
        np.testing.assert_array_equal(array, WEIGHTS[name])
    np.testing.assert_allclose(
        grad_cam(loaded, PICTURES[0], 1), grad_cam(chain, PICTURES[0], 1), atol=1e-6)


def test_its_ten_views_are_those_of_the_chain(chain: keras.Model) -> None:
    from playground.model.both_ways import both_ways
    from playground.photo.classify import probabilities

    np.testing.assert_array_equal(
        probabilities(both_ways(chain), PICTURES, average_views=True),
        probabilities(chain, PICTURES, average_views=True))


def test_somebody_elses_network_that_ends_with_a_mean_is_left_as_it_is() -> None:
    import keras

    from playground.model.both_ways import one_way

    picture = keras.Input((8, 8, 3))
    flat = keras.layers.Flatten()(picture)
    heads = [keras.layers.Dense(3)(flat), keras.layers.Dense(3)(flat)]
    theirs = keras.Model(picture, keras.layers.Average(name="mean_of_both_ways")(heads))
    assert one_way(theirs) is theirs
