"""The numbers that the picture shows are those of the image."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed


def test_a_point_has_the_numbers_that_the_image_has_there() -> None:
    image = np.random.default_rng(3).integers(0, 256, (5, 5, 3), np.uint8)
    for row, column in ((0, 0), (2, 4), (4, 1)):
        found = computed("arithmetic/shown_part.js", "pointAt", image.ravel(), 5, row, column)
        assert found == image[row, column].tolist()


@pytest.mark.parametrize(("point", "first"), [
    ((30, 31), (25, 26)), ((0, 63), (0, 54)), ((63, 0), (54, 0)),
])
def test_the_shown_part_stays_within_the_picture(
    point: tuple[int, int], first: tuple[int, int]
) -> None:
    found = computed("arithmetic/shown_part.js", "shownPart", 64, 10, *point)
    assert (found["row"], found["column"]) == first


def test_all_of_a_picture_that_is_smaller_than_what_is_asked_for() -> None:
    assert computed("arithmetic/shown_part.js", "shownPart", 4, 10, 3, 3) == {"row": 0, "column": 0}
