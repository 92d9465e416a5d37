"""A view of a panorama shows what lies in its direction, and bears any light."""

from __future__ import annotations

import numpy as np
import pytest

from tools.render_hands.photographs import SIDE, view


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("around", [0.0, np.pi / 2, np.pi, 5.0])
def test_it_looks_where_it_is_told_to(around: float) -> None:
    panorama = np.full((64, 128, 3), 0.05)
    column = int((around / (2 * np.pi) + 0.5) * 128) % 128
    panorama[:, np.arange(column - 2, column + 3) % 128] = 5.0
    middles = []
    for seed in range(8):
        seen = np.asarray(view(panorama, around, chance(seed)), np.float64).mean(-1)
        assert seen.shape == (SIDE, SIDE)
        middles.append(seen[:, 44:84].mean() / seen.mean())
    # It is tilted and looks up or down by chance, but the light stands in the middle.
    assert min(middles) > 1.2


def test_the_same_chance_gives_the_same_view_and_another_one_another() -> None:
    panorama = chance().random((32, 64, 3))
    one, again, other = (np.asarray(view(panorama, 1.0, chance(seed))) for seed in (3, 3, 4))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_where_the_panorama_ends_it_goes_on() -> None:
    rows = np.full((64, 128, 3), 0.4)
    # Both ends are in the middle of this view: no seam may be seen.
    seen = np.asarray(view(rows, np.pi, chance()), np.int64)
    assert np.ptp(seen, axis=(0, 1)).max() <= 1


def test_a_sun_is_white_and_the_dark_is_black() -> None:
    panorama = np.zeros((32, 64, 3))
    panorama[8:12, 30:34] = 64.0
    seen = np.asarray(view(panorama, 0.0, chance(1)))
    assert seen.max() == 255
    assert seen.min() == 0
