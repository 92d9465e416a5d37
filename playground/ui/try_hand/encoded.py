"""Pictures inside markup, as data URIs: the page needs no second request, which could come late."""

from __future__ import annotations

import base64
import io
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from playground.photo.photo import Photo
from playground.photo.square import Square
from playground.referee.shape import FINGERS, POINTS

_SEEN_THROUGH = 0.3
_LINE = (255, 214, 64)
_RIM = (20, 20, 20)
_POINT = (255, 255, 255)


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


def points(photo: Photo, part: Square, where: NDArray[np.float32], stretched: frozenset[str],
           largest_side: int) -> str:
    """The hand with its 21 points, and what is around it within the part.

    `where` (21, 2 or more): x and y in the part's pixels. A line runs along each finger, thick
    along a stretched one; light with a dark rim, to be seen on any skin.
    """
    across, down = where[:, :2].T
    room = 0.3 * max(float(np.ptp(across)), float(np.ptp(down)), 8.0)
    box = (max(0.0, float(across.min()) - room), max(0.0, float(down.min()) - room),
           min(part.width, float(across.max()) + room), min(part.height, float(down.max()) + room))
    # Points may lie outside a photo that shows a part of a hand.
    wide, high = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
    scale = largest_side / max(wide, high)
    left, top = min(box[0], part.width - 1), min(box[1], part.height - 1)
    picture = Image.fromarray(photo.pixels).resize(
        (max(1, round(wide * scale)), max(1, round(high * scale))), Image.Resampling.BILINEAR,
        box=(part.left + left, part.top + top,
             part.left + min(left + wide, part.width), part.top + min(top + high, part.height)),
        reducing_gap=2.0)
    draw = ImageDraw.Draw(picture)
    places = [(float(x), float(y)) for x, y in (where[:, :2] - (left, top)) * scale]
    unit = largest_side / 100
    lines = [([places[at] for at in (0, *chain)], 1.6 if name in stretched else 0.5)
             for name, chain in zip(FINGERS, POINTS, strict=True)]
    lines.append(([places[at] for at in (5, 9, 13, 17)], 0.5))
    for rim, color in ((0.9, _RIM), (0.0, _LINE)):
        for line, width in lines:
            draw.line(line, color, max(1, round(unit * (width + rim))), "curve")
    for x, y in places:
        for radius, color in ((1.3 * unit, _RIM), (0.8 * unit, _POINT)):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), color)
    return _uri(picture, "WEBP", quality=88)


def _edge(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    mask = Image.fromarray(inside.astype(np.uint8) * 255)
    grown = np.asarray(mask.filter(ImageFilter.MaxFilter(5)))
    return (grown > 0) & ~inside


def _uri(picture: Image.Image, format: Literal["PNG", "WEBP"], **options: int) -> str:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return f"data:image/{format.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"
