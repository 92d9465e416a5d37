"""A person on the Play page, without a browser: what a page says and hears, over two WebSockets.

It opens the page, presses its buttons as widgets, and takes the live content as a browser does, of
which it says at once that it is on the screen.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.watchers import BackMsg, ForwardMsg, header_of


def parts_of(message: bytes) -> list[tuple[dict[str, Any], bytes]]:
    """The messages in a delivery: each one's header, and all of it."""
    header, at = header_of(message), 4 + int.from_bytes(message[:4], "little")
    found = []
    for size in header["sizes"]:
        body = message[at : at + size]
        found.append((header_of(body), body))
        at += size
    return found


class Pupil:
    """All times are of `time.monotonic`, in seconds; `said` is the last text of the status."""

    def __init__(self, url: str, query: str = "") -> None:
        self.url, self.query = url, query
        self.step, self.stepped_at, self.charted_at = 0, 0.0, 0.0
        self.said = ""
        self.openings: list[float] = []
        self.reruns: list[float] = []
        self.clicks: list[float] = []
        self.faults: list[str] = []
        self.opened = asyncio.Event()
        self._stream: ClientConnection | None = None
        self._live: ClientConnection | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._buttons: dict[str, tuple[str, str]] = {}
        self._finished = asyncio.Event()
        self._layers: list[str] = []
        self._answered = asyncio.Event()
        self._page_asked = asyncio.Event()

    async def open(self) -> None:
        ws = self.url.replace("http", "ws", 1)
        self._stream = await connect(
            f"{ws}/_stcore/stream", subprotocols=[Subprotocol("streamlit")],
            origin=Origin(self.url), max_size=None)
        self._tasks = [asyncio.create_task(self._hear(ws)), asyncio.create_task(self._follow())]
        # The first run of the page's script, which is no rerun, is measured by itself.
        await self.rerun(into=self.openings)
        await asyncio.wait_for(self.opened.wait(), 120)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in (self._stream, self._live):
            if one is not None:
                with contextlib.suppress(Exception):
                    await one.close()

    async def press(self, label: str) -> None:
        """The button that is labeled so."""
        async with asyncio.timeout(60):
            while label not in self._buttons:
                await asyncio.sleep(0.02)
        element, fragment = self._buttons[label]
        await self.rerun({element: True}, fragment)

    async def rerun(
        self, pressed: dict[str, bool] | None = None, fragment: str = "",
        into: list[float] | None = None,
    ) -> None:
        """The page's script, or a part of it; how long it takes is added to `into`."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = fragment
        for element in pressed or {}:
            one = asked.rerun_script.widget_states.widgets.add()
            one.id, one.trigger_value = element, True
        self._finished.clear()
        began = time.monotonic()
        assert self._stream is not None, "it is open"
        await self._stream.send(asked.SerializeToString())
        await asyncio.wait_for(self._finished.wait(), 120)
        if not fragment:
            (self.reruns if into is None else into).append(time.monotonic() - began)

    async def turn(self, knob: str, value: float) -> None:
        assert self._live is not None, "it is open"
        await self._live.send(json.dumps(
            {"place": f"knob-{knob}", "name": "value", "value": value}))

    async def click(self) -> None:
        """Another layer to look at; how long its answer takes is measured."""
        if len(self._layers) < 2 or self._live is None:
            return
        self._layers.append(self._layers.pop(0))
        self._answered.clear()
        began = time.monotonic()
        await self._live.send(json.dumps(
            {"place": "layers", "name": "click", "value": self._layers[0]}))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), 10)
        self.clicks.append(time.monotonic() - began)

    async def _hear(self, ws: str) -> None:
        assert self._stream is not None, "it is open"
        async for message in self._stream:
            told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                self._finished.set()
            if kind != "delta" or told.delta.WhichOneof("type") != "new_element":
                continue
            element = told.delta.new_element
            what = element.WhichOneof("type")
            if what == "exception":
                self.faults.append(element.exception.message)
            elif what == "button":
                fragment = told.delta.fragment_id
                self._buttons[element.button.label] = element.button.id, fragment
            elif what == "bidi_component" and (
                    element.bidi_component.component_name == "playground_connection"):
                address = header_of(element.bidi_component.bytes)["address"]
                if self._live is None:
                    self._live = await connect(f"{ws}/{address}", max_size=None)
                    self._tasks.append(asyncio.create_task(self._watch(self._live)))

    async def _watch(self, live: ClientConnection) -> None:
        async for message in live:
            assert isinstance(message, bytes), "deliveries are bytes"
            header = header_of(message)
            if "hears" in header:
                await live.send(json.dumps({"begin": 1}))
                self.opened.set()
                continue
            for part, whole in parts_of(message):
                self._see(part, whole)
            if header.get("page"):
                self._page_asked.set()
            await live.send("{}")

    async def _follow(self) -> None:
        """The page runs where it is told to."""
        while True:
            await self._page_asked.wait()
            self._page_asked.clear()
            await self.rerun()

    def _see(self, part: dict[str, Any], whole: bytes) -> None:
        place, now = part.get("place"), time.monotonic()
        if place == "matrix":
            step = int(part.get("tag") or 0)
            if step != self.step:
                self.step, self.stepped_at = step, now
        elif place == "accuracy":
            self.charted_at = now
        elif place == "run-status":
            self.said = str(part)
        elif place == "layers":
            if len(self._layers) < 2:
                self._layers = [one["name"] for one in part["boxes"] if one["selectable"]]
            self._answered.set()
