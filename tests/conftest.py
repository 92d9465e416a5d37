"""What holds for every test: nothing of the person's own runs and caches is read or written."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]

if "PYTEST_XDIST_WORKER" in os.environ:
    from tests.workers import one_thread_each

    # Here, because whatever counts threads does it when it is imported.
    one_thread_each()


COLLECTED_WITH_TENSORFLOW = pytest.StashKey[Path]()


def pytest_itemcollected(item: pytest.Item) -> None:
    """For a test: the first file with whose tests TensorFlow was there before any had begun."""
    if "tensorflow" in sys.modules or "keras" in sys.modules:
        item.config.stash.setdefault(COLLECTED_WITH_TENSORFLOW, item.path)


# Optional, so that one process needs no pytest-xdist.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.workers import InOnePlace

    return InOnePlace(config, log)


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """Also where a shell runs the tests in the background, which has them ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def own_directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Data and caches of the tests, and of the processes they start, are theirs alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("PLAYGROUND_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("PLAYGROUND_KEEP_RUNS", raising=False)
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real images, with `rps-cv` and `photos`; skips where it is absent.

    PLAYGROUND_REAL_DATA, else ../shared/data beside the checkout.
    """
    chosen = os.environ.get("PLAYGROUND_REAL_DATA")
    folder = Path(chosen) if chosen else CHECKOUT.parent / "shared" / "data"
    # A folder that is there and holds something else is no reason to fail either.
    if not (folder / "rps-cv").is_dir():
        pytest.skip(f"needs the real images: set PLAYGROUND_REAL_DATA (looked in {folder})")
    return folder
