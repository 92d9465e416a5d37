"""A map of the first layer, after ReLU, after pooling."""

from __future__ import annotations

from playground.lessons.topics.pooling import Map, maps
from playground.ui.components.lesson_pooling import pooling
from playground.ui.learn.context import Context
from playground.ui.recent import Recent

TELLS = ("strongest", "kept", "size", "average")


_maps: Recent[Map] = Recent(16)


def draw(context: Context) -> None:
    given = context.given
    pooling(
        context.screen, _maps.get_or_make(given.history.key, lambda: maps(given)),
        key=context.key(),
        tag=f"{given.history.id} {given.history.step}", kind="max", locked=context.locked,
        nudges=context.revealed, on_tell=context.tell)
