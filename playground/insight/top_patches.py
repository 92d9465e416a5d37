"""What excites each unit most: the pictures of a set, and where in them the unit sees it.

Of each picture a unit's strongest place counts, so that nine patches are of nine pictures. Real
patches tell more of a unit than synthetic pictures do (Borowski et al. 2021, "Exemplary Natural
Images Explain CNN Activations Better than State-of-the-Art Feature Visualization").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.decoded import Progress
from playground.data.pictures import Pictures
from playground.insight.receptive_field import ReceptiveField, receptive_fields
from playground.insight.tensor_forward import TensorNetwork, Weights
from playground.model.architectures import OUTPUT, Architecture

COUNT = 9
# Fewer pictures at once take longer, each call having its cost; the maps of these take 70 MB.
_PIXELS_AT_ONCE = 64 * 64 * 64
OUTSIDE = 128
"""The gray that stands in a patch for what lies outside of its picture."""


@dataclass(frozen=True, eq=False)
class Strongest:
    """Of one layer's units, the k pictures that excite each of them most, strongest first.

    `pictures` (units, k): indices into the `Pictures`; `values` (units, k): the activation after
    the ReLU there; `places` (units, k, 2): row and column in the map, 0 in a dense layer. `field`
    is None for a dense layer, whose units see the whole picture.
    """

    pictures: NDArray[np.int64]
    values: NDArray[np.float32]
    places: NDArray[np.int64]
    field: ReceptiveField | None

    @property
    def dead(self) -> NDArray[np.bool_]:
        """(units,): which fire for no picture of the set."""
        return np.asarray(~(self.values[:, 0] > 0))

    def box(self, unit: int, rank: int, side: int) -> tuple[int, int, int, int]:
        """Top, left, bottom and right of what it sees there, in pixels of a picture of that side.

        Clipped: the padding around the picture is no part of it.
        """
        if self.field is None:
            return 0, 0, side, side
        row, column = map(int, self.places[unit, rank])
        (top, bottom), (left, right) = (self.field.clipped(at, side) for at in (row, column))
        return top, left, bottom, right


def strongest(
    pictures: Pictures,
    indices: NDArray[np.int64],
    weights: Weights,
    architecture: Architecture,
    pooling: str,
    *,
    count: int = COUNT,
    progress: Progress | None = None,
) -> dict[str, Strongest]:
    """By name, of each convolution and the hidden dense layer; `indices` are those of the set.

    Every unit of every layer in one pass over the set. k is `count`, or less in a smaller set.
    `progress(pictures done, of all)` is called after each batch; what it raises ends the work.
    Imports TensorFlow. Raises `ValueError` for an empty set.
    """
    if not len(indices):
        raise ValueError("of no pictures none is the strongest")
    network = TensorNetwork(weights, architecture, pooling)
    fields = receptive_fields(architecture)
    kept: dict[str, _Kept] = {}
    at_once = max(1, _PIXELS_AT_ONCE // architecture.size**2)
    for start in range(0, len(indices), at_once):
        chosen = indices[start : start + at_once]
        for name, values in network.rectified(pictures.rgb(chosen)):
            if name != OUTPUT:
                if name not in kept:
                    kept[name] = _Kept(values.shape[-1], min(count, len(indices)))
                kept[name].take(chosen, values)
        if progress is not None:
            progress(min(start + at_once, len(indices)), len(indices))
    return {name: one.found(fields.get(name)) for name, one in kept.items()}


class _Kept:
    """The best so far of one layer: `values` and `pictures` (units, k), `places` flat."""

    def __init__(self, units: int, count: int) -> None:
        self._values = np.full((units, count), -np.inf, np.float32)
        self._pictures = np.zeros((units, count), np.int64)
        self._places = np.zeros((units, count), np.int64)
        self._width = 1

    def take(self, indices: NDArray[np.int64], values: Any) -> None:
        """`values` (b, h, w, units) or (b, units) of those pictures, a tensor."""
        import tensorflow as tf

        units, count = self._values.shape
        self._width = values.shape[2] if values.shape.rank == 4 else 1
        maps = tf.reshape(values, (len(indices), -1, units))
        # A map that has overflowed tells nothing of a picture.
        peaks = np.nan_to_num(tf.reduce_max(maps, axis=1).numpy().T, nan=0.0, posinf=0.0)
        joined = np.concatenate([self._values, peaks], axis=1)
        best = np.argsort(-joined, axis=1, kind="stable")[:, :count]
        self._values = np.take_along_axis(joined, best, axis=1)
        of_batch = np.broadcast_to(indices, peaks.shape)
        self._pictures = np.take_along_axis(
            np.concatenate([self._pictures, of_batch], axis=1), best, axis=1)
        self._places = np.take_along_axis(
            np.concatenate([self._places, np.zeros_like(of_batch)], axis=1), best, axis=1)
        # Where a unit is strongest takes longer to find than how strong it is there: it is looked
        # for only in a picture that has made its way among the best.
        new = best >= count
        unit = np.nonzero(new)[0]
        self._places[new] = maps.numpy()[best[new] - count, :, unit].argmax(axis=1)

    def found(self, field: ReceptiveField | None) -> Strongest:
        places = np.stack(np.divmod(self._places, self._width), axis=-1)
        for array in (self._pictures, self._values, places):
            array.flags.writeable = False
        return Strongest(self._pictures, self._values, places, field)


def patches(
    pictures: Pictures, found: Strongest, units: NDArray[np.int64] | None = None
) -> NDArray[np.uint8]:
    """The crops of those units, or of all: (units, k, side, side, 3) at the field's own size.

    A field larger than the picture is cut to the picture's side. What lies outside of the picture
    is `OUTSIDE`.
    """
    chosen = np.arange(len(found.values)) if units is None else units
    which = found.pictures[chosen]
    # A picture that excites several units is read once.
    known, back = np.unique(which, return_inverse=True)
    images = pictures.rgb(known)
    back = back.reshape(which.shape)
    side = images.shape[1]
    if found.field is None:
        return images[back]
    size = found.field.size
    crops = np.full((*which.shape, size, size, 3), OUTSIDE, np.uint8)
    for unit, rank in np.ndindex(*which.shape):
        top, left, bottom, right = found.box(int(chosen[unit]), rank, side)
        row, column = (found.field.start(int(at)) for at in found.places[chosen[unit], rank])
        crops[unit, rank, top - row : bottom - row, left - column : right - column] = (
            images[back[unit, rank], top:bottom, left:right])
    return crops
