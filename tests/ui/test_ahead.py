"""Work that is done before anybody asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from playground.experiment import Experiment
from playground.ui import ahead


def test_what_was_prepared_of_a_private_source_goes_with_its_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data: Any = object()
    mine, other = Experiment(data="own-1"), Experiment()
    monkeypatch.setattr(ahead, "_data", {mine: data, other: data})
    monkeypatch.setattr(ahead, "_failed", {mine})
    ahead.forget("own-1")
    assert ahead._data == {other: data}
    assert ahead._failed == set()
