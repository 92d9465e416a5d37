"""What stands on a page that AppTest ran."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def component(page: AppTest, key: str) -> dict[str, Any] | None:
    """The header that was last mounted at that place; None where nothing is."""
    for one in page.get("bidi_component"):
        if one.proto.id.endswith(f"-{key}"):
            data = one.proto.bytes
            header: dict[str, Any] = json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])
            return header
    return None


def html(page: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in page.get("html"))
