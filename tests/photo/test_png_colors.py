"""A PNG's own numbers for its colors, and which of them counts."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from playground.photo.intake import Intake
from tests.data.made import noise
from tests.data.odd_pictures import chrm, chunked, gama
from tests.photo.test_decoder import linear_gray_profile, swapped_profile

GRAY = Image.new("RGB", (16, 16), (128, 128, 128))
# DCI-P3 with the white point of sRGB: its red lies outside sRGB's.
P3 = (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
SRGB = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)


def color(intake: Intake, content: bytes) -> tuple[int, ...]:
    return tuple(map(int, intake.read(content).pixels[8, 8]))


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA"])
def test_values_proportional_to_light_become_brighter(mode: str, intake: Intake) -> None:
    picture = GRAY.quantize(2) if mode == "P" else GRAY.convert(mode)
    assert color(intake, chunked(picture, gama(1.0))) == (188, 188, 188)


def test_an_exponent_of_srgb_leaves_every_pixel_as_it_is(intake: Intake) -> None:
    picture = noise(1)
    for content in (chunked(picture, gama(0.45455)), chunked(picture, gama(0.45455), chrm(*SRGB)),
                    chunked(picture, gama(0))):
        np.testing.assert_array_equal(intake.read(content).pixels, np.asarray(picture))


def test_srgb_goes_before_the_numbers_and_a_profile_before_srgb(intake: Intake) -> None:
    assert color(intake, chunked(GRAY, (b"sRGB", b"\0"), gama(1.0))) == (128, 128, 128)
    assert color(intake, chunked(
        GRAY.convert("L"), gama(0.2), icc_profile=linear_gray_profile())) == (188, 188, 188)
    red = Image.new("RGB", (16, 16), (220, 30, 30))
    assert color(intake, chunked(red, gama(1.0), icc_profile=swapped_profile()))[2] > 200


def test_cicp_goes_before_all(intake: Intake) -> None:
    assert color(intake, chunked(GRAY, (b"cICP", b"\x01\x0d\0\x01"), gama(1.0))) == (128,) * 3


def test_other_primaries_are_converted_and_white_stays_white(intake: Intake) -> None:
    reddish = Image.new("RGB", (16, 16), (200, 100, 100))
    found = color(intake, chunked(reddish, chrm(*P3)))
    # By the formulas of CSS Color 4 for display-p3: 214, 96, 98.
    assert np.abs(np.subtract(found, (214, 96, 98))).max() <= 3
    white = Image.new("RGB", (16, 16), (255, 255, 255))
    assert color(intake, chunked(white, chrm(*P3))) == (255, 255, 255)
    assert color(intake, chunked(GRAY, gama(1.0), chrm(*P3))) == (188, 188, 188)


@pytest.mark.parametrize("places", [(0.0,) * 8, (0.3,) * 8, (0.3127, 0.3290, *(0.3, 0.3) * 3)])
def test_primaries_that_make_no_sense_are_ignored(
    places: tuple[float, ...], intake: Intake
) -> None:
    assert color(intake, chunked(GRAY, chrm(*places))) == (128, 128, 128)


def test_transparency_stays(intake: Intake) -> None:
    clear = Image.new("RGBA", (16, 16), (128, 128, 128, 0))
    clear.paste((128, 128, 128, 255), (0, 0, 16, 12))
    for content in (chunked(clear, gama(1.0)), chunked(clear, gama(1.0), chrm(*P3))):
        rgba = intake.read(content).rgba
        assert rgba is not None
        assert (rgba[8, 8, 3], rgba[14, 8, 3]) == (255, 0)
