"""The reliability picture, and the sheet of what fails."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np

from tools.calibrate import drawn
from tools.what_fails import COLUMNS, ROWS, SIDE
from tools.what_fails import drawn as sheet


def test_the_reliability_picture_has_a_mark_for_each_bin_with_answers() -> None:
    given = np.float32([[0.95, 0.05, 0.0], [0.9, 0.1, 0.0], [0.4, 0.35, 0.25]])
    picture = ElementTree.fromstring(drawn(given, np.array([0, 1, 2])))
    marks = [one for one in picture.iter() if one.tag.endswith("circle")]
    assert [mark[0].text for mark in marks] == ["pictures: 1", "pictures: 2"]


def test_the_sheet_has_a_place_for_each_picture() -> None:
    random = np.random.default_rng(1)
    count = COLUMNS * ROWS
    made = sheet(random.integers(1, 256, (count, 96, 96, 3), np.uint8),
                 np.zeros(count, np.int64), random.dirichlet((1, 1, 1), count).astype(np.float32))
    pixels = np.asarray(made)
    for at in range(count):
        left, top = at % COLUMNS * (SIDE + 6), at // COLUMNS * (SIDE + 30)
        assert pixels[top : top + SIDE, left : left + SIDE].std() > 20
