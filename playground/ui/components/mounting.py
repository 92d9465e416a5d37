"""How a component of this folder is put together: `name.js` and `name.css` read from beside it.

Before the component's own styles stand those of all (`shared.css`), before its script the modules
that it imports: see joining.py, also for why the browser does not import them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from playground.ui.components.joining import joined

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FOLDER = Path(__file__).parent


def component(name: str, *, isolated: bool = True) -> ComponentRenderer:
    """The mounting command of `name`. `isolated`: styles in a shadow root of its own.

    What the component has sent and nobody has acted on yet is acted on as it is mounted.
    """
    mount = st.components.v2.component(
        f"playground_{name}", js=joined(FOLDER / f"{name}.js"), css=_styles(name),
        isolate_styles=isolated,
    )

    def mounted(**given: Any) -> Any:
        result = mount(**given)
        heard = given.get("on_events_change")
        if isinstance(heard, Events) and heard.overlooked():
            # What is drawn already is of the time before.
            st.rerun()
        return result

    return mounted


def nothing() -> None:
    """A component reports only events that have a callback."""


def events(key: str, /, **acts: Callable[[Any], None] | None) -> Events:
    """A callback for what the component `key` sends: each event once, in order, to its `acts`.

    Not Streamlit's own trigger values: of several that come while a run is busy, those hand over
    the last one as often as there were. The browser sends its latest events, numbered, as a state.
    What an `act` gets comes from a browser: it checks it.
    """
    return Events(key, acts)


@dataclass
class _Seen:
    """The last event that was acted on."""

    id: int


class Events:
    """What the component `key` has sent. Called, it acts on what is new."""

    def __init__(self, key: str, acts: Mapping[str, Callable[[Any], None] | None]) -> None:
        self._key, self._acts = key, acts
        seen: _Seen | None = st.session_state.get(f"{key}-seen")
        self._first = seen is None
        self._seen = seen or _Seen(0)
        if self._first:
            st.session_state[f"{key}-seen"] = self._seen
            self._skip()

    def __call__(self) -> None:
        for one in self._new():
            act = self._acts.get(one["name"])
            try:
                if act is not None:
                    act(one.get("value"))
            except Exception:
                self._seen.id = one["id"]
                raise
            # Not where Streamlit breaks it off for the next request, which it may do wherever the
            # session's state is read: it will call again, or the next run finds it overlooked.
            self._seen.id = one["id"]

    def overlooked(self) -> bool:
        """Once mounted: act on what no callback has; whether there was anything.

        A callback that was broken off is not called again where nothing more comes of its place.
        """
        if self._first:
            self._skip()
            return False
        before = self._seen.id
        self()
        return self._seen.id != before

    def _skip(self) -> None:
        """A session that is new while the browser's page is not: what it sent was acted on then."""
        self._seen.id = max((one["id"] for one in self._sent()), default=0)

    def _new(self) -> list[dict[str, Any]]:
        return [one for one in self._sent() if one["id"] > self._seen.id]

    def _sent(self) -> list[dict[str, Any]]:
        latest = (st.session_state.get(self._key) or {}).get("events")
        return [one for one in latest if _is_event(one)] if isinstance(latest, list) else []


def _is_event(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), int) and (
        isinstance(one.get("name"), str)
    )


def _styles(name: str) -> str:
    paths = (FOLDER / f"{one}.css" for one in ("shared", name))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
