"""From the bytes of a picture to a square of uint8, the same for training and for a photo.

Whatever arrives may be broken or hostile: only known formats are tried, the size is checked
before a pixel is decoded, and anything that goes wrong is one `UnreadableImage`.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from playground.data.bars import BARS, with_bars
from playground.data.heic import begins_as_heic, heic_can_be_read
from playground.data.jpeg_ending import with_ending
from playground.data.members import read_limited
from playground.errors import UnreadableImage
from playground.messages import lazy

# Pillow's remarks about odd metadata would stand between the lines that the person should read.
# At import, because a filter that is set and taken back is not safe among the decoding threads.
warnings.filterwarnings("ignore", module=r"PIL\.")

MAX_PIXELS = 50_000_000
FORMATS: Final = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
_FILTERS: Final = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}
ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Behind transparent pixels where one color is needed: neither black nor white favors any hand.
_MID_GRAY = 128


def decode_image(
    bytes_or_path: bytes | Path, size: int, framing: str, resize_filter: str
) -> NDArray[np.uint8]:
    """A picture as (size, size, 3) RGB or, where any of it is transparent, (size, size, 4) RGBA.

    The array may be read-only. Raises `UnreadableImage` with one sentence.
    """
    picture = open_picture(bytes_or_path)
    return square(picture, size, framing, resize_filter)


def open_picture(bytes_or_path: bytes | Path) -> Image.Image:
    """The whole picture, upright, in mode RGB or (only if any of it is transparent) RGBA.

    Raises `UnreadableImage` with one sentence.
    """
    content = read_file(bytes_or_path) if isinstance(bytes_or_path, Path) else bytes_or_path
    if begins_as_heic(content[:16]) and not heic_can_be_read():
        raise UnreadableImage(lazy(
            "HEIC photos cannot be opened here; save it as JPEG and try again."))
    try:
        return _decoded(content)
    except UnreadableImage:
        raise
    except UnidentifiedImageError:
        raise UnreadableImage(lazy(
            "It is not a picture in {formats} format.", formats=", ".join(FORMATS))) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadableImage(lazy(
            "The picture has more than {max_pixels:,} pixels.", max_pixels=MAX_PIXELS)) from None
    # A damaged file makes a decoder raise nearly anything: OSError, SyntaxError, struct.error,
    # MemoryError, and whatever the next version of a codec thinks of.
    except Exception:
        picture = with_ending(content, _decoded)
        if picture is not None:
            return picture
        raise UnreadableImage(lazy("The picture is damaged or cut short.")) from None


def _decoded(content: bytes) -> Image.Image:
    formats = (*FORMATS, "HEIF") if begins_as_heic(content[:16]) else FORMATS
    with Image.open(io.BytesIO(content), formats=formats) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise UnreadableImage(lazy(
                "The picture has more than {max_pixels:,} pixels.", max_pixels=MAX_PIXELS))
        to_first_frame(picture)
        picture.load()
        return plain(upright(picture))


def to_first_frame(picture: Image.Image) -> None:
    """Where the still picture of a PNG is for programs that know no animation: go on to frame 1."""
    if getattr(picture, "default_image", False):
        try:
            picture.seek(1)
        # It says that there is an animation, and there is none.
        except EOFError:
            picture.seek(0)


def square(
    picture: Image.Image,
    size: int,
    framing: str,
    resize_filter: str,
    box: tuple[float, float, float, float] | None = None,
) -> NDArray[np.uint8]:
    """An RGB or RGBA picture of any shape as (size, size, 3 or 4).

    squash: both sides become `size`, as the article's loader does. center-crop: the largest
    centered square. The others keep the proportions and fill the rest: letterbox with black
    (transparent in RGBA), the usual padding of a CNN: after rescaling it is 0, what convolutions
    pad with; edge with the outermost pixels, repeated; blur with the same, blurred.
    `box`, as left, top, right, bottom within the picture, is the part that is framed; else all.
    """
    resample = _FILTERS[resize_filter]
    left, top, right, bottom = box or (0, 0, *picture.size)
    width, height = right - left, bottom - top
    if framing == "squash":
        return np.asarray(picture.resize((size, size), resample, box=(left, top, right, bottom)))
    if framing == "center-crop":
        side = min(width, height)
        left, top = left + (width - side) // 2, top + (height - side) // 2
        crop = (left, top, left + side, top + side)
        return np.asarray(picture.resize((size, size), resample, box=crop))
    if framing in BARS:
        scale = size / max(width, height)
        inner = max(1, round(width * scale)), max(1, round(height * scale))
        shown = picture.resize(inner, resample, box=(left, top, right, bottom))
        return with_bars(np.asarray(shown), (size, size), framing)
    raise ValueError(f"no framing {framing!r}")


def flatten_alpha(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(b, h, w, 3) RGB from RGB, returned as it is, or from RGBA, composed over mid-gray."""
    if images.shape[-1] == 3:
        return images
    return compose(images, np.full(3, _MID_GRAY, np.uint8))


def compose(images: NDArray[np.uint8], behind: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(b, h, w, 3) RGB: RGBA images (b, h, w, 4) over a background that broadcasts to that."""
    out = np.empty((*images.shape[:-1], 3), np.uint8)
    # Plane by plane, so that the intermediate numbers stay in the processor's cache.
    for image, ground, result in zip(images, np.broadcast_to(behind, out.shape), out, strict=True):
        alpha = image[..., 3].astype(np.uint16)
        rest = 255 - alpha
        for channel in range(3):
            mixed = image[..., channel] * alpha
            mixed += ground[..., channel] * rest
            # Divides by 255 and rounds, exactly, for all values up to 255 x 255.
            mixed += 128
            mixed += mixed >> 8
            mixed >>= 8
            result[..., channel] = mixed
    return out


def read_file(path: Path) -> bytes:
    """The bytes of a file of at most 64 MiB; else `UnreadableImage` with one sentence."""
    try:
        with path.open("rb") as file:
            return read_limited(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "unreadable"
        raise UnreadableImage(lazy("The file cannot be read: {reason}.", reason=reason)) from None


def orientation(picture: Image.Image) -> int:
    """As EXIF numbers them, 1 to 8; 1, as it lies, where none can be read."""
    # Only this one number is wanted: what else stands there may be damaged as it likes.
    try:
        found = picture.getexif().get(ORIENTATION, 1)
        found = int(found[0] if isinstance(found, tuple | bytes) else found)
    except Exception:
        return 1
    return found if found in _TURNS else 1


def upright(picture: Image.Image) -> Image.Image:
    """The picture turned and mirrored as its EXIF orientation says."""
    turn = _TURNS.get(orientation(picture))
    return picture if turn is None else picture.transpose(turn)


def plain(picture: Image.Image) -> Image.Image:
    """In mode RGB or, where any pixel is transparent, RGBA; of any mode that Pillow decodes to."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return Image.fromarray(_to_8_bits(np.asarray(picture))).convert("RGB")
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        opaque = np.asarray(rgba.getchannel("A")).min() == 255
        return rgba.convert("RGB") if opaque else rgba
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _to_8_bits(gray: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Gray of 16 or 32 bits or floating point, by its own scale; Pillow would clip it at 255."""
    values = np.nan_to_num(gray.astype(np.float64), nan=0.0)
    brightest = float(values.max(initial=0.0))
    if gray.dtype.kind == "f" and brightest <= 1.0:
        white = 1.0
    elif gray.dtype.itemsize == 2 or brightest > 255.0:
        white = 65535.0
    else:
        white = 255.0
    return np.clip(np.rint(values * (255.0 / white)), 0, 255).astype(np.uint8)
