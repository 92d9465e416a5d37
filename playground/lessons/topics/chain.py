"""The whole chain, from image to output: where a network's parameters are."""

from __future__ import annotations

from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given
from playground.model.architectures import ARCHITECTURES, Layer, layers

ARTICLE = ARCHITECTURES["article"]
FILTERS = (*ARTICLE.filters, 128, 128)
"""Of the blocks that the article's network has, and of two more."""


def _largest_layer(given: Given) -> Reply:
    """Of the article's network, whatever the reader's own is."""
    rows = layers(ARTICLE)
    most = max(rows, key=lambda row: row.parameters)
    total = sum(row.parameters for row in rows)
    flat = next(row for row in rows if row.type == "Flatten").output[0]
    return Reply(_kind(most, rows), {
        "share": most.parameters / total, "parameters": most.parameters, "total": total,
        "inputs": flat, "units": ARTICLE.units})


def _kind(row: Layer, rows: tuple[Layer, ...]) -> str:
    """As a reader tells the layers apart: the first convolution, the last, dense, output."""
    convolutions = [one for one in rows if one.type == "Conv2D"]
    names = {convolutions[0].name: "first-conv", convolutions[-1].name: "last-conv",
             rows[-1].name: "output", rows[-3].name: "dense"}
    return names.get(row.name, "last-conv")


def _dense_is_less_than_half(told: Numbers) -> bool:
    return bool(told["article"]) and told["dense_share"] < 0.5


ANSWERS = {
    "largest-layer": Answer(
        ("first-conv", "last-conv", "dense", "output"), _largest_layer,
        gives=("share", "parameters", "total", "inputs", "units")),
}
CONDITIONS = {
    "dense-holds-less-than-half": Condition(("article", "dense_share"), _dense_is_less_than_half),
}
