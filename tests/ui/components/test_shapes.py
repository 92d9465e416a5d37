"""What a component refuses to draw: a wrong shape would be a scrambled picture."""

from __future__ import annotations

import numpy as np
import pytest

from playground.ui.components.feature_maps import feature_maps
from playground.ui.components.raster import raster
from playground.ui.components.run_card import run_card
from playground.ui.components.screen import Mounting
from playground.ui.components.tab_token import tab_token
from playground.ui.components.tiles import Tile, tiles


@pytest.mark.parametrize(("palette", "levels"), [
    ("weights", np.zeros((2, 2), np.float32)),
    ("weights", np.zeros((2, 2, 3), np.int8)),
    ("gray", np.zeros((2, 2), np.int8)),
    ("rgb", np.zeros((2, 2), np.uint8)),
])
def test_raster_takes_what_its_palette_is_made_for(palette: str, levels: np.ndarray) -> None:
    with pytest.raises(ValueError, match=palette):
        raster(Mounting(), levels, key="k", height=10, alt="", palette=palette)  # type: ignore[arg-type]


def test_each_picture_has_its_tile() -> None:
    with pytest.raises(ValueError, match="2 pictures, but 1 tiles"):
        tiles(Mounting(), np.zeros((2, 4, 4, 3), np.uint8), [Tile()], key="k",
              height=9, alt="", columns=1)


def test_pictures_are_bytes() -> None:
    with pytest.raises(ValueError, match="uint8"):
        tiles(Mounting(), np.zeros((1, 4, 4, 3), np.float32), [Tile()], key="k",
              height=9, alt="", columns=1)


def test_each_map_has_its_kernel() -> None:
    with pytest.raises(ValueError, match="2 maps, but 1 kernels"):
        feature_maps(Mounting(), np.zeros((2, 4, 4), np.uint8), key="k", height=9, alt="",
                     kernels=np.zeros((1, 3, 3), np.int8))


def test_a_card_shows_levels() -> None:
    with pytest.raises(ValueError, match="int8"):
        run_card(Mounting(), "L1", key="k", levels=np.zeros((2, 2)), validation=None, zeros=None)  # type: ignore[arg-type]


def test_a_token_has_an_end() -> None:
    with pytest.raises(ValueError, match="200"):
        tab_token(key="k", write="a" * 201)
