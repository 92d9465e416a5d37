from __future__ import annotations

import numpy as np
import pytest

from playground.data.streams import Purpose, stream


def numbers(seed: int, purpose: Purpose, *counters: int) -> list[float]:
    return stream(seed, purpose, *counters).random(4).tolist()


def test_the_same_arguments_give_the_same_numbers() -> None:
    assert numbers(1, Purpose.SPLIT, 2, 3) == numbers(1, Purpose.SPLIT, 2, 3)


def test_any_other_argument_gives_other_numbers() -> None:
    arguments = [
        (1, Purpose.SPLIT), (2, Purpose.SPLIT), (1, Purpose.SHARE), (1, Purpose.SPLIT, 0),
        (1, Purpose.SPLIT, 0, 0), (1, Purpose.SPLIT, 1), (1, Purpose.SPLIT, 0, 1),
        (0, Purpose.SPLIT),
    ]
    assert len({tuple(numbers(*row)) for row in arguments}) == len(arguments)


def test_global_random_state_is_neither_used_nor_changed() -> None:
    np.random.seed(3)
    before = np.random.get_state()[1].tolist()  # type: ignore[index]
    first = numbers(1, Purpose.WEIGHTS)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index]
    np.random.seed(4)
    assert numbers(1, Purpose.WEIGHTS) == first


def test_a_recorded_run_needs_these_very_numbers() -> None:
    assert stream(1, Purpose.SPLIT).permutation(8).tolist() == [5, 0, 3, 1, 7, 4, 2, 6]
    assert [purpose.value for purpose in Purpose] == [1, 2, 3, 4, 5, 6, 7, *range(10, 26)]


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        stream(-1, Purpose.SPLIT)
