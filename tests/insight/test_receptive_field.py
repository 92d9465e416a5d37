import numpy as np
import pytest

from playground.insight.forward import _convolve
from playground.insight.receptive_field import ReceptiveField, receptive_fields
from playground.model.architectures import ARCHITECTURES, layers


def test_those_of_the_compact_network() -> None:
    """Counted by hand: 3; (3 + 1) + 2·2; (8 + 2) + 2·4; (18 + 4) + 2·8."""
    assert receptive_fields(ARCHITECTURES["compact"]) == {
        "conv2d": ReceptiveField(3, 1, -1), "conv2d_1": ReceptiveField(8, 2, -3),
        "conv2d_2": ReceptiveField(18, 4, -7), "conv2d_3": ReceptiveField(38, 8, -15)}


def test_without_padding_the_first_unit_begins_at_the_first_pixel() -> None:
    fields = receptive_fields(ARCHITECTURES["article"])
    assert {field.offset for field in fields.values()} == {0}
    assert fields["conv2d_3"].size == 38


def reached(architecture, name: str, row: int, column: int) -> np.ndarray:
    """Which pixels a unit's value depends on: the gradient of sums, through kernels of ones."""
    rows = [row for row in layers(architecture) if len(row.output) == 3]
    at = next(at for at, one in enumerate(rows) if one.name == name)
    sides = [architecture.size, *(one.output[0] for one in rows[: at + 1])]
    seen = np.zeros((sides[-1], sides[-1]), bool)
    seen[row, column] = True
    for one, below in zip(rows[at::-1], sides[at::-1], strict=True):
        if one.type not in ("Conv2D", "MaxPooling2D"):
            continue
        wider = np.zeros((below, below), bool)
        kernel = np.ones((one.kernel[0], one.kernel[0], 1, 1), np.float32) if one.kernel else None
        for place in np.argwhere(seen):
            for pixel in np.ndindex(2, 2) if kernel is None else ():
                wider[tuple(2 * place + pixel)] = True
        if kernel is not None:
            for pixel in np.argwhere(~wider):
                # A pixel belongs to the field where it alone changes what is in it.
                probe = np.zeros((1, below, below, 1), np.float32)
                probe[0, pixel[0], pixel[1], 0] = 1
                out = _convolve(probe, kernel, one.padding, one.stride)[0, :, :, 0]
                wider[tuple(pixel)] = bool((out[seen] != 0).any())
        seen = wider
    return np.argwhere(seen)


@pytest.mark.parametrize(("model", "layer", "place"), [
    ("compact", "conv2d_1", (0, 0)), ("compact", "conv2d_1", (31, 12)),
    ("deep", "conv2d_1", (0, 15)), ("deep", "conv2d", (31, 5)), ("two-conv", "conv2d", (63, 0)),
])
def test_it_is_exactly_the_pixels_that_reach_the_unit(model, layer, place) -> None:
    architecture = ARCHITECTURES[model]
    field, pixels = receptive_fields(architecture)[layer], reached(architecture, layer, *place)
    for axis in (0, 1):
        assert (pixels[:, axis].min(), pixels[:, axis].max() + 1) == field.clipped(
            place[axis], architecture.size)
