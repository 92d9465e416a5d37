"""Surfaces seen from above: tables with clutter, blankets, carpets, ground."""

import itertools

import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import furniture, patterns, prints
from tools.render_hands.backdrop_stage import Rng, box, paint
from tools.render_hands.patterns import any_color, shade

Place = tuple[float, float]


def keyboard(rng: Rng, at: Place, angle: float) -> None:
    box(
        (*at, 0.01), (0.42, 0.14, 0.02), paint(texture=prints.keys(rng), fit="xy", rough=0.5), angle
    )


def mug(rng: Rng, at: Place, angle: float) -> None:
    glaze, (x, y) = paint(any_color(rng), rough=0.2), at
    stage.solid(*stage.rod_mesh((x, y, 0.01), (x, y, 0.07), 0.04, 0.04), glaze)
    stage.solid(*stage.ball_mesh((x, y, 0.105), (0.034, 0.034, 0.006)), paint((0.1, 0.05, 0.02)))
    tip = (x + 0.06 * np.cos(angle), y + 0.06 * np.sin(angle), 0.06)
    stage.solid(*stage.rod_mesh((x, y, 0.06), tip, 0.007, 0.007), glaze)


def papers(rng: Rng, at: Place, angle: float) -> None:
    for _ in range(int(rng.integers(1, 4))):
        place = np.asarray(at) + rng.normal(0, 0.05, 2)
        box(
            (*place, 0.002 + rng.uniform(0, 0.004)),
            (0.21, 0.29, 0.001),
            paint(texture=prints.page(rng), fit="xy"),
            angle + rng.normal(0, 0.2),
        )


def phone(rng: Rng, at: Place, angle: float) -> None:
    glow = rng.uniform(0.3, 1.5) if rng.random() < 0.4 else 0.0
    box((*at, 0.004), (0.078, 0.16, 0.008), paint(any_color(rng, (0, 0.3)), rough=0.3), angle)
    face = prints.screen(rng) if glow else np.full((4, 4, 3), 0.02, np.float32)
    box(
        (*at, 0.009),
        (0.07, 0.15, 0.001),
        paint(texture=face, fit="xy", rough=0.1, glow=glow),
        angle,
    )


def book(rng: Rng, at: Place, angle: float) -> None:
    high = rng.uniform(0.01, 0.05)
    box(
        (*at, high / 2),
        (*rng.uniform(0.13, 0.26, 2), high),
        paint(texture=prints.poster(rng), fit="xy", rough=0.4),
        angle,
    )


def pen(rng: Rng, at: Place, angle: float) -> None:
    end = (at[0] + 0.13 * np.cos(angle), at[1] + 0.13 * np.sin(angle), 0.006)
    stage.solid(
        *stage.rod_mesh((*at, 0.006), end, 0.005, 0.004, 8), paint(any_color(rng), rough=0.3)
    )


def cable(rng: Rng, at: Place, angle: float) -> None:
    """A loose curve: a walk whose direction drifts."""
    heading = angle + np.cumsum(rng.normal(0, 0.25, 30))
    path = np.asarray(at) + 0.03 * np.cumsum(np.stack([np.cos(heading), np.sin(heading)], 1), 0)
    line = [(*p, 0.005) for p in path]
    parts = [stage.rod_mesh(a, b, 0.004, 0.004, 6) for a, b in itertools.pairwise(line)]
    stage.solid(*stage.merged(parts), paint(shade((1, 1, 1), rng.choice([0.05, 0.9]))))


def plate(rng: Rng, at: Place, angle: float) -> None:
    r = rng.uniform(0.07, 0.14)
    stage.solid(
        *stage.ball_mesh((*at, 0.008), (r, r, 0.012), 28),
        paint(any_color(rng, (0, 0.3)), rough=0.2),
    )
    stage.solid(
        *stage.ball_mesh((*at, 0.016), (r * 0.7, r * 0.7, 0.008), 28),
        paint(any_color(rng, (0, 0.8)), rough=0.6),
    )


def carton(rng: Rng, at: Place, angle: float) -> None:
    size = rng.uniform(0.04, 0.2, 3)
    box((*at, size[2] / 2), size, furniture.some_paint(rng, 4), angle)


CLUTTER = (keyboard, mug, papers, papers, phone, book, pen, cable, plate, carton)


def blanket(rng: Rng) -> None:
    """Cloth in folds: slow waves, sharpened into ridges, and smaller creases on them."""
    side = 56
    way = rng.uniform(0, np.pi)
    v, u = np.mgrid[-0.8 : 0.8 : side * 1j, -0.8 : 0.8 : side * 1j]
    bend = patterns.noise(rng, (3, 3), 3)[:: 256 // side, :: 256 // side][:side, :side]
    wave = np.sin((u * np.cos(way) + v * np.sin(way) + 0.5 * bend) * rng.uniform(6, 22))
    rough = patterns.noise(rng, (6, 6), 4)[:: 256 // side, :: 256 // side][:side, :side]
    high = rng.uniform(0.005, 0.03) * np.abs(wave) ** 0.7 + rng.uniform(0.01, 0.1) * (rough + bend)
    stage.solid(*stage.grid(np.stack([u, v, high], 2)), furniture.cloth(rng, rng.uniform(1.5, 5)))


def ground(rng: Rng) -> str:
    """The surface itself; returns whether things lie on it."""
    indoor = (
        patterns.planks,
        patterns.planks,
        patterns.planks,
        patterns.mottled,
        patterns.mottled,
        patterns.marble,
        patterns.tiles,
    )
    outdoor = (patterns.leaves, patterns.leaves, patterns.grains, patterns.bricks, patterns.tiles)
    makers, kind = (indoor, "indoor") if rng.random() < 0.68 else (outdoor, "outdoor")
    maker = makers[rng.integers(len(makers))]
    box(
        (0, 0, -0.05),
        (8, 8, 0.1),
        paint(
            texture=maker(rng),
            scale=rng.uniform(0.8, 3.0),
            rough=rng.uniform(0.2, 0.95),
            bump=rng.uniform(0, 0.3),
        ),
    )
    return kind


def leg(rng: Rng, skin) -> None:
    """A thigh and knee of somebody who sits: trousers or skin, in from an edge of the picture."""
    x, color = (
        rng.uniform(-0.3, 0.3),
        tuple(skin) if rng.random() < 0.4 else any_color(rng, (0, 0.6)),
    )
    knee = (x + rng.normal(0, 0.08), rng.uniform(-0.15, 0.2), 0.06)
    cloth = paint(color, rough=0.9, bump=0.3)
    stage.solid(
        *stage.merged(
            [
                stage.rod_mesh((x, -1.2, 0.06), knee, 0.1, 0.075),
                stage.rod_mesh(knee, (knee[0], knee[1] + 0.1, -0.6), 0.075, 0.06),
            ]
        ),
        cloth,
    )


def surface(rng: Rng, skin) -> np.ndarray:
    if rng.random() < 0.25:
        blanket(rng)
    elif ground(rng) == "indoor" and rng.random() < 0.75:
        for _ in range(int(rng.integers(1, 9))):
            item = CLUTTER[rng.integers(len(CLUTTER))]
            item(rng, tuple(rng.normal(0, 0.28, 2)), rng.choice([0, 0, 1.57]) + rng.normal(0, 0.3))
    if rng.random() < 0.18:
        leg(rng, skin)
    side = rng.uniform(-1, 1)
    stage.ambient((1, 1, 1), rng.uniform(0.05, 0.8))
    where = np.array([side, rng.uniform(-1, 1), rng.uniform(0.3, 1.5)])
    color = (1.0, rng.uniform(0.7, 1), rng.uniform(0.5, 1.1))
    stage.light(where, (0, 0, 0), rng.uniform(0.5, 8), color, rng.uniform(0.1, 1.2))
    tilt = rng.uniform(0.0, 0.9)
    far = rng.uniform(0.5, 1.0)
    position = (rng.normal(0, 0.1), -far * np.sin(tilt) - 0.01, far * np.cos(tilt))
    target = (rng.normal(0, 0.08), rng.normal(0, 0.08), 0)
    stop = rng.uniform(0.3, 2.0) if rng.random() < 0.3 else 0.0
    stage.camera(position, target, rng.uniform(0.35, 0.9), rng.normal(0, 0.3), far * 0.6, stop)
    return stage.render()
