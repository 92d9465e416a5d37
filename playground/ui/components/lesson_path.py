"""The lessons as cards, as a row of steps or as a link to the next; ticks are the browser's own.

Which are done is kept in `localStorage`, and never sent: where that is refused, as in some private
windows, the ticks last as long as the page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_path")
_HEIGHTS = {"cards": 400, "row": 40, "next": 48}


@dataclass(frozen=True)
class Step:
    """`query`: of the link to it. `icon`: a drawing, as the `d` of an SVG path in 48 x 48."""

    name: str
    number: int
    title: str
    idea: str
    query: str
    icon: str = ""


def lesson_path(
    screen: Screen, steps: Sequence[Step], *, key: str, shape: Literal["cards", "row", "next"],
    here: str = "", done: Collection[str] = (), overview: str = "",
    on_open: Callable[[str], None], on_forget: Callable[[], None] | None = None,
) -> None:
    """Draw the lessons; `done` are those of this session, which the browser adds to its own.

    `here`: the one that is open. `on_open` gets the name of the one to be opened, empty for the
    overview, whose link is `overview`. `on_forget`: progress was taken back.
    """
    names = {step.name for step in steps}

    def opened(given: object) -> None:
        if isinstance(given, str) and (not given or given in names):
            on_open(given)

    def forgotten(given: object) -> None:
        if on_forget is not None:
            on_forget()

    words = {
        "all": _("All lessons"), "done": _("done"), "here": _("open now"), "next": _("Next"),
        "lessons": _("Lessons"), "forget": _("Begin again without ticks"),
        "before": _("The lesson before"), "after": _("The next lesson"),
        # The numbers are put in by the browser, which alone knows of what was done before.
        "progress": _("{n} of {all} done", n="{n}", all="{all}"),
        "lesson": _("Lesson {n}: {title}", n="{n}", title="{title}"),
    }
    header = {"steps": [asdict(step) for step in steps], "shape": shape, "here": here,
              "done": sorted(done), "overview": overview, "words": words,
              "forgets": on_forget is not None}
    screen.show(_mount, key, header, height=_HEIGHTS[shape],
                acts={"open": opened, "forget": forgotten})
