"""Each layer's maps of a picture, and the patches of training pictures that excite a filter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.insight.forward import outputs
from playground.insight.receptive_field import receptive_fields
from playground.lessons.given import Given
from playground.ui.components.lesson_features import SeenLayer, blocks, lesson_features
from playground.ui.learn import found_patches
from playground.ui.learn.context import Context
from playground.ui.recent import Recent

TELLS = ("layer", "layers", "unit", "alike")
# Each click in the lesson draws it anew.
_maps: Recent[dict[str, NDArray[np.float32]]] = Recent(8)
_PICTURES = (("validation", 0), ("validation", 1), ("validation", 2), ("elsewhere", 0))


def draw(context: Context) -> None:
    given = context.given
    pictures = np.stack([given.pictures(row)[place] for row, place in _PICTURES])
    labels = [str(SIGNS[int(given.labels(row)[place])]) for row, place in _PICTURES]
    sheets = found_patches.of(given)
    sought = found_patches.sought(given)
    fields = receptive_fields(given.architecture)
    maps = _maps.get_or_make(given.history.key, lambda: {
        name: blocks(values) for name, values in convolution_maps(given, pictures).items()})
    layers = [SeenLayer(values, fields[name].size, sheets.get(name))
              for name, values in maps.items()]
    lesson_features(
        context.screen, pictures, labels, layers, key=context.key(), locked=context.locked,
        revealed=context.revealed, sought=sought, on_tell=context.tell,
        tag=f"{given.history.id}-{given.history.step}-{len(sheets)}")
    if not sheets and sought:
        found_patches.redraw_when_found()


def convolution_maps(given: Given, pictures: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
    """Of each convolution, after its ReLU and before any pooling, (pictures, h, w, filters)."""
    found: dict[str, NDArray[np.float32]] = {}
    bearer = ""
    for row, values in outputs(pictures, given.weights, given.architecture, given.pooling):
        if row.type == "Conv2D":
            bearer = row.name
        if row.type in ("Conv2D", "BatchNormalization", "ReLU"):
            found[bearer] = values
        if row.type == "Flatten":
            break
    return found
