"""The networks by name, as data: layers, shapes and parameter counts without TensorFlow.

`article` is the article's network, layer by layer. `compact` is the same idea at 64x64, quick
enough to watch. `two-conv` follows the article's advice "use fewer conv layers": taken literally
at 224x224 the dense layer would explode to 95.6 million parameters, so it is the compact network
without its last two conv blocks; its dense layer still grows eightfold, which is the lesson.
`wide` is compact with twice the filters: what the pretrained network for photos is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

CLASS_COUNT = 3


@dataclass(frozen=True)
class Architecture:
    """conv 3x3 + ReLU + 2x2 pooling for each of `filters`; flatten; dense `units`; dense 3."""

    name: str
    size: int
    padding: str
    filters: tuple[int, ...]
    units: int


ARCHITECTURES: Mapping[str, Architecture] = {
    "article": Architecture("article", 224, "valid", (64, 64, 128, 128), 512),
    "compact": Architecture("compact", 64, "same", (16, 32, 64, 64), 128),
    "two-conv": Architecture("two-conv", 64, "same", (16, 32), 128),
    "wide": Architecture("wide", 64, "same", (32, 64, 128, 128), 256),
}


@dataclass(frozen=True)
class Layer:
    """One row of the layer table. `kernel` is the kernel's shape where the layer has one."""

    name: str
    type: str
    output: tuple[int, ...]
    kernel: tuple[int, ...] | None = None

    @property
    def parameters(self) -> int:
        return prod(self.kernel) + self.kernel[-1] if self.kernel else 0


def layers(architecture: Architecture, pooling: str = "max") -> tuple[Layer, ...]:
    """The layers from input to output, named as Keras names them."""
    rows: list[Layer] = []
    side, channels = architecture.size, 3
    pool = ("max_pooling2d", "MaxPooling2D") if pooling == "max" else (
        "average_pooling2d", "AveragePooling2D")
    for index, filters in enumerate(architecture.filters):
        suffix = f"_{index}" if index else ""
        side -= 2 if architecture.padding == "valid" else 0
        kernel = (3, 3, channels, filters)
        rows.append(Layer(f"conv2d{suffix}", "Conv2D", (side, side, filters), kernel))
        side, channels = side // 2, filters
        rows.append(Layer(f"{pool[0]}{suffix}", pool[1], (side, side, filters)))
    flat, units = side * side * channels, architecture.units
    rows.append(Layer("flatten", "Flatten", (flat,)))
    rows.append(Layer("dense", "Dense", (units,), (flat, units)))
    rows.append(Layer("dropout", "Dropout", (units,)))
    rows.append(Layer("dense_1", "Dense", (CLASS_COUNT,), (units, CLASS_COUNT)))
    return tuple(rows)


def kernel_shapes(architecture: Architecture) -> dict[str, tuple[int, ...]]:
    """Shape of each layer's kernel by the layer's name, from input to output."""
    return {row.name: row.kernel for row in layers(architecture) if row.kernel}


def parameter_count(architecture: Architecture) -> int:
    return sum(row.parameters for row in layers(architecture))


def penalized_kernels(architecture: Architecture, penalize: str) -> tuple[str, ...]:
    """Names of the layers whose kernel bears the penalty, largest first.

    "three-largest" is the article's choice; in its network: dense, conv2d_3, conv2d_2.
    """
    shapes = kernel_shapes(architecture)
    by_size = sorted(shapes, key=lambda name: -prod(shapes[name]))
    count = {"three-largest": 3, "largest": 1, "all": len(by_size)}[penalize]
    return tuple(by_size[:count])


def used_input(architecture: Architecture) -> int:
    """Side of the input's top-left square that can reach the output, in pixels.

    A valid convolution before a floor-dividing pooling computes rows that the pooling drops;
    leaving them out from the start changes no number and saves the article's network 2 %
    of its work, and a prime width of 109 that the processor's kernels handle badly.
    """
    side = next(row.output[0] for row in reversed(layers(architecture)) if len(row.output) == 3)
    for _ in architecture.filters:
        side = side * 2 + (2 if architecture.padding == "valid" else 0)
    return side
