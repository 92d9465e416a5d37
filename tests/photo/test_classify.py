"""Probabilities of pictures, with a made-up network: nothing here needs TensorFlow."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.photo.classify import BATCH, input_size, probabilities
from playground.photo.views import views


class CornerNetwork:
    """Answers by the brightness of three corners, so that no flip goes unnoticed."""

    input_shape = (None, 8, 8, 3)

    def __init__(self) -> None:
        self.seen: list[tuple[int, str, bool]] = []

    def __call__(self, images: NDArray[np.float32], training: bool) -> NDArray[np.float32]:
        self.seen.append((len(images), str(images.dtype), training))
        corners = images[:, [0, 0, -1], [0, -1, 0], 0] + 1
        return corners / corners.sum(axis=1, keepdims=True)


@pytest.fixture
def network() -> CornerNetwork:
    return CornerNetwork()


def made(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(5).integers(0, 256, (count, 8, 8, 3), dtype=np.uint8)


def test_no_picture_has_no_answer(network: CornerNetwork) -> None:
    assert probabilities(network, made(0)).shape == (0, 3)
    assert network.seen == []


@pytest.mark.parametrize("count", [1, BATCH, BATCH + 1, 2 * BATCH + 5])
def test_many_pictures_are_answered_in_batches_and_in_order(
    count: int, network: CornerNetwork
) -> None:
    images = made(count)
    answers = probabilities(network, images)
    assert answers.shape == (count, 3)
    assert answers.dtype == np.float32
    assert max(size for size, _, _ in network.seen) <= BATCH
    for at in (0, count - 1):
        single = probabilities(CornerNetwork(), images[at : at + 1])[0]
        np.testing.assert_array_equal(answers[at], single)


def test_the_network_gets_float32_from_0_to_255_in_inference_mode(network: CornerNetwork) -> None:
    answers = probabilities(network, np.full((1, 8, 8, 3), 255, np.uint8))
    assert network.seen == [(1, "float32", False)]
    np.testing.assert_allclose(answers, 1 / 3)


@pytest.mark.parametrize("count", [1, BATCH + 1])
def test_averaged_every_view_counts_the_same(count: int, network: CornerNetwork) -> None:
    images = made(count)
    expected = np.mean([network(view, training=False) for view in views(images)], axis=0)
    averaged = probabilities(network, images, average_views=True)
    np.testing.assert_allclose(averaged, expected, rtol=1e-6)
    assert np.abs(expected - probabilities(network, images)).max() > 0.01


def test_the_pictures_are_left_as_they_are(network: CornerNetwork) -> None:
    images = made(2)
    before = images.copy()
    images.flags.writeable = False
    probabilities(network, images, average_views=True)
    np.testing.assert_array_equal(images, before)


def test_the_size_is_the_networks_own(network: CornerNetwork) -> None:
    assert input_size(network) == 8
