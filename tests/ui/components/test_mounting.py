from __future__ import annotations

import json
from pathlib import Path

from playground.ui.components import mounting


def test_a_message_holds_header_and_bodies() -> None:
    message = mounting.packed({"name": "λ"}, b"\x01\x02", b"", b"\xff")
    length = int.from_bytes(message[:4], "little")
    header = json.loads(message[4 : 4 + length])
    assert header == {"name": "λ", "sizes": [2, 0, 1]}
    assert message[4 + length :] == b"\x01\x02\xff"


def test_every_wrapper_has_its_script() -> None:
    folder = Path(mounting.FOLDER)
    mounted = [path for path in folder.glob("*.py") if '= component("' in path.read_text()]
    assert len(mounted) > 8
    for path in mounted:
        assert path.with_suffix(".js").is_file(), path.name


def test_every_script_exports_what_streamlit_calls() -> None:
    scripts = [path for path in mounting.FOLDER.glob("*.js") if path.name != "shared.js"]
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert text.count("export default function (component)") == 1, path.name
        # Streamlit calls what is returned when the place is removed.
        assert "return state.unmount;" in text, path.name
