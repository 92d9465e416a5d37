"""Shapes of what is worn: a sleeve, a watch, a ring, as vertices and faces in the hand's rest."""

from __future__ import annotations

import numpy as np

from tools.render_hands.skeleton import Array

Faces = list[tuple[int, ...]]

# The forearm's outline: see hand_mesh. Middle of the wrist's cut (x, y), and where it is (z).
_CUT = 0.058


def around(
    places: Array, middle: tuple[float, float], half: tuple[Array, Array], count: int = 40
) -> tuple[Array, Faces]:
    """A tube of ovals: at each of `places` (m,) along z, half axes `half`, each (m,)."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    rings = np.empty((len(places), count, 3))
    rings[..., 0] = middle[0] + half[0][:, None] * np.cos(angles)
    rings[..., 1] = middle[1] + half[1][:, None] * np.sin(angles)
    rings[..., 2] = places[:, None]
    faces: Faces = []
    for ring in range(len(places) - 1):
        for at in range(count):
            after = (at + 1) % count
            low, high = ring * count, (ring + 1) * count
            faces.append((low + at, low + after, high + after, high + at))
    return rings.reshape(-1, 3), faces


def arm_half_axes(distance: Array) -> tuple[Array, Array]:
    """Half thickness and half width of the forearm `distance` (m,) behind the cut, in meters."""
    knots = [0.0, 0.03, 0.055, 0.085, 0.12, 0.16, 0.21, 0.3]
    width = np.interp(distance, knots, [0.97, 1.0, 1.06, 1.16, 1.27, 1.36, 1.42, 1.46])
    thick = np.interp(distance, knots, [1.0, 1.06, 1.2, 1.38, 1.56, 1.72, 1.84, 1.9])
    return 0.020 * thick, 0.030 * width


def sleeve(start: float, middle: tuple[float, float], seed: int) -> tuple[Array, Faces]:
    """A sleeve from `start` meters behind the wrist on, loose and wrinkled."""
    generator = np.random.Generator(np.random.Philox(key=seed))
    distance = np.concatenate([[start + 0.012, start], np.linspace(start + 0.004, 0.34, 26)])
    thick, wide = arm_half_axes(distance)
    loose = generator.uniform(0.003, 0.012) + 0.03 * (distance - start)
    loose[0] -= 0.004
    vertices, faces = around(_CUT + distance, middle, (thick + loose, wide + loose))
    shape = vertices.reshape(len(distance), -1, 3)
    phase = generator.uniform(0, 6.28, 3)
    angles = np.linspace(0, 2 * np.pi, shape.shape[1], endpoint=False)
    folds = np.sin(distance[:, None] * 160 + 1.5 * np.sin(angles + phase[0]) + phase[1])
    folds = folds * (0.5 + 0.5 * np.sin(angles * 2 + phase[2]))
    size = generator.uniform(0.0004, 0.0022)
    outward = shape - shape.mean(axis=1, keepdims=True)
    outward /= np.linalg.norm(outward, axis=2, keepdims=True)
    shape = shape + size * folds[..., None] * outward
    return shape.reshape(-1, 3), faces


def watch(middle: tuple[float, float]) -> tuple[Array, Faces]:
    """A strap around the wrist and a flat round case on its back."""
    distance = np.array([0.004, 0.0, 0.002, 0.011, 0.013, 0.009])
    thick, wide = arm_half_axes(np.maximum(distance, 0))
    raised = np.array([0.0, 0.001, 0.003, 0.003, 0.001, 0.0])
    strap, faces = around(_CUT + distance, middle, (thick + raised, wide + raised))
    angles = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    levels = ((0.0, 0.019), (0.008, 0.019), (0.0095, 0.0165), (0.0095, 0.0))
    top = middle[0] + float(thick.max())
    case = np.array([
        (top - 0.002 + height, middle[1] + r * np.cos(a), _CUT + 0.0065 + r * np.sin(a))
        for height, r in levels for a in angles
    ])
    count, base = len(angles), len(strap)
    for level in range(len(levels) - 1):
        for at in range(count):
            after = (at + 1) % count
            low, high = base + level * count, base + (level + 1) * count
            faces.append((low + at, low + after, high + after, high + at))
    return np.concatenate([strap, case]), faces


def ring(radius: float) -> tuple[Array, Faces]:
    """A band about the z axis, `radius` in meters, at the origin."""
    places = np.array([-0.0022, -0.0022, 0.0022, 0.0022, -0.0022])
    half = radius + np.array([0.0, 0.0016, 0.0016, 0.0, 0.0])
    return around(places, (0.0, 0.0), (half, half), 28)
