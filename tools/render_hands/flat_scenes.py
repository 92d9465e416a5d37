"""Backgrounds without Blender: plain walls, gradients, glare, bokeh, foliage, boards, LED light.

Each returns linear light (SIZE x SIZE x 3), as a render does, so that the same camera develops it.
"""

import numpy as np
from PIL import Image

from tools.render_hands import patterns, prints
from tools.render_hands.camera_look import blur, to_linear
from tools.render_hands.patterns import Rng, any_color, noise, shade, wall_color

SIZE = 128


def _reduced(texture: np.ndarray, rng: Rng) -> np.ndarray:
    """A random square piece of a texture, in linear light."""
    side = int(rng.integers(110, texture.shape[0] + 1))
    top, left = rng.integers(0, texture.shape[0] - side + 1, 2)
    piece = (np.clip(texture[top : top + side, left : left + side], 0, 1) * 255).astype(np.uint8)
    turned = Image.fromarray(piece).rotate(rng.normal(0, 6), Image.Resampling.BICUBIC)
    edge = int(side * 0.08)
    return to_linear(
        np.asarray(turned.crop((edge, edge, side - edge, side - edge)).resize((SIZE, SIZE)), float)
        / 255
    )


def falloff(rng: Rng) -> np.ndarray:
    """Light from a side or a corner, as factors (SIZE x SIZE x 1)."""
    y, x = np.mgrid[0 : 1 : SIZE * 1j, 0 : 1 : SIZE * 1j]
    px, py = rng.uniform(-0.6, 1.6, 2)
    near = 1 / (rng.uniform(0.15, 2.5) + (x - px) ** 2 + (y - py) ** 2)
    return (near / near.mean())[..., None]


def plain(rng: Rng) -> np.ndarray:
    """A wall and nothing else; often the shadow of something, or a corner line."""
    out = to_linear(np.asarray(wall_color(rng))) * falloff(rng)
    if rng.random() < 0.5:
        out = out * (0.9 + 0.1 * noise(rng, (24, 24))[::2, ::2, None])
    y, x = np.mgrid[0 : 1 : SIZE * 1j, 0 : 1 : SIZE * 1j]
    if rng.random() < 0.45:
        slope, at = rng.normal(0, 0.3), rng.uniform(0.1, 0.9)
        edge = (x if rng.random() < 0.5 else y) + slope * (y - 0.5) - at
        step = blur((edge > 0).astype(float), rng.uniform(0.3, 8))
        out = out * (1 - rng.uniform(0.08, 0.6) * step[..., None])
    if rng.random() < 0.4:
        cx, cy, r = *rng.uniform(0, 1, 2), rng.uniform(0.15, 0.5)
        blob = blur((np.hypot(x - cx, (y - cy) * rng.uniform(0.5, 1.5)) < r).astype(float), 9)
        out = out * (1 - rng.uniform(0.1, 0.5) * blob[..., None])
    return out


def glare(rng: Rng) -> np.ndarray:
    """Nearly pure white, or nearly black with something faint in it."""
    level = 30.0 if rng.random() < 0.6 else 0.0008
    tint = 1 + rng.normal(0, 0.03, 3)
    return level * tint * falloff(rng) * (0.8 + 0.2 * noise(rng, (2, 2))[::2, ::2, None])


def gradient(rng: Rng) -> np.ndarray:
    y, x = np.mgrid[0 : 1 : SIZE * 1j, 0 : 1 : SIZE * 1j]
    way = rng.uniform(0, 2 * np.pi)
    t = np.clip(0.5 + (x - 0.5) * np.cos(way) + (y - 0.5) * np.sin(way), 0, 1)
    return to_linear(patterns.mix(any_color(rng), any_color(rng), t))


def bokeh(rng: Rng) -> np.ndarray:
    """Lamps or leaves far out of focus: discs of light, adding up over a dim ground."""
    out = np.tile(to_linear(np.asarray(shade(any_color(rng), 0.6))), (SIZE, SIZE, 1))
    out = out * (0.4 + 0.8 * noise(rng, (3, 3), 2)[::2, ::2, None])
    y, x = np.mgrid[:SIZE, :SIZE]
    size, few = rng.uniform(4, 26), any_color(rng)
    for _ in range(int(rng.integers(4, 40))):
        cx, cy, r = *rng.uniform(-10, SIZE + 10, 2), size * rng.uniform(0.7, 1.3)
        disc = np.clip(r - np.hypot(x - cx, y - cy), 0, 1)
        color = few if rng.random() < 0.5 else any_color(rng, (0.0, 0.6))
        out = out + disc[..., None] * to_linear(np.asarray(color)) * rng.uniform(0.1, 1.2)
    return blur(out, rng.uniform(0.5, 4))


def cloudy(rng: Rng) -> np.ndarray:
    """Shapes too blurred to name, in a few colors."""
    out = patterns.mix(any_color(rng), any_color(rng), noise(rng, (3, 3), 3)[::2, ::2] * 1.6 - 0.3)
    other = patterns.mix((0, 0, 0), (1, 1, 1), noise(rng, (2, 4), 2)[::2, ::2] * 6 - 3)
    return to_linear(out * (1 - other) + other * np.asarray(any_color(rng)))


def pattern(rng: Rng) -> np.ndarray:
    makers = (
        patterns.stripes,
        patterns.plaid,
        patterns.dots_or_flowers,
        patterns.animal,
        patterns.tiles,
        patterns.bricks,
        patterns.planks,
        patterns.marble,
    )
    return _reduced(makers[rng.integers(len(makers))](rng), rng) * falloff(rng)


def printed(rng: Rng) -> np.ndarray:
    """A whiteboard, a poster, a screen or a shelf of books that fills the picture."""
    makers = (prints.page, prints.poster, prints.screen, prints.spines)
    return _reduced(makers[rng.integers(len(makers))](rng), rng) * falloff(rng)


def outdoors(rng: Rng) -> np.ndarray:
    """A far view or foliage, spotted by the sun."""
    maker = prints.landscape if rng.random() < 0.55 else patterns.leaves
    sun = blur((noise(rng, (6, 6), 3)[::2, ::2] > 0.6).astype(float), 3)[..., None]
    return blur(_reduced(maker(rng), rng), rng.uniform(0, 3)) * (1 + rng.uniform(0, 4) * sun)


def led(rng: Rng) -> np.ndarray:
    """A dark room with colored strips, purple and blue above all."""
    hues = np.array([(0.5, 0.05, 1.0), (0.05, 0.15, 1.0), (1.0, 0.05, 0.6), (0.05, 0.9, 0.8)])
    out = np.full((SIZE, SIZE, 3), 0.01)
    y, x = np.mgrid[0 : 1 : SIZE * 1j, 0 : 1 : SIZE * 1j]
    for _ in range(int(rng.integers(1, 4))):
        color, way, at = hues[rng.integers(4)], rng.uniform(0, np.pi), rng.uniform(-0.6, 0.6)
        far = np.abs((x - 0.5) * np.cos(way) + (y - 0.5) * np.sin(way) - at)
        out = out + color * (0.02 / (far + 0.02) ** rng.uniform(0.8, 1.6))[..., None]
    out = out * (0.5 + 0.5 * _reduced(prints.spines(rng), rng) + 0.3 * noise(rng)[::2, ::2, None])
    return blur(out, rng.uniform(1, 6))


MAKERS = (
    *(plain,) * 6,
    *(glare, outdoors, printed) * 2,
    *(gradient, bokeh, cloudy, pattern, pattern, led),
)


def flat(rng: Rng) -> np.ndarray:
    return MAKERS[rng.integers(len(MAKERS))](rng)
