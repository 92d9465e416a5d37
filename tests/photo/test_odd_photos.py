"""Photos that other programs write oddly: read where they can be, else refused with a reason."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from playground.errors import UnreadableImage
from playground.photo.intake import Intake
from tests.data.made import encoded, noise
from tests.data.odd_pictures import RESOLUTIONS, exif, hidden_still
from tests.photo.test_decoder import BLUE, GREEN, RED, WHITE, corners, near, quarters


@pytest.mark.parametrize("size", [(30_000, 2), (20_000, 30), (1, 9000), (101, 2)])
@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_line_is_no_photo_of_a_hand(
    size: tuple[int, int], format: str, intake: Intake
) -> None:
    with pytest.raises(UnreadableImage, match="far too narrow to show a hand"):
        intake.read(encoded(Image.new("RGB", size, GREEN), format))


@pytest.mark.parametrize("resolution", list(RESOLUTIONS))
@pytest.mark.parametrize("scale", [1, 40])
def test_an_orientation_counts_though_the_resolution_is_nonsense(
    resolution: str, scale: int, intake: Intake
) -> None:
    lying = corners().transpose(Image.Transpose.ROTATE_90)
    lying = lying.resize((lying.width * scale, lying.height * scale), Image.Resampling.NEAREST)
    photo = intake.read(encoded(lying, "JPEG", quality=95, exif=exif(6, resolution)))
    assert photo.original == (64 * scale, 32 * scale)
    assert near(quarters(photo), [RED, GREEN, BLUE, WHITE], 25)


@pytest.mark.parametrize("side", [64, 3300])
def test_a_jpeg_without_its_ending_is_whole_and_one_cut_shorter_is_not(
    side: int, intake: Intake
) -> None:
    content = encoded(noise(1, (side, side, 3)), "JPEG")
    whole, shorter = intake.read(content), intake.read(content[:-2])
    np.testing.assert_array_equal(shorter.pixels, whole.pixels)
    assert shorter.original == (side, side)
    with pytest.raises(UnreadableImage, match="damaged or cut short"):
        intake.read(content[:-40])


def test_an_animation_shows_its_first_frame_and_not_the_still_beside_it(intake: Intake) -> None:
    still = Image.new("RGB", (64, 32), WHITE)
    photo = intake.read(hidden_still(still, corners(), still))
    assert quarters(photo) == [RED, GREEN, BLUE, WHITE]
