from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.decode import compose, decode_image, flatten_alpha
from playground.errors import UnreadableImage
from playground.experiment import CONTROLS
from tests.data.made import encoded, noise

# pytest takes back the filter that decode.py sets.
pytestmark = pytest.mark.filterwarnings(r"ignore:::PIL\.")


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds almost nothing."""
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_bytes_and_path_give_the_same(tmp_path: Path) -> None:
    content = encoded(noise(1))
    (tmp_path / "a.png").write_bytes(content)
    from_path = decode_image(tmp_path / "a.png", 20, "squash", "bilinear")
    assert from_path.shape == (20, 20, 3)
    assert from_path.dtype == np.uint8
    assert np.array_equal(from_path, decode_image(content, 20, "squash", "bilinear"))


@pytest.mark.parametrize("resize_filter", ["nearest", "bilinear", "bicubic", "lanczos"])
def test_squash_is_pillows_resize(resize_filter: str) -> None:
    picture = noise(2)
    expected = picture.resize((24, 24), Image.Resampling[resize_filter.upper()])
    assert np.array_equal(decode_image(encoded(picture), 24, "squash", resize_filter), expected)


def test_letterbox_keeps_proportions_and_pads_with_black() -> None:
    white = Image.new("RGB", (60, 30), "white")
    boxed = decode_image(encoded(white), 40, "letterbox", "bilinear")
    assert (boxed[10:30] == 255).all()
    assert (boxed[:10] == 0).all()
    assert (boxed[30:] == 0).all()


def test_center_crop_takes_the_middle_square() -> None:
    picture = Image.new("RGB", (60, 20), "black")
    picture.paste((255, 255, 255), (20, 0, 40, 20))
    assert (decode_image(encoded(picture), 20, "center-crop", "bilinear") == 255).all()


@pytest.mark.parametrize("shape", [(1, 500), (500, 1), (1, 1)])
@pytest.mark.parametrize("framing", CONTROLS["framing"].kind.options)  # type: ignore[union-attr]
def test_extreme_proportions_are_decoded(shape: tuple[int, int], framing: str) -> None:
    picture = Image.new("RGB", shape, "white")
    assert decode_image(encoded(picture), 8, framing, "lanczos").shape == (8, 8, 3)


def test_exif_orientation_is_honored() -> None:
    picture = Image.new("RGB", (40, 40), "black")
    picture.paste((255, 255, 255), (0, 0, 40, 20))
    exif = Image.Exif()
    exif[0x0112] = 3
    turned = decode_image(encoded(picture, "JPEG", exif=exif), 40, "squash", "nearest")
    assert turned[:18].max() < 30
    assert turned[22:].min() > 220


def test_damaged_exif_is_no_reason_to_refuse_a_picture() -> None:
    content = encoded(noise(3), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff garbage")
    assert decode_image(content, 16, "squash", "bilinear").shape == (16, 16, 3)


def test_real_transparency_gives_four_channels() -> None:
    picture = noise(4).convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 10, 40))
    assert decode_image(encoded(picture), 16, "squash", "bilinear").shape == (16, 16, 4)


def test_an_alpha_channel_that_is_opaque_everywhere_is_dropped() -> None:
    assert decode_image(encoded(noise(4).convert("RGBA")), 16, "squash", "nearest").shape[2] == 3


def test_transparent_palette_and_gray_are_composed_like_rgba() -> None:
    palette = Image.new("P", (8, 8), 1)
    palette.putpalette([255, 0, 0, 0, 255, 0])
    decoded = decode_image(encoded(palette, transparency=1), 4, "squash", "nearest")
    assert decoded.shape == (4, 4, 4)
    assert (decoded[..., 3] == 0).all()
    gray = Image.new("LA", (8, 8), (90, 100))
    assert decode_image(encoded(gray), 4, "squash", "nearest")[0, 0].tolist() == [90, 90, 90, 100]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    picture = Image.new("RGB", (8, 8), "white").convert(mode)
    content = encoded(picture, "TIFF")
    assert decode_image(content, 4, "squash", "nearest").shape == (4, 4, 3)
    assert decode_image(content, 4, "squash", "nearest").min() >= 250


@pytest.mark.parametrize("dtype", [np.uint16, ">u2", np.int32])
def test_16_bits_are_scaled_and_not_clipped(dtype: str) -> None:
    ramp = np.linspace(0, 65535, 64).astype(dtype).reshape(8, 8)
    decoded = decode_image(encoded(Image.fromarray(ramp), "TIFF"), 8, "squash", "nearest")
    assert np.abs(decoded[..., 0] - np.linspace(0, 255, 64).reshape(8, 8)).max() <= 1


def test_floating_point_up_to_one_is_scaled() -> None:
    picture = Image.fromarray(np.full((4, 4), 0.5, np.float32))
    assert decode_image(encoded(picture, "TIFF"), 4, "squash", "nearest")[0, 0, 0] == 128


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "BMP", "GIF", "TIFF", "AVIF"])
def test_each_format_is_read(format: str) -> None:
    assert decode_image(encoded(noise(5), format), 8, "squash", "bilinear").shape == (8, 8, 3)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "AVIF"])
def test_a_file_cut_anywhere_is_unreadable_or_a_picture(format: str) -> None:
    content = encoded(noise(6), format)
    for length in range(0, len(content) - 1, max(1, len(content) // 40)):
        with suppress(UnreadableImage):
            assert decode_image(content[:length], 8, "squash", "nearest").shape == (8, 8, 3)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_random_damage_never_raises_anything_else(format: str) -> None:
    generator = np.random.default_rng(7)
    content = np.frombuffer(encoded(noise(7, (20, 30, 3)), format), np.uint8)
    for _ in range(60):
        damaged = content.copy()
        damaged[generator.integers(0, len(damaged), 5)] = generator.integers(0, 256, 5)
        with suppress(UnreadableImage):
            decode_image(damaged.tobytes(), 8, "squash", "nearest")


@pytest.mark.parametrize("content", [b"", b"hello", b"<svg/>", b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_what_is_no_picture_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableImage, match="It is not a picture in PNG, JPEG"):
        decode_image(content, 8, "squash", "nearest")


def test_a_truncated_picture_is_unreadable() -> None:
    content = encoded(noise(8, (400, 600, 3)), "JPEG")
    with pytest.raises(UnreadableImage, match="damaged or cut short"):
        decode_image(content[: len(content) // 2], 8, "squash", "nearest")


@pytest.mark.parametrize("size", [(10_000, 5_001), (40_000, 40_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(UnreadableImage, match=r"more than 50,000,000 pixels|damaged|not a picture"):
        decode_image(png_header(*size), 8, "squash", "nearest")


def test_a_size_of_zero_is_unreadable() -> None:
    with pytest.raises(UnreadableImage):
        decode_image(png_header(0, 10), 8, "squash", "nearest")


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImage, match="cannot be read"):
        decode_image(tmp_path / "none.png", 8, "squash", "nearest")


def test_flatten_alpha_composes_over_mid_gray() -> None:
    pixels = np.array([[255, 0, 9, 0], [255, 0, 9, 255], [255, 0, 128, 128]], np.uint8)
    flat = flatten_alpha(pixels[None, None])[0, 0]
    assert flat.tolist() == [[128, 128, 128], [255, 0, 9], [192, 64, 128]]


def test_flatten_alpha_leaves_rgb_as_it_is() -> None:
    images = np.zeros((2, 4, 4, 3), np.uint8)
    assert flatten_alpha(images) is images


def test_compose_rounds_exactly_for_every_value_and_alpha() -> None:
    value, alpha = np.meshgrid(np.arange(256), np.arange(256))
    image = np.stack([value, value, value, alpha], axis=-1).astype(np.uint8)[None]
    exact = np.floor((value * alpha + 77 * (255 - alpha)) / 255 + 0.5)
    assert np.array_equal(compose(image, np.full(3, 77, np.uint8))[0, ..., 1], exact)
