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
    text = json.dumps({**header, "sizes": [len(body) for body in bodies]}).encode()
    return len(text).to_bytes(4, "little") + text + b"".join(bodies)
