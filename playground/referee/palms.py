"""What the palm detector says, read: boxes with seven points each, those of one palm once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.referee.anchors import SIDE, anchors

Array = NDArray[np.float32]
WRIST: Final = 0
MIDDLE_KNUCKLE: Final = 2
# Boxes that share more than this of what both cover are of one palm.
_SAME: Final = 0.3


@dataclass(frozen=True, eq=False)
class Palm:
    """As shares of the square picture that was looked at, from its upper left corner.

    `box`: left, top, right, bottom. `points` (7, 2): wrist, the knuckles of index, middle, ring
    and little finger, the thumb's first joint and its knuckle. `score` in 0..1.
    """

    box: Array
    points: Array
    score: float


def palms(raw_boxes: Array, raw_scores: Array, least: float) -> list[Palm]:
    """Of the detector's outputs (2016, 18) and (2016, 1): the palms, likeliest first."""
    # The detector may be certain beyond what exp takes.
    scores = 1 / (1 + np.exp(-np.clip(raw_scores[:, 0].astype(np.float64), -100, 100)))
    kept = np.flatnonzero(scores >= least)
    if not len(kept):
        return []
    boxes, points = decoded(raw_boxes[kept], anchors()[kept])
    return merged(boxes, points, scores[kept])


def decoded(raw: Array, middles: Array) -> tuple[Array, Array]:
    """(n, 4) boxes and (n, 7, 2) points from (n, 18) numbers relative to (n, 2) anchors.

    The numbers are pixels: the box's middle and size, then the points.
    """
    middle = raw[:, :2] / SIDE + middles
    half = raw[:, 2:4] / SIDE / 2
    points = raw[:, 4:].reshape(len(raw), -1, 2) / SIDE + middles[:, None]
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    return boxes.astype(np.float32), points.astype(np.float32)


def merged(boxes: Array, points: Array, scores: NDArray[np.float64]) -> list[Palm]:
    """Overlapping boxes become one: their mean, weighted by the scores.

    The score is the highest. Blending instead of dropping steadies the box: Bazarevsky et al.,
    "BlazeFace" (arXiv:1907.05047, 2019).
    """
    left = list(np.argsort(-scores, kind="stable"))
    found = []
    while left:
        first = left[0]
        shared = overlap(boxes[first], boxes[left])
        together = [at for at, share in zip(left, shared, strict=True)
                    if share > _SAME or at == first]
        weights = scores[together] / scores[together].sum()
        found.append(Palm(
            np.asarray(weights @ boxes[together], np.float32),
            np.asarray(np.tensordot(weights, points[together], 1), np.float32),
            float(scores[first])))
        left = [at for at in left if at not in together]
    return found


def overlap(box: Array, others: Array) -> Array:
    """(n,): the area shared with each, as a share of what both cover together."""
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.prod(np.maximum(high - low, 0), axis=1)
    areas = np.prod(others[:, 2:] - others[:, :2], axis=1)
    both = np.prod(box[2:] - box[:2]) + areas - shared
    return np.asarray(np.where(both > 0, shared / np.maximum(both, 1e-9), 0), np.float32)
