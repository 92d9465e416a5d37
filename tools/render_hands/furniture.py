"""Furniture that stands or hangs against a wall, as boxes and balls with textures.

Each prop is called with its place x along the wall and the y of the wall, which is seen from
smaller y; heights are meters above the floor.
"""

import itertools

import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import patterns, prints
from tools.render_hands.backdrop_stage import Rng, box, paint
from tools.render_hands.patterns import any_color, shade, wall_color, wood_color


def some_paint(rng: Rng, scale: float = 1.5) -> stage.Paint:
    """Furniture: wood, a plain color, or cloth."""
    kind = rng.random()
    if kind < 0.4:
        return paint(texture=patterns.planks(rng), scale=scale, rough=rng.uniform(0.3, 0.8))
    return paint(any_color(rng, (0, 0.5 if kind < 0.8 else 0.9)), rough=rng.uniform(0.2, 0.9))


def cloth(rng: Rng, scale: float = 2.0) -> stage.Paint:
    texture = None
    if rng.random() < 0.5:
        texture = patterns.CLOTHS[rng.integers(len(patterns.CLOTHS))](rng)
    return paint(any_color(rng), texture, scale=scale, rough=0.95, bump=rng.uniform(0, 0.6))


def window(rng: Rng, x: float, y: float) -> None:
    """A bright pane with a view or only glare, bars, and often curtains or a blind."""
    w, h, z = rng.uniform(0.5, 1.8), rng.uniform(0.7, 1.5), rng.uniform(1.3, 1.8)
    glow = rng.uniform(0.6, 7)
    view = prints.landscape(rng) if rng.random() < 0.7 else None
    box((x, y - 0.01, z), (w, 0.02, h), paint((1, 1, 1), view, fit="xz", glow=glow))
    frame = paint(wood_color(rng) if rng.random() < 0.3 else shade((1, 1, 1), rng.uniform(0.1, 1)))
    for dx in np.linspace(-w / 2, w / 2, int(rng.integers(2, 5))):
        box((x + dx, y - 0.04, z), (0.05, 0.05, h + 0.05), frame)
    for dz in np.linspace(-h / 2, h / 2, int(rng.integers(2, 4))):
        box((x, y - 0.04, z + dz), (w + 0.05, 0.05, 0.05), frame)
    kind = rng.random()
    if kind < 0.35:
        slats, slat = int(rng.integers(8, 22)), paint(shade((1, 1, 0.95), rng.uniform(0.3, 1)))
        for dz in np.linspace(-h / 2, h / 2, slats):
            box((x, y - 0.08, z + dz), (w, 0.03, h / slats * 0.6), slat)
    elif kind < 0.7:
        curtain(rng, x - w / 2 - 0.1, y)
        curtain(rng, x + w / 2 + 0.1, y)


def curtain(rng: Rng, x: float, y: float) -> None:
    """A sheet hung in waves."""
    w, folds, deep = rng.uniform(0.25, 1.2), rng.uniform(3, 9), rng.uniform(0.02, 0.07)
    t = np.linspace(0, 1, 64)
    wave = deep * np.sin(2 * np.pi * folds * t + rng.uniform(0, 2, 64).cumsum() * 0.1)
    rows = [
        np.stack([x + (t - 0.5) * w, y - 0.13 + wave * (0.6 + 0.4 * k), np.full(64, z)], 1)
        for k, z in ((0, 2.5), (1, rng.choice([0.05, 0.9])))
    ]
    stage.solid(*stage.grid(np.array(rows)), cloth(rng))


def door(rng: Rng, x: float, y: float) -> None:
    leaf = paint(wall_color(rng)) if rng.random() < 0.6 else some_paint(rng)
    trim = paint(shade(wall_color(rng), 0.9))
    box((x, y - 0.01, 1.02), (0.85, 0.06, 2.04), leaf)
    for dx in (-0.46, 0.46):
        box((x + dx, y - 0.02, 1.05), (0.08, 0.08, 2.1), trim)
    box((x, y - 0.02, 2.1), (1.0, 0.08, 0.09), trim)
    groove = paint(shade(wall_color(rng), 0.6))
    for dz in (0.5, 1.0, 1.6)[: int(rng.integers(0, 4))]:
        box((x, y - 0.04, dz), (0.55, 0.02, 0.35), groove)
    stage.solid(
        *stage.rod_mesh((x + 0.3, y - 0.1, 1.02), (x + 0.39, y - 0.1, 1.02), 0.015, 0.015),
        paint((0.7, 0.65, 0.5), rough=0.2),
    )


def pictures(rng: Rng, x: float, y: float) -> None:
    for _ in range(int(rng.integers(1, 5))):
        w, h = rng.uniform(0.18, 0.8, 2)
        cx, cz = x + rng.normal(0, 0.4), rng.uniform(1.2, 2.0)
        maker = (prints.poster, prints.landscape, prints.page)[rng.integers(3)]
        box((cx, y - 0.01, cz), (w + 0.05, 0.02, h + 0.05), some_paint(rng))
        box((cx, y - 0.03, cz), (w, 0.01, h), paint(texture=maker(rng), fit="xz", rough=0.3))


def shelf(rng: Rng, x: float, y: float) -> None:
    w, wood = rng.uniform(0.6, 1.8), some_paint(rng)
    low = rng.choice([0.05, 0.9, 1.3])
    for z in np.arange(low, 2.1, rng.uniform(0.28, 0.42)):
        box((x, y - 0.14, z), (w, 0.28, 0.03), wood)
        kind = rng.random()
        if kind < 0.65:
            part = rng.uniform(0.5, 1) * w
            box(
                (x + rng.uniform(-1, 1) * (w - part) / 2, y - 0.12, z + 0.13),
                (part, 0.2, 0.23),
                paint(texture=prints.spines(rng), fit="xz"),
            )
        elif kind < 0.9:
            for dx in rng.uniform(-0.45, 0.45, rng.integers(1, 5)):
                s = rng.uniform(0.07, 0.24, 3)
                box((x + dx * w, y - 0.14, z + s[2] / 2), s, some_paint(rng))
    if rng.random() < 0.6:
        for dx in (-w / 2, w / 2):
            box((x + dx, y - 0.14, 1.05), (0.03, 0.29, 2.1), wood)


def lamp(rng: Rng, x: float, y: float) -> None:
    z, r = rng.uniform(1.0, 1.9), rng.uniform(0.08, 0.2)
    warm = (1.0, rng.uniform(0.7, 0.95), rng.uniform(0.4, 0.85))
    on = rng.uniform(2, 12) if rng.random() < 0.7 else 0
    stage.solid(
        *stage.ball_mesh((x, y - 0.3, z), (r, r, r * rng.uniform(0.6, 1.3))), paint(warm, glow=on)
    )
    box((x, y - 0.3, z / 2), (0.025, 0.025, z), paint((0.1, 0.1, 0.1), rough=0.3))


def plant(rng: Rng, x: float, y: float) -> None:
    z, green = rng.uniform(0.4, 1.3), paint(texture=patterns.leaves(rng), fit="xz", rough=0.5)
    stage.solid(*stage.rod_mesh((x, y - 0.3, z - 0.3), (x, y - 0.3, z), 0.1, 0.14), some_paint(rng))
    for _ in range(int(rng.integers(8, 26))):
        tip = np.array([x, y - 0.3, z + 0.25]) + rng.normal(0, (0.25, 0.12, 0.28))
        middle = (tip + np.array((x, y - 0.3, z + 0.3))) / 2
        across = rng.normal(0, 0.04, 3)
        points = [(x, y - 0.3, z), middle + across, tip, middle - across]
        stage.solid(np.array(points), [(0, 1, 2, 3)], green, smooth=False)


def sofa(rng: Rng, x: float, y: float) -> None:
    """A padded seat: rounded pieces, cushions leaning on the back."""
    fabric, w = cloth(rng), rng.uniform(1.4, 2.4)
    for part in (
        (0, 0.45, 0.3, w, 0.9, 0.42),
        (0, 0.12, 0.65, w, 0.25, 0.7),
        (-w / 2, 0.45, 0.45, 0.22, 0.9, 0.55),
        (w / 2, 0.45, 0.45, 0.22, 0.9, 0.55),
    ):
        piece = box((x + part[0], y - part[1], part[2]), part[3:], fabric)
        bevel = piece.modifiers.new("soft", "BEVEL")
        bevel.width, bevel.segments = 0.07, 3
    for _ in range(int(rng.integers(0, 4))):
        center = (x + rng.uniform(-0.4, 0.4) * w, y - 0.35, 0.72)
        stage.solid(*stage.ball_mesh(center, (0.24, 0.1, 0.22)), cloth(rng, 4))


def bed(rng: Rng, x: float, y: float) -> None:
    """A mattress under a rumpled blanket, pillows, a headboard."""
    w = rng.uniform(1.2, 1.9)
    box((x, y - 0.03, 0.6), (w + 0.1, 0.06, 1.1), some_paint(rng))
    field = patterns.noise(rng, (5, 5), 3)[::6, ::6]
    v, u = np.mgrid[0 : 1 : field.shape[0] * 1j, 0 : 1 : field.shape[1] * 1j]
    drop = 0.4 * np.clip(np.abs(u - 0.5) * 2 - 0.9, 0, 1) * 10 * 0.1
    sheet = np.stack([x + (u - 0.5) * w * 1.1, y - 2.0 + v * 1.6, 0.52 + 0.14 * field - drop], 2)
    stage.solid(*stage.grid(sheet), cloth(rng))
    box((x, y - 1.0, 0.25), (w, 2.0, 0.5), paint((0.9, 0.9, 0.88)))
    for dx in (-0.27, 0.27):
        stage.solid(*stage.ball_mesh((x + dx * w, y - 0.25, 0.68), (0.33, 0.17, 0.16)), cloth(rng))


def desk(rng: Rng, x: float, y: float) -> None:
    """A table with a monitor, lit or dark, cables and a few things."""
    top, h = some_paint(rng), 0.74
    box((x, y - 0.4, h), (1.5, 0.75, 0.04), top)
    for dx in (-0.7, 0.7):
        box((x + dx, y - 0.4, h / 2), (0.05, 0.6, h), top)
    for dx in rng.uniform(-0.4, 0.4, rng.integers(1, 3)):
        glow = rng.uniform(0.5, 4) if rng.random() < 0.7 else 0
        z = h + rng.uniform(0.28, 0.45)
        box((x + dx, y - 0.32, z), (0.62, 0.03, 0.38), paint((0.03, 0.03, 0.03), rough=0.3))
        box(
            (x + dx, y - 0.34, z),
            (0.58, 0.01, 0.34),
            paint(texture=prints.screen(rng), fit="xz", glow=glow, rough=0.2),
        )
        box((x + dx, y - 0.3, h + 0.06), (0.06, 0.04, 0.2), paint((0.05, 0.05, 0.05)))
        bend = np.linspace(0, 1, 9)
        for a, b in itertools.pairwise(bend):
            ends = [(x + dx + 0.2 * np.sin(4 * t), y - 0.1, h * (1 - t)) for t in (a, b)]
            stage.solid(*stage.rod_mesh(*ends, 0.006, 0.006, 6), paint((0.02, 0.02, 0.02)))
    for dx in rng.uniform(-0.65, 0.65, rng.integers(0, 5)):
        size = rng.uniform(0.05, 0.2, 3)
        box((x + dx, y - 0.55, h + size[2] / 2), size, some_paint(rng))


def cupboard(rng: Rng, x: float, y: float) -> None:
    w, h, body = rng.uniform(0.6, 1.6), rng.choice([0.9, 2.0]), some_paint(rng)
    box((x, y - 0.25, h / 2), (w, 0.5, h), body)
    gap, knob = paint((0.03, 0.03, 0.03)), paint((0.7, 0.7, 0.7), rough=0.2)
    for dx in np.linspace(-w / 2, w / 2, int(rng.integers(2, 5)))[1:-1]:
        box((x + dx, y - 0.5, h / 2), (0.012, 0.02, h), gap)
        stage.solid(*stage.ball_mesh((x + dx - 0.05, y - 0.52, h * 0.55), (0.02,) * 3), knob)
    for dz in np.linspace(0, h, int(rng.integers(2, 6)))[1:-1]:
        box((x, y - 0.5, dz), (w, 0.02, 0.012), gap)


def board(rng: Rng, x: float, y: float) -> None:
    box((x, y - 0.01, 1.5), (1.7, 0.03, 1.05), paint((0.5, 0.5, 0.52), rough=0.3))
    box(
        (x, y - 0.03, 1.5), (1.62, 0.01, 0.97), paint(texture=prints.page(rng), fit="xz", rough=0.3)
    )


def chair(rng: Rng, x: float, y: float) -> None:
    fabric = cloth(rng)
    y -= rng.uniform(0.4, 0.9)
    for z, size in ((0.85, (0.45, 0.07, 0.55)), (0.45, (0.48, 0.45, 0.08))):
        seat = box((x, y, z), size, fabric, rng.uniform(-0.4, 0.4))
        bevel = seat.modifiers.new("soft", "BEVEL")
        bevel.width, bevel.segments = 0.03, 3
    box((x, y, 0.22), (0.06, 0.06, 0.44), paint((0.1, 0.1, 0.1)))


PROPS = (
    window,
    window,
    curtain,
    door,
    pictures,
    pictures,
    shelf,
    shelf,
    lamp,
    plant,
    sofa,
    bed,
    desk,
    cupboard,
    board,
    chair,
)
