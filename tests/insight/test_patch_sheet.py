"""A sheet holds the crops that `top_patches` finds, row by row, and is read as it was written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.pictures import Pictures
from playground.insight.patch_sheet import PatchSheet, patch_sheets, read_sheets, write_sheets
from playground.insight.receptive_field import ReceptiveField
from playground.insight.top_patches import Strongest, patches
from playground.lessons.given import shipped
from playground.lessons.topics.features import shipped_patches
from playground.model.architectures import kernel_shapes

RNG = np.random.default_rng(2)


@pytest.fixture
def pictures() -> Pictures:
    images = RNG.integers(0, 256, (4, 12, 12, 3), np.uint8)
    return Pictures("p", images, np.array([0, 1, 2, 1]), tuple("abcd"), None, {}, (), "f")


@pytest.fixture
def found() -> dict[str, Strongest]:
    seen = Strongest(
        np.array([[0, 3], [2, 1]]), np.array([[2, 1], [.5, 0]], np.float32),
        np.array([[[0, 0], [4, 4]], [[1, 2], [3, 0]]]), ReceptiveField(5, 2, -1))
    return {"conv2d": seen, "dense": Strongest(
        np.array([[0, 1]]), np.ones((1, 2), np.float32), np.zeros((1, 2, 2), np.int64), None)}


def test_each_unit_has_a_row_of_its_patches_and_their_signs(
    pictures: Pictures, found: dict[str, Strongest]
) -> None:
    sheets = patch_sheets(pictures, found)
    assert list(sheets) == ["conv2d"]
    sheet = sheets["conv2d"]
    with Image.open(BytesIO(sheet.picture)) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    rows = pixels.reshape(2, 5, 2, 5, 3).swapaxes(1, 2)
    assert np.array_equal(rows, patches(pictures, found["conv2d"]))
    assert sheet.labels.tolist() == [[0, 1], [2, 1]]
    assert (sheet.side, sheet.shown) == (5, 5)


def test_sheets_are_read_as_they_were_written(
    pictures: Pictures, found: dict[str, Strongest], tmp_path: Path
) -> None:
    sheets = patch_sheets(pictures, found)
    write_sheets(sheets, tmp_path / "patches.npz")
    read = read_sheets(tmp_path / "patches.npz")["conv2d"]
    wrote = sheets["conv2d"]
    assert (read.side, read.shown, read.picture) == (wrote.side, wrote.shown, wrote.picture)
    assert np.array_equal(read.values, wrote.values)
    assert np.array_equal(read.labels, wrote.labels)


def test_those_that_ship_are_of_every_filter_of_the_network_that_ships() -> None:
    shapes = kernel_shapes(shipped().architecture)
    sheets = shipped_patches()
    assert {name: len(one.values) for name, one in sheets.items()} == {
        name: shape[-1] for name, shape in shapes.items() if len(shape) == 4}
    assert all(decoded_size(one) == (9 * one.shown, len(one.values) * one.shown)
               for one in sheets.values())


def decoded_size(sheet: PatchSheet) -> tuple[int, int]:
    with Image.open(BytesIO(sheet.picture)) as opened:
        return opened.size
