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
# Between a place's name and its run's mark: no name has it within.
MARKED = "--"


def marked(name: str, mark: str) -> str:
    """The key of the place `name` of the run with that mark; of the page's only run the name."""
    return f"{name}{MARKED}{mark}" if mark else name


def unmarked(key: str) -> tuple[str, str]:
    """A place's name, and the mark of its run."""
    name, _, mark = key.partition(MARKED)
    return name, mark


class Screen(ABC):
    """`mark` tells the places of one run from those of the others on its page; one needs none.
    Letters, digits and hyphens: it becomes part of a class.

    What a page mounts with a mark looks as without where `ui/styles.py` is told of the mark: by
    the page, or by the follower for its scenes.

    Made before what is drawn on it is read: of two contents of a place the one that was read later
    stays, whichever way it came.
    """

    keeps = False
    """Whether a place that is not drawn anew goes on showing what it did."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark
        self.serial = next_serial()

    def key(self, name: str) -> str:
        """The place's name on the page."""
        return marked(name, self.mark)

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


    def hear(self, name: str, acts: Mapping[str, Act | None]) -> None:
        """Act on events of the place `name`, which the page has mounted and nobody draws anew.

        As a knob that is dragged: where it stands is known in the browser. Where a page is mounted,
        whoever mounts the place hears it.
        """
        return


class Mounting(Screen):
    """The page that is being run: within Streamlit's script alone."""

    def show(
        self, mount: Callable[..., Any], name: str, header: Mapping[str, Any], *bodies: bytes,
        height: int, acts: Mapping[str, Act | None] | None = None,
    ) -> None:
        key = self.key(name)
        heard = {} if acts is None else {"on_events_change": Events(key, acts)}
        mount(key=key, data=self.message(name, header, *bodies), height=height, **heard)
