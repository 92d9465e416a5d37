import numpy as np
import pytest

from playground.insight.feature_strip import (
    feature_strip,
    kernel_badges,
    kernel_colors,
    strongest_channels,
)


def maps(*strengths):
    """Maps (4, 4, f), each of one value all over."""
    return np.ones((4, 4, 1), np.float32) * np.array(strengths, np.float32)


def test_the_strongest_come_first_and_equal_ones_in_their_order():
    assert strongest_channels(maps(1, 3, 0, 3, 2), 4).tolist() == [1, 3, 4, 0]
    assert strongest_channels(maps(1, 3), 8).tolist() == [1, 0]


def test_all_maps_share_one_scale_so_that_strong_and_weak_show():
    strip = feature_strip(maps(1, 4, 0, 100), np.array([1, 0, 2]))
    assert strip.pictures.shape == (3, 4, 4)
    assert strip.pictures[:, 0, 0].tolist() == [255, 64, 0]
    assert strip.peak == 4.0
    assert strip.channels.tolist() == [1, 0, 2]


def test_silent_maps_are_black():
    strip = feature_strip(maps(0, 0), np.array([0, 1]))
    assert (strip.peak, strip.pictures.max()) == (0.0, 0)


def test_a_map_keeps_its_orientation():
    picture = np.arange(12, dtype=np.float32).reshape(3, 4, 1)
    shown = feature_strip(picture, np.array([0])).pictures[0]
    assert shown[0, 0] == 0
    assert shown[2, 3] == 255
    assert shown[0, 3] < shown[1, 0]


def test_the_first_kernel_is_shown_in_its_colors_with_gray_as_zero():
    kernel = np.zeros((3, 3, 3, 2), np.float32)
    kernel[0, 1, 2, 1] = 0.1
    kernel[2, 2, 0, 1] = -5.0
    colors = kernel_colors(kernel, 0.1)
    assert colors.shape == (2, 3, 3, 3)
    assert (colors[0] == 128).all()
    assert colors[1, 0, 1].tolist() == [128, 128, 255]
    assert colors[1, 2, 2].tolist() == [1, 128, 128]


def test_deeper_channels_are_no_colors():
    with pytest.raises(ValueError, match="16 channels"):
        kernel_colors(np.zeros((3, 3, 16, 2), np.float32), 0.1)


def test_a_badge_is_the_slice_that_weighs_most_in_its_filter():
    kernel = np.full((3, 3, 4, 6), 0.01, np.float32)
    kernel[:, :, 2, 5] = [[-1, 0, 0], [0, 0.5, 0], [0, 0, 1]]
    badges = kernel_badges(kernel, 1.0, np.array([5, 0]))
    assert badges.shape == (2, 3, 3)
    assert badges[0].tolist() == [[-127, 0, 0], [0, 64, 0], [0, 0, 127]]
    assert (badges[1] == 1).all()
