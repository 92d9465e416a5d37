"""The strip of the tour: what to do, what is done, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("tour")
HEIGHT = 36


@dataclass(frozen=True)
class Step:
    words: str
    done: bool


def tour_strip(
    screen: Screen, words: str, *, key: str, at: str, steps: Sequence[Step],
    on_leave: Callable[[], None],
) -> None:
    """Show `words` of the step named `at`, which `html[data-tour]` names while the strip stands.

    Its × and Escape call `on_leave`.
    """
    done = sum(step.done for step in steps)
    screen.show(
        _mount, key,
        {"words": words, "at": at, "steps": [asdict(step) for step in steps],
         "count": _("{done} of {all} done", done=done, all=len(steps)),
         "label": _("Tour"), "leave": _("Leave the tour (Escape)")},
        height=HEIGHT, acts={"leave": lambda _given: on_leave()})
