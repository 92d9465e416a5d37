from __future__ import annotations

import numpy as np
import pytest

from playground.insight.forward import probabilities
from playground.insight.learned_last import learned_last, losses_of
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights

COMPACT = ARCHITECTURES["compact"]


def pictures(count: int) -> np.ndarray:
    side = COMPACT.size
    return np.random.default_rng(0).integers(0, 256, (count, side, side, 3), np.uint8)


def test_the_loss_is_the_cross_entropy_with_the_label_as_trained() -> None:
    images, labels = pictures(20), np.arange(20) % 3
    weights = initial_weights(COMPACT, 1)
    given = probabilities(images, weights, COMPACT, "max")
    wanted = [-np.log(given[at, label]) for at, label in enumerate(labels)]
    assert np.allclose(losses_of(images, labels, weights, COMPACT, "max"), wanted, atol=1e-5)


def test_the_hardest_over_all_epochs_comes_first_and_wrong_ones_are_counted() -> None:
    images, labels = pictures(6), np.zeros(6, np.int64)
    states = {epoch: initial_weights(COMPACT, epoch) for epoch in (1, 2, 5)}
    wrong = np.zeros(6, np.bool_)
    told: list[tuple[int, int]] = []
    found = learned_last(images, labels, wrong, (1, 2, 5), states.__getitem__, COMPACT, "max",
                         lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert np.all(np.diff(found.mean[found.order]) <= 0)
    assert found.losses.shape == (3, 6)
    wrong[found.order[0]] = wrong[found.order[5]] = True
    assert (found.found(), found.found(1), found.found(6)) == (1, 1, 2)


def test_without_an_epoch_there_is_nothing_to_measure() -> None:
    with pytest.raises(ValueError, match="no epoch"):
        learned_last(pictures(1), np.zeros(1, np.int64), np.zeros(1, np.bool_), (), {}.__getitem__,
                     COMPACT, "max")
