"""The page's live content in one message: what changed since it was last sent, and nothing else.

A fragment that runs by itself costs the browser some milliseconds for each element it draws, and
ten of them took a quarter of a core from the training beside them. So the panels are mounted
once, and one small fragment sends what they would draw now; the browser hands it on.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

_SENT = "parcel-sent"
# A script run has a thread of its own: what it collects is nobody else's.
_own = threading.local()


@contextmanager
def collecting() -> Iterator[dict[str, bytes]]:
    """Within, live components give their content to the parcel that is yielded, by key."""
    made: dict[str, bytes] = {}
    _own.parcel = made
    try:
        yield made
    finally:
        _own.parcel = None


def open_one() -> dict[str, bytes] | None:
    """The parcel that is being collected in this thread."""
    return getattr(_own, "parcel", None)


def note(key: str, header: Mapping[str, Any], bodies: Sequence[bytes]) -> bool:
    """Remember what the place shows from now on; whether it is anything new.

    The tag, the step that content is of, is nothing to see by itself.
    """
    shown = {name: value for name, value in header.items() if name != "tag"}
    mark = hash((json.dumps(shown, sort_keys=True), tuple(bodies)))
    sent: dict[str, int] = st.session_state.setdefault(_SENT, {})
    fresh = sent.get(key) != mark
    sent[key] = mark
    return fresh
