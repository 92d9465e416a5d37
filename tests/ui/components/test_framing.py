"""A part of a photo, as a browser may send it."""

from __future__ import annotations

import math

import pytest

from playground.ui.components.framing import checked


def test_a_part_inside_stays_as_it_is() -> None:
    assert checked([0.25, 0.1, 0.5, 0.25]) == (0.25, 0.1, 0.5, 0.25)


def test_a_part_that_leaves_the_photo_is_moved_back() -> None:
    assert checked([0.8, -1, 0.5, 0.5]) == (0.5, 0.0, 0.5, 0.5)
    assert checked([0, 0, 1.00001, 1]) == (0, 0, 1, 1)


@pytest.mark.parametrize("sent", [
    None, 3, "abcd", [], [0, 0, 1], [0, 0, 1, "1"], [0, 0, 0, 0], [0, 0, -1, 1], [0, 0, 2, 2],
    [math.nan, 0, 1, 1], [0, 0, math.inf, 1], [0, 0, 0.001, 0.5]])
def test_anything_else_is_nothing(sent: object) -> None:
    assert checked(sent) is None
