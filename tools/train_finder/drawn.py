"""Pictures of nothing in particular, drawn from random numbers.

A network that has seen renderings alone takes whatever else it meets for a hand. These have the
statistics of photos without their content: shapes that hide each other ("dead leaves", Lee,
Mumford and Huang, IJCV 2001), 1/f noise, branches and petals; Baradad et al., "Learning to See
by Looking at Noise" (NeurIPS 2021), train on such pictures alone.
"""

from __future__ import annotations

import colorsys

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIDE = 192
Random = np.random.Generator


def drawn_pictures(random: Random, count: int) -> NDArray[np.uint8]:
    """(count, SIDE, SIDE, 3)."""
    kinds = (dead_leaves, petals, petals, branches, lines_of_text, creature, creature, noise)
    pictures = [kinds[at % len(kinds)](random) for at in range(count)]
    return np.stack([np.asarray(picture) for picture in pictures])


def color(random: Random) -> tuple[int, int, int]:
    """Any hue, and that of skin and wood three times as often as another."""
    hue = random.uniform(0.0, 0.13) if random.random() < 0.35 else random.random()
    saturation, value = random.beta(1.2, 1.6), random.uniform(0.1, 1.0)
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(255 * red), round(255 * green), round(255 * blue)


def fractal(random: Random, side: int = SIDE) -> NDArray[np.float32]:
    """(side, side) in 0..1: noise whose power falls with a power of the frequency."""
    frequency = np.hypot(*np.meshgrid(np.fft.rfftfreq(side), np.fft.fftfreq(side)))
    frequency[0, 0] = 1
    spectrum = np.fft.rfft2(random.standard_normal((side, side)))
    field = np.fft.irfft2(spectrum / frequency ** random.uniform(0.6, 1.8), (side, side))
    low, high = field.min(), field.max()
    return np.asarray((field - low) / max(high - low, 1e-9), np.float32)


def between(shares: NDArray[np.float32], first: tuple[int, ...], last: tuple[int, ...]
            ) -> Image.Image:
    """From one color where the share (h, w) is 0 to the other where it is 1."""
    a, b = np.array(first, np.float32), np.array(last, np.float32)
    return Image.fromarray((a + shares[..., None] * (b - a)).astype(np.uint8))


def noise(random: Random) -> Image.Image:
    return between(fractal(random), color(random), color(random))


def _ground(random: Random) -> Image.Image:
    if random.random() < 0.5:
        return noise(random)
    slope = np.linspace(0, 1, SIDE, dtype=np.float32)
    shares = np.broadcast_to(slope[:, None] if random.random() < 0.7 else slope, (SIDE, SIDE))
    return between(shares, color(random), color(random))


def _textured(random: Random, picture: Image.Image, mask: Image.Image, base: tuple[int, ...]
              ) -> None:
    """Fill the mask with a color that varies and is lit from one side."""
    dark = tuple(round(part * random.uniform(0.2, 0.8)) for part in base)
    if random.random() < 0.5:
        fill = between(fractal(random), base, dark)
    else:
        # Lit as a round thing is: from the outline inwards.
        inner = np.asarray(mask.filter(ImageFilter.GaussianBlur(random.uniform(3, 14))))
        shifted = np.roll(inner, random.integers(-6, 7, 2), (0, 1)).astype(np.float32) / 255
        fill = between(shifted, dark, base)
    picture.paste(fill, (0, 0), mask)


def dead_leaves(random: Random) -> Image.Image:
    picture = _ground(random)
    draw = ImageDraw.Draw(picture)
    palette = [color(random) for _ in range(random.integers(3, 9))]
    count = int(random.integers(20, 120))
    sizes = np.sort(SIDE * 0.5 * random.power(0.5, count))[::-1] + 3
    for size in sizes:
        x, y = random.uniform(0, SIDE, 2)
        tint = random.normal(0, 12, 3)
        fill = tuple(int(np.clip(part + t, 0, 255))
                     for part, t in zip(palette[random.integers(len(palette))], tint, strict=True))
        kind = random.integers(3)
        w, h = size * random.uniform(0.3, 1, 2)
        if kind == 0:
            draw.ellipse((x - w, y - h, x + w, y + h), fill=fill)
        elif kind == 1:
            draw.rectangle((x - w, y - h, x + w, y + h), fill=fill)
        else:
            angles = np.sort(random.uniform(0, 2 * np.pi, random.integers(3, 8)))
            reach = size * random.uniform(0.4, 1, len(angles))
            draw.polygon([(x + r * np.cos(a), y + r * np.sin(a))
                          for r, a in zip(reach, angles, strict=True)], fill=fill)
    grain = np.asarray(picture, np.float32) * (0.7 + 0.6 * fractal(random))[..., None]
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))


def petals(random: Random) -> Image.Image:
    """Long things from one point: flowers, stars, brushes, feet of birds; five are no hand yet."""
    picture = _ground(random)
    base = color(random)
    x, y = random.uniform(0.2, 0.8, 2) * SIDE
    number = int(random.integers(2, 16))
    around = random.uniform(0, 360) + np.linspace(
        0, 360 if random.random() < 0.6 else random.uniform(60, 200), number, endpoint=False)
    length, width = SIDE * random.uniform(0.15, 0.6), SIDE * random.uniform(0.02, 0.14)
    near = random.uniform(0, 0.5) * length
    for angle in np.deg2rad(around):
        mask = Image.new("L", (SIDE, SIDE))
        steps = np.linspace(near, length * random.uniform(0.8, 1.2), 9)
        swell = width * np.sin(np.linspace(0.15, random.uniform(2.2, 3.1), 9))
        dx, dy = np.cos(angle), np.sin(angle)
        left = [(x + s * dx - w * dy, y + s * dy + w * dx)
                for s, w in zip(steps, swell, strict=True)]
        right = [(x + s * dx + w * dy, y + s * dy - w * dx)
                 for s, w in zip(steps[::-1], swell[::-1], strict=True)]
        ImageDraw.Draw(mask).polygon(left + right, fill=255)
        _textured(random, picture, mask, base)
    if random.random() < 0.5:
        mask = Image.new("L", (SIDE, SIDE))
        r = near + SIDE * random.uniform(0.02, 0.12)
        ImageDraw.Draw(mask).ellipse((x - r, y - r, x + r, y + r), fill=255)
        _textured(random, picture, mask, color(random))
    return picture


def branches(random: Random) -> Image.Image:
    """Trees, wires, grass, legs of tables."""
    picture = _ground(random)
    draw = ImageDraw.Draw(picture)
    base = color(random)
    waiting = [(random.uniform(0, SIDE), float(SIDE) * random.uniform(0.7, 1.1),
                -np.pi / 2 + random.normal(0, 0.4), SIDE * random.uniform(0.1, 0.4),
                random.uniform(2, 18)) for _ in range(random.integers(1, 12))]
    for _ in range(150):
        if not waiting:
            break
        x, y, angle, length, width = waiting.pop(0)
        end = x + length * np.cos(angle), y + length * np.sin(angle)
        fill = tuple(int(np.clip(part * random.uniform(0.7, 1.2), 0, 255)) for part in base)
        draw.line((x, y, *end), fill=fill, width=max(1, round(width)))
        if width > 1 and random.random() < 0.85:
            waiting += [(*end, angle + random.normal(0, 0.6), length * random.uniform(0.5, 0.95),
                         width * random.uniform(0.5, 0.9)) for _ in range(random.integers(1, 4))]
    return picture


def lines_of_text(random: Random) -> Image.Image:
    """Pages, screens, charts: rows of small marks in boxes."""
    picture = Image.new("RGB", (SIDE, SIDE), color(random))
    draw = ImageDraw.Draw(picture)
    for _ in range(random.integers(1, 6)):
        left, top = random.uniform(0, SIDE * 0.7, 2)
        right, bottom = left + random.uniform(30, SIDE), top + random.uniform(20, SIDE)
        draw.rectangle((left, top, right, bottom), fill=color(random))
        ink, row, step = color(random), top + 4, random.uniform(5, 16)
        while row < bottom - step:
            at = left + 4
            while at < right - 6:
                word = random.uniform(2, 4 * step)
                draw.line((at, row, min(at + word, right - 4), row), ink,
                          max(1, round(step * random.uniform(0.2, 0.6))))
                at += word + step * 0.5
            row += step
    return picture


def creature(random: Random) -> Image.Image:
    """Round bodies with heads, ears, eyes and limbs, of fur or skin: faces, cats, dolls, birds."""
    picture = _ground(random)
    base = color(random)
    x, y = random.uniform(0.25, 0.75, 2) * SIDE
    r = SIDE * random.uniform(0.1, 0.5)

    def blob(cx: float, cy: float, w: float, h: float, fill: tuple[int, ...], turned: float = 0
             ) -> None:
        angles = np.linspace(0, 2 * np.pi, 25)
        px, py = w * np.cos(angles), h * np.sin(angles)
        cos, sin = np.cos(turned), np.sin(turned)
        mask = Image.new("L", (SIDE, SIDE))
        ImageDraw.Draw(mask).polygon(
            [(cx + cos * u - sin * v, cy + sin * u + cos * v)
             for u, v in zip(px, py, strict=True)], fill=255)
        _textured(random, picture, mask, fill)

    for _ in range(random.integers(0, 5)):
        angle = random.uniform(0, 2 * np.pi)
        reach = r * random.uniform(0.8, 2.2)
        blob(x + reach * np.cos(angle) * 0.7, y + reach * np.sin(angle) * 0.7, reach * 0.6,
             r * random.uniform(0.12, 0.5), base, angle)
    for way in (-1, 1):
        blob(x + way * r * random.uniform(0.5, 0.9), y - r * random.uniform(0.6, 1.0),
             r * random.uniform(0.15, 0.4), r * random.uniform(0.2, 0.6), base,
             way * random.uniform(0, 0.8))
    blob(x, y, r * random.uniform(0.7, 1.1), r * random.uniform(0.8, 1.2), base)
    if random.random() < 0.6:
        blob(x, y - r * 0.75, r * random.uniform(0.6, 1.1), r * random.uniform(0.2, 0.6),
             color(random))
    eye = color(random)
    apart, up, size = r * random.uniform(0.25, 0.5), r * random.uniform(-0.1, 0.4), r * 0.16
    draw = ImageDraw.Draw(picture)
    for way in (-1, 1):
        cx, cy = x + way * apart, y - up
        w, h = size * random.uniform(0.5, 1.1), size * random.uniform(0.3, 1)
        draw.ellipse((cx - w, cy - h, cx + w, cy + h), fill=eye)
        draw.ellipse((cx - w / 3, cy - h / 1.5, cx + w / 3, cy + h / 1.5), fill=(15, 12, 10))
    blob(x, y + r * 0.2, r * random.uniform(0.08, 0.2), r * random.uniform(0.1, 0.3), base)
    w = r * random.uniform(0.15, 0.4)
    draw.line((x - w, y + r * 0.55, x + w, y + r * random.uniform(0.5, 0.6)), color(random),
              max(1, round(r * random.uniform(0.03, 0.14))))
    return picture
