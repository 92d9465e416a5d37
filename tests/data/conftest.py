"""Small made-up pictures, and the real ones where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.data.classes import CLASSES
from tests.data.made import MakeSet, encoded, noise


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the user's cache; the real set is decoded once a session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with `rps-cv` and `photos`; skips where it is absent."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = Path(os.environ.get("PLAYGROUND_REAL_DATA", beside))
    if not (folder / "rps-cv").is_dir():
        pytest.skip("the real pictures are absent; set PLAYGROUND_REAL_DATA to their folder")
    return folder


@pytest.fixture
def make_set(tmp_path: Path) -> MakeSet:
    """make_set('name', count=4): class folders with that many different pictures each."""

    def make(name: str = "hands", count: int = 4) -> Path:
        folder = tmp_path / name
        for label, class_name in enumerate(CLASSES):
            (folder / class_name).mkdir(parents=True, exist_ok=True)
            for number in range(count):
                content = encoded(noise(1000 * label + number))
                (folder / class_name / f"{number:03}.png").write_bytes(content)
        return folder

    return make
