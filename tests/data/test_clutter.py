"""Made-up places, and textures that are mixed in."""

from __future__ import annotations

import numpy as np

from playground.data.clutter import COUNT, cluttered
from playground.data.new_background import (
    CLUTTER_SHARE,
    COLUMNS,
    PHOTOGRAPH_SHARE,
    replace_background,
)
from playground.data.spectrum import mixed


def test_places_are_the_same_each_time_and_none_is_like_another() -> None:
    places = cluttered(24)
    again = cluttered.__wrapped__(24)
    np.testing.assert_array_equal(places, again)
    assert len({place.tobytes() for place in places}) == COUNT
    assert not places.flags.writeable


def test_with_clutter_as_many_places_are_other_ones_as_it_says() -> None:
    nothing = np.zeros((300, 24, 24, 4), np.uint8)
    numbers = np.random.default_rng(4).uniform(-1, 1, (COLUMNS, 300))
    plain, full = (replace_background(nothing, numbers, clutter=on) for on in (False, True))
    differ = (plain != full).any(axis=(1, 2, 3)).mean()
    assert abs(differ - CLUTTER_SHARE - PHOTOGRAPH_SHARE) < 0.08


def test_a_share_of_none_changes_nothing_and_phases_stay() -> None:
    random = np.random.default_rng(5)
    image, other = random.integers(60, 190, (2, 32, 32, 3)).astype(np.uint8)
    np.testing.assert_array_equal(mixed(image, other, 0.0), image)
    half = mixed(image, other, 0.5)
    assert (half != image).any()
    own, seen = (np.fft.rfft2(each[..., 0].astype(float)) for each in (image, half))
    turned = np.angle(own / seen)
    assert np.median(np.abs(turned)) < 0.1
