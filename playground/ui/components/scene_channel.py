"""Which scene is on the projector, told to the notes in another window of the same browser."""

from __future__ import annotations

from collections.abc import Callable

from playground.ui.components.mounting import component, events
from playground.ui.live.message import packed

_mount = component("scene_channel")


def tell(*, key: str, scene: str) -> None:
    """Tell the other windows that this scene is on; nothing is seen of it."""
    _mount(key=key, data=packed({"scene": scene, "listens": False}), height=1)


def follow(*, key: str, on_scene: Callable[[object], None]) -> None:
    """Call `on_scene` with the name that another window tells: what comes from a browser."""
    _mount(key=key, data=packed({"scene": "", "listens": True}), height=1,
           on_events_change=events(key, scene=on_scene))
