"""One step of one weight: five stages with their numbers, and the weight as a ball on its curve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.insight.update import Dial
from playground.messages import _, decimal_sign, pgettext
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_one_step")
HEIGHT = 560


@dataclass(frozen=True, eq=False)
class Weight:
    """One that can be chosen: where it stands, and its curve from `low` to `high`, (n,)."""

    name: str
    value: float
    slots: tuple[float, ...]
    dial: Dial
    low: float
    high: float
    losses: NDArray[np.float64]
    gradients: NDArray[np.float64]


def one_step(
    screen: Screen, weights: Sequence[Weight], *, key: str, tag: str, pictures: int, right: int,
    data_loss: float, penalty: float, regularizer: str, locked: bool, revealed: bool,
    note: str, on_tell: Callable[[object], None],
) -> None:
    """`right` of `pictures` are named as labeled. `penalty` is that of all weights, and
    `regularizer` what it is called, empty without one. Before it is `revealed`, where the weight
    goes is kept back. `note` says whose step it is. `on_tell` gets `moved`, `slope` and `above`:
    by how much the ball has moved, the gradient of the whole loss there, and how far it lies above
    the bottom, as a share of the curve's height.
    """
    header = {
        "tag": tag, "pictures": pictures, "right": right, "data_loss": data_loss,
        "penalty": penalty, "locked": locked, "revealed": revealed, "note": note,
        "weights": [{
            "name": one.name, "value": one.value, "slots": list(one.slots),
            "dial": one.dial._asdict(), "low": one.low, "high": one.high,
            "losses": np.round(one.losses, 6).tolist(),
            "gradients": np.round(one.gradients, 8).tolist()} for one in weights],
        "words": {
            "point": decimal_sign(), "weight": _("Which weight"),
            "forward": _("1 Forward"), "loss": _("2 Loss"), "penalty": _("3 Penalty"),
            "gradient": _("4 Gradients"), "update": _("5 Update"),
            "forward_says": _("The pictures go through the network. It names {right} of {n} as "
                              "they are labeled.", right="{right}", n="{n}"),
            "loss_says": _("How wrong that is: the mean of −ln p of the label, {loss}.",
                           loss="{loss}"),
            "penalty_says": _("{regularizer} adds {penalty} for all weights; this one has {own} "
                              "of it.", regularizer=regularizer, penalty="{penalty}", own="{own}"),
            "penalty_none": _("This run has no penalty on this weight: 0."),
            "gradient_says": _("The slope of the loss here is {data}, that of the penalty {own}. "
                               "Together {sum}.", data="{data}", own="{own}",
                               sum="{sum}"),
            "update_says": _("{optimizer} moves the weight from {before} to {after}: by {by}.",
                             optimizer={"adam": "Adam", "adamw": "AdamW", "sgd": "SGD"}[
                                 weights[0].dial.optimizer],
                             before="{before}", after="{after}", by="{by}"),
            "waits": _("Predict first: then the ball can take its steps."),
            "update_hidden": _("Predict first how far it goes."),
            "next": _("Next stage"), "step": _("A whole step"), "many": _("100 steps"),
            "back": _("Back to the start"),
            "x": _("The weight's value"), "y": _("Loss"),
            "data": pgettext("a line in a chart", "data loss"),
            "total": pgettext("a line in a chart", "with penalty"),
            "start": pgettext("a mark in a chart", "start"),
            "ball": _("The weight as a ball on its loss curve. Arrow keys move it."),
            "at": _("Weight {weight}, loss {loss}, gradient {slope}", weight="{weight}",
                    loss="{loss}", slope="{slope}"),
        },
    }
    screen.show(_mount, key, header, height=HEIGHT, acts={"tell": on_tell})
