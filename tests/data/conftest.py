"""Small made-up pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.data.classes import CLASSES
from tests.data.made import MakeSet, encoded, noise
from tests.data.packs import packed


@pytest.fixture
def make_set(tmp_path: Path) -> MakeSet:
    """make_set('name', count=4): class folders with that many different pictures each.

    Those of another `seed`, at a distance of 50 or more, are other pictures.
    """

    def make(name: str = "hands", count: int = 4, seed: int = 0) -> Path:
        folder = tmp_path / name
        for label, class_name in enumerate(CLASSES):
            (folder / class_name).mkdir(parents=True, exist_ok=True)
            for number in range(count):
                content = encoded(noise(1000 * label + number + seed))
                (folder / class_name / f"{number:03}.png").write_bytes(content)
        return folder

    return make


@pytest.fixture(scope="session")
def hands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three small packs, which no test changes."""
    return packed(tmp_path_factory.mktemp("hands"))
