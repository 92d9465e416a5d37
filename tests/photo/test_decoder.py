"""What comes out of the decoder, by known pixels: formats, modes, turns, profiles, large photos."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from playground.errors import UnreadableImage
from playground.photo.decoder_process import CHECKOUT
from playground.photo.intake import Intake
from playground.photo.limits import LARGEST_SIDE
from playground.photo.photo import Photo
from tests.data.made import encoded, noise
from tests.photo.hostile import HEIC, ORIENTATION, bombs, patched

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 40), (30, 50, 210), (250, 250, 250)


def corners() -> Image.Image:
    """64×32, a color in each quarter: red, green above blue, white."""
    picture = Image.new("RGB", (64, 32), RED)
    picture.paste(GREEN, (32, 0, 64, 16))
    picture.paste(BLUE, (0, 16, 32, 32))
    picture.paste(WHITE, (32, 16, 64, 32))
    return picture


def quarters(photo: Photo) -> list[tuple[int, ...]]:
    height, width = photo.pixels.shape[:2]
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return [tuple(map(int, photo.pixels[row, column])) for row in rows for column in columns]


def near(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], most: int = 12) -> bool:
    return bool(np.abs(np.array(found) - np.array(wanted)).max() <= most)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WebP", "GIF", "BMP", "TIFF", "AVIF"])
def test_each_format_gives_the_colors_in_it(format: str, intake: Intake) -> None:
    options = {"quality": 95} if format in ("JPEG", "WebP", "AVIF") else {}
    photo = intake.read(encoded(corners(), format.upper(), **options))
    assert (photo.format, photo.original, photo.size) == (format, (64, 32), (64, 32))
    assert near(quarters(photo), [RED, GREEN, BLUE, WHITE])
    assert photo.rgba is None


def test_heic_is_read_or_refused_with_a_word(intake: Intake) -> None:
    try:
        import pi_heif  # noqa: F401
    except ImportError:
        with pytest.raises(UnreadableImage, match="HEIC photos cannot be opened here"):
            intake.read(HEIC)
        return
    photo = intake.read(HEIC)
    assert (photo.format, photo.original) == ("HEIC", (64, 48))
    assert near(quarters(photo)[1:], [(20, 60, 220), (200, 30, 40), (20, 60, 220)], 20)
    assert photo.pixels[4, 4].min() > 220


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("scale", [1, 40])
def test_every_orientation_is_set_upright(format: str, scale: int, intake: Intake) -> None:
    upright = [RED, GREEN, BLUE, WHITE]
    back = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270}
    options = {"JPEG": {"quality": 95}, "PNG": {"compress_level": 1}, "AVIF": {"speed": 10},
               "WEBP": {"method": 0}, "TIFF": {}}[format]
    for orientation, way in back.items():
        lying = corners() if way is None else corners().transpose(way)
        lying = lying.resize((lying.width * scale, lying.height * scale), Image.Resampling.NEAREST)
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        photo = intake.read(encoded(lying, format, exif=exif, **options))
        assert photo.original == (64 * scale, 32 * scale)
        assert photo.size == ((64, 32) if scale == 1 else (LARGEST_SIDE, LARGEST_SIDE // 2))
        assert near(quarters(photo), upright, 25), orientation


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LAB", "I", "F"])
@pytest.mark.parametrize("scale", [1, 60])
def test_every_mode_gives_known_colors(mode: str, scale: int, intake: Intake) -> None:
    gray = mode in ("1", "L", "I", "F")
    picture = Image.new("RGB", (32, 32), "black" if gray else BLUE)
    picture.paste((255, 255, 255) if gray else RED, (16, 0, 32, 32))
    if mode == "LAB":
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        picture = ImageCms.applyTransform(picture, to_lab)
    shown = picture.quantize(2) if mode == "P" else picture.convert(mode)
    wide = shown.resize((32 * scale,) * 2, Image.Resampling.NEAREST)
    photo = intake.read(encoded(wide, "TIFF", compression="tiff_deflate"))
    pair = [(0, 0, 0), (255, 255, 255)] if gray else [BLUE, RED]
    # Pillow shows LAB by its lightness alone.
    if mode != "LAB":
        assert near(quarters(photo), pair * 2, 3)
    assert photo.original == (32 * scale, 32 * scale)


@pytest.mark.parametrize("scale", [1, 30])
@pytest.mark.parametrize("kind", ["RGBA", "LA", "palette", "color key"])
def test_transparency_is_composed_over_mid_gray(kind: str, scale: int, intake: Intake) -> None:
    picture = Image.new("RGBA", (60, 60), (200, 200, 200, 255))
    picture.paste((90, 90, 90, 0), (0, 0, 30, 60))
    wide = picture.resize((60 * scale, 60 * scale), Image.Resampling.NEAREST)
    options: dict[str, object] = {}
    if kind == "LA":
        wide = wide.convert("LA")
    elif kind == "palette":
        wide = wide.getchannel("A").point(lambda value: value // 255).convert("L")
        wide.putpalette([90, 90, 90, 200, 200, 200])
        options = {"transparency": 0}
    elif kind == "color key":
        wide = wide.convert("RGB")
        options = {"transparency": (90, 90, 90)}
    photo = intake.read(encoded(wide, "PNG", compress_level=1, **options))
    assert near(quarters(photo), [(128,) * 3, (200,) * 3] * 2, 2)
    assert photo.rgba is not None
    assert photo.rgba.shape == (*photo.pixels.shape[:2], 4)
    assert not photo.rgba.flags.writeable


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
@pytest.mark.parametrize("side", [64, 1700])
def test_16_bits_are_scaled(format: str, side: int, intake: Intake) -> None:
    values = np.full((side, side), 65535 // 4, np.uint16)
    photo = intake.read(encoded(Image.fromarray(values), format))
    assert near(quarters(photo), [(64, 64, 64)] * 4, 1)


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "TIFF"])
def test_of_several_pictures_the_first_counts(format: str, intake: Intake) -> None:
    rest = [Image.new("RGB", (64, 32), color) for color in (WHITE, BLUE)]
    content = encoded(corners(), format, save_all=True, append_images=rest)
    assert near(quarters(intake.read(content)), [RED, GREEN, BLUE, WHITE], 20)


def test_a_jpeg_that_holds_several_is_a_jpeg(intake: Intake) -> None:
    content = encoded(corners(), "MPO", save_all=True, append_images=[corners()], quality=95)
    photo = intake.read(content)
    assert photo.format == "JPEG"
    assert near(quarters(photo), [RED, GREEN, BLUE, WHITE], 20)


def swapped_profile() -> bytes:
    """sRGB with red and blue changing places."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"tmp_").replace(b"bXYZ", b"rXYZ").replace(b"tmp_", b"bXYZ")


def linear_gray_profile() -> bytes:
    """Gray whose values are proportional to light: 128 of it is 188 in sRGB."""
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    curve = b"curv\0\0\0\0" + struct.pack(">I", 0)
    table = struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"kTRC", 176, 12)
    head = bytearray(128)
    head[0:4], head[8:12] = struct.pack(">I", 188), b"\x02\x10\0\0"
    head[12:24], head[36:40] = b"mntrGRAYXYZ ", b"acsp"
    head[68:80] = struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    return bytes(head) + table + white + curve


@pytest.mark.parametrize("scale", [1, 30])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_color_profile_is_converted(mode: str, scale: int, intake: Intake) -> None:
    picture = corners().resize((64 * scale, 32 * scale), Image.Resampling.NEAREST)
    shown = picture.quantize(4) if mode == "P" else picture.convert(mode)
    content = encoded(shown, "PNG", icc_profile=swapped_profile())
    swapped = [color[::-1] for color in (RED, GREEN, BLUE, WHITE)]
    assert near(quarters(intake.read(content)), swapped, 3)


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_a_gray_profile_is_converted(mode: str, intake: Intake) -> None:
    picture = Image.new("L", (16, 16), 128)
    picture = Image.fromarray(np.full((16, 16), 128 * 257, np.uint16)) if mode == "I;16" else (
        picture.convert(mode))
    content = encoded(picture, "PNG", icc_profile=linear_gray_profile())
    assert near(quarters(intake.read(content)), [(188, 188, 188)] * 4, 2)


def test_transparency_stays_where_a_profile_is_converted(intake: Intake) -> None:
    clear = corners().convert("RGBA")
    clear.paste((*RED, 0), (0, 0, 32, 16))
    photo = intake.read(encoded(clear, "PNG", icc_profile=swapped_profile()))
    assert near(quarters(photo), [(128,) * 3, GREEN[::-1], BLUE[::-1], WHITE], 3)


@pytest.mark.parametrize("profile", [b"", b"nonsense" * 30, swapped_profile()[:200]])
def test_a_damaged_profile_is_ignored(profile: bytes, intake: Intake) -> None:
    photo = intake.read(encoded(corners(), "PNG", icc_profile=profile))
    assert quarters(photo) == [RED, GREEN, BLUE, WHITE]


def test_a_profile_of_other_colors_than_the_pictures_is_ignored(intake: Intake) -> None:
    cmyk = encoded(corners().convert("CMYK"), "TIFF", icc_profile=swapped_profile())
    assert near(quarters(intake.read(cmyk)), [RED, GREEN, BLUE, WHITE], 3)


def test_srgb_leaves_every_pixel_as_it_is(intake: Intake) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = noise(3)
    photo = intake.read(encoded(picture, "PNG", icc_profile=srgb))
    np.testing.assert_array_equal(photo.pixels, np.asarray(picture))


@pytest.mark.parametrize("size", [(1600, 1600), (1601, 900), (900, 5000), (20_000, 400)])
@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_what_is_larger_is_made_smaller_and_keeps_its_shape(
    size: tuple[int, int], format: str, intake: Intake
) -> None:
    photo = intake.read(encoded(Image.new("RGB", size, GREEN), format))
    largest = max(size)
    scale = min(1, LARGEST_SIDE / largest)
    assert photo.original == size
    assert photo.size == tuple(max(1, round(side * scale)) for side in size)
    assert near([tuple(map(int, photo.pixels[0, 0]))], [GREEN], 3)


def test_the_limits_are_those_of_the_decoder_alone(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    program = f"""
import sys
from playground.photo.decoder import limit_process, load_codecs
load_codecs(); limit_process()
try:
    bytearray(2 * 2**30)
except MemoryError:
    print("no memory")
try:
    with open({str(tmp_path / 'file')!r}, "wb", buffering=0) as file: file.write(b"x")
except OSError:
    print("no file")
print(sorted({{"tensorflow", "keras", "streamlit"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True,
                          text=True, check=True)
    wanted = ["no memory", "no file", "[]"] if sys.platform == "linux" else ["[]"]
    assert done.stdout.splitlines()[-len(wanted):] == wanted


def test_the_bytes_alone_name_the_photo(intake: Intake) -> None:
    content, other = encoded(noise(1)), encoded(noise(2))
    assert intake.read(content).fingerprint == hashlib.sha256(content).hexdigest()
    assert intake.read(content).fingerprint != intake.read(other).fingerprint


def test_too_many_pixels_are_refused_for_being_too_many(intake: Intake) -> None:
    files = dict(bombs())
    for name in ("PNG 40000×40000", "TIFF 40000×40000", "BMP 40000×40000", "GIF 40000×40000",
                 "GIF frame 40000×40000", "WebP 40000×40000", "WebP lossless 40000×40000",
                 "JPEG RGB 40000×40000", "JPEG progressive 40000×40000", "PNG 50000001×1",
                 "WebP flat, over the limit"):
        with pytest.raises(UnreadableImage, match="too many pixels; make it smaller"):
            intake.read(files[name])


def test_a_progressive_jpeg_may_have_fewer_pixels_than_a_plain_one(intake: Intake) -> None:
    claimed = struct.pack(">HH", 10_000, 10_000)
    plain = patched(encoded(noise(1), "JPEG"), b"\xff\xc0", 5, claimed)
    assert intake.read(plain).original == (10_000, 10_000)
    progressive = patched(
        encoded(noise(1), "JPEG", progressive=True), b"\xff\xc2", 5, claimed)
    with pytest.raises(UnreadableImage, match="too many pixels"):
        intake.read(progressive)


@pytest.mark.parametrize("content", [b"GIF89a", b"\xff\xd8\xff", b"II*\0", b"\x89PNG\r\n\x1a\n"])
def test_a_beginning_alone_is_a_damaged_picture_and_not_none(
    content: bytes, intake: Intake
) -> None:
    with pytest.raises(UnreadableImage, match="damaged or cut short"):
        intake.read(content)
