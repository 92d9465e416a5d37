"""The result card and the drain as files, drawn in the browser in the page's font and colors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.ui.components.mounting import component
from playground.ui.live.message import packed

_mount = component("take_along")


def take_along(header: Mapping[str, Any], *bodies: bytes, key: str) -> None:
    """Show both with links that save them.

    `header`: see `Card`, `Loop` and `Taken` in the scripts; `bodies`: the modules of the QR code,
    the weights' levels, and those of each epoch of the loop.
    """
    _mount(key=key, data=packed(header, *bodies), height="content")
