"""How many have predicted what, once the answer is shown."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from playground.lessons.lesson import Lesson
from playground.room.question import Question


def tally(asked: Question, lesson: Lesson, right: str = "") -> str:
    """Bars by choice: markup. `right` is marked."""
    choices: Mapping[str, str] = lesson.predict.choices if lesson.predict is not None else {}
    most = max(1, *asked.tally.values()) if asked.tally else 1
    rows = "".join(
        f'<div class="ro-vote"><span>{"✓ " if choice == right else ""}{escape(words)}</span>'
        f'<i style="width:{100 * asked.tally.get(choice, 0) / most:.0f}%"></i>'
        f"<b>{asked.tally.get(choice, 0)}</b></div>"
        for choice, words in choices.items())
    return f'<div class="ro-votes">{rows}</div>'
