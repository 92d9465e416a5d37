"""Rooms: walls, floor and ceiling, some furniture, and light from anywhere.

The back wall stands at y = depth and is seen from smaller y; heights are meters above the floor.
"""

import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import furniture, patterns
from tools.render_hands.backdrop_stage import Rng, box, paint
from tools.render_hands.patterns import any_color, shade, wall_color


def walls(rng: Rng, depth: float, center: float = 0.0) -> None:
    """Back wall, floor, and often a corner, a ceiling, a skirting board or wainscot."""
    kind = rng.random()
    if kind < 0.72:
        surface = paint(wall_color(rng), rough=rng.uniform(0.5, 1), bump=rng.uniform(0, 0.15))
    else:
        makers = (
            patterns.mottled,
            patterns.bricks,
            patterns.planks,
            patterns.stripes,
            patterns.tiles,
            patterns.dots_or_flowers,
        )
        texture = makers[rng.integers(len(makers))](rng)
        surface = paint(texture=texture, scale=rng.uniform(0.5, 1.6), rough=0.8)
    box((center, depth + 0.05, 1.3), (12, 0.1, 2.8), surface)
    maker = patterns.FLOORS[rng.integers(len(patterns.FLOORS))]
    floor = paint(texture=maker(rng), scale=rng.uniform(0.4, 1.2), rough=rng.uniform(0.2, 0.9))
    box((center, depth - 4, -0.05), (12, 8, 0.1), floor)
    trim = paint(shade(wall_color(rng), rng.uniform(0.7, 1.1)))
    if rng.random() < 0.6:
        box((center, depth - 0.01, 0.06), (12, 0.03, 0.12), trim)
    if rng.random() < 0.15:
        box((center, depth - 0.01, rng.uniform(0.9, 1.4)), (12, 0.04, 0.07), trim)
    if rng.random() < 0.6:
        top = rng.uniform(2.1, 2.7)
        box((center, depth - 2, top + 0.05), (12, 4, 0.1), paint(shade((1, 1, 1), 0.9)))
        if rng.random() < 0.4:
            box((center, depth - 0.03, top - 0.05), (12, 0.08, 0.1), trim)
    if rng.random() < 0.6:
        side = center + rng.choice([-1, 1]) * rng.uniform(0.3, 2.2)
        other = surface if rng.random() < 0.6 else paint(wall_color(rng))
        box((side + 0.05 * np.sign(side - center), depth - 1.1, 1.3), (0.1, 2.4, 2.8), other)


def furnish(rng: Rng, depth: float, center: float, width: float, most: int = 4) -> None:
    """Walls and up to `most` props within the stretch of wall that the camera sees."""
    walls(rng, depth, center)
    for place in rng.permutation(most)[: int(rng.integers(1, most + 1))]:
        prop = furniture.PROPS[rng.integers(len(furniture.PROPS))]
        prop(rng, center + ((place + rng.random()) / most - 0.5) * width, depth)


def lights(rng: Rng, target, side: float = -1.0) -> None:
    """Ambient light and one or two lamps; ratio, side and color spread widely.

    `side` is the direction (sign of y) that the camera is in.
    """
    base = rng.uniform(0.05, 1.0)
    ambient = (1, 1, 1) if rng.random() < 0.75 else any_color(rng, (0.05, 0.3))
    stage.ambient(ambient, base)
    for _ in range(int(rng.integers(1, 3))):
        way = np.array([rng.normal(0, 1), side * rng.uniform(0.1, 1.2), rng.uniform(0.0, 1.3)])
        way *= rng.uniform(1.0, 2.5) / np.linalg.norm(way)
        color = (
            (1.0, rng.uniform(0.7, 1), rng.uniform(0.45, 1))
            if rng.random() < 0.6
            else (rng.uniform(0.6, 1), 0.9, 1.0)
        )
        if rng.random() < 0.08:
            color = tuple(np.asarray(any_color(rng, (0.5, 1.0))) + 0.05)
        strength = base * np.pi * 2 ** rng.uniform(-2, 2.5)
        stage.light(np.asarray(target) + way, target, strength, color, rng.uniform(0.1, 1.5))


def room(rng: Rng) -> np.ndarray:
    """A room seen from anywhere in it; near things blur as when a hand is in focus."""
    depth = rng.uniform(1.2, 3.5)
    width = rng.uniform(0.9, 3.0)
    furnish(rng, depth, 0.0, width * 1.3, 5)
    target = (rng.uniform(-0.3, 0.3), depth - 0.2, rng.uniform(0.5, 1.9))
    position = (rng.uniform(-0.9, 0.9), rng.uniform(-1.2, 0.2), rng.uniform(0.9, 1.8))
    lights(rng, (0, depth - 0.6, 1.3))
    stop = rng.uniform(0.5, 2.5) if rng.random() < 0.4 else 0.0
    stage.camera(position, target, width, rng.normal(0, 0.06), focus=0.6, stop=stop)
    return stage.render()
