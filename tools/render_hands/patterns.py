"""Small procedural textures: what walls, shirts, floors and posters are painted with.

Every function takes a generator and returns a float32 picture (SIDE x SIDE x 3, sRGB in 0..1).
They serve twice: as image textures inside Blender, and as flat backgrounds of their own.
"""

import colorsys

import numpy as np
from PIL import Image, ImageDraw

SIDE = 256
Rng = np.random.Generator
Color = tuple[float, float, float]


def any_color(rng: Rng, saturation: tuple[float, float] = (0.0, 0.9)) -> Color:
    """Any hue; brightness spread evenly, since clothes and walls come in black as in white.

    Half of the draws are nearly gray or navy: that is what most clothes and things are.
    """
    kind = rng.random()
    if kind < 0.35:
        return colorsys.hsv_to_rgb(rng.random(), rng.uniform(0, 0.12), rng.uniform(0.03, 0.98))
    if kind < 0.5:
        return colorsys.hsv_to_rgb(
            rng.uniform(0.55, 0.68), rng.uniform(0.2, 0.7), rng.uniform(0.08, 0.6)
        )
    return colorsys.hsv_to_rgb(rng.random(), rng.uniform(*saturation), rng.uniform(0.04, 0.98))


def wall_color(rng: Rng) -> Color:
    """Walls are mostly white, gray or beige: a hue of its own is the exception."""
    kind = rng.random()
    if kind < 0.45:
        return colorsys.hsv_to_rgb(
            rng.uniform(0.04, 0.16), rng.uniform(0, 0.25), rng.uniform(0.6, 1)
        )
    if kind < 0.65:
        return colorsys.hsv_to_rgb(
            rng.uniform(0.5, 0.7), rng.uniform(0, 0.15), rng.uniform(0.15, 0.9)
        )
    return any_color(rng, (0.1, 0.7))


def wood_color(rng: Rng) -> Color:
    return colorsys.hsv_to_rgb(
        rng.uniform(0.04, 0.11), rng.uniform(0.25, 0.7), rng.uniform(0.15, 0.85)
    )


def noise(rng: Rng, cells: tuple[int, int] = (4, 4), octaves: int = 5, gain: float = 0.55):
    """Octaves of smooth noise in 0..1 (SIDE x SIDE); unequal cells stretch it, as in wood."""
    total = np.zeros((SIDE, SIDE), np.float32)
    for octave in range(octaves):
        rows, cols = (min(SIDE, max(2, c * 2**octave)) for c in cells)
        grid = Image.fromarray(rng.random((rows, cols), np.float32))
        total += gain**octave * np.asarray(grid.resize((SIDE, SIDE), Image.Resampling.BICUBIC))
    low, high = total.min(), total.max()
    return (total - low) / max(high - low, 1e-6)


def mix(first: Color, second: Color, weight: np.ndarray) -> np.ndarray:
    weight = np.clip(weight, 0, 1)[..., None]
    return (np.asarray(first) * (1 - weight) + np.asarray(second) * weight).astype(np.float32)


def shade(color: Color, factor: float) -> Color:
    return tuple(float(np.clip(c * factor, 0, 1)) for c in color)  # type: ignore[return-value]


def mottled(rng: Rng, color: Color | None = None) -> np.ndarray:
    """One color with faint stains: plaster, carpet, felt."""
    color = color or wall_color(rng)
    cells = int(rng.choice([3, 8, 32, 64]))
    return mix(shade(color, rng.uniform(0.6, 0.95)), color, noise(rng, (cells, cells)))


def stripes(rng: Rng) -> np.ndarray:
    """Straight or zigzag bands of two to four colors."""
    colors = np.array([any_color(rng) for _ in range(rng.integers(2, 5))], np.float32)
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE
    along = y if rng.random() < 0.6 else x
    if rng.random() < 0.25:
        along = y + 0.08 * np.abs((x * 8) % 2 - 1)
    bands = (along * rng.integers(5, 24)).astype(int) % len(colors)
    return colors[bands]


def plaid(rng: Rng) -> np.ndarray:
    first, second, line = any_color(rng), any_color(rng), any_color(rng)
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE * rng.integers(3, 12)
    out = mix(first, second, 0.5 * (x % 1 < 0.5) + 0.5 * (y % 1 < 0.5))
    thin = ((x + 0.2) % 1 < 0.08) | ((y + 0.2) % 1 < 0.08)
    out[thin] = 0.5 * out[thin] + 0.5 * np.asarray(line, np.float32)
    return out


def dots_or_flowers(rng: Rng) -> np.ndarray:
    """Scattered blobs: dots, flowers, a busy print."""
    picture = Image.new("RGB", (SIDE, SIDE), to_bytes(any_color(rng)))
    draw = ImageDraw.Draw(picture)
    colors = [to_bytes(any_color(rng)) for _ in range(rng.integers(1, 5))]
    size = rng.uniform(3, 22)
    for _ in range(int(rng.integers(30, 160))):
        x, y = rng.uniform(0, SIDE, 2)
        color = colors[rng.integers(len(colors))]
        for _ in range(rng.integers(1, 5)):
            dx, dy = rng.normal(0, size * 0.6, 2)
            a, b = size * rng.uniform(0.3, 1, 2)
            draw.ellipse((x + dx - a, y + dy - b, x + dx + a, y + dy + b), fill=color)
    return from_image(picture)


def animal(rng: Rng) -> np.ndarray:
    """Thresholded noise: camouflage, leopard, batik."""
    field = noise(rng, (int(rng.integers(4, 16)),) * 2, 2)
    out = mix(any_color(rng), any_color(rng), (field > 0.5) * 1.0)
    out[field > 0.68] = any_color(rng)
    return out


def planks(rng: Rng) -> np.ndarray:
    """Wood: grain along one axis, boards of unequal brightness with dark joints."""
    color = wood_color(rng)
    out = mix(shade(color, 0.55), shade(color, 1.15), noise(rng, (14, 2), 4, 0.7))
    if rng.random() < 0.75:
        count = int(rng.integers(3, 9))
        for board in range(count):
            rows = slice(board * SIDE // count, (board + 1) * SIDE // count)
            out[rows] *= rng.uniform(0.75, 1.1)
            out[rows.start : rows.start + 2] *= 0.45
            out[rows, int(rng.integers(SIDE - 2)) :][:, :2] *= 0.5
    return np.clip(out if rng.random() < 0.5 else out.transpose(1, 0, 2), 0, 1)


def bricks(rng: Rng) -> np.ndarray:
    """Running bond; with a large brick it reads as stone or tiles on a wall."""
    base = any_color(rng, (0, 0.3)) if rng.random() < 0.4 else wood_color(rng)
    joint = shade((0.85, 0.83, 0.8), rng.uniform(0.3, 1))
    rows, cols = int(rng.integers(5, 14)), int(rng.integers(2, 7))
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE
    row = (y * rows).astype(int)
    x = x * cols + 0.5 * (row % 2)
    tone = rng.uniform(0.7, 1.2, (rows + 1, cols + 2))[row, x.astype(int)]
    out = np.asarray(base, np.float32) * (tone * (0.8 + 0.3 * noise(rng, (16, 16))))[..., None]
    out[(y * rows % 1 < 0.1) | (x % 1 < 0.05)] = joint
    return np.clip(out, 0, 1).astype(np.float32)


def tiles(rng: Rng) -> np.ndarray:
    base, other = wall_color(rng), wall_color(rng)
    count = int(rng.integers(2, 10))
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE * count
    checker = (x.astype(int) + y.astype(int)) % 2 if rng.random() < 0.35 else np.zeros_like(x)
    out = mix(base, other, checker) * (0.85 + 0.15 * noise(rng)[..., None])
    out[(x % 1 < 0.04) | (y % 1 < 0.04)] *= rng.uniform(0.4, 0.9)
    return out.astype(np.float32)


def marble(rng: Rng) -> np.ndarray:
    field = np.abs(noise(rng, (3, 3), 6) - 0.5) * rng.uniform(4, 14)
    return mix(shade(wall_color(rng), 0.5), shade(wall_color(rng), 1.3), field)


def grains(rng: Rng) -> np.ndarray:
    """Asphalt, gravel, terrazzo, cork: independent grains over slow stains."""
    color = any_color(rng, (0, 0.3))
    field = 0.6 * noise(rng, (100, 100), 2) + 0.4 * noise(rng, (3, 3))
    return mix(shade(color, 0.4), shade(color, 1.4), field)


def leaves(rng: Rng) -> np.ndarray:
    """Grass or foliage: many short strokes of green, brighter towards the last painted."""
    hue, picture = rng.uniform(0.18, 0.38), Image.new("RGB", (SIDE, SIDE), (14, 24, 12))
    draw = ImageDraw.Draw(picture)
    length, wide = rng.uniform(10, 45), rng.uniform(1, 14)
    for i in range(700):
        tone = 0.15 + 0.7 * i / 700 * rng.uniform(0.5, 1)
        color = colorsys.hsv_to_rgb(hue + rng.normal(0, 0.025), rng.uniform(0.4, 0.8), tone)
        x, y = rng.uniform(-10, SIDE + 10, 2)
        dx, dy = rng.normal(0, length * 0.5, 2)
        nx, ny = wide * dy / (abs(dx) + abs(dy) + 1), -wide * dx / (abs(dx) + abs(dy) + 1)
        points = [(x - dx, y - dy), (x + nx, y + ny), (x + dx, y + dy), (x - nx, y - ny)]
        draw.polygon(points, fill=to_bytes(color))
    return from_image(picture)


def to_bytes(color: Color) -> tuple[int, int, int]:
    return tuple(int(255 * np.clip(c, 0, 1)) for c in color)  # type: ignore[return-value]


def from_image(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB"), np.float32) / 255


CLOTHS = (stripes, stripes, plaid, dots_or_flowers, animal, mottled)
FLOORS = (planks, planks, tiles, mottled, grains, marble)
