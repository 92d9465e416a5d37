"""The key that was pressed, in large print, for who sees the page and not the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from playground.ui.components.mounting import component
from playground.ui.live.message import packed

_mount = component("pressed_keys")


def pressed_keys(*, key: str, named: Mapping[str, str]) -> None:
    """Show each key that the page's keys (`keys.py`) act on. `named`: those with a word of their
    own; others are shown as the character that they are."""
    _mount(key=key, data=packed({"named": dict(named)}), height=60)
