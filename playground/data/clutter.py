"""Made-up places to stand behind hands: crowded ones, ones in skin colors, and mere shapes.

A face, another hand or a wooden table behind a hand has its color; a full shelf has as many edges
as fingers. They are put together from the backgrounds of training and from nothing.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from playground.data.background_pool import pool
from playground.data.backgrounds import backgrounds

COUNT = 360
PIECES = (4, 14)
# Red, green and blue of skins in common light, from dark to light, and of wood and warm lamps.
SKINS = ((62, 38, 28), (96, 58, 42), (141, 85, 60), (172, 112, 84), (198, 134, 102),
         (224, 172, 140), (241, 194, 167), (255, 220, 200), (233, 150, 90), (190, 120, 60))


@lru_cache(maxsize=4)
def cluttered(side: int) -> NDArray[np.uint8]:
    """(COUNT, side, side, 3) uint8, read-only, drawn once and the same each time."""
    random = np.random.Generator(np.random.Philox(key=4))
    places = pool(side)
    made = backgrounds(random, COUNT, side, side)
    for at, ground in enumerate(made):
        canvas = Image.fromarray(ground)
        if at % 3 == 0:
            _crowd(canvas, random, places)
        elif at % 3 == 1:
            _skins(canvas, random, places)
        else:
            _shapes(canvas, random)
        made[at] = np.asarray(canvas)
    made.setflags(write=False)
    return made


def _crowd(
    canvas: Image.Image, random: np.random.Generator, places: NDArray[np.uint8]
) -> None:
    """Pieces of many places, one over the other."""
    canvas.paste(_place(random, places, canvas.width))
    for _ in range(int(random.integers(*PIECES))):
        box, mask = _piece(random, canvas.width, (0.15, 0.6))
        canvas.paste(_place(random, places, canvas.width).crop(box), box[:2], mask)


def _skins(
    canvas: Image.Image, random: np.random.Generator, places: NDArray[np.uint8]
) -> None:
    """A place with rounded, shaded shapes of skin before it; or all of it in such a color."""
    whole = random.random() < 0.3
    if not whole:
        canvas.paste(_place(random, places, canvas.width))
    skin = _skin(random)
    for _ in range(int(random.integers(1, 7)) + whole):
        box, mask = _piece(random, canvas.width, (0.9, 1.6) if whole else (0.2, 0.9), rounded=True)
        size = box[2] - box[0], box[3] - box[1]
        color = skin if random.random() < 0.6 else _skin(random)
        light = np.linspace(0.65, 1.25, size[0])[None, :, None]
        light = light + np.linspace(-0.2, 0.2, size[1])[:, None, None]
        light = light[:, ::-1] if random.random() < 0.5 else light
        shaded = np.array(color) * light + random.normal(0, 4, (*light.shape[:2], 1))
        shaded = np.clip(shaded, 0, 255).astype(np.uint8)
        canvas.paste(Image.fromarray(shaded), box[:2], mask)


def _shapes(canvas: Image.Image, random: np.random.Generator) -> None:
    """Bars, discs and polygons in any color: as narrow as fingers, too."""
    pen, side = ImageDraw.Draw(canvas), canvas.width
    for _ in range(int(random.integers(*PIECES))):
        color = tuple(random.integers(0, 256, 3).tolist())
        at = random.random(2) * side
        kind = random.random()
        if kind < 0.4:
            way = random.normal(0, 0.5 * side, 2)
            pen.line([*at, *(at + way)], color, max(1, int(random.uniform(0.02, 0.18) * side)))
        elif kind < 0.7:
            box, _ = _piece(random, side, (0.1, 0.5))
            pen.ellipse(box, color)
        else:
            corners = at + random.normal(0, 0.25 * side, (int(random.integers(3, 6)), 2))
            pen.polygon([tuple(corner) for corner in corners.tolist()], color)


def _place(
    random: np.random.Generator, places: NDArray[np.uint8], side: int
) -> Image.Image:
    """One of the backgrounds, mirrored or not, enlarged up to threefold."""
    picture = Image.fromarray(places[random.integers(len(places))])
    width = side * float(random.uniform(0.33, 1))
    x, y = random.random(2) * (side - width)
    picture = picture.resize(
        (side, side), Image.Resampling.BILINEAR, box=(x, y, x + width, y + width))
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if random.random() < 0.5 else picture


def _piece(
    random: np.random.Generator, side: int, lengths: tuple[float, float], *, rounded: bool = False
) -> tuple[tuple[int, int, int, int], Image.Image]:
    """A box somewhere about the picture and, of its size, which of it is filled."""
    width, height = (max(2, round(float(n) * side)) for n in random.uniform(*lengths, 2))
    left, top = (round(float(n) * side) for n in random.uniform(-0.2, 1.0, 2))
    left, top = left - width // 4, top - height // 4
    mask = Image.new("L", (width, height))
    pen = ImageDraw.Draw(mask)
    if rounded or random.random() < 0.4:
        pen.ellipse((0, 0, width - 1, height - 1), 255)
    else:
        pen.rectangle((0, 0, width, height), 255)
    if random.random() < 0.6:
        mask = mask.rotate(float(random.uniform(-45, 45)))
    if random.random() < 0.5:
        mask = mask.filter(ImageFilter.GaussianBlur(side / 60))
    return (left, top, left + width, top + height), mask


def _skin(random: np.random.Generator) -> NDArray[np.float64]:
    return np.clip(np.array(SKINS[random.integers(len(SKINS))]) + random.normal(0, 12, 3), 0, 255)
