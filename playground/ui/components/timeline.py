"""A slider over the epochs of a run, under its chart: what is dragged to is shown at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playground.messages import _, pgettext
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("timeline")
HEIGHT = 26


def timeline(
    screen: Screen,
    *,
    key: str,
    epochs: int,
    done: int,
    kept: Sequence[int],
    at: int | None,
    best: int | None = None,
    on_epoch: Callable[[int | None], None] | None = None,
) -> None:
    """Draw it, 26 px high, its ends below those of the accuracy chart's axis.

    `epochs`: the axis' whole length. `done`: epochs that have been measured. `kept`: those that
    can be shown, ascending. `at`: the one that is; None for now, which is where the slider then
    stands. `best` is marked. `on_epoch` gets one of `kept`, or None for now.
    """
    may = frozenset(kept)

    def dragged(value: object) -> None:
        # It comes from a browser.
        if on_epoch is not None and (value is None or (
                isinstance(value, int) and not isinstance(value, bool) and value in may)):
            on_epoch(value)

    screen.show(
        _mount, key, {
            "epochs": epochs, "done": done, "kept": list(kept), "at": at, "best": best,
            "words": {
                "label": _("Epoch that is shown"), "now": pgettext("a moment", "Now"),
                "back": _("Back to now"),
                "epoch": _("epoch {epoch} of {epochs}", epoch="%n", epochs=epochs),
                "best": _("the best epoch on validation pictures")},
        }, height=HEIGHT, acts={"epoch": dragged})
