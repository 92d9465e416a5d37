"""Scenes to learn from: a hand at a known place, or none, before all sorts of things.

Every scene is a photo of some shape as the finder sees it: `SIDE` pixels along its longer side,
on gray. Half of the photos are themselves only a part of the picture: what a wide picture around
a crop looks like, and a picture of a picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from playground.data import blur, color
from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.cache import default_folder
from playground.data.decode import open_picture
from playground.data.pack import HANDS
from playground.photo.finder_network import CELL, GRID, SIDE
from tools.train_finder.cut_outs import CutOut, cut_outs, placed, shuffled
from tools.train_finder.drawn import color as any_color
from tools.train_finder.drawn import drawn_pictures

Random = np.random.Generator
DRAWN = 1200
HAND_SHARE = 0.6
PHOTO_SHARE = 0.5
FRAMED_SHARE = 0.4
# Of what the finder calls a hand's side: the shortest and the longest, as shares of the photo's.
SMALLEST, LARGEST = 0.2, 1.2


@dataclass(eq=False)
class Place:
    """A hand in a scene: the middle and the side of its square, in pixels of the scene."""

    x: float
    y: float
    side: float


@dataclass(eq=False)
class Stock:
    """What scenes are made of, of one part: the hold-out's people and backgrounds are its own."""

    hands: list[CutOut]
    backgrounds: NDArray[np.uint8]
    drawn: NDArray[np.uint8] = field(repr=False)
    photos: list[NDArray[np.uint8]] = field(default_factory=list)

    @classmethod
    def of(cls, *, held_out: bool, photos: Iterable[Path] = ()) -> Stock:
        packed = PackedBackgrounds(HANDS / BACKGROUNDS_PACK, held_out=held_out)
        random = np.random.default_rng([held_out])
        return cls(cut_outs(held_out=held_out), packed.at(128, default_folder()),
                   drawn_pictures(random, DRAWN // (4 if held_out else 1)),
                   [_photo_at(path) for path in photos])


def _photo_at(path: Path) -> NDArray[np.uint8]:
    """At most 1024 pixels along the longer side."""
    picture = open_picture(path).convert("RGB")
    picture.thumbnail((1024, 1024))
    return np.asarray(picture)


def scenes(stock: Stock, random: Random, count: int, hands: float = HAND_SHARE
           ) -> tuple[NDArray[np.uint8], list[list[Place]]]:
    """(count, SIDE, SIDE, 3), and the hands of each; `hands`: the share that has any."""
    made = [_scene(stock, random, random.random() < hands) for _ in range(count)]
    pictures = np.stack([np.asarray(picture) for picture, _, _ in made])
    photometric = 2 * random.random((count, blur.COLUMNS + color.COLUMNS)).T - 1
    # Half as often as where a network learns signs: small and blurred, nothing can be told.
    photometric[0] -= 0.5
    pictures = blur.blur(pictures, photometric[: blur.COLUMNS])
    pictures = color.recolor(pictures, photometric[blur.COLUMNS :])
    for picture, (_, _, (left, top, right, bottom)) in zip(pictures, made, strict=True):
        picture[:top] = picture[bottom:] = 128
        picture[:, :left] = picture[:, right:] = 128
    return pictures, [places for _, places, _ in made]


def targets(places: list[list[Place]]) -> NDArray[np.float32]:
    """(n, GRID, GRID, 3): heat, log2 of the side as a share of SIDE, and whether that counts.

    The heat falls off around a hand's middle as in Zhou, Wang and Krähenbühl, "Objects as
    Points" (arXiv:1904.07850, 2019).
    """
    out = np.zeros((len(places), GRID, GRID, 3), np.float32)
    middles = (np.arange(GRID) + 0.5) * CELL
    for target, hands in zip(out, places, strict=True):
        for hand in hands:
            spread = max(0.6 * CELL, 0.11 * hand.side)
            away = (middles[None] - hand.x) ** 2 + (middles[:, None] - hand.y) ** 2
            heat = np.exp(-away / (2 * spread**2))
            heat[min(GRID - 1, int(hand.y / CELL)), min(GRID - 1, int(hand.x / CELL))] = 1
            nearer = heat > target[..., 0]
            target[nearer, 0] = heat[nearer]
            target[nearer, 1] = np.log2(hand.side / SIDE)
            target[nearer, 2] = heat[nearer] > 0.5
    return out


def _scene(stock: Stock, random: Random, hand: bool
           ) -> tuple[Image.Image, list[Place], tuple[int, int, int, int]]:
    """The picture, its hands, and where the photo lies on the gray."""
    aspect = np.exp2(random.normal(0.2, 0.6)) if random.random() < 0.75 else 1.0
    width = round(SIDE * min(1.0, aspect))
    height = round(SIDE * min(1.0, 1 / aspect))
    width, height = max(width, 32), max(height, 32)
    left, top = (SIDE - width) // 2, (SIDE - height) // 2
    canvas = Image.new("RGB", (SIDE, SIDE), (128, 128, 128))
    if random.random() < FRAMED_SHARE:
        photo, places = _framed(stock, random, width, height, hand)
    else:
        photo, places = _photo(stock, random, width, height, hand, crop=random.random() < 0.45)
    canvas.paste(photo, (left, top))
    places = [Place(place.x + left, place.y + top, place.side) for place in places]
    return canvas, places, (left, top, left + width, top + height)


def _framed(stock: Stock, random: Random, width: int, height: int, hand: bool
            ) -> tuple[Image.Image, list[Place]]:
    """A smaller photo, mostly a crop about the hand, within something else."""
    share = random.uniform(0.25, 0.9)
    w = max(20, round(min(width * share, height * 1.4)))
    h = max(20, min(height, round(w * np.exp2(random.normal(0, 0.3)))))
    if random.random() < 0.35:
        h = height
    inner, places = _photo(stock, random, w, h, hand, crop=random.random() < 0.85)
    x = int(random.integers(0, width - w + 1)) if random.random() < 0.6 else (width - w) // 2
    y = int(random.integers(0, height - h + 1)) if random.random() < 0.6 else (height - h) // 2
    kind = random.integers(5)
    if kind == 0:
        gray = (int(random.integers(256)),) * 3
        outer = Image.new("RGB", (width, height), any_color(random) if w % 2 else gray)
    elif kind == 1:
        outer = _backdrop(stock, random, width, height)
    else:
        around = ((y, height - h - y), (x, width - w - x), (0, 0))
        mode = "edge" if kind == 2 else "symmetric"
        if kind == 4:
            # The photo itself, enlarged and out of focus, as portrait videos are shown.
            outer = inner.resize((width, height), Image.Resampling.BILINEAR)
        else:
            outer = Image.fromarray(np.pad(np.asarray(inner), around, mode))
        if kind == 3:
            places = _mirrored(places, (x, y), (w, h), (width, height))
        else:
            outer = outer.filter(ImageFilter.GaussianBlur(
                random.uniform(3, 12) if kind == 2 else max(6.0, width / 8)))
    outer.paste(inner, (x, y))
    return outer, [Place(place.x + x, place.y + y, place.side) for place in places]


def _mirrored(places: list[Place], corner: tuple[int, int], inner: tuple[int, int],
              outer: tuple[int, int]) -> list[Place]:
    """All hands of a photo that its own mirror images go on around, from its own corner.

    A hand's image is a hand; what two halves make together where they touch is none.
    """
    (x, y), (w, h), (width, height) = corner, inner, outer
    found = []
    for i in range(-(x // w) - 1, (width - x) // w + 1):
        for j in range(-(y // h) - 1, (height - y) // h + 1):
            for place in places:
                across = i * w + (w - place.x if i % 2 else place.x)
                along = j * h + (h - place.y if j % 2 else place.y)
                if 0 <= across + x < width and 0 <= along + y < height:
                    found.append(Place(across, along, place.side))
    return found


def _photo(stock: Stock, random: Random, width: int, height: int, hand: bool, *, crop: bool
           ) -> tuple[Image.Image, list[Place]]:
    """A photo with a hand, which fills it if it is a `crop`, or with none."""
    picture = _backdrop(stock, random, width, height)
    for _ in range(int(random.integers(0, 3)) if random.random() < (0.3 if hand else 0.6) else 0):
        _distract(stock, random, picture)
    if not hand:
        return picture, []
    places = []
    for _ in range(2 if not crop and random.random() < 0.12 else 1):
        places.append(_put_hand(stock, random, picture, crop))
    return picture, places


def _put_hand(stock: Stock, random: Random, picture: Image.Image, crop: bool) -> Place:
    width, height = picture.size
    cut_out = stock.hands[random.integers(len(stock.hands))]
    if crop:
        side = np.sqrt(width * height) * random.uniform(0.6, 1.15)
        x = width * random.normal(0.5, 0.08)
        y = height * random.normal(0.5, 0.08)
    else:
        low, high = np.log((max(SMALLEST * max(width, height), 14.0), LARGEST * min(width, height)))
        side = float(np.exp(random.uniform(min(low, high), high)))
        x, y = random.uniform(0.08, 0.92, 2) * (width, height)
        if cut_out.fill > 1 and side < 0.8 * min(width, height):
            # What is cut off must be at the photo's edge.
            cut_out = next(one for one in iter(
                lambda: stock.hands[random.integers(len(stock.hands))], None) if one.fill <= 1)
    x, y = float(np.clip(x, 2, width - 2)), float(np.clip(y, 2, height - 2))
    turned = random.normal(0, 0.3) if random.random() < 0.7 else 0.0
    wider = np.exp2(random.normal(0, 0.15)) if crop and random.random() < 0.5 else 1.0
    hand = placed(cut_out, picture.size, (x, y), float(side) / cut_out.fill, turned,
                  bool(random.integers(2)), wider)
    picture.paste(hand, (0, 0), hand)
    return Place(x, y, float(side))


def _backdrop(stock: Stock, random: Random, width: int, height: int) -> Image.Image:
    kind = random.random()
    if kind < 0.06:
        return Image.new("RGB", (width, height), any_color(random))
    if kind < 0.14 and width >= 30:
        at = int(random.integers(10, width - 10))
        picture = Image.new("RGB", (width, height))
        picture.paste(_backdrop(stock, random, at, height), (0, 0))
        picture.paste(_backdrop(stock, random, width - at, height), (at, 0))
        return picture
    real = bool(stock.photos) and random.random() < PHOTO_SHARE
    pool = stock.photos if real else stock.drawn if kind < 0.5 else stock.backgrounds
    source = pool[random.integers(len(pool))]
    if random.random() < 0.5:
        source = source[:, ::-1]
    if random.random() < 0.15:
        source = source[::-1]
    if random.random() < 0.25:
        source = source[..., random.permutation(3)]
    # Cut to the wanted shape, and now and then to a detail.
    share = 1.0 if random.random() < 0.3 else random.uniform(0.15 if real else 0.45, 1.0)
    rows, columns = source.shape[:2]
    scale = share * min(columns / width, rows / height)
    w, h = scale * width, scale * height
    x, y = random.random() * max(0.0, columns - w), random.random() * max(0.0, rows - h)
    return Image.fromarray(source).resize(
        (width, height), Image.Resampling.BILINEAR,
        box=(x, y, min(columns, x + w), min(rows, y + h)))


def _distract(stock: Stock, random: Random, picture: Image.Image) -> None:
    """Something that has a hand's colors or outlines and is none."""
    width, height = picture.size
    cut_out = stock.hands[random.integers(len(stock.hands))]
    side = max(12, round(min(width, height) * random.uniform(0.2, 1.3)))
    x, y = round(random.uniform(-0.3, 0.8) * width), round(random.uniform(-0.3, 0.8) * height)
    kind = random.integers(3)
    if kind == 0:
        blocks = int(random.integers(3, 7))
        rgba = shuffled(cut_out.rgba, blocks, random.permutation(blocks * blocks))
        piece = Image.fromarray(rgba).resize((side, side), Image.Resampling.BILINEAR)
        picture.paste(piece, (x, y), piece)
        return
    # Skin in other shapes: what is in the middle of a hand, enlarged.
    alpha = cut_out.rgba[..., 3] > 200
    row = np.flatnonzero(alpha.sum(1) > 20)
    at = int(row[len(row) // 2]) if len(row) else 56
    column = int(np.flatnonzero(alpha[at]).mean()) if alpha[at].any() else 56
    skin = Image.fromarray(cut_out.rgba[..., :3]).resize(
        (side, side), Image.Resampling.BILINEAR,
        box=(max(0, column - 9), max(0, at - 9), min(112, column + 9), min(112, at + 9)))
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    if kind == 1:
        w = side * random.uniform(0.3, 1)
        draw.ellipse(((side - w) / 2, 0, (side + w) / 2, side - 1), fill=255)
    else:
        # An arm or a leg, from edge to edge.
        w = side * random.uniform(0.1, 0.5)
        draw.rectangle(((side - w) / 2, 0, (side + w) / 2, side - 1), fill=255)
    mask = mask.rotate(random.uniform(0, 180), Image.Resampling.BILINEAR)
    lit = np.asarray(mask.filter(ImageFilter.GaussianBlur(max(1.0, side / 12))), np.float32) / 255
    shifted = np.roll(lit, random.integers(-4, 5, 2), (0, 1))[..., None]
    skin = Image.fromarray((np.asarray(skin) * (0.35 + 0.65 * shifted)).astype(np.uint8))
    picture.paste(skin, (x, y), mask.filter(ImageFilter.GaussianBlur(0.7)))
