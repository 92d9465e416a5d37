"""Importing TensorFlow without its start-up notes.

No setting silences the notes that its C++ side writes to the file descriptor of standard error
while it is imported; a command's standard error is for sentences meant for a person.
"""

from __future__ import annotations

import os
import sys


def import_tensorflow_quietly() -> None:
    """Import TensorFlow with file descriptor 2 pointing nowhere; call it from the main thread.

    For the command line only: it redirects standard error of the whole process meanwhile.
    """
    if "tensorflow" in sys.modules:
        return
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        import tensorflow

        # More notes come with the first operation, when the devices are made.
        tensorflow.constant(0)
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
