"""Pictures without hands: made ones, and real ones from a folder that somebody gives."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks import photos
from playground.data.background_pool import BACKGROUNDS_PACK, PackedBackgrounds
from playground.data.cache import default_folder
from playground.data.decode import flatten_alpha, open_picture
from playground.data.pack import HANDS
from playground.errors import UnreadableImage
from playground.photo.limits import LARGEST_SIDE
from playground.photo.photo import Photo


def asked(description: str | None) -> tuple[list[photos.Photo], list[Path]]:
    """What the command line asks for: photos of hands, which are told, and folders without any."""
    arguments = argparse.ArgumentParser(description=description)
    part = arguments.add_mutually_exclusive_group()
    part.add_argument("--tune", action="store_true", help="the part to tune on (the default)")
    part.add_argument("--test", action="store_true", help="the published test part")
    arguments.add_argument("--every", type=int, default=1, help="only every nth photo")
    arguments.add_argument("--no-hands", type=Path, nargs="*", default=[], metavar="FOLDER",
                           help="folders of real pictures without hands")
    given = arguments.parse_args()
    taken = photos.photos(photos.photo_folder(), test=given.test)[:: given.every]
    print(f"{len(taken)} photos of photos/{'test' if given.test else 'train, apart from test'}")
    return taken, given.no_hands


def as_photo(pixels: NDArray[np.uint8] | Image.Image) -> Photo:
    """A picture (h, w, 3) as if it had been read from a file."""
    array = np.ascontiguousarray(np.asarray(pixels, np.uint8))
    return Photo(array, (array.shape[1], array.shape[0]), "PNG", "")


def photo_at(path: Path) -> Photo:
    """Raises `UnreadableImage`. For files that are trusted: not through the decoder."""
    picture = open_picture(path)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return as_photo(flatten_alpha(np.asarray(picture)[None])[0])


def held_out_backgrounds() -> list[Photo]:
    """The rendered people, rooms, surfaces and patterns that no training has shown."""
    packed = PackedBackgrounds(HANDS / BACKGROUNDS_PACK, held_out=True)
    return [as_photo(picture) for picture in packed.at(128, default_folder())]


def made(count: int = 120) -> list[Photo]:
    """Charts, pages, skies, checkerboards, cats and flowers in a few strokes; not the trainer's."""
    random = np.random.default_rng(7)
    kinds = (_chart, _page, _sky, _checkers, _cat, _flower)
    return [as_photo(kinds[at % len(kinds)](random)) for at in range(count)]


def in_folders(folders: Iterable[Path]) -> list[Photo]:
    """All readable pictures in and below some folders."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                try:
                    found.append(photo_at(path))
                except UnreadableImage:
                    continue
    return found


def _color(random: np.random.Generator, low: int = 0, high: int = 256) -> tuple[int, int, int]:
    red, green, blue = random.integers(low, high, 3).tolist()
    return red, green, blue


def _chart(random: np.random.Generator) -> Image.Image:
    picture = Image.new("RGB", (480, 320), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    draw.line((40, 20, 40, 290, 460, 290), (60, 60, 60), 2)
    for at in range(random.integers(1, 5)):
        steps = np.cumsum(random.normal(0, 20, 30))
        points = [(40 + 14 * i, 150 + 25 * at + float(y)) for i, y in enumerate(steps)]
        if random.random() < 0.5:
            draw.line(points, _color(random), 3)
        else:
            for x, y in points:
                draw.rectangle((x, min(y, 288), x + 9, 290), _color(random))
    return picture


def _page(random: np.random.Generator) -> Image.Image:
    picture = Image.new("RGB", (420, 594), _color(random, 220))
    draw = ImageDraw.Draw(picture)
    for row in range(40, 560, int(random.integers(12, 26))):
        draw.text((30, row), "".join(
            chr(c) for c in random.choice([*range(97, 123), 32, 32, 32], 60)), (20, 20, 20))
    return picture


def _sky(random: np.random.Generator) -> Image.Image:
    """Mountains or the sea under a sky."""
    picture = Image.new("RGB", (640, 400), _color(random, 120))
    draw = ImageDraw.Draw(picture)
    for row in range(200):
        shade = row / 200
        draw.line((0, row, 640, row), tuple(int(v) for v in (
            90 + 120 * shade, 140 + 80 * shade, 230)))
    for depth in range(random.integers(1, 4)):
        ridge = 180 + 50 * depth + np.cumsum(random.normal(0, 9, 65))
        draw.polygon([(0, 400), *((10 * i, float(y)) for i, y in enumerate(ridge)), (640, 400)],
                     _color(random, 30, 180))
    draw.ellipse((90, 40, 140, 90), (255, 244, 190))
    return picture


def _checkers(random: np.random.Generator) -> Image.Image:
    size = int(random.integers(3, 20))
    board = random.integers(0, 256, (2, 3))[np.indices((size, size)).sum(0) % 2]
    return Image.fromarray(board.astype(np.uint8)).resize((400, 400), Image.Resampling.NEAREST)


def _cat(random: np.random.Generator) -> Image.Image:
    fur, back = _color(random, 40), _color(random)
    picture = Image.new("RGB", (400, 400), back)
    draw = ImageDraw.Draw(picture)
    x, y, r = random.uniform(150, 250), random.uniform(150, 220), random.uniform(70, 130)
    draw.ellipse((x - r, y + r * 0.6, x + r, y + r * 2.8), fur)
    for way in (-1, 1):
        draw.polygon([(x + way * r * 0.9, y - r * 1.3), (x + way * r * 0.95, y - r * 0.2),
                      (x + way * r * 0.2, y - r * 0.85)], fur)
    draw.ellipse((x - r, y - r, x + r, y + r), fur)
    for way in (-1, 1):
        draw.ellipse((x + way * r * 0.4 - 15, y - 25, x + way * r * 0.4 + 15, y + 5),
                     (220, 210, 90))
        draw.ellipse((x + way * r * 0.4 - 4, y - 23, x + way * r * 0.4 + 4, y + 3), (0, 0, 0))
        for row in (20, 32, 44):
            draw.line((x + way * 10, y + row, x + way * r * 1.3, y + row * 1.3 - 10),
                      (240, 240, 240), 2)
    draw.polygon([(x - 9, y + 18), (x + 9, y + 18), (x, y + 30)], (220, 130, 140))
    return picture


def _flower(random: np.random.Generator) -> Image.Image:
    picture = Image.new("RGB", (400, 300), _color(random, 0, 140))
    draw = ImageDraw.Draw(picture)
    for _ in range(random.integers(1, 4)):
        x, y, r = random.uniform(60, 340), random.uniform(60, 240), random.uniform(30, 120)
        petal, number = _color(random, 90), int(random.integers(5, 14))
        draw.line((x, y, x + random.normal(0, 40), 300), (40, 120, 40), 6)
        for angle in np.arange(number) * 2 * np.pi / number:
            px, py, w = x + r * np.cos(angle) * 0.6, y + r * np.sin(angle) * 0.6, r * 0.35
            draw.ellipse((px - w, py - w, px + w, py + w), petal)
        draw.ellipse((x - r / 3, y - r / 3, x + r / 3, y + r / 3), (230, 190, 40))
    return picture
