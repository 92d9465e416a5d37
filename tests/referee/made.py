"""Hands in space, made by hand: straight bones, each finger stretched or folded back."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from playground.referee.shape import FINGERS, POINTS, Array

# Where each finger begins, in meters from the wrist: a right hand with its palm to the viewer.
_ROOTS = {"thumb": (0.03, -0.02), "index": (0.03, -0.09), "middle": (0.01, -0.095),
          "ring": (-0.01, -0.09), "little": (-0.03, -0.08)}
_AWAY = {"thumb": (0.7, -0.7), "index": (0.1, -1.0), "middle": (0.0, -1.0),
         "ring": (-0.1, -1.0), "little": (-0.2, -1.0)}
_BONE = 0.03


def made_hand(stretched: Iterable[str]) -> Array:
    """(21, 3) points; y is down, as in pictures. Folded fingers bend to the viewer, and back."""
    points = np.zeros((21, 3), np.float32)
    for name, chain in zip(FINGERS, POINTS, strict=True):
        along = np.array([*_AWAY[name], 0.0])
        along /= np.linalg.norm(along)
        steps = [along] * 3
        if name not in stretched:
            toward = np.array([0.0, 0.0, -1.0])
            steps = [0.3 * along + 0.95 * toward, -0.9 * along + 0.3 * toward, -along]
            if name == "thumb":
                # Across the palm.
                steps = [np.array([-0.2, -0.6, -0.7]), np.array([-0.9, -0.3, 0.0])] * 2
        place = np.array([*_ROOTS[name], 0.0])
        points[chain[0]] = place
        for at, step in zip(chain[1:], steps[:3], strict=True):
            place = place + _BONE * step
            points[at] = place
    return points
