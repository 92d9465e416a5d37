"""Which pixels of the picture a unit of a convolution can see: by architecture, not by weights.

Going up layer by layer, with k the side of a kernel or of a pooling window, s its stride and p the
padding before the first row (Araujo, Norris and Sim 2019, "Computing Receptive Fields of
Convolutional Neural Networks", equations 2 to 4):

    size += (k - 1) · stride        offset -= p · stride        stride *= s
"""

from __future__ import annotations

from dataclasses import dataclass

from playground.model.architectures import Architecture, layers


@dataclass(frozen=True)
class ReceptiveField:
    """In pixels, the same along rows and columns.

    The unit at place i of its map sees the pixels from `offset + i · stride` on, `size` of them.
    What of that lies outside of the picture is padding.
    """

    size: int
    stride: int
    offset: int

    def start(self, place: int) -> int:
        """The first pixel that the unit there sees; below 0 where it begins in the padding."""
        return self.offset + place * self.stride

    def clipped(self, place: int, side: int) -> tuple[int, int]:
        """First pixel and the one behind the last, within a picture of that side."""
        start = self.start(place)
        return max(start, 0), min(start + self.size, side)


def receptive_fields(architecture: Architecture) -> dict[str, ReceptiveField]:
    """Of the units of each convolution's rectified map, before pooling, by the layer's name."""
    fields: dict[str, ReceptiveField] = {}
    seen, side = ReceptiveField(1, 1, 0), architecture.size
    for row in layers(architecture):
        if row.type == "Conv2D":
            assert row.kernel is not None
            before = _padding_before(side, row.kernel[0], row.stride, row.padding)
            seen = fields[row.name] = _through(seen, row.kernel[0], row.stride, before)
        elif row.type.endswith("Pooling2D"):
            seen = _through(seen, 2, 2, 0)
        side = row.output[0]
    return fields


def _through(seen: ReceptiveField, reach: int, stride: int, before: int) -> ReceptiveField:
    return ReceptiveField(
        seen.size + (reach - 1) * seen.stride, seen.stride * stride,
        seen.offset - before * seen.stride)


def _padding_before(side: int, reach: int, stride: int, padding: str) -> int:
    """Rows that "same" adds before the first; what an odd number adds goes behind."""
    if padding == "valid":
        return 0
    return max((-(-side // stride) - 1) * stride + reach - side, 0) // 2
