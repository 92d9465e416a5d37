"""A hand's shape as numbers: the same however the hand is held, and whichever hand it is."""

import numpy as np
import pytest

from playground.referee.shape import SIZE, Array, bends, described, in_hand
from tests.referee.made import made_hand

VICTORY = made_hand({"index", "middle"})


def turned(points: Array, seed: int) -> Array:
    """Anywhere in space, turned anyhow and of another size."""
    random = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(random.normal(size=(3, 3)))
    if np.linalg.det(axes) < 0:
        axes[:, 0] *= -1
    return np.asarray(2.5 * points @ axes + random.normal(size=3), np.float32)


@pytest.mark.parametrize("seed", range(4))
def test_place_size_and_direction_do_not_count(seed: int) -> None:
    assert described(turned(VICTORY, seed)) == pytest.approx(described(VICTORY), abs=1e-4)


def test_a_left_hand_is_its_mirror_image() -> None:
    mirrored = VICTORY * np.array([-1, 1, 1], np.float32)
    assert described(turned(mirrored, 1)) == pytest.approx(described(VICTORY), abs=1e-4)


def test_the_middle_knuckle_is_one_above_the_wrist_and_the_index_finger_right() -> None:
    points = in_hand(VICTORY)
    assert points[0] == pytest.approx((0, 0, 0))
    assert points[9] == pytest.approx((0, 1, 0), abs=1e-6)
    assert points[5, 0] > points[17, 0]


def test_fingers_bend_to_the_side_of_the_palm() -> None:
    points = in_hand(made_hand({"index"}))
    assert points[[12, 16, 20], 2].mean() > points[[9, 13, 17], 2].mean()


def test_a_straight_joint_is_one_and_one_bent_by_a_right_angle_is_none() -> None:
    found = bends(made_hand({"index"}))
    assert found[1, 1:] == pytest.approx((1, 1), abs=1e-5)
    assert found[2, 1] == pytest.approx(0, abs=0.05)


def test_points_that_fall_together_are_numbers_still() -> None:
    found = described(np.zeros((21, 3), np.float32))
    assert found.shape == (SIZE,)
    assert np.isfinite(found).all()
