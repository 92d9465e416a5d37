"""What the tests of the page's own channel share."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from playground.ui.live import following


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(
        following, "time", SimpleNamespace(monotonic=lambda: now[0], thread_time=lambda: 0.0))
    return now
