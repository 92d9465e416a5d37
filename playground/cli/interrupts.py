"""Ctrl-C while a run trains: noted and obeyed, instead of raised wherever Python happens to be."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

# The exit code of a command that Ctrl-C ended, as shells give it: 128 and the signal's number.
INTERRUPTED = 130


class Flag(Protocol):
    """What can be asked whether it has happened."""

    def is_set(self) -> bool: ...


class Heard:
    """Set by a signal handler. No `threading.Event`: its lock is none that one thread takes twice.

    A second Ctrl-C may come while the first one is being noted, in the same thread: the handler
    inside the handler would wait for itself, for ever.
    """

    def __init__(self) -> None:
        self._set = False

    def set(self) -> None:
        self._set = True

    def is_set(self) -> bool:
        return self._set


@contextmanager
def noted_interrupts() -> Iterator[Flag]:
    """A flag that Ctrl-C sets, any number of times, while the block lasts.

    Raised as an exception it could come between printing an epoch and remembering that it was
    printed, in the middle of importing TensorFlow, or, pressed twice, while files are written.
    """
    heard = Heard()
    main_thread = threading.current_thread() is threading.main_thread()
    # Ignored where the process was started in the background, and it stays so.
    if not main_thread or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield heard
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.set())
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)
