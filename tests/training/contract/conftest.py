from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground.training.run import Run

IMPLEMENTATIONS = ("in-process", "packed", "on a cluster")


@pytest.fixture(scope="session", params=IMPLEMENTATIONS)
def make_run(request: pytest.FixtureRequest) -> Iterator[Any]:
    """What makes the runs of an implementation.

    "packed": as on a cluster, but for the cluster.
    """
    if request.param == "on a cluster":
        cluster = request.getfixturevalue("two_nodes")
        from tests.training.cluster.rays import ray_runs

        yield ray_runs(cluster)
    elif request.param == "packed":
        from tests.training.contract.near import near_runs

        yield near_runs()
    else:
        yield Run


@pytest.fixture
def handled(make_run: Any) -> Iterator[Callable[..., Any]]:
    """Runs behind their handle, which are stopped at the test's end."""
    # Not at the top: see `tests/training/conftest.py`.
    from tests.training.contract.handles import Handled

    made: list[Any] = []

    def one(*arguments: Any, **options: Any) -> Any:
        made.append(Handled(make_run, *arguments, **options))
        return made[-1]

    yield one
    for run in made:
        run.close()
