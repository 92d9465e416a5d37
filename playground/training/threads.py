"""How many cores there are, and on how many threads a training step computes here.

Sums are added up in another order on another number of threads: runs are equal to the last bit only
where it is the same.
"""

from __future__ import annotations

import os

THREADS = "TF_NUM_INTRAOP_THREADS"
"""What TensorFlow reads when it is imported."""


def cores() -> int:
    """How many cores this process may use."""
    # A container may have fewer than the machine. macOS and Windows cannot tell.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_elsewhere = 0


def steps_are_computed_elsewhere(threads: int) -> None:
    """The runs of this process train on a cluster from now on, each on so many threads."""
    global _elsewhere
    _elsewhere = threads


def threads_of_a_step() -> int:
    """On how many threads TensorFlow computes one operation of this process's runs."""
    if _elsewhere:
        return _elsewhere
    given = os.environ.get(THREADS, "").strip()
    return int(given) if given.isascii() and given.isdecimal() and int(given) else cores()
