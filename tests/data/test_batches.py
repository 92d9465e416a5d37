from __future__ import annotations

import numpy as np
import pytest

from playground.data.batches import batch_positions, epoch_order, steps_per_epoch


@pytest.mark.parametrize(("n", "batch_size"), [(100, 32), (96, 32), (1, 32), (5, 1)])
def test_an_epoch_covers_every_picture_once(n: int, batch_size: int) -> None:
    steps = steps_per_epoch(n, batch_size)
    batches = [batch_positions(n, batch_size, 1, 3, batch) for batch in range(steps)]
    assert [len(batch) for batch in batches[:-1]] == [batch_size] * (steps - 1)
    assert sorted(np.concatenate(batches).tolist()) == list(range(n))


def test_each_epoch_and_seed_has_an_order_of_its_own() -> None:
    orders = {tuple(epoch_order(50, seed, epoch)) for seed in (1, 2) for epoch in (1, 2, 3)}
    assert len(orders) == 6
    assert np.array_equal(epoch_order(50, 1, 2), epoch_order(50, 1, 2))


@pytest.mark.parametrize("batch", [-1, 4])
def test_there_is_no_batch_beyond_the_last(batch: int) -> None:
    with pytest.raises(IndexError, match=f"no batch {batch}"):
        batch_positions(100, 32, 1, 1, batch)


def test_the_article_has_69_training_and_14_validation_steps() -> None:
    assert steps_per_epoch(2188, 32) == 69
    assert steps_per_epoch(437, 32) == 14


def test_an_order_that_is_shared_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        epoch_order(10, 1, 1)[0] = 3
