"""What can be read is read, though something in the file is odd."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from playground.data.decode import open_picture
from playground.data.heic import heic_can_be_read
from playground.errors import UnreadableImage
from tests.data.made import encoded, noise
from tests.data.odd_pictures import ORIENTATION, RESOLUTIONS, exif, hidden_still
from tests.photo.hostile import HEIC

pytestmark = pytest.mark.filterwarnings(r"ignore:::PIL\.")


@pytest.mark.parametrize("resolution", list(RESOLUTIONS))
@pytest.mark.parametrize("orientation", [3, 6])
def test_an_orientation_counts_though_the_resolution_is_nonsense(
    orientation: int, resolution: str
) -> None:
    picture = noise(1)
    content = encoded(picture, "JPEG", quality=95, exif=exif(orientation, resolution))
    way = Image.Transpose.ROTATE_180 if orientation == 3 else Image.Transpose.ROTATE_270
    wanted = open_picture(encoded(picture, "JPEG", quality=95)).transpose(way)
    np.testing.assert_array_equal(np.asarray(open_picture(content)), np.asarray(wanted))


@pytest.mark.parametrize(("kind", "value"), [
    (1, b"\6\0\0\0"), (2, b"6\0\0\0"), (4, b"\6\0\0\0"), (9, b"\6\0\0\0")])
def test_an_orientation_of_another_type_counts(kind: int, value: bytes) -> None:
    count = 2 if kind == 2 else 1
    entry = struct.pack("<HHI", ORIENTATION, kind, count) + value
    content = encoded(noise(1), "JPEG", exif=b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry)
    assert open_picture(content).size == (40, 60)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("missing", [1, 2])
def test_a_jpeg_without_its_ending_is_whole(missing: int, progressive: bool) -> None:
    content = encoded(noise(2), "JPEG", progressive=progressive)
    np.testing.assert_array_equal(
        np.asarray(open_picture(content[:-missing])), np.asarray(open_picture(content)))


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("missing", [3, 4, 6, 30, 300])
def test_a_jpeg_without_some_of_its_pixels_is_damaged(missing: int, progressive: bool) -> None:
    content = encoded(noise(2), "JPEG", progressive=progressive)
    with pytest.raises(UnreadableImage, match="damaged or cut short"):
        open_picture(content[:-missing])


def test_an_animation_shows_its_first_frame_and_not_the_still_beside_it() -> None:
    still, first, second = noise(3), noise(4), noise(5)
    shown = open_picture(hidden_still(still, first, second))
    np.testing.assert_array_equal(np.asarray(shown), np.asarray(first))


def test_heic_is_read_or_refused_with_a_word() -> None:
    if heic_can_be_read():
        assert open_picture(HEIC).size == (64, 48)
    else:
        with pytest.raises(UnreadableImage, match="HEIC photos cannot be opened here"):
            open_picture(HEIC)
