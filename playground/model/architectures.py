"""The networks by name, as data: layers, shapes and parameter counts without TensorFlow.

`article` is the article's network, layer by layer. `compact` is the same idea at 64x64, quick
enough to watch. `two-conv` follows the article's advice "use fewer conv layers": taken literally
at 224x224 the dense layer would explode to 95.6 million parameters, so it is the compact network
without its last two conv blocks; its dense layer still grows eightfold, which is the lesson.
`deep` is for photos: more layers, each with batch normalization, without which it hardly begins to
learn from pictures that vary so much. `large` sees them at 96x96, where fingers that touch can be
told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import prod

from playground.experiment import Experiment

CLASS_COUNT = 3
# Of a normalization, as Keras has it: in σ² + ε, and how much of the running statistics of a
# batch normalization a step keeps.
NORMALIZATION_EPSILON = 1e-3
NORMALIZATION_MOMENTUM = 0.99


@dataclass(frozen=True)
class Architecture:
    """conv 3x3 + ReLU + 2x2 pooling for each of `filters`; flatten; dense `units`; dense 3.

    `convs`: how many convolutions stand before each pooling, one where it is left out. `stem`: side
    and stride of the first kernel. `normalized`: batch normalization between each convolution and
    its ReLU, in place of a bias (Ioffe and Szegedy 2015). `standardized`: the input is made mean 0
    and variance 1 within each picture, over all its pixels and channels.
    """

    name: str
    size: int
    padding: str
    filters: tuple[int, ...]
    units: int
    convs: tuple[int, ...] = ()
    stem: tuple[int, int] = (3, 1)
    normalized: bool = False
    standardized: bool = False


ARCHITECTURES: Mapping[str, Architecture] = {
    "article": Architecture("article", 224, "valid", (64, 64, 128, 128), 512),
    "compact": Architecture("compact", 64, "same", (16, 32, 64, 64), 128),
    "two-conv": Architecture("two-conv", 64, "same", (16, 32), 128),
    "deep": Architecture(
        "deep", 64, "same", (32, 64, 128, 192), 256, convs=(1, 2, 2, 1), stem=(5, 2),
        normalized=True),
    "large": Architecture(
        "large", 96, "same", (32, 64, 128, 256), 256, convs=(1, 2, 2, 2), stem=(5, 2),
        normalized=True),
}


def architecture_of(experiment: Experiment) -> Architecture:
    """The network that the experiment trains, with its input as the experiment scales it."""
    named = ARCHITECTURES[experiment.model]
    return replace(named, standardized=experiment.input_scaling == "per-picture")


@dataclass(frozen=True)
class Layer:
    """One layer, with all that it takes to build it or to compute it: a row of the layer table.

    `type`, `padding` and `activation` as Keras names them. `kernel` is the kernel's shape where the
    layer has one. `vectors`: what it has besides, one number a channel each: a bias is one, a
    normalization has four (scale, shift and the running mean and variance).
    """

    name: str
    type: str
    output: tuple[int, ...]
    kernel: tuple[int, ...] | None = None
    vectors: tuple[str, ...] = ()
    stride: int = 1
    padding: str = "valid"
    activation: str = "linear"

    @property
    def weights(self) -> tuple[str, ...]:
        """Names of its arrays, in Keras's order."""
        return (*(("kernel",) if self.kernel else ()), *self.vectors)

    @property
    def parameters(self) -> int:
        return (prod(self.kernel) if self.kernel else 0) + len(self.vectors) * self.output[-1]


# Layers that every network has, by the names that Keras gives: files and links hold them.
FIRST, HIDDEN, OUTPUT = "conv2d", "dense", "dense_1"
BIAS = ("bias",)
NORMALIZATION = ("gamma", "beta", "moving_mean", "moving_variance")


@cache
def layers(architecture: Architecture, pooling: str = "max") -> tuple[Layer, ...]:
    """The layers from input to output, named as Keras names them.

    Whatever builds, computes or lists a network goes by these rows. `pooling`: "max" or "average".
    """
    rows: list[Layer] = []
    side, channels, convs = architecture.size, 3, 0
    pool = ("max_pooling2d", "MaxPooling2D") if pooling == "max" else (
        "average_pooling2d", "AveragePooling2D")
    counts = architecture.convs or (1,) * len(architecture.filters)
    for pools, (filters, count) in enumerate(zip(architecture.filters, counts, strict=True)):
        for _ in range(count):
            reach, stride = (3, 1) if convs else architecture.stem
            side = -(-side // stride) - (reach - 1 if architecture.padding == "valid" else 0)
            rows += _convolution(architecture, convs, side, (reach, reach, channels, filters),
                                 stride)
            convs, channels = convs + 1, filters
        side //= 2
        rows.append(Layer(numbered(pool[0], pools), pool[1], (side, side, channels)))
    flat, units = side * side * channels, architecture.units
    return (
        *rows,
        Layer("flatten", "Flatten", (flat,)),
        Layer(HIDDEN, "Dense", (units,), (flat, units), BIAS, activation="relu"),
        Layer("dropout", "Dropout", (units,)),
        Layer(OUTPUT, "Dense", (CLASS_COUNT,), (units, CLASS_COUNT), BIAS, activation="softmax"),
    )


def _convolution(
    architecture: Architecture, number: int, side: int, kernel: tuple[int, ...], stride: int
) -> list[Layer]:
    """A convolution with its ReLU, which a normalization comes before where there is one."""
    normalized, shape = architecture.normalized, (side, side, kernel[-1])
    convolution = Layer(
        numbered(FIRST, number), "Conv2D", shape, kernel, () if normalized else BIAS, stride,
        architecture.padding, "linear" if normalized else "relu")
    if not normalized:
        return [convolution]
    return [
        convolution,
        Layer(numbered("batch_normalization", number), "BatchNormalization", shape,
              vectors=NORMALIZATION),
        Layer(numbered("re_lu", number), "ReLU", shape),
    ]


def numbered(name: str, number: int) -> str:
    """As Keras numbers layers of one kind: conv2d, conv2d_1, conv2d_2 ..."""
    return f"{name}_{number}" if number else name


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
    if architecture.padding == "same":
        return architecture.size
    side = next(row.output[0] for row in reversed(layers(architecture)) if len(row.output) == 3)
    for _ in architecture.filters:
        side = side * 2 + 2
    return side
