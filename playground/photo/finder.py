"""Where the hand is in a photo.

The finder's network looks twice: first at the whole photo, and where that is wide or tall at
squares along it; then, enlarged, at the places where a hand may be. What is still one from near
is a hand, and its square is read off there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.photo.finder_network import AROUND, CELL, SIDE, maps
from playground.photo.photo import Photo
from playground.photo.square import Square

# A photo longer than this, as a share of its shorter side, is looked at in squares as well.
LONG: Final = 1.25
# No more of them, however long it is: what shows so little of itself is no photo of a hand.
MOST_SQUARES: Final = 5
# How many places are looked at again.
PLACES: Final = 3
# The sides of what the second look takes, as shares of the hand's: close, and with what is around.
MARGINS: Final = (1.2, 2.2)
# How far from the middle of a second look the hand may be: a standard deviation, as a share of it.
CENTRAL: Final = 0.2
# The square's side, as a share of the hand's, and of which hands one is proposed: of those that are
# as likely one as not, and shorter than this share of the photo's longer side. Somebody has framed
# the others already, and every closer square was worse than the whole photo. Of a tall photo only a
# still smaller hand, with more around it. Chosen on photos to tune on, as they are, cut to 2:1 and
# 1:2 and in wide pictures, with the network that ships.
FRAME: Final = 1.2
FRAME_IN_TALL: Final = 2.0
SURE: Final = 0.5
SMALL: Final = 0.4
SMALL_IN_TALL: Final = 0.2
# Logistic regression of hand or none: a constant, and what the log odds of both looks and of the
# mass count. Fitted by `tools.train_finder.fit_likelihood` on photos of hands that no figure of the
# project is reported on, as they are and in wide pictures, and on half of the benchmark's pictures
# without hands.
LOG_ODDS: Final = (3.0, 2.1, 1.1, 1.4)
# Below this nothing is proposed. Less than for calling a photo one of a hand: whoever asks where
# the hand is has said that there is one.
LEAST_TO_PROPOSE: Final = 0.15


@dataclass(frozen=True)
class Sighting:
    """A place that may be a hand's, in the photo's pixels; `side`: the hand's longer side.

    In 0..1: `first` and `second`, how much it looks like one from afar and from near, and `mass`,
    how much of the nearer map says so: a hand makes a broad hill, a chance likeness a peak.
    """

    x: float
    y: float
    side: float
    first: float
    second: float
    mass: float


def find_hand(photo: Photo) -> Square | None:
    """A square around the likeliest hand where it is small; else the whole photo.

    None where no hand is found.
    """
    return square_of(photo, sightings(photo))


def square_of(photo: Photo, found: Sequence[Sighting]) -> Square | None:
    """The same, of what was seen in the photo already."""
    if not found or likelihood(found[0]) < LEAST_TO_PROPOSE:
        return None
    best, (width, height) = found[0], photo.size
    tall = height >= LONG * width
    small = best.side < (SMALL_IN_TALL if tall else SMALL) * max(width, height)
    if not small or likelihood(best) < SURE:
        return Square(0, 0, width, height)
    side = (FRAME_IN_TALL if tall else FRAME) * best.side
    # However near the photo's edge the hand is.
    return Square(best.x - side / 2, best.y - side / 2, side, side).within(photo)


def views(photo: Photo) -> list[Square]:
    """The whole photo and, where it is long, squares along it that overlap by a third or more."""
    width, height = photo.size
    whole = Square(0, 0, width, height)
    short, long = min(width, height), max(width, height)
    if long < LONG * short:
        return [whole]
    count = min(MOST_SQUARES, max(2, int(np.ceil((long - short) / (short * 0.6))) + 1))
    starts = np.linspace(0, long - short, count)
    return [whole, *(
        Square(at, 0, short, short) if width > height else Square(0, at, short, short)
        for at in starts.tolist())]


def seen(photo: Photo, squares: list[Square]) -> NDArray[np.uint8]:
    """(n, SIDE, SIDE, 3): those parts of the photo, their proportions kept, on gray.

    A part may leave the photo: there it is gray.
    """
    source = Image.fromarray(photo.pixels)
    out = np.full((len(squares), SIDE, SIDE, 3), AROUND, np.uint8)
    for canvas, part in zip(out, squares, strict=True):
        scale, left, top = _scale(part)
        box = (max(part.left, 0.0), max(part.top, 0.0),
               min(part.left + part.width, source.width),
               min(part.top + part.height, source.height))
        x, y = round((box[0] - part.left) * scale + left), round((box[1] - part.top) * scale + top)
        w = min(SIDE - x, max(1, round((box[2] - box[0]) * scale)))
        h = min(SIDE - y, max(1, round((box[3] - box[1]) * scale)))
        if w > 0 and h > 0 and box[2] > box[0] and box[3] > box[1]:
            canvas[y : y + h, x : x + w] = np.asarray(
                source.resize((w, h), Image.Resampling.BILINEAR, box=box))
    return out


def sightings(photo: Photo, parts: list[Square] | None = None) -> list[Sighting]:
    """The likeliest places, likeliest first; `parts`: where to look, else the whole photo."""
    parts = views(photo) if parts is None else parts
    first = _first_look(photo, parts)
    nearer = [_around(x, y, margin * side) for x, y, side, _ in first for margin in MARGINS]
    if not nearer:
        return []
    heat, sides = _both_ways(seen(photo, nearer))
    looks = [_near(*each) for each in zip(nearer, heat, sides, strict=True)]
    found = []
    for at, (_, _, _, score) in enumerate(first):
        x, y, side, second, mass = np.array(looks[at * len(MARGINS) :][: len(MARGINS)]).T
        found.append(Sighting(
            float(x.mean()), float(y.mean()), _geometric(side), score, _geometric(second),
            _geometric(mass)))
    return sorted(found, key=likelihood, reverse=True)


def likelihood(sighting: Sighting) -> float:
    """In 0..1, of both looks together."""
    odds = LOG_ODDS[0] + sum(
        weight * each for weight, each in zip(LOG_ODDS[1:], log_odds_of(sighting), strict=True))
    return float(1 / (1 + np.exp(-odds)))


def log_odds_of(sighting: Sighting) -> tuple[float, ...]:
    """Of the first look, the second, and the mass."""
    return tuple(
        float(np.log((share + 1e-4) / (1 + 1e-4 - share)))
        for share in (sighting.first, sighting.second, sighting.mass))


def _near(part: Square, heat: NDArray[np.float32], sides: NDArray[np.float32]
          ) -> tuple[float, float, float, float, float]:
    """x, y and side in the photo's pixels, heat and mass, of what is about the part's middle."""
    middle = (np.arange(len(heat)) + 0.5) / len(heat) - 0.5
    central = np.exp(-(middle[None] ** 2 + middle[:, None] ** 2) / (2 * CENTRAL**2))
    row, column = divmod(int(np.argmax(heat * central)), len(heat))
    x, y = _middle(heat, row, column)
    scale, _, _ = _scale(part)
    return (part.left + x / scale, part.top + y / scale, float(sides[row, column]) / scale,
            float(heat[row, column]), float((heat * central).sum() / central.sum()))


def _around(x: float, y: float, side: float) -> Square:
    return Square(x - side / 2, y - side / 2, side, side)


def _geometric(values: NDArray[np.float64]) -> float:
    """Their geometric mean."""
    return float(np.exp(np.log(values + 1e-9).mean()))


def _first_look(photo: Photo, parts: list[Square]) -> list[tuple[float, float, float, float]]:
    """Up to PLACES of x, y, side and heat: peaks of the maps, those of one place once."""
    heat, sides = _both_ways(seen(photo, parts))
    peaks: list[tuple[float, float, float, float]] = []
    for part, map_, side in zip(parts, heat, sides, strict=True):
        scale, left, top = _scale(part)
        padded = np.pad(map_, 1)
        around = np.lib.stride_tricks.sliding_window_view(padded, (3, 3)).max((2, 3))
        for row, column in zip(*np.nonzero(map_ >= around), strict=True):
            x, y = _middle(map_, int(row), int(column))
            peaks.append((part.left + (x - left) / scale, part.top + (y - top) / scale,
                          max(float(side[row, column]) / scale, 1.0), float(map_[row, column])))
    peaks.sort(key=lambda peak: peak[3], reverse=True)
    kept: list[tuple[float, float, float, float]] = []
    for peak in peaks:
        if all(max(abs(peak[0] - other[0]), abs(peak[1] - other[1])) > 0.3 * other[2]
               for other in kept):
            kept.append(peak)
        if len(kept) == PLACES:
            break
    return kept


def _both_ways(images: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The maps, as the mean over each picture and its mirror image."""
    heat, sides = maps(np.concatenate([images, images[:, :, ::-1]]))
    half = len(images)
    heat = (heat[:half] + heat[half:, :, ::-1]) * np.float32(0.5)
    return heat, np.sqrt(sides[:half] * sides[half:, :, ::-1])


def _middle(heat: NDArray[np.float32], row: int, column: int) -> tuple[float, float]:
    """x and y in the network's pixels: the center of mass of a peak and its neighbors."""
    rows = np.arange(max(0, row - 1), min(len(heat), row + 2))
    columns = np.arange(max(0, column - 1), min(heat.shape[1], column + 2))
    part = heat[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float64) + 1e-9
    x = float((part.sum(0) * (columns + 0.5)).sum() / part.sum())
    y = float((part.sum(1) * (rows + 0.5)).sum() / part.sum())
    return x * CELL, y * CELL


def _scale(part: Square) -> tuple[float, float, float]:
    """Network's pixels a photo's pixel, and where the part begins on the gray."""
    scale = SIDE / max(part.width, part.height)
    return scale, (SIDE - part.width * scale) / 2, (SIDE - part.height * scale) / 2
