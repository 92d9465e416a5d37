"""Dropout at work on the dense part of a network: passes, their mean, and the knock-out curve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_dropout")
HEIGHT = 900


@dataclass(frozen=True, eq=False)
class DensePart:
    """One picture uint8 (s, s, 3) in a network, from its last hidden layer on.

    `hidden` (u,) after ReLU, the output layer's `kernel` (u, c) and `bias` (c,); `label` is what
    the picture shows.
    """

    image: NDArray[np.uint8]
    label: int
    hidden: NDArray[np.float32]
    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True)
class KnockOuts:
    """Accuracies with those shares of the units removed, without dropout and with."""

    shares: Sequence[float]
    plain: Sequence[float]
    dropout: Sequence[float]


def lesson_dropout(
    screen: Screen, part: DensePart, curves: KnockOuts | None, *, key: str,
    classes: Sequence[str], rate: float = 0.5, seed: int = 1, locked: bool = False,
    on_tell: Callable[[object], None] | None = None,
) -> None:
    """Draw it at full width. Without `curves` it says that the answer comes after the prediction.

    `on_tell` gets `rate`, `passes`, and of the right class the `mean` over them and what the
    `whole` network says; with curves `removed`, `plain`, `dropout`, and `plain_whole`: the first
    accuracy without dropout.
    """
    header = {
        "classes": list(classes), "label": int(part.label), "side": len(part.image),
        "rate": rate, "seed": seed, "locked": locked,
        "curves": None if curves is None else {
            "shares": list(curves.shares), "plain": list(curves.plain),
            "dropout": list(curves.dropout)},
        "words": _words(classes[part.label]),
    }
    screen.show(
        _mount, key, header, *(np.ascontiguousarray(array, np.float32).tobytes()
                               for array in (part.hidden, part.kernel, part.bias)),
        np.ascontiguousarray(part.image).tobytes(), height=HEIGHT, acts={"tell": on_tell})


def _words(label: str) -> dict[str, str]:
    return {
        "rate": _("Dropout rate"), "one": _("One more pass"), "run": _("Go on dropping"),
        "hold": _("Hold"), "fed": _("What goes in: {sign}", sign=label),
        "net": _("The last hidden layer: {count} units are left in this pass, the others are "
                 "dropped. Lines: what each gives to rock, paper and scissors.", count="%k"),
        "row": _("this pass {now}, mean {mean}, whole network {whole}",
                 now="%p", mean="%m", whole="%w"),
        "key_now": _("what this pass says"), "key_mean": _("the mean of all passes so far"),
        "key_whole": _("the whole network"), "key_dot": _("a dot below: one pass, for {sign}",
                                                          sign=label),
        "passes": _("passes"), "mean": _("mean"), "whole": _("whole"),
        "passes_alt": _("Each pass' answer for {sign}, their mean, and the whole network's.",
                        sign=label),
        "finding": _("Mean of {passes} passes for {sign}: {mean}. The whole network: {whole}.",
                     passes="%n", sign=label, mean="%m", whole="%w"),
        "removing": _("Who can do without?"),
        "removed": _("Hidden units removed"), "removed_axis": _("units removed"),
        "plain": _("without dropout"), "dropout": _("with dropout"),
        "guessing": _("guessing"),
        "knock_alt": _("Accuracy as hidden units are removed at random: the network that was "
                       "trained with dropout holds longer."),
        "found": _("With {removed} of the hidden units removed: {dropout} right when trained with "
                   "dropout, {plain} without.", removed="%r", dropout="%d", plain="%p"),
        "first_predict": _("Predict first: the curves come with the answer."),
    }
