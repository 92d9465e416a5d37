"""Where a panel draws: on the page, where its components are mounted, or into what is sent to it.

A panel is handed one of the two and draws the same way on both. Only `Mounting` can lay a page out;
what it takes to bring a panel up to date, `Screen` has.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from playground.ui.components.mounting import Events
from playground.ui.live.message import next_serial, packed

Act = Callable[[Any], None]


class Screen(ABC):
    """`prefix` begins the key of each place: several runs may stand on one page.

    Made before what is drawn on it is read: of two contents of a place the one that was read later
    stays, whichever way it came.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.serial = next_serial()

    def key(self, name: str) -> str:
        """The place's name on the page."""
        return f"{self.prefix}{name}"

    def message(self, name: str, header: Mapping[str, Any], *bodies: bytes) -> bytes:
        return packed({**header, "place": self.key(name), "serial": self.serial}, *bodies)

    @abstractmethod
    def show(
        self, mount: Callable[..., Any], name: str, header: Mapping[str, Any], *bodies: bytes,
        height: int, acts: Mapping[str, Act | None] | None = None,
    ) -> None:
        """Show `header` and `bodies` at the place `name` of the component that `mount` mounts.

        `acts`: what is called for an event of the place, by the event's name. It gets what comes
        from a browser, and checks it.
        """


class Mounting(Screen):
    """The page that is being run: within Streamlit's script alone."""

    def show(
        self, mount: Callable[..., Any], name: str, header: Mapping[str, Any], *bodies: bytes,
        height: int, acts: Mapping[str, Act | None] | None = None,
    ) -> None:
        key = self.key(name)
        heard = {} if acts is None else {"on_events_change": Events(key, acts)}
        mount(key=key, data=self.message(name, header, *bodies), height=height, **heard)
