"""What a box of the layer strip shows."""

from __future__ import annotations

import numpy as np

from playground.model.architectures import ARCHITECTURES, layers
from playground.ui.maps_panel import _box

LAYERS = {row.name: row for row in layers(ARCHITECTURES["compact"], "max")}


def test_the_output_shows_a_bar_for_each_class_and_names_the_longest() -> None:
    box = _box(LAYERS["dense_1"], np.array([0.5, 0.25, 0.25], np.float32), penalized=False)
    assert box.shape == "paper 50 %"
    assert box.picture is not None
    lengths = [int((row == 255).sum()) for row in box.picture]
    assert [lengths[1 + 7 * k] for k in range(3)] == [20, 10, 10]
    # Apart from each other.
    assert [int(box.picture[7 * k].max()) for k in range(4)] == [0, 0, 0, 0]


def test_hidden_units_are_as_bright_as_they_are_active() -> None:
    units = np.zeros(128, np.float32)
    units[3] = 2.0
    box = _box(LAYERS["dense"], units, penalized=True)
    assert box.picture is not None
    assert box.picture.shape == (8, 16)
    assert (int(box.picture.max()), int(box.picture.sum())) == (255, 255)
    assert box.shape == "128 units"
