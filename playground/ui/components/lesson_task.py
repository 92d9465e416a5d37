"""A lesson's task: an open circle that fills once the numbers have shown it, also some days ago.

What was done before, only the browser knows: as in `lesson_path`.
"""

from __future__ import annotations

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_task")
_HEIGHT = 90


def lesson_task(screen: Screen, lesson: str, words: str, *, key: str, done: bool) -> None:
    """Draw what is to be done in the lesson of that name; `done` in this session."""
    header = {"lesson": lesson, "task": words, "done": done,
              "words": {"label": _("Your task"), "done": _("Done.")}}
    screen.show(_mount, key, header, height=_HEIGHT)
