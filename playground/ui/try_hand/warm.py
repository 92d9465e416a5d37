"""Made ready before the first photo comes: the decoder, TensorFlow, the network that ships."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import numpy as np

from playground.errors import BadInput
from playground.model.importing import import_heavy
from playground.model.loading import PRETRAINED
from playground.photo import intake, networks
from playground.referee import files
from playground.referee.verdict import verdict

# The page must be on the screen first: what is imported here would slow its script down.
_DELAY = 0.7
_lock = threading.Lock()
_warming: threading.Thread | None = None


def warm_up() -> None:
    """Begin once in this process; each further call does nothing and takes no time."""
    global _warming
    with _lock:
        if _warming is None:
            _warming = threading.Thread(target=_warm, name="photo-warm-up", daemon=True)
            _warming.start()


def is_warm() -> bool:
    """Whether an answer would come at once."""
    return networks.is_loaded(PRETRAINED)


def _warm() -> None:
    time.sleep(_DELAY)
    intake.warm_up()
    import_heavy("keras")
    from playground.insight.grad_cam import grad_cam
    from playground.photo.classify import input_size, probabilities

    model = networks.pretrained().model
    gray = np.full((input_size(model),) * 2 + (3,), 128, np.uint8)
    # The first pass through a layer prepares its kernels.
    probabilities(model, gray[None])
    grad_cam(model, gray, 0)
    if files.is_there():
        # Damaged ones are told to whoever asks it.
        with suppress(BadInput):
            verdict(gray)
