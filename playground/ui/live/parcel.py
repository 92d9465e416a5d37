"""The page's live content in one message: what changed since it was last sent, and nothing else.

A fragment that runs by itself costs the browser some milliseconds for each element it draws, and
ten of them took a quarter of a core from the training beside them. So the panels are mounted
once, and what they would draw now is collected, sent in one message, and handed on in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playground.ui.components.screen import Act, Screen


class Parcel:
    """`messages` to send, by place. Reused, it takes up only what is new since the last time."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.acts: dict[str, Mapping[str, Act | None]] = {}
        """What is to be called for an event, by place and the event's name."""
        self._shown: dict[str, tuple[Mapping[str, Any], int]] = {}

    def fresh(self, place: str, header: Mapping[str, Any], bodies: Sequence[bytes]) -> bool:
        """Remember what the place shows from now on; whether it is anything new.

        The tag, the step that content is of, is nothing to see by itself.
        """
        # As they are, and not as they travel: most of what is drawn anew is nothing new, and is
        # never written down.
        seen = {name: value for name, value in header.items() if name != "tag"}
        shown = seen, hash(tuple(bodies))
        fresh = self._shown.get(place) != shown
        self._shown[place] = shown
        return fresh

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
        if self._parcel.fresh(key, header, bodies):
            self._parcel.messages[key] = self.message(name, header, *bodies)

    def hear(self, name: str, acts: Mapping[str, Act | None]) -> None:
        self._parcel.acts[self.key(name)] = acts
