"""Further pages that watch a run, without a browser: plain WebSocket clients.

Each speaks what a browser would: it opens the page, shows the run's token as a tab does, takes the
live content over the page's own connection, and says when it would be on a screen.
"""

from __future__ import annotations

import contextlib
import json
import threading
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

__all__ = ["BackMsg", "ForwardMsg", "Watcher", "header_of"]


def header_of(message: bytes) -> dict[str, Any]:
    """What stands before the bodies of a message."""
    length = int.from_bytes(message[:4], "little")
    found: dict[str, Any] = json.loads(message[4 : 4 + length])
    return found


class Watcher:
    """One watching page; `ticks` counts what it was sent."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url.replace("http", "ws", 1), token
        self.ticks = 0
        self._told = False
        self._stopping = threading.Event()
        self._page = connect(
            f"{self._url}/_stcore/stream", subprotocols=[Subprotocol("streamlit")],
            origin=Origin(url), max_size=None)
        self._live: ClientConnection | None = None
        self._threads = [threading.Thread(target=self._open_page, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(10)
        self._page.close()
        if self._live is not None:
            self._live.close()

    def _open_page(self) -> None:
        self._ask({})
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                self._heard(self._page.recv(timeout=0.1))

    def _heard(self, message: Any) -> None:
        told = ForwardMsg.FromString(message)
        if told.WhichOneof("type") != "delta":
            return
        if told.delta.new_element.WhichOneof("type") != "bidi_component":
            return
        component = told.delta.new_element.bidi_component
        if component.component_name == "playground_tab_token" and not self._told:
            self._told = True
            question = json.loads(component.json)["question"]
            self._ask({component.id: json.dumps({"token": f"{question}:{self._token}"})})
        elif component.component_name == "playground_connection" and self._live is None:
            address = header_of(component.bytes)["address"]
            self._live = connect(f"{self._url}/{address}", max_size=None)
            self._threads.append(threading.Thread(target=self._watch, daemon=True))
            self._threads[-1].start()

    def _watch(self) -> None:
        assert self._live is not None
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                header = header_of(self._live.recv(timeout=0.1, decode=False))
                if "hears" in header:
                    self._live.send(json.dumps({"begin": True}))
                    continue
                self.ticks += 1
                self._live.send("{}")

    def _ask(self, state: dict[str, str]) -> None:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        for element, value in state.items():
            one = asked.rerun_script.widget_states.widgets.add()
            one.id, one.json_value = element, value
        self._page.send(asked.SerializeToString())
