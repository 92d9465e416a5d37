"""Pictures inside markup, as data URIs: the page needs no second request, which could come late."""

from __future__ import annotations

import base64
import io
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from playground.photo.photo import Photo
from playground.photo.square import Square

_SEEN_THROUGH = 0.3
_LINE = (255, 214, 64)


def png(pixels: NDArray[np.uint8]) -> str:
    """Without loss: for small pictures whose every pixel is shown."""
    return _uri(Image.fromarray(pixels), "PNG")


def jpeg_bytes(photo: Photo, largest_side: int) -> bytes:
    """The photo, smaller where it is larger than that."""
    picture = Image.fromarray(photo.pixels)
    picture.thumbnail((largest_side, largest_side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def thumbnail(photo: Photo, side: int) -> NDArray[np.uint8]:
    """(side, side, 3): the photo's largest centered square."""
    height, width = photo.pixels.shape[:2]
    edge = min(width, height)
    box = ((width - edge) / 2, (height - edge) / 2, (width + edge) / 2, (height + edge) / 2)
    return np.asarray(Image.fromarray(photo.pixels).resize(
        (side, side), Image.Resampling.BILINEAR, box=box, reducing_gap=2.0))


def attention(photo: Photo, square: Square, where: NDArray[np.float32], largest_side: int) -> str:
    """The framed part in color where the network looked, gray and dim elsewhere.

    `where` (h, w) from 0 to 1; a line runs along its half. Lightness tells it, not a hue.
    """
    scale = largest_side / max(square.width, square.height)
    size = max(1, round(square.width * scale)), max(1, round(square.height * scale))
    box = (square.left, square.top, square.left + square.width, square.top + square.height)
    part = Image.fromarray(photo.pixels).resize(
        size, Image.Resampling.BILINEAR, box=box, reducing_gap=2.0)
    heat = np.asarray(Image.fromarray(where).resize(size, Image.Resampling.BICUBIC))
    shown = np.clip(heat, 0, 1)[..., None]
    gray = np.asarray(part.convert("L"), np.float32)[..., None]
    light = _SEEN_THROUGH * gray * (1 - shown) + np.asarray(part, np.float32) * shown
    out = light.astype(np.uint8)
    out[_edge(heat >= 0.5)] = _LINE
    return _uri(Image.fromarray(out), "WEBP", quality=85)


def _edge(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    mask = Image.fromarray(inside.astype(np.uint8) * 255)
    grown = np.asarray(mask.filter(ImageFilter.MaxFilter(5)))
    return (grown > 0) & ~inside


def _uri(picture: Image.Image, format: Literal["PNG", "WEBP"], **options: int) -> str:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return f"data:image/{format.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"
