"""Two workers that share two cores: which of them runs what, and with how many threads."""

from __future__ import annotations

import os

from xdist.scheduler import LoadScopeScheduling

# Read by whatever imports numpy or TensorFlow later, processes that a test starts among them. Each
# library would else start a thread a core in each worker, and they would wait for each other.
ONE_THREAD = {
    "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1", "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def place(nodeid: str) -> str:
    """Tests of one place, a file, run in one worker."""
    return nodeid.split("::")[0]


class InOnePlace(LoadScopeScheduling):
    """A file's tests run in one worker, in their order: they share what the file prepares.

    Whichever worker has done with a file takes the next one. Those of the browser stand together,
    so that each worker starts what they share once: Chromium and two servers.
    """

    def _split_scope(self, nodeid: str) -> str:
        return place(nodeid)

    def schedule(self) -> None:
        # By default the files with most tests come first; here the order of the collection counts.
        self.config.option.loadscopereorder = False
        super().schedule()


def one_thread_each() -> None:
    os.environ.update(ONE_THREAD)
