"""How content travels to the browser: one header and raw bodies in one message.

Also the numbers that tell which of two contents of one place was read later.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any

# Time, so that a server that was started anew goes on where the browser's page stands.
_serials = count(time.time_ns() // 1000)


def next_serial() -> int:
    """For content that is read from now on: in the browser, the higher one stays."""
    return next(_serials)


def packed(header: Mapping[str, Any], *bodies: bytes) -> bytes:
    """A header and raw bodies in one message: length of the header (u32, little endian), the
    header as JSON with the bodies' lengths under `sizes`, the bodies.

    Streamlit sends bytes only at the top level of a component's data; base64 within JSON would be
    a third larger, and both sides would spend time on it at every frame.
    """
    return _framed(_written(header, bodies), *bodies)


def _written(header: Mapping[str, Any], bodies: tuple[bytes, ...]) -> str:
    return json.dumps({**header, "sizes": [len(body) for body in bodies]})


def _framed(text: str, *bodies: bytes) -> bytes:
    head = text.encode()
    return len(head).to_bytes(4, "little") + head + b"".join(bodies)


class Content:
    """What a place shows, as any number of pages are sent it: written down once."""

    def __init__(self, header: Mapping[str, Any], *bodies: bytes) -> None:
        self._header, self._bodies = header, bodies
        self.seen = {name: value for name, value in header.items() if name != "tag"}, hash(bodies)
        """Equal where two show the same: the tag, the step that it is of, is nothing to see."""
        # Most of what is drawn anew is nothing new, and is never written down.
        self._text = ""

    def message(self, place: str, serial: int) -> bytes:
        """As `packed` with those two in its header."""
        self._text = self._text or _written(self._header, self._bodies)
        own = json.dumps({"place": place, "serial": serial})
        return _framed(f"{own[:-1]}, {self._text[1:]}", *self._bodies)
