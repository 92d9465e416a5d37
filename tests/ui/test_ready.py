"""Each page's code can be read before its script asks for it."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from playground.ui import ready

ROOT = Path(__file__).parents[2]


def test_every_page_is_named_by_its_address_and_with_the_module_that_its_script_draws() -> None:
    scripts = {"": ROOT / "app.py"} | {
        path.stem.partition("_")[2]: path for path in (ROOT / "pages").glob("*.py")}
    assert set(ready.PAGES) == set(scripts)
    for page, script in scripts.items():
        package, _, module = ready.PAGES[page].rpartition(".")
        assert f"from {package} import {module}" in script.read_text(encoding="utf-8")


def test_a_page_is_told_what_its_address_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    done = threading.Event()

    def expect(query: str) -> None:
        told.append(query)
        done.set()

    monkeypatch.setattr(ready, "_read", lambda page: SimpleNamespace(expect=expect))
    ready.begin("Compare", "runs=none")
    assert done.wait(60)
    assert told == ["runs=none"]
