"""A network from image to output, box by box: shapes, parameters, and what each layer gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.messages import _, decimal_sign, number, pgettext
from playground.ui.components.mounting import component, events
from playground.ui.components.screen import Screen

_mount = component("lesson_chain")
# Of one layer at most: the article's first maps alone are three million numbers.
MOST_VALUES = 2**18


@dataclass(frozen=True, eq=False)
class Box:
    """A layer. `kind`: input, conv, norm, pool, flatten, dense or output; `values` of its `shape`
    is what it gives, `kernel` its kernel's shape, empty without one."""

    kind: str
    shape: tuple[int, ...]
    kernel: tuple[int, ...] = ()
    parameters: int = 0
    penalized: bool = False
    values: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Plan:
    """Of the network whose layers can be changed: conv-pool blocks of `filters`, as many as
    `blocks`, on a picture of `size`, then a dense layer of `units`."""

    filters: tuple[int, ...]
    blocks: int
    units: int
    size: int
    classes: int = 3


def lesson_chain(
    screen: Screen,
    plan: Plan,
    boxes: Sequence[Box],
    *,
    own: str,
    key: str,
    average: bool = False,
    revealed: bool = True,
    locked: bool = False,
    on_tell: Callable[[Any], None] | None = None,
) -> None:
    """Draw the network of `plan`, and beside it on a click that of `boxes`, named `own`.

    `revealed`: before, no parameters are shown. `on_tell` gets what comes from the browser as the
    reader changes something, numbers by name: `dense_share` of the parameters (0 to 1),
    `parameters`, `blocks`, `units`, `size`, `article` (1 while the plan's network is shown).
    """
    counts: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    bodies: list[bytes] = []
    for box in boxes:
        counts[box.kind] = counts.get(box.kind, 0) + 1
        named = f"{box.kind} {counts[box.kind]}" if box.kind in ("conv", "norm", "pool") else (
            box.kind)
        row: dict[str, Any] = {
            "kind": box.kind, "name": named, "shape": box.shape, "kernel": box.kernel, "extra": 0,
            "parameters": box.parameters, "penalized": box.penalized, "body": -1, "signed": False,
            "peak": 0.0, "maps": (0, 0, 0)}
        if box.values is not None:
            levels, signed, peak = levels_of(as_maps(box.values))
            row |= {"body": len(bodies), "signed": signed, "peak": peak, "maps": levels.shape}
            bodies.append(levels.tobytes())
        rows.append(row)
    header = {
        "rows": rows, "own": own, "filters": plan.filters, "classes": plan.classes,
        "plan": {"size": plan.size, "blocks": plan.blocks, "units": plan.units},
        "revealed": revealed, "locked": locked, "words": _words(average),
    }
    _mount(key=screen.key(key), data=screen.message(key, header, *bodies),
           on_events_change=events(screen.key(key), tell=on_tell))


def as_maps(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a layer gives as maps (n, h, w): those of (h, w, n), or one of a vector (n,), in rows
    of equal length. Of many numbers the first maps alone."""
    if values.ndim == 3:
        count = max(1, min(values.shape[-1], MOST_VALUES // (values.shape[0] * values.shape[1])))
        return np.moveaxis(values[..., :count], -1, 0)
    length = len(values)
    rows = next((rows for rows in range(int(length**0.5), 0, -1) if length % rows == 0), 1)
    return values[:MOST_VALUES].reshape(rows if length <= MOST_VALUES else 1, -1)[None]


def levels_of(maps: NDArray[np.float32]) -> tuple[NDArray[np.uint8], bool, float]:
    """Maps as bytes on one scale; whether they are signed (int8, ±127), and what the highest level
    stands for."""
    maps = np.nan_to_num(maps, nan=0.0, posinf=0.0, neginf=0.0)
    signed = bool(maps.min(initial=0.0) < 0)
    peak = float(np.abs(maps).max(initial=0.0))
    most = 127 if signed else 255
    levels = np.rint(maps * np.float32(most / peak) if peak else maps)
    return np.ascontiguousarray(levels.astype(np.int8 if signed else np.uint8)).view(
        np.uint8), signed, peak


def _words(average: bool) -> dict[str, Any]:
    pooled = _("The mean of each 2 × 2 numbers is taken: {from} becomes {to}. Nothing is learned "
               "here.", **{"from": "{from}", "to": "{to}"}) if average else (
             _("The largest of each 2 × 2 numbers stays: {from} becomes {to}. Nothing is learned "
               "here.", **{"from": "{from}", "to": "{to}"}))
    return {
        "network": _("Network"), "article": _("The article's"),
        "blocks": _("Conv and pool blocks"), "units": _("Units of the dense layer"),
        "size": _("Side of the picture"), "parameters": _("parameters"),
        "penalty": _("bears the penalty"), "point": decimal_sign(),
        "comma": number(1000, ",")[1:-3],
        "total": _("{layer} holds {share} % of all {total} parameters; λ marks the layers that get "
                   "the penalty.", layer="{layer}", share="{share}", total="{total}"),
        "hidden": _("How many parameters each layer has is shown after your prediction."),
        "values": _("What {layer} gives: choose one with the arrow keys.", layer="{layer}"),
        "value": _("Map {unit}: {value}", unit="{unit}", value="{value}"),
        "strongest": _("The strongest answer of map {unit} is {value}.",
                       unit="{unit}", value="{value}"),
        "signs": [str(sign) for sign in SIGNS],
        "kinds": {
            "input": pgettext("layer", "input"), "conv": pgettext("layer", "conv"),
            "norm": pgettext("layer", "normalize"), "pool": pgettext("layer", "pool"),
            "flatten": pgettext("layer", "flatten"), "dense": pgettext("layer", "dense"),
            "output": pgettext("layer", "output")},
        "formulas": {
            "input": _("The picture: {to} numbers.", to="{to}"),
            "conv": _("{filters} filters, each of {reach} × {reach} × {depth} weights and a bias: "
                      "{formula}.", filters="{filters}", reach="{reach}", depth="{depth}",
                      formula="{formula}"),
            "conv-plain": _("{filters} filters, each of {reach} × {reach} × {depth} weights: "
                            "{formula}.", filters="{filters}", reach="{reach}", depth="{depth}",
                            formula="{formula}"),
            "norm": _("Batch normalization: four numbers for each map, {parameters} in all.",
                      parameters="{parameters}"),
            "pool": pooled,
            "flatten": _("The maps are laid out in one row: {from} are {to} numbers. Nothing is "
                         "learned here.", **{"from": "{from}", "to": "{to}"}),
            "dense": _("Each of the {inputs} numbers has a weight to each of the {units} units, "
                       "and each unit has a bias: {formula}.", inputs="{inputs}", units="{units}",
                       formula="{formula}"),
            "output": _("Each of the {inputs} units has a weight to each of the {units} answers, "
                        "and each answer has a bias: {formula}.", inputs="{inputs}",
                        units="{units}", formula="{formula}"),
        },
    }
