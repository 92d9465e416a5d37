from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from playground.ui.components import mounting
from playground.ui.live.message import packed


def test_a_message_holds_header_and_bodies() -> None:
    message = packed({"name": "λ"}, b"\x01\x02", b"", b"\xff")
    length = int.from_bytes(message[:4], "little")
    header = json.loads(message[4 : 4 + length])
    assert header == {"name": "λ", "sizes": [2, 0, 1]}
    assert message[4 + length :] == b"\x01\x02\xff"


def test_every_wrapper_has_its_script() -> None:
    folder = Path(mounting.FOLDER)
    mounted = [path for path in folder.glob("*.py") if 'component("' in path.read_text()]
    assert len(mounted) > 8
    for path in mounted:
        assert path.with_suffix(".js").is_file(), path.name


def test_every_script_exports_what_streamlit_calls() -> None:
    mounted = [path for path in mounting.FOLDER.glob("*.py") if 'component("' in path.read_text()]
    assert len(mounted) > 8
    for path in mounted:
        text = path.with_suffix(".js").read_text(encoding="utf-8")
        assert text.count("export default function (component)") == 1, path.name
        # Streamlit calls what is returned when the place is removed.
        assert ".unmount;" in text or "return live(" in text, path.name


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The session's state, as Streamlit would keep it."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(mounting, "st", SimpleNamespace(session_state=kept))
    return kept


def sends(state: dict[str, Any], *sent: tuple[int, str, Any]) -> None:
    state["k"] = {"events": [{"id": n, "name": name, "value": value} for n, name, value in sent]}


def listen(got: list[Any]) -> Callable[[], None]:
    return mounting.events("k", click=got.append, key=lambda value: got.append(("key", value)))


def test_events_that_came_together_are_each_acted_on_once(state: dict[str, Any]) -> None:
    got: list[Any] = []
    listen(got)
    sends(state, (1, "click", "a"), (2, "key", "b"), (3, "click", "a"))
    listen(got)()
    assert got == ["a", ("key", "b"), "a"]
    sends(state, (2, "key", "b"), (3, "click", "a"), (4, "click", "c"))
    listen(got)()
    assert got[3:] == ["c"]


def test_a_new_session_does_not_repeat_what_an_old_one_did(state: dict[str, Any]) -> None:
    got: list[Any] = []
    sends(state, (7, "click", "a"))
    listen(got)()
    assert got == []


def test_an_act_that_fails_is_not_repeated(state: dict[str, Any]) -> None:
    def fail(value: Any) -> None:
        raise RuntimeError(value)

    mounting.events("k", click=fail)
    sends(state, (1, "click", "a"))
    with pytest.raises(RuntimeError):
        mounting.events("k", click=fail)()
    mounting.events("k", click=fail)()


def test_a_callback_that_is_broken_off_has_not_acted(state: dict[str, Any]) -> None:
    """As Streamlit breaks one off where it reads the session's state: for the next request."""
    class Broken(BaseException):
        pass

    got: list[Any] = []

    def act(value: Any) -> None:
        if not got:
            got.append("broken off")
            raise Broken
        got.append(value)

    mounting.events("k", click=act)
    sends(state, (1, "click", "a"), (2, "click", "b"))
    with pytest.raises(Broken):
        mounting.events("k", click=act)()
    mounting.events("k", click=act)()
    assert got == ["broken off", "a", "b"]


@pytest.fixture
def mounted(state: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Streamlit was asked for, in order."""
    asked: list[str] = []
    renderer = SimpleNamespace(component=lambda *_, **__: lambda **_: asked.append("mount"))
    monkeypatch.setattr(mounting.st, "components", SimpleNamespace(v2=renderer), raising=False)
    monkeypatch.setattr(mounting.st, "rerun", lambda: asked.append("rerun"), raising=False)
    return asked


def test_an_event_without_its_callback_is_acted_on_by_the_next_run(
    state: dict[str, Any], mounted: list[str]
) -> None:
    got: list[Any] = []
    mount = mounting.component("keys")
    mount(key="k", on_events_change=listen(got))
    assert (got, mounted) == ([], ["mount"])
    sends(state, (1, "click", "a"))
    mount(key="k", on_events_change=listen(got))
    # What it drew before is of the time before.
    assert (got, mounted) == (["a"], ["mount", "mount", "rerun"])
    mount(key="k", on_events_change=listen(got))
    assert (got, mounted[3:]) == (["a"], ["mount"])


def test_what_is_known_only_once_it_is_mounted_is_of_the_time_before_too(
    state: dict[str, Any], mounted: list[str]
) -> None:
    got: list[Any] = []
    heard = listen(got)
    sends(state, (7, "click", "a"))
    mounting.component("keys")(key="k", on_events_change=heard)
    assert (got, mounted) == ([], ["mount"])


@pytest.mark.parametrize("sent", [
    None, "x", 3, [None], [{"id": "1", "name": "click"}], [{"id": 1}], [{"id": 1, "name": ["x"]}],
    [{"id": 1, "name": "unknown", "value": 1}],
])
def test_what_is_no_event_does_nothing(state: dict[str, Any], sent: Any) -> None:
    got: list[Any] = []
    act = listen(got)
    state["k"] = {"events": sent}
    act()
    assert got == []
