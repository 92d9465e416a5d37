"""How the process takes memory from the system, in few heaps, and gives back what is let go."""

from __future__ import annotations

import contextlib
import ctypes

from playground.training.threads import cores

_M_ARENA_MAX = -8
"""Of mallopt(3), in glibc's malloc.h."""


def share_heaps() -> bool:
    """Let all threads share as many heaps as there are cores; whether that could be set.

    By default glibc gives new threads heaps of their own, up to eight a core. Pages and runs come
    and go in threads: what one lets go another does not find. After 120 pages that had begun and
    forked runs, 227 MB lay free between what was in use, with two heaps 72. Elsewhere than with
    glibc nothing happens.
    """
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, max(2, cores())))
    return False


def give_back() -> bool:
    """Hand whole pages that are free between what is in use back to the system; whether it could.

    By itself glibc gives back only what lies at the end of a heap: after some minutes with thirty
    people a fifth of what it held was free and still took memory. Takes milliseconds, without the
    interpreter's lock. Elsewhere than with glibc nothing happens.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
        return True
    return False
