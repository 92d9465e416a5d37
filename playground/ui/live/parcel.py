"""The page's live content in one message: what changed since it was last sent, and nothing else.

A fragment that runs by itself costs the browser some milliseconds for each element it draws, and
ten of them took a quarter of a core from the training beside them. So the panels are mounted
once, and what they would draw now is collected, sent in one message, and handed on in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playground.ui.components.screen import Act, Screen
from playground.ui.live.alike import Drawing
from playground.ui.live.message import Content


class Parcel:
    """`messages` to send, by place. Reused, it takes up only what is new since the last time."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.acts: dict[str, Mapping[str, Act | None]] = {}
        """What is to be called for an event, by place and the event's name."""
        self.empty = True
        """Whether nothing was ever put into it."""
        self._shown: dict[str, tuple[Mapping[str, Any], int]] = {}

    def put(self, place: str, content: Content, serial: int) -> None:
        """The place shows that from now on; it is sent where it is anything new."""
        self.empty = False
        if self._shown.get(place) != content.seen:
            self.messages[place] = content.message(place, serial)
        self._shown[place] = content.seen

    def forget(self) -> None:
        """Not what is to be called, but what the places show: all is new from now on."""
        self._shown.clear()

    def take(self) -> dict[str, bytes]:
        """The messages, which it then no longer holds."""
        taken, self.messages = self.messages, {}
        return taken


class Sending(Screen):
    """A page that is open somewhere: its content goes into a parcel, and no script runs."""

    keeps = True

    def __init__(self, parcel: Parcel, mark: str = "") -> None:
        super().__init__(mark)
        self._parcel = parcel

    def show(
        self, mount: Callable[..., Any], name: str, header: Mapping[str, Any], *bodies: bytes,
        height: int, acts: Mapping[str, Act | None] | None = None,
    ) -> None:
        key = self.key(name)
        if acts is not None:
            self._parcel.acts[key] = acts
        self._parcel.put(key, Content(header, *bodies), self.serial)

    def place(self, drawing: Drawing) -> None:
        """Show what somebody has drawn, of whom alone it is known what an event calls."""
        for name, content in drawing:
            key = self.key(name)
            self._parcel.acts.pop(key, None)
            self._parcel.put(key, content, self.serial)

    def hear(self, name: str, acts: Mapping[str, Act | None]) -> None:
        self._parcel.acts[self.key(name)] = acts
