from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def two_nodes() -> Iterator[Any]:
    """A real Ray cluster of two nodes on this machine: see `cluster/rays.py`."""
    pytest.importorskip("ray", reason="Ray is not installed: see docs/cluster.md")
    from tests.training.cluster.rays import up

    with up() as cluster:
        yield cluster


@pytest.fixture
def house() -> Iterator[Any]:
    """A manager with one slot and a clock of its own, whose runs are stopped at the test's end."""
    made = _house()
    yield made
    made.close()


@pytest.fixture
def build() -> Iterator[Callable[..., Any]]:
    """Houses with limits or data of their own, closed at the test's end."""
    made: list[Any] = []

    def one(*arguments: Any, **options: Any) -> Any:
        made.append(_house(*arguments, **options))
        return made[-1]

    yield one
    for house in made:
        house.close()


def _house(*arguments: Any, **options: Any) -> Any:
    # Not at the top: it brings TensorFlow, which is asked for by the tests that need it.
    from tests.training.manager.managing import House

    return House(*arguments, **options)
