"""One picture on its way through the network: the strip of layers, and eight feature maps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.insight.feature_strip import (
    feature_strip,
    kernel_badges,
    kernel_colors,
    strongest_channels,
)
from playground.insight.forward import activations
from playground.messages import Text, _, lazy_p, ngettext, pgettext
from playground.model.architectures import FIRST, HIDDEN, OUTPUT, Layer, layers, numbered
from playground.model.weights import glorot_limit
from playground.ui.alike import alike as drawn_alike
from playground.ui.components.feature_maps import feature_maps
from playground.ui.components.layer_strip import LayerBox, layer_strip
from playground.ui.components.screen import Screen
from playground.ui.live.alike import Alike
from playground.ui.recent import Recent
from playground.ui.stage import Seen, Stage

COUNT, HEIGHT = 8, 64
LATELY = 1.0  # seconds


@dataclass(frozen=True, eq=False)
class _Look:
    """What the layers of a network after `step` steps make of a picture."""

    picture: NDArray[np.uint8]
    label: Text
    step: int
    made: float
    given: dict[str, NDArray[np.float32]]


# Its maps still look like the hand, and every network here has one.
DEFAULT_LAYER = numbered(FIRST, 1)
_LABELS = {HIDDEN: lazy_p("layer", "dense"), OUTPUT: lazy_p("layer", "output"),
           FIRST: lazy_p("layer", "conv")}


def heading() -> None:
    heading = escape(_("The network"))
    how = escape(_("one picture on its way through; choose a layer or another picture"))
    st.html(f'<div class="pg-row"><span class="pg-heading">{heading}</span>'
            f'<span class="pg-sub pg-soft">{how}</span></div>')


def alike(stage: Stage) -> Alike | None:
    """Also the look: while a run trains it is not a new one for each moment."""
    same = drawn_alike(stage)
    return Alike(same.of, (same.key, _look(stage).step), same.lately) if same is not None else None


def show(screen: Screen, stage: Stage) -> None:
    look = _look(stage)
    _strip(screen, stage, look)
    _maps(screen, stage, look)


# By run, or the settings before it, and picture.
_lately: Recent[_Look] = Recent(64)
_channels: Recent[NDArray[np.int64]] = Recent(256)


def _key(stage: Stage) -> tuple[object, ...]:
    began = stage.experiment if stage.view is None else None
    return stage.run_id, stage.seen.picture, began, id(stage.pictures), stage.ended


def _look(stage: Stage) -> _Look:
    key = _key(stage)
    lately = _lately.get(key)
    # While a run trains: a click on a layer must not wait for another look at the picture.
    if lately is not None and (lately.step == stage.step or (
            stage.ticking and stage.past is None and time.monotonic() - lately.made < LATELY)):
        return lately
    picture, label = chosen_picture(stage)
    return _lately.put(key, _Look(picture, label, stage.step, time.monotonic(), activations(
        picture[None], stage.weights, stage.architecture, stage.experiment.pooling)))


def _strip(screen: Screen, stage: Stage, look: _Look) -> None:
    size, given = stage.architecture.size, look.given
    boxes = [LayerBox("input", pgettext("layer", "input"), str(look.label), note=f"{size}×{size}×3",
                      picture=look.picture, selectable=False)]
    rows = {row.name: row for row in layers(stage.architecture, stage.experiment.pooling)}
    for name, values in given.items():
        boxes.append(_box(rows[name], values[0], name in stage.penalized))
    layer_strip(
        screen, boxes, selected=chosen_layer(stage), key="layers", on_select=_chooser(stage.seen),
        alt=_("The network: {count} layers with weights; it answers {answer}.",
              count=len(given), answer=_says(given)))


def _label(name: str) -> str:
    found = _LABELS.get(name)
    if found is not None:
        return str(found)
    kind, _sep, number = name.partition("_")
    return f"{_LABELS.get(kind, kind)} {number}"


def _parameters(count: int) -> str:
    return ngettext("{n:,} parameter", "{n:,} parameters", count)


def _bars(shares: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(22, 40): a bar for each class, top to bottom in their order; its whole length is 1."""
    drawn = np.zeros((1 + 7 * len(shares), 40), np.uint8)
    for place, share in enumerate(shares):
        rows = slice(1 + 7 * place, 7 + 7 * place)
        drawn[rows] = 70
        drawn[rows, : round(40 * float(share))] = 255
    return drawn


def _box(layer: Layer, values: NDArray[np.float32], penalized: bool) -> LayerBox:
    assert layer.kernel is not None
    label = _label(layer.name)
    if layer.name == OUTPUT:
        best = int(values.argmax())
        return LayerBox(layer.name, label, f"{SIGNS[best]} {100 * values[best]:.0f} %",
                        note=_parameters(layer.parameters), penalized=penalized,
                        picture=_bars(values))
    if values.ndim == 3:
        shown = feature_strip(values, strongest_channels(values, 1)).pictures[0]
        shape = "×".join(map(str, values.shape))
    else:
        peak = float(values.max(initial=0.0)) or 1.0
        width = max(1, len(values) // 8)
        shown = np.rint(values[: width * 8] * (255 / peak)).astype(np.uint8).reshape(8, width)
        shape = ngettext("{n} unit", "{n} units", len(values))
    return LayerBox(layer.name, label, shape, note=_parameters(layer.parameters),
                    penalized=penalized, picture=shown)


def _maps(screen: Screen, stage: Stage, look: _Look) -> None:
    chosen = chosen_layer(stage)
    name = chosen if chosen.startswith(FIRST) else DEFAULT_LAYER
    maps, kernel = look.given[name][0], stage.weights[f"{name}/kernel"]
    channels, limit = _lively(stage, look.picture, name), glorot_limit(kernel.shape)
    kernels = (kernel_colors(kernel, limit)[channels] if kernel.shape[2] == 3
               else kernel_badges(kernel, limit, channels))
    feature_maps(
        screen, feature_strip(maps, channels).pictures, key="maps", height=HEIGHT, kernels=kernels,
        names=[_("{layer}, feature map {number} of {all}, with its kernel",
                 layer=name, number=channel + 1, all=maps.shape[-1])
               for channel in channels],
        alt=_("Eight of the {all} feature maps of {layer}.", all=maps.shape[-1], layer=name),
        note=_("maps and kernels of {layer}", layer=_label(name)), tag=str(look.step))


def _lively(
    stage: Stage, picture: NDArray[np.uint8], name: str
) -> NDArray[np.int64]:
    """The channels that the start weights light up most in this picture, by number.

    The same ones at every moment of a run; the first eight would be black for most of it.
    """
    began = stage.experiment
    return _channels.get_or_make(
        (began.model, began.seed, began.pooling, name, hash(picture.tobytes())),
        lambda: np.sort(strongest_channels(activations(
            picture[None], stage.start, stage.architecture, began.pooling)[name][0], COUNT)))


def _says(given: dict[str, NDArray[np.float32]]) -> str:
    odds = given[OUTPUT][0]
    return _("{sign} with {share:.0%}",
             sign=SIGNS[int(odds.argmax())], share=float(odds.max()))


def _chooser(seen: Seen) -> Callable[[str], None]:
    def choose(name: str) -> None:
        seen.layer = name

    return choose


def chosen_layer(stage: Stage) -> str:
    """The layer that was clicked, or the dense one where this network has none of that name."""
    chosen = stage.seen.layer
    return chosen if f"{chosen}/kernel" in stage.start else HIDDEN


def chosen_picture(stage: Stage) -> tuple[NDArray[np.uint8], Text]:
    """The tile that was clicked last, or the first of validation; and what it shows."""
    which, place = stage.seen.picture
    tiles = getattr(stage.pictures, which) or stage.pictures.validation
    place = min(place, len(tiles.images) - 1)
    picture, size = tiles.images[place], stage.architecture.size
    if picture.shape[0] != size:
        # Shipped at one size: until the sets are decoded at this one, nearest neighbors stand in.
        take = np.arange(size) * picture.shape[0] // size
        picture = picture[take][:, take]
    return picture, SIGNS[int(tiles.labels[place])]
