"""Units that are dropped, the mean over passes, and networks that lose their units."""

from __future__ import annotations

from playground.data.classes import SIGNS
from playground.insight.recorded import recorded_runs
from playground.lessons.topics.dropout import dense_part
from playground.ui.components.lesson_dropout import DensePart, KnockOuts, lesson_dropout
from playground.ui.learn.context import Context

TELLS = ("rate", "passes", "mean", "whole", "removed", "plain", "dropout", "plain_whole")


def draw(context: Context) -> None:
    plain, dropout = (recorded_runs()[name].knock_out for name in ("none", "dropout"))
    curves = KnockOuts(
        plain.shares.tolist(), plain.accuracy.tolist(), dropout.accuracy.tolist())
    lesson_dropout(
        context.screen, DensePart(*dense_part(context.given)),
        curves if context.revealed else None, key=context.key(),
        classes=[str(sign) for sign in SIGNS], locked=context.locked, on_tell=context.tell)
