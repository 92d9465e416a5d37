"""The curve of validation, drawn by hand before it is trained, and the run beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playground.messages import Text, _, decimal_sign
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_draw_curve")
HEIGHT = 620


@dataclass(frozen=True)
class Choice:
    """A setting that can be chosen: `values` with what each is called."""

    name: str
    label: str
    values: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Curves:
    """Accuracies after each epoch, by what is chosen for them: a value for each Choice."""

    chosen: tuple[str, ...]
    training: Sequence[float]
    validation: Sequence[float]


def draw_curve(
    screen: Screen, choices: Sequence[Choice], recorded: Sequence[Curves], *, key: str,
    first: tuple[str, ...], epochs: int, locked: bool, revealed: bool, own: Curves | None,
    training: bool, says: Text, acts: Mapping[str, Callable[[object], None]],
) -> None:
    """`first` is chosen at first. `own`: the run that is trained here, or was; `training`: whether
    it still is; `says`: how it is. Before it is `revealed` nothing can be looked at or trained.
    `acts`: `train` gets the chosen values, `stop` nothing, `tell` gets `seen` (1 once a drawn curve
    stands beside a run), `off` (mean distance) and `gap` (of what is shown, at its end).
    """
    header = {
        "choices": [{"name": one.name, "label": one.label, "values": list(map(list, one.values))}
                    for one in choices],
        "recorded": list(map(_row, recorded)), "own": None if own is None else _row(own),
        "first": list(first), "epochs": epochs, "locked": locked, "revealed": revealed,
        "training": training, "says": str(says),
        "words": {
            "point": decimal_sign(), "epoch": _("Epoch"), "accuracy": _("Accuracy, %"),
            "guessing": _("guessing"), "training": _("training"),
            "validation": _("validation"), "yours": _("your line"),
            "draw": _("Draw here: what will validation do?"),
            "area": _("The curve of validation, to be drawn. Left and right choose an epoch, up "
                      "and down its value."),
            "at": _("Epoch {epoch}: {value} %", epoch="{epoch}", value="{value}"),
            "nothing": _("Epoch {epoch}: not drawn yet", epoch="{epoch}"),
            "train": _("Train it here"), "stop": _("Stop"), "look": _("Show the recorded run"),
            "anew": _("Draw anew"),
            "left": _("Draw from the first epoch to the last; then train it."),
            "ready": _("Your line stands. Now train it, or look at the recorded run."),
            "wait": _("Predict first: then you can train it, or look at the recorded run."),
            "compared": _("Your line lies {off} points from the run, on average.", off="{off}"),
            "peaks": _("You put its highest point at epoch {yours}; it came at epoch {its}.",
                       yours="{yours}", its="{its}"),
            "falls": _("From there to the end you let it fall by {yours} points; it fell by "
                       "{its}.", yours="{yours}", its="{its}"),
            "gap": _("Gap at the end: {gap} points.", gap="{gap}"),
            "gaps": _("The gap at the end, in points, of the recorded runs"),
        },
    }
    screen.show(_mount, key, header, height=HEIGHT, acts=acts)


def _row(curves: Curves) -> dict[str, object]:
    return {"chosen": list(curves.chosen), "training": list(curves.training),
            "validation": list(curves.validation)}
