"""Carries a parcel to the components that are mounted elsewhere on the page; shows nothing."""

from __future__ import annotations

from collections.abc import Mapping

from playground.ui.components.mounting import component, packed

_mount = component("feed")


def feed(parcel: Mapping[str, bytes], *, key: str) -> None:
    """Hand each message of `parcel` to the live component of its key."""
    _mount(key=key, data=packed({"places": list(parcel)}, *parcel.values()), height=0)
