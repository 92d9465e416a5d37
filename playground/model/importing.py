"""Importing TensorFlow and Keras: sooner than by the statement alone, or without start-up notes."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# The two import parts of each other: of two threads that begin at either end, Python lets one go on
# with modules that are not whole, and its import fails.
_one_at_a_time = threading.RLock()


def import_heavy(name: str) -> None:
    """Import "tensorflow" or "keras" with the garbage collector at rest; from any thread.

    TensorFlow's import makes 440,000 objects and drops 1,000: looking through them again and
    again took a sixth of its time. Nor are they looked through later: a full collection took 185
    to 260 ms with TensorFlow loaded, in which no thread gets on, and next to nothing after this.
    """
    with _one_at_a_time:
        if name in sys.modules:
            # Where another thread is still at it, by the statement alone, this waits for it.
            importlib.import_module(name)
            return
        collecting = gc.isenabled()
        gc.disable()
        try:
            importlib.import_module(name)
            gc.freeze()
        finally:
            if collecting:
                gc.enable()


@contextmanager
def without_notes() -> Iterator[None]:
    """File descriptor 2 points nowhere meanwhile; enter it from the main thread.

    No setting silences the notes that TensorFlow's C++ side writes to the file descriptor of
    standard error; a command's standard error is for sentences meant for a person. For the command
    line only: it redirects standard error of the whole process.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def import_tensorflow_quietly() -> None:
    """Import TensorFlow `without_notes`."""
    if "tensorflow" in sys.modules:
        return
    with without_notes():
        import_heavy("tensorflow")
        import tensorflow

        # More notes come with the first operation, when the devices are made.
        tensorflow.constant(0)
