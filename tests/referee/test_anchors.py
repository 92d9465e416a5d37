"""The detector's anchors: two a place on the finer grid, six on the coarser one."""

import numpy as np
import pytest

from playground.referee.anchors import anchors


def test_there_are_as_many_as_the_detector_has_answers() -> None:
    assert anchors().shape == (24 * 24 * 2 + 12 * 12 * 6, 2) == (2016, 2)


def test_they_go_along_the_rows_from_the_upper_left_middle() -> None:
    made = anchors()
    assert made[0] == pytest.approx((4 / 192, 4 / 192))
    assert made[1] == pytest.approx(made[0])
    assert made[2] == pytest.approx((12 / 192, 4 / 192))
    assert made[48] == pytest.approx((4 / 192, 12 / 192))
    assert made[1152] == pytest.approx((8 / 192, 8 / 192))
    assert made[-1] == pytest.approx((1 - 8 / 192, 1 - 8 / 192))


def test_nobody_can_change_them() -> None:
    with pytest.raises(ValueError, match="read-only"):
        anchors()[0] = np.zeros(2)
