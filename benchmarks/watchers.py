"""Further pages that watch a run, without a browser: plain WebSocket clients.

Each speaks what a browser would: it opens the page, shows the run's token as a tab does, and asks
for the follower's next tick whenever its timer fires.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol


class Watcher:
    """One watching page; `ticks` counts the runs of its fragments."""

    def __init__(self, url: str, token: str) -> None:
        self._token = token
        self.ticks = 0
        self._timers: dict[str, tuple[float, float]] = {}
        self._state: dict[str, str] = {}
        self._idle = True
        self._stopping = threading.Event()
        self._socket = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")], origin=Origin(url), max_size=None)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        self._thread.join(10)
        self._socket.close()

    def _watch(self) -> None:
        self._ask()
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                self._heard(self._socket.recv(timeout=0.02))
            now = time.monotonic()
            for fragment, (every, due) in list(self._timers.items()):
                if now >= due and self._idle:
                    self._timers[fragment] = every, now + every
                    self._ask(fragment)

    def _heard(self, message: Any) -> None:
        told = ForwardMsg.FromString(message)
        kind = told.WhichOneof("type")
        if kind == "auto_rerun":
            every = told.auto_rerun.interval
            self._timers[told.auto_rerun.fragment_id] = every, time.monotonic() + every
        elif kind == "stop_auto_rerun":
            self._timers.pop(told.stop_auto_rerun.fragment_id, None)
        elif kind == "script_finished":
            self._idle = True
        elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "bidi_component":
            component = told.delta.new_element.bidi_component
            if component.component_name == "playground_tab_token" and not self._state:
                self._state[component.id] = json.dumps({"token": self._token})
                self._ask()

    def _ask(self, fragment: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        if fragment:
            asked.rerun_script.fragment_id = fragment
            asked.rerun_script.is_auto_rerun = True
            self.ticks += 1
        for element, value in self._state.items():
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = element, value
        self._idle = False
        self._socket.send(asked.SerializeToString())
