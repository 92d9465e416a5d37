"""Streams of random numbers, each a pure function of a seed, a purpose and counters.

Nothing here is global: a stream for (seed, purpose, epoch, step) gives the same numbers whatever
was drawn before, in another thread, or in a process that was killed. Philox is counter-based: its
streams with different keys do not overlap.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What the numbers decide. The values are part of every recorded run: add, never change."""

    SPLIT = 1
    SHARE = 2
    WRONG_LABELS = 3
    WEIGHTS = 4
    # Not drawn from here: the mask is made inside the compiled step, from seed and step.
    DROPOUT = 5
    BATCHES = 6
    SAMPLE = 7
    HORIZONTAL_FLIP = 10
    VERTICAL_FLIP = 11
    HEIGHT_SHIFT = 12
    ROTATION = 13
    ZOOM = 14
    BRIGHTNESS_CONTRAST = 15
    BACKGROUND = 16
    WIDTH_SHIFT = 17
    COLOR = 18
    BLUR = 19
    CUT_OUT = 20
    STRETCH = 21
    MIXUP = 22
    BOOTSTRAP = 23
    CROP = 24
    SPECTRUM = 25


def stream(seed: int, purpose: Purpose, *counters: int) -> np.random.Generator:
    """A generator of its own for this seed, purpose and counters (such as epoch and batch).

    Raises `ValueError` for a negative seed or counter.
    """
    # The counters go into the spawn key: as plain entropy, a trailing 0 would change nothing.
    source = np.random.SeedSequence([seed, int(purpose)], spawn_key=counters)
    return np.random.Generator(np.random.Philox(key=source.generate_state(2, np.uint64)))
