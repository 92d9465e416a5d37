"""Work in threads: Pillow lets go of the interpreter's lock while it decodes and resizes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
# Each holds a decoded picture or sheet: more of them would cost memory and win little.
_MOST_THREADS = 8


def in_threads(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """The results in the order of the jobs. What `work` raises is raised here."""
    pool = ThreadPoolExecutor(max_workers=min(_MOST_THREADS, os.cpu_count() or 1))
    try:
        yield from pool.map(work, jobs)
    finally:
        # On Ctrl-C the rest must not be decoded first.
        pool.shutdown(wait=True, cancel_futures=True)
