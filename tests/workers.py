"""Three workers that share two cores: which of them runs what, and with how many threads."""

from __future__ import annotations

import os
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Read by whatever imports numpy or TensorFlow later, processes that a test starts among them. Each
# library would else start a thread a core in each worker, and they would wait for each other.
ONE_THREAD = {
    "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1", "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
BROWSER = "tests/browser/"
# Begun late, one of these would go on alone at the end, beside a worker with nothing to do.
LONG = tuple(f"{BROWSER}test_{name}.py" for name in (
    "widths", "learn", "runs", "axe", "two_ways", "article"))


def place(nodeid: str) -> str:
    """Tests of one place, a file, run in one worker."""
    return nodeid.split("::")[0]


def next_place(waiting: list[str], *, worker: int, workers: int) -> str:
    """What that worker takes of what waits, in the order of the collection.

    A test of the browser waits half of its time, for a page, a server, a training; the others
    compute all of it. So the last worker begins with those others, while the rest begin with the
    browser's, the longest first, and keep what these share: Chromium and two servers. Whoever has
    done with its kind takes the other.
    """
    computes = workers > 1 and worker == workers - 1
    of_kind = [one for one in waiting if one.startswith(BROWSER) != computes] or waiting
    return next((one for one in of_kind if one in LONG), of_kind[0])


class InOnePlace(LoadScopeScheduling):
    """A file's tests run in one worker, in their order: they share what the file prepares."""

    def _split_scope(self, nodeid: str) -> str:
        return place(nodeid)

    def schedule(self) -> None:
        # By default the files with most tests come first; here the order of the collection counts.
        self.config.option.loadscopereorder = False
        super().schedule()

    def _assign_work_unit(self, node: Any) -> None:
        # What the scheduler takes is the first in its queue.
        chosen = next_place(
            list(self.workqueue), worker=int(node.gateway.id.removeprefix("gw")),
            workers=self.numnodes)
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)


def one_thread_each() -> None:
    os.environ.update(ONE_THREAD)
