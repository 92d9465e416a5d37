"""What people use lies on this machine."""

from __future__ import annotations

from pathlib import Path

from playground.workshop_check.finding import Verdict
from playground.workshop_check.offline import missing, offline_found


def test_everything_that_ships_is_there() -> None:
    assert missing() == []
    assert offline_found([]).verdict is Verdict.GOOD


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    assert missing(tmp_path / "network.keras") == ["network.keras"]
    found = offline_found(["studio"])
    assert found.verdict is Verdict.MIND
    assert "studio" in str(found.sentence)
