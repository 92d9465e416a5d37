"""L1 and L2 on one weight and on two."""

from __future__ import annotations

from playground.ui.components.lesson_penalties import lesson_penalties
from playground.ui.learn.context import Context

TELLS = ("weights", "zeros", "kind", "lambda", "step")


def draw(context: Context) -> None:
    lesson_penalties(
        context.screen, key=context.key(), locked=context.locked, counted=context.revealed,
        on_tell=context.tell)
