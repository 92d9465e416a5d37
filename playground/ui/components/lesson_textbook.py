"""The textbook's other regularizers, each as a card with a picture that answers to the hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from playground.messages import _, decimal_sign
from playground.ui.components.lesson_dropout import DensePart
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_textbook")
HEIGHT = 1200


@dataclass(frozen=True)
class Card:
    """`query`: of a link to the Play page with it on. `control` moves from `low` to `high`."""

    title: str
    about: str
    control: str
    low: float
    high: float
    value: float
    finding: str
    query: str
    format: Literal["percent", "count", "number"] = "percent"


@dataclass(frozen=True, eq=False)
class Material:
    """What the pictures are made of; pictures are uint8 (s, s, 3).

    `varied` (epochs, n, s, s, 3); `first` and `second` with their `labels`; `attacked` with
    `signs` int8 of its shape, and `answers` (k, c) at each of `epsilons`; `maps` uint8 (m, t, t);
    `losses` an epoch each, lower being better; `networks` (n, pictures, c) with the pictures'
    `truth`, of which `shown` is looked at; `dense` a picture in the dense part of a network.
    """

    varied: NDArray[np.uint8]
    first: NDArray[np.uint8]
    second: NDArray[np.uint8]
    labels: tuple[int, int]
    attacked: NDArray[np.uint8]
    signs: NDArray[np.int8]
    attacked_label: int
    epsilons: Sequence[float]
    answers: NDArray[np.float32]
    maps: NDArray[np.uint8]
    losses: Sequence[float]
    networks: NDArray[np.float32]
    truth: NDArray[np.int64]
    shown: int
    dense: DensePart


def lesson_textbook(
    screen: Screen, material: Material, cards: Mapping[str, Card], *, key: str,
    classes: Sequence[str], revealed: bool = True, locked: bool = False,
    on_tell: Callable[[object], None] | None = None,
) -> None:
    """Draw `cards`, by names that the script knows. Until `revealed`, the adversarial one is away.

    `on_tell` gets `epsilon` and `flipped` (1 or 0) of the adversarial one.
    """
    header: dict[str, Any] = {
        "classes": list(classes), "labels": list(material.labels), "side": len(material.first),
        "mapSide": material.maps.shape[1], "losses": list(material.losses), "locked": locked,
        "revealed": revealed, "cards": {name: asdict(card) for name, card in cards.items()},
        "adversarial": {
            "epsilons": list(material.epsilons), "answers": material.answers.tolist(),
            "label": material.attacked_label},
        "ensemble": {"answers": material.networks.tolist(), "labels": material.truth.tolist(),
                     "shown": material.shown},
        "words": {
            "train": _("Train with it"), "point": decimal_sign(),
            "never_stops": _("It trains to the end; its best epoch is {epoch}.", epoch="%b"),
            "vector": _("Length of a unit's incoming weights")},
    }
    dense = material.dense
    bodies = [np.ascontiguousarray(array).tobytes() for array in (
        material.varied, material.first, material.second, material.attacked, material.signs,
        material.maps, dense.hidden, dense.kernel, dense.bias)]
    screen.show(_mount, key, header, *bodies, height=HEIGHT, acts={"tell": on_tell})
