"""Heads: a skull with simple features, hair in several cuts, beards, glasses, caps and scarves."""

import itertools

import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import patterns
from tools.render_hands.backdrop_stage import Rng, ball_mesh, paint, rod_mesh

HAIR = (
    (0.02, 0.015, 0.012),
    (0.06, 0.04, 0.03),
    (0.15, 0.09, 0.05),
    (0.3, 0.18, 0.09),
    (0.45, 0.22, 0.1),
    (0.7, 0.52, 0.3),
    (0.85, 0.75, 0.55),
    (0.6, 0.6, 0.6),
    (0.9, 0.9, 0.88),
)
PIVOT = np.array([0.0, 0.02, 1.54])


def skin_paint(rng: Rng, color) -> stage.Paint:
    """Skin is a little uneven: one flat color reads as plastic even when blurred."""
    color = np.asarray(color)
    blush = tuple(np.clip(color * (1.02, 0.86, 0.84), 0, 1))
    texture = patterns.mix(tuple(color), blush, patterns.noise(rng, (5, 5), 4))
    material = paint(texture=texture, scale=rng.uniform(3, 7), rough=rng.uniform(0.35, 0.65))
    return material


def _face(skin) -> list:
    parts = [
        ball_mesh((0, 0.012, 1.665), (0.073, 0.09, 0.093)),
        ball_mesh((0, -0.022, 1.6), (0.057, 0.064, 0.068)),
        ball_mesh((0, -0.06, 1.552), (0.027, 0.027, 0.022)),
        rod_mesh((0, -0.082, 1.66), (0, -0.1, 1.618), 0.009, 0.014),
        rod_mesh((0, 0.02, 1.42), (0, 0.0, 1.58), 0.056, 0.054),
    ]
    for side in (-1, 1):
        parts += [
            ball_mesh((side * 0.074, 0.012, 1.635), (0.01, 0.02, 0.032)),
            ball_mesh((side * 0.036, -0.055, 1.625), (0.028, 0.026, 0.026)),
            rod_mesh((side * 0.014, -0.078, 1.683), (side * 0.05, -0.064, 1.681), 0.009, 0.007),
            ball_mesh((side * 0.013, -0.088, 1.612), (0.011, 0.011, 0.009)),
        ]
    return parts


def _features(rng: Rng, skin: np.ndarray, hair: stage.Paint) -> list:
    dark, white = paint((0.03, 0.02, 0.02), rough=0.2), paint((0.85, 0.83, 0.8), rough=0.3)
    lips = paint(tuple(np.clip(skin * (0.85, 0.58, 0.58) + (0.04, 0, 0), 0, 1)), rough=0.4)
    if rng.random() < 0.2:
        lips = paint((0.6, 0.05, 0.12), rough=0.3)
    things = [
        stage.solid(*ball_mesh((0, -0.083, 1.583), (0.022, 0.006, 0.004)), lips),
        stage.solid(*ball_mesh((0, -0.081, 1.575), (0.019, 0.007, 0.005)), lips),
    ]
    opened = rng.uniform(0.004, 0.009)
    for side in (-1, 1):
        x = side * 0.031
        things += [
            stage.solid(*ball_mesh((x, -0.07, 1.659), (0.0145, 0.009, opened)), white),
            stage.solid(*ball_mesh((x, -0.077, 1.659), (0.006, 0.004, min(0.006, opened))), dark),
            stage.solid(
                *rod_mesh(
                    (x - 0.016, -0.084 + 0.004 * side, 1.683),
                    (x + 0.016, -0.084 - 0.004 * side, 1.683),
                    0.004,
                    0.004,
                    8,
                ),
                hair,
            ),
        ]
    return things


def _beard(rng: Rng) -> list:
    grown = rng.uniform(1.0, 1.12)
    parts = [
        ball_mesh((0, -0.012, 1.578), np.array((0.058, 0.063, 0.05)) * grown),
        ball_mesh((0, -0.058, 1.548), np.array((0.034, 0.03, 0.028)) * grown),
    ]
    if rng.random() < 0.7:
        parts.append(rod_mesh((-0.022, -0.083, 1.594), (0.022, -0.083, 1.594), 0.007, 0.007))
    return parts


def _glasses() -> list:
    parts = []
    turns = np.linspace(0, 2 * np.pi, 17)
    for side in (-1, 1):
        ring = [(side * 0.034 + 0.025 * np.cos(t), -0.094, 1.656 + 0.02 * np.sin(t)) for t in turns]
        parts += [rod_mesh(a, b, 0.0025, 0.0025, 6) for a, b in itertools.pairwise(ring)]
        parts.append(
            rod_mesh((side * 0.059, -0.092, 1.66), (side * 0.08, 0.01, 1.66), 0.002, 0.002, 6)
        )
    return [*parts, rod_mesh((-0.01, -0.096, 1.66), (0.01, -0.096, 1.66), 0.002, 0.002, 6)]


def _hair(rng: Rng, cut: str) -> list:
    """Parts of a hair cut; the face stays open because every part lies behind or beside it."""
    volume = rng.uniform(1.0, 1.12)
    parts = [ball_mesh((0, 0.028, 1.69), np.array((0.08, 0.09, 0.084)) * volume)]
    for x in rng.uniform(-0.05, 0.05, 5):
        parts.append(ball_mesh((x, -0.035, 1.742), (0.03, 0.035, 0.02)))
    if cut == "long":
        low = rng.uniform(1.2, 1.5)
        for side in (-1, 1):
            # A full lock under the strands: strands alone, far apart, could pass for fingers.
            root, end = (side * 0.078, 0.03, 1.68), (side * 0.1, 0.015, low + 0.05)
            parts.append(rod_mesh(root, end, 0.03, 0.04))
            for _ in range(9):
                x, y = side * rng.uniform(0.065, 0.1), rng.uniform(-0.03, 0.06)
                tip = (
                    x * rng.uniform(0.9, 1.35),
                    y - rng.uniform(0.03, 0.1),
                    low + rng.normal(0, 0.03),
                )
                middle = (x * 1.05, y, 1.53)
                parts += [
                    rod_mesh((x * 0.8, y, 1.7), middle, 0.018, 0.018),
                    rod_mesh(middle, tip, 0.018, rng.uniform(0.01, 0.02)),
                ]
        parts.append(rod_mesh((0, 0.07, 1.68), (0, 0.08, low), 0.08, 0.07))
    elif cut == "bob":
        for side in (-1, 1):
            parts.append(rod_mesh((side * 0.07, 0.02, 1.7), (side * 0.085, 0.0, 1.55), 0.03, 0.03))
        parts.append(rod_mesh((0, 0.06, 1.68), (0, 0.06, 1.56), 0.08, 0.075))
    elif cut == "curls":
        for _ in range(70):
            way = rng.normal(0, 1, 3)
            way[1], way[2] = abs(way[1]), way[2] + 0.7
            way /= np.linalg.norm(way)
            r = rng.uniform(0.018, 0.04)
            parts.append(ball_mesh(np.array((0, 0.02, 1.69)) + way * 0.1 * volume, (r,) * 3, 10))
    elif cut == "bun":
        parts.append(ball_mesh((0, 0.08, 1.78), (0.045, 0.045, 0.04)))
    return parts


def _cover(rng: Rng, kind: str) -> list:
    if kind == "cap":
        return [
            ball_mesh((0, 0.02, 1.71), (0.085, 0.1, 0.078)),
            ball_mesh((0, -0.1, 1.722), (0.07, 0.075, 0.008)),
        ]
    if kind == "beanie":
        return [
            ball_mesh((0, 0.025, 1.725), (0.084, 0.098, 0.09)),
            rod_mesh((-0.03, 0.02, 1.71), (0.03, 0.02, 1.71), 0.078, 0.078),
        ]
    shawl = [
        ball_mesh((0, 0.04, 1.675), (0.097, 0.098, 0.12)),
        rod_mesh((0, 0.02, 1.545), (0, 0.01, 1.45), 0.075, 0.12),
    ]
    return shawl + [ball_mesh((s * 0.06, -0.01, 1.57), (0.035, 0.06, 0.05)) for s in (-1, 1)]


def build(rng: Rng, skin: np.ndarray, melted) -> list:
    """All objects of one head, posed about the top of the neck."""
    tone = (
        HAIR[int(len(HAIR) * rng.random() ** 1.7)]
        if rng.random() < 0.95
        else patterns.any_color(rng)
    )
    strands = patterns.mix(
        patterns.shade(tone, 0.45), patterns.shade(tone, 1.5), patterns.noise(rng, (2, 40), 3)
    )
    hair = paint(texture=strands, fit="xz", rough=0.45)
    head = melted(_face(skin), 0.0065, 5)
    head.data.materials.clear()
    head.data.materials.append(skin_paint(rng, skin))
    things = [head, *_features(rng, skin, hair)]
    cut = str(rng.choice(["short", "short", "long", "long", "long", "bob", "curls", "bun", "bald"]))
    cover = str(rng.choice(["cap", "beanie", "shawl"])) if rng.random() < 0.18 else ""
    groups = [] if cut == "bald" or cover == "shawl" else [(_hair(rng, cut), hair)]
    if cover:
        fabric = paint(patterns.any_color(rng), rough=0.95, bump=0.3)
        groups.append((_cover(rng, cover), fabric))
    if rng.random() < 0.3 and cut != "long":
        groups.append((_beard(rng), hair))
    for parts, material in groups:
        thing = melted(parts, 0.009, 3)
        thing.data.materials.clear()
        thing.data.materials.append(material)
        things.append(thing)
    if rng.random() < 0.25:
        things.append(stage.solid(*stage.merged(_glasses()), paint((0.02, 0.02, 0.02), rough=0.2)))
    yaw, pitch = rng.normal(0, 0.35), rng.normal(0.02, 0.12)
    for thing in things:
        _pose(thing, yaw, pitch)
    return things


def _pose(thing, yaw: float, pitch: float) -> None:
    """Turn, nod, and sink to where the shoulders want the head.

    All of it fades out below the chin, so that long hair and neck stay attached.
    """
    flat = np.empty(len(thing.data.vertices) * 3, np.float32)
    thing.data.vertices.foreach_get("co", flat)
    points = flat.reshape(-1, 3).astype(float)
    weight = np.clip((points[:, 2] - 1.44) / 0.12, 0, 1)
    p = points - PIVOT
    c, s = np.cos(weight * pitch), np.sin(weight * pitch)
    y, z = c * p[:, 1] - s * p[:, 2], s * p[:, 1] + c * p[:, 2]
    c, s = np.cos(weight * yaw), np.sin(weight * yaw)
    x, y = c * p[:, 0] - s * y, s * p[:, 0] + c * y
    points = np.stack([x, y, z], 1) + PIVOT - weight[:, None] * (0.0, 0.0, 0.03)
    thing.data.vertices.foreach_set("co", points.astype(np.float32).ravel())
    thing.data.update()
