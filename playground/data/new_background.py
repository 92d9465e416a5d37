"""Another background behind cut-out hands: pictures of places, and patterns drawn from nothing.

Mirrored, enlarged, in another light than the hand, sometimes out of focus: what stands behind must
differ, so that nothing but the hand says which class it is.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.background_pool import photographed, pool
from playground.data.backgrounds import backgrounds
from playground.data.clutter import cluttered
from playground.data.lanes import divide_by_255, from_lanes, in_parts, to_lanes

# How many numbers a picture takes.
COLUMNS = 14

PATTERN_SHARE = 0.15
# Of made-up places and of photographed ones, where they are wanted.
CLUTTER_SHARE = PHOTOGRAPH_SHARE = 0.25
UPSIDE_DOWN_SHARE = 0.2
BLURRED_SHARE = 0.2
# Of the color that is mixed in, which makes a place brighter, darker, flatter or tinted.
TINT = 0.25
SOFT_SHARE = 0.5

_PATTERNS = 256


def premultiply(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(b, h, w, 4) with colors times alpha: what is transparent is black and bleeds nowhere.

    Porter and Duff, "Compositing Digital Images", SIGGRAPH 1984.
    """
    out = np.empty_like(images, order="C")
    count, height, width, _ = images.shape
    for part in in_parts(count, height, width):
        lanes = np.empty(images[part].shape[:3], np.uint64)
        to_lanes(images[part], lanes)
        lanes *= images[part][..., 3]
        divide_by_255(lanes)
        from_lanes(lanes, out[part])
        out[part][..., 3] = images[part][..., 3]
    return out


def replace_background(
    images: NDArray[np.uint8], numbers: NDArray[np.float64], *, clutter: bool = False
) -> NDArray[np.uint8]:
    """(b, h, w, 3) RGB from cut-outs (b, h, w, 4) with premultiplied colors.

    `numbers` (COLUMNS, b), uniform in [-1, 1); they decide everything. With `clutter` some
    of the places are made up, and some photographed.
    """
    count, height, width, _ = images.shape
    shares = (numbers + 1) / 2
    behind = _chosen(height, width, shares, clutter)
    weights = np.rint(256 * TINT * shares[8]).astype(np.uint64)
    tints = np.zeros((count, 4), np.uint16)
    tints[:, :3] = np.rint(255 * shares[9:12].T)
    added = tints.view(np.uint64)[:, 0] * weights
    soft = shares[12] < SOFT_SHARE
    out = np.empty((count, height, width, 3), np.uint8)
    for part in in_parts(count, height, width):
        hands = np.empty(images[part].shape[:3], np.uint64)
        places = np.zeros_like(hands)
        to_lanes(images[part], hands)
        soften(hands, soft[part])
        to_lanes(behind[part], places)
        places *= (256 - weights[part])[:, None, None]
        places += added[part][:, None, None]
        places.view(np.uint16)[:] >>= 8
        places *= 255 - (hands >> 48)
        divide_by_255(places)
        # Together at most 255: no color is larger than its alpha.
        places += hands
        from_lanes(places, out[part])
    return out


def soften(hands: NDArray[np.uint64], soft: NDArray[np.bool_]) -> None:
    """Fade the edge of some cut-outs, in lanes (b, h, w), inwards over about a pixel, in place.

    Inwards, because outside there is no color of the hand to fade with.
    """
    alpha = (hands >> 48).astype(np.uint16)[soft]
    if not alpha.size or min(alpha.shape[1:]) < 3:
        return
    mean = alpha.copy()
    mean[:, 1:-1] = (2 * alpha[:, 1:-1] + alpha[:, :-2] + alpha[:, 2:]) >> 2
    alpha = mean.copy()
    mean[:, :, 1:-1] = (2 * alpha[:, :, 1:-1] + alpha[:, :, :-2] + alpha[:, :, 2:] + 3) >> 2
    # Half covered is the edge itself: nothing there, and whole where all neighbors are.
    faded = hands[soft] * (np.maximum(2 * mean, 255) - 255)
    divide_by_255(faded)
    hands[soft] = faded


def _chosen(
    height: int, width: int, shares: NDArray[np.float64], clutter: bool
) -> NDArray[np.uint8]:
    """(b, h, w, 3): for each picture a place or a pattern, flipped, enlarged and blurred."""
    side = max(height, width)
    sources = [(PATTERN_SHARE, _patterns(side)), (1.0, pool(side))]
    if clutter:
        made_up = PATTERN_SHARE + CLUTTER_SHARE
        sources[1:1] = [
            (made_up, cluttered(side)), (made_up + PHOTOGRAPH_SHARE, photographed(side))]
    out = np.empty((shares.shape[1], height, width, 3), np.uint8)
    for numbers, result in zip(shares.T.tolist(), out, strict=True):
        kind, which, zoom, left, top, mirror, turn, blurred = numbers[:8]
        source = next(pictures for upto, pictures in sources if kind < upto)
        picture = source[int(which * len(source))]
        # Half of them as they are, the others uniform in the logarithm up to twice the size.
        scale = 2.0 ** -max(0.0, 2 * zoom - 1)
        box_width, box_height = width * scale, height * scale
        x, y = left * (side - box_width), top * (side - box_height)
        if blurred < BLURRED_SHARE:
            # Through few pixels and back: a blur whose size does not matter to its cost.
            few = max(1, width // 4), max(1, height // 4)
            box = (x, y, x + box_width, y + box_height)
            small = Image.fromarray(picture).resize(few, Image.Resampling.BILINEAR, box=box)
            picture = np.asarray(small.resize((width, height), Image.Resampling.BILINEAR))
        elif scale < 1:
            box = (x, y, x + box_width, y + box_height)
            picture = np.asarray(Image.fromarray(picture).resize(
                (width, height), Image.Resampling.BILINEAR, box=box))
        else:
            picture = picture[int(y) : int(y) + height, int(x) : int(x) + width]
        result[:] = picture[
            :: -1 if turn < UPSIDE_DOWN_SHARE else 1, :: -1 if mirror < 0.5 else 1]
    return out


@lru_cache(maxsize=4)
def _patterns(side: int) -> NDArray[np.uint8]:
    """(k, side, side, 3), read-only, drawn once: to draw them takes longer than a step."""
    drawn = backgrounds(np.random.Generator(np.random.Philox(key=2)), _PATTERNS, side, side)
    drawn.setflags(write=False)
    return drawn
