"""A filter that slides over a picture: by hand, of the reader's own, or learned by the network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.lessons.given import Given, tiles
from playground.lessons.topics.convolution import FILTERS, PICTURE, WEIGHTS, small
from playground.messages import _
from playground.model.architectures import FIRST, NORMALIZATION_EPSILON, layers
from playground.ui.components.lesson_convolution import (
    SlidingFilter,
    SlidPicture,
    lesson_convolution,
)
from playground.ui.learn.context import Context

TELLS = (*WEIGHTS, "edited", "stride", "channels", "learned", "sum", "rows", "columns")


def draw(context: Context) -> None:
    lesson_convolution(
        context.screen, [*_by_hand(), *_learned(context.given)], list(_pictures(context.given)),
        key=context.key(), locked=context.locked, on_tell=context.tell)


def _by_hand() -> Iterator[SlidingFilter]:
    labels = {"vertical": _("Vertical edges"), "horizontal": _("Horizontal edges"),
              "blur": _("Blur"), "sharpen": _("Sharpen")}
    for name, weights in FILTERS.items():
        yield SlidingFilter(name, labels[name], weights)


def _learned(given: Given) -> Iterator[SlidingFilter]:
    """The kernels of the network's first layer, as they slide over its input."""
    row = next(row for row in layers(given.architecture) if row.name == FIRST)
    kernel, bias = given.weights.get(f"{FIRST}/kernel"), given.weights.get(f"{FIRST}/bias")
    if kernel is None:
        return
    for place in range(kernel.shape[-1]):
        yield SlidingFilter(
            f"learned-{place + 1}",
            _("Filter {number} of {all}", number=place + 1, all=kernel.shape[-1]),
            kernel[..., place], 0.0 if bias is None else float(bias[place]), row.stride,
            row.padding, network=True)


def _pictures(given: Given) -> Iterator[SlidPicture]:
    for row, place in (("elsewhere", PICTURE), ("elsewhere", 2), ("validation", 1)):
        picture = given.pictures(row)[place]
        label = str(SIGNS[int(given.labels(row)[place])])
        yield SlidPicture(f"{row}-{place}", label, small(tiles(row).images[place]), picture,
                          _scale(given, picture))


def _scale(given: Given, picture: NDArray[np.uint8]) -> tuple[float, float]:
    """a and b of what the network is given for a pixel v: a v + b."""
    if not given.architecture.standardized:
        return 1 / 255, 0.0
    x = picture.astype(np.float64) / 255
    deviation = float(np.sqrt(x.var() + NORMALIZATION_EPSILON))
    return 1 / 255 / deviation, -float(x.mean()) / deviation
