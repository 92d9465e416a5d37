"""What the chosen conv layer makes of the chosen picture: eight feature maps, kernels as badges."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image

from playground.data.classes import CLASSES
from playground.insight.feature_strip import feature_strip, first_channels, kernel_badges
from playground.insight.forward import activations
from playground.model.weights import glorot_limit
from playground.ui.session import Tab, here
from playground.ui.stage import Stage, stage_of

COUNT = 8
# Its maps still look like the hand, and every network here has one.
DEFAULT_LAYER = "conv2d_1"
_PURPLE, _GREEN = (118, 42, 131), (27, 120, 55)


def draw() -> None:
    at = here()
    stage = stage_of(at)
    picture, label = chosen_picture(at, stage)
    if picture.shape[0] != stage.architecture.size:
        st.html('<div class="pg-maps pg-sub pg-soft">The feature maps appear once the pictures are '
                "ready at this network’s size.</div>")
        return
    layer = at.layer if at.layer.startswith("conv2d") else DEFAULT_LAYER
    name = layer if f"{layer}/kernel" in stage.weights else DEFAULT_LAYER
    given = activations(
        picture[None], stage.weights, stage.architecture, stage.experiment.pooling)
    maps, odds = given[name][0], given["dense_1"][0]
    channels = first_channels(maps, COUNT)
    strip = feature_strip(maps, channels)
    kernel = stage.weights[f"{name}/kernel"]
    badges = kernel_badges(kernel, glorot_limit(kernel.shape), channels)
    cells = "".join(
        f'<div class="pg-map"><img src="{_png(_gray(shown))}" alt="feature map {channel + 1}">'
        f'<img class="pg-badge" src="{_png(_signed(badge))}" alt=""></div>'
        for channel, shown, badge in zip(channels, strip.pictures, badges, strict=True))
    says = int(odds.argmax())
    st.html(
        f'<div class="pg-maps"><div class="pg-map pg-input"><img src="{_png(picture)}" '
        f'alt="the chosen picture, {label}"></div><span class="pg-arrow">→</span>{cells}'
        f'<span class="pg-arrow">→</span><div class="pg-says"><b>{CLASSES[says]}</b>'
        f'<span>{100 * odds[says]:.0f}&thinsp;%</span></div></div>'
        f'<div class="pg-sub pg-soft">One picture ({label}) through {name}: 8 of its '
        f"{maps.shape[-1]} feature maps, each with its kernel</div>")


def chosen_picture(at: Tab, stage: Stage) -> tuple[NDArray[np.uint8], str]:
    """The tile that was clicked last, or the first of validation; and what it shows."""
    which, place = at.picture
    tiles = getattr(stage.pictures, which) or stage.pictures.validation
    place = min(place, len(tiles.images) - 1)
    return tiles.images[place], CLASSES[int(tiles.labels[place])]


def _gray(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(values[..., None], 3, axis=2)


def _signed(levels: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Purple, transparent, green: as the matrix shows weights."""
    pixels = np.zeros((*levels.shape, 4), np.uint8)
    pixels[..., :3] = np.where((levels < 0)[..., None], _PURPLE, _GREEN)
    pixels[..., 3] = np.minimum(2 * np.abs(levels.astype(np.int16)), 255)
    return pixels


def _png(pixels: NDArray[np.uint8]) -> str:
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=1)
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"
