"""Perfect here, lost there: pictures of two settings, a network's answers and its curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_setting")
HEIGHT = 620


@dataclass(frozen=True)
class Trained:
    """A network: what it was trained on and how, its accuracies after each epoch, and its answers.

    `here` is false where the pictures of the first row are another setting for it, too.
    """

    name: str
    group: str
    validation: Sequence[float]
    elsewhere: Sequence[float]
    answers_here: Sequence[int]
    answers_there: Sequence[int]
    here: bool = True


def setting(
    screen: Screen, here: NDArray[np.uint8], there: NDArray[np.uint8], networks: Sequence[Trained],
    *, key: str, labels_here: Sequence[int], labels_there: Sequence[int], signs: Sequence[str],
    locked: bool, revealed: bool, on_tell: Callable[[object], None],
) -> None:
    """`here` and `there` (n, s, s, 3), the same size. Before it is `revealed`, what is said of the
    second row is kept back. `on_tell` gets `looked`, at how many networks, and `elsewhere`, the
    last accuracy in the other setting of the one that is looked at.
    """
    header = {
        "side": here.shape[1], "count": [len(here), len(there)], "signs": list(signs),
        "labels": [list(map(int, labels_here)), list(map(int, labels_there))],
        "locked": locked, "revealed": revealed,
        "networks": [{
            "name": one.name, "group": one.group, "validation": list(one.validation),
            "elsewhere": list(one.elsewhere), "here": one.here,
            "answers": [list(one.answers_here), list(one.answers_there)]} for one in networks],
        "words": {
            "networks": _("Trained on"), "epoch": _("Epoch"), "accuracy": _("Accuracy, %"),
            "guessing": _("guessing"), "validation": _("validation"),
            "elsewhere": _("another setting"),
            "here": _("Held-out pictures of the same setting: {right} of {n} right",
                      right="{right}", n="{n}"),
            "also": _("The studio, another setting for this network: {right} of {n} right",
                      right="{right}", n="{n}"),
            "there": _("Other people, other rooms: {right} of {n} right", right="{right}",
                       n="{n}"),
            "waits": _("Predict first: then you can look at the other networks."),
            "hidden": _("Other people, other rooms: predict first"),
            "said": _("{sign}, called {answer}", sign="{sign}", answer="{answer}"),
            "ends": _("{name}: {here} % on its own validation pictures, {there} % in another "
                      "setting.", name="{name}", here="{here}", there="{there}"),
        },
    }
    screen.show(
        _mount, key, header, np.ascontiguousarray(here).tobytes(),
        np.ascontiguousarray(there).tobytes(), height=HEIGHT, acts={"tell": on_tell})
