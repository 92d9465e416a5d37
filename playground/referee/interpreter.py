"""TensorFlow's interpreter of `.tflite` files, in one place.

TensorFlow 2.21 still has it, and says when one is made that it will leave for the package
`ai-edge-litert`; the pinned TensorFlow decides when, and a test here tells. Whoever raises the pin
past it changes `_interpreter` and nothing else: the other package's class takes the same calls.
"""

from __future__ import annotations

import threading
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.model.importing import import_heavy
from playground.referee.files import UNREADABLE

Array = NDArray[np.float32]
# A photo's answer has half a second: with one thread the hardest photos take longer.
_THREADS: Final = 2


class TfliteNetwork:
    """A network in a `.tflite` file. The first picture imports TensorFlow and reads the file.

    Raises `BadInput` where that cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: Any = None
        # An interpreter has one set of buffers: two sessions' photos must not share them at once.
        self._lock = threading.Lock()

    def __call__(self, image: Array) -> tuple[Array, ...]:
        """For one picture (side, side, 3) in 0..1: what each output says, without the batch."""
        self.prepare()
        with self._lock:
            made = self._made
            made.set_tensor(made.get_input_details()[0]["index"], image[None].astype(np.float32))
            made.invoke()
            outputs = sorted(made.get_output_details(), key=lambda one: str(one["name"]))
            return tuple(np.array(made.get_tensor(one["index"])[0]) for one in outputs)

    def prepare(self) -> None:
        """Read the file now, if no picture has asked for it yet."""
        with self._lock:
            if self._made is None:
                self._made = self._interpreter()

    def _interpreter(self) -> Any:
        import_heavy("tensorflow")
        import tensorflow as tf

        try:
            content = self._path.read_bytes()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                made = tf.lite.Interpreter(model_content=content, num_threads=_THREADS)
            made.allocate_tensors()
        except (OSError, ValueError, RuntimeError):
            raise BadInput(UNREADABLE) from None
        return made
