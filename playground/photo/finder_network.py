"""The small network that looks for a hand: convolutions alone, in numpy alone.

It gives a coarse map of where the middle of a hand is, and how large the hand there would be, as
in Zhou, Wang and Krähenbühl, "Objects as Points" (arXiv:1904.07850, 2019). Without TensorFlow,
so that it answers while that is still being imported. `tools/train_finder` trains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.messages import lazy

Array = NDArray[np.float32]

# Side of its input, of a cell of its map, and of the map.
SIDE: Final = 96
CELL: Final = 8
GRID: Final = SIDE // CELL
# What stands beside a photo that is no square: gray.
AROUND: Final = 128
WEIGHTS: Final = Path(__file__).resolve().parents[1] / "assets" / "finder" / "weights.npz"
# More multiplications than this in one product make OpenBLAS start threads, which wait for each
# other beside a training that keeps every core busy.
_SMALL_PRODUCT = 2**18


@dataclass(frozen=True)
class Layer:
    """A convolution with ReLU; `pooled`: the largest of each 2 x 2 goes on; `added`: its input is
    added to what it gives (He et al., 2015)."""

    name: str
    kernel: int
    filters: int
    stride: int = 1
    dilation: int = 1
    pooled: bool = False
    added: bool = False


# The first four are those of the network "deep", so that training begins with what the
# pretrained one has learned of hands; the others look further around.
LAYERS: Final = (
    Layer("conv2d", 5, 32, stride=2, pooled=True),
    Layer("conv2d_1", 3, 64),
    Layer("conv2d_2", 3, 64, pooled=True),
    Layer("conv2d_3", 3, 128),
    Layer("fewer", 1, 64),
    Layer("around", 3, 64, dilation=2, added=True),
    Layer("far", 3, 64, dilation=4, added=True),
)
HEAD: Final = Layer("head", 1, 2)


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, Array]:
    """By layer, "name/kernel" (k, k, in, out) and "name/bias" (out,). Raises `BadInput`."""
    try:
        with np.load(WEIGHTS) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, ValueError, KeyError):
        raise BadInput(lazy(
            "The network that finds hands is not there or damaged; get playground/assets/finder/ "
            "again from the repository.")) from None


def maps(images: NDArray[np.uint8], weights: Mapping[str, Array] | None = None
         ) -> tuple[Array, Array]:
    """For (b, h, w, 3), the sides multiples of CELL: heat in 0..1, and sides in pixels.

    Both (b, h / CELL, w / CELL): how surely a hand's middle is in that cell, and what the longer
    side of a hand there would be.
    """
    weights = shipped_weights() if weights is None else weights
    x: Array = images.astype(np.float32) / np.float32(255)
    for layer in LAYERS:
        y = _convolve(x, layer, weights)
        np.maximum(y, 0, out=y)
        x = x + y if layer.added else _pool(y) if layer.pooled else y
    y = _convolve(x, HEAD, weights)
    heat: Array = np.float32(1) / (np.float32(1) + np.exp(-y[..., 0]))
    sides: Array = np.exp2(np.clip(y[..., 1], -6, 2)) * np.float32(SIDE)
    return heat, sides


def _pool(x: Array) -> Array:
    b, h, w, c = x.shape
    pooled: Array = x.reshape(b, h // 2, 2, w // 2, 2, c).max((2, 4))
    return pooled


def _convolve(x: Array, layer: Layer, weights: Mapping[str, Array]) -> Array:
    """Cross-correlation with zeros around, as Keras' Conv2D with "same" padding."""
    kernel, bias = weights[f"{layer.name}/kernel"], weights[f"{layer.name}/bias"]
    stride, apart = layer.stride, layer.dilation
    reach = (len(kernel) - 1) * apart
    # With stride 2 on an even side one zero is missing, and it goes behind.
    before = (reach - stride + 1) // 2
    around = (before, reach - stride + 1 - before)
    x = np.pad(x, ((0, 0), around, around, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (reach + 1, reach + 1), axis=(1, 2))
    windows = windows[:, ::stride, ::stride, :, ::apart, ::apart]
    b, h, w = windows.shape[:3]
    flat = kernel.transpose(2, 0, 1, 3).reshape(-1, kernel.shape[-1])
    at_once = max(1, _SMALL_PRODUCT // flat.size)
    rows = next(n for n in range(min(at_once, h * w), 0, -1) if h * w % n == 0)
    y: Array = windows.reshape(b, h * w // rows, rows, len(flat)) @ flat
    return y.reshape(b, h, w, -1) + bias
