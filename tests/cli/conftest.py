"""Pictures, and one small run that many tests look at and none changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.playing import Outcome, play
from tests.made_data import image_folder


@dataclass(frozen=True)
class Trained:
    outcome: Outcome
    run: str
    out: Path
    data_dir: Path
    elsewhere: Path

    @property
    def folder(self) -> Path:
        return self.data_dir / "runs" / self.run


@pytest.fixture(scope="session")
def pics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """14 pictures a class in a folder that a careless program would stumble over."""
    return image_folder(tmp_path_factory.mktemp("cli") / "my pics ü λ")


@pytest.fixture(scope="session")
def trained(pics: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Two epochs on the preset l2, with pictures of another setting."""
    place = tmp_path_factory.mktemp("trained")
    elsewhere = image_folder(place / "elsewhere", per_class=5, size=40)
    outcome = play(
        "train", "--preset", "l2", "--lambda", "0.002", "--data", pics,
        "--another-setting", elsewhere, "--epochs", 2, "--precision", "float32",
        "--learning-rate", "0.003", "--out", place / "out", "--data-dir", place / "data", "--json")
    assert outcome.code == 0, outcome
    return Trained(
        outcome, outcome.last["run"], place / "out", place / "data", elsewhere)
