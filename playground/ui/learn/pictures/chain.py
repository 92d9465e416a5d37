"""The article's network from image to output, and the reader's own with what its layers give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from playground.insight.forward import outputs
from playground.lessons.given import Given
from playground.lessons.topics.chain import ARTICLE, FILTERS
from playground.messages import _
from playground.model.architectures import OUTPUT, penalized_kernels
from playground.ui.components.lesson_chain import Box, Plan, lesson_chain
from playground.ui.learn.context import Context
from playground.ui.recent import Recent

TELLS = ("dense_share", "parameters", "blocks", "units", "size", "article")
_PICTURE = 2
# Each click in the lesson draws it anew.
_lately: Recent[list[Box]] = Recent(8)
# A ReLU and a dropout change no shape and have no parameters.
_KINDS = {"Conv2D": "conv", "BatchNormalization": "norm", "MaxPooling2D": "pool",
          "AveragePooling2D": "pool", "Flatten": "flatten", "Dense": "dense"}


def draw(context: Context) -> None:
    given = context.given
    lesson_chain(
        context.screen, Plan(FILTERS, len(ARTICLE.filters), ARTICLE.units, ARTICLE.size),
        _lately.get_or_make(given.history.key, lambda: list(network_boxes(given))),
        key=context.key(), average=given.pooling == "average",
        own=_("Your run: {name}", name=given.history.name) if given.own
        else _("One trained here: {name}", name=given.history.name),
        revealed=context.revealed, locked=context.locked, on_tell=context.tell)


def network_boxes(given: Given) -> Iterator[Box]:
    picture = given.pictures()[_PICTURE]
    penalized = penalized_kernels(given.architecture, given.experiment.penalize)
    yield Box("input", picture.shape, values=picture.astype(np.float32))
    for row, values in outputs(picture[None], given.weights, given.architecture, given.pooling):
        if row.type in _KINDS:
            yield Box("output" if row.name == OUTPUT else _KINDS[row.type], row.output,
                      row.kernel or (), row.parameters, row.name in penalized, values[0])
