"""Textures that stand for a thing made by people: book spines, posters, screens, pages, keys."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.render_hands.patterns import (
    SIDE,
    Rng,
    any_color,
    from_image,
    leaves,
    noise,
    shade,
    to_bytes,
)


def _canvas(rng: Rng, color) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (SIDE, SIDE), to_bytes(color))
    return picture, ImageDraw.Draw(picture)


def scribble(rng: Rng, draw: ImageDraw.ImageDraw, box, ink, line: float) -> None:
    """Rows of short dashes: what writing looks like at 128 pixels."""
    left, top, right, bottom = box
    y = top
    while y < bottom:
        x = left
        end = left + (right - left) * rng.uniform(0.4, 1)
        while x < end:
            word = rng.uniform(1, 6) * line
            draw.line((x, y, min(x + word, end), y), fill=ink, width=max(1, int(line * 0.5)))
            x += word + line
        y += line * rng.uniform(1.6, 2.4)


def page(rng: Rng) -> np.ndarray:
    """A sheet or a whiteboard with writing and a few drawn lines."""
    picture, draw = _canvas(rng, shade((1, 1, 1), rng.uniform(0.75, 1)))
    ink = to_bytes(any_color(rng) if rng.random() < 0.4 else (0.1, 0.1, 0.15))
    for _ in range(int(rng.integers(1, 5))):
        x, y = rng.uniform(10, 150, 2)
        scribble(
            rng,
            draw,
            (x, y, x + rng.uniform(50, 140), y + rng.uniform(30, 140)),
            ink,
            rng.uniform(3, 9),
        )
    for _ in range(int(rng.integers(0, 4))):
        x, y, w, h = *rng.uniform(10, 200, 2), *rng.uniform(15, 80, 2)
        shape = draw.ellipse if rng.random() < 0.5 else draw.rectangle
        shape((x, y, x + w, y + h), outline=ink, width=2)
    return from_image(picture)


def poster(rng: Rng) -> np.ndarray:
    """A print on paper or on a chest: large simple shapes, with or without lettering."""
    picture, draw = _canvas(rng, any_color(rng))
    for _ in range(int(rng.integers(1, 7))):
        color = to_bytes(any_color(rng))
        x, y, r = rng.uniform(30, 226), rng.uniform(30, 226), rng.uniform(12, 90)
        if rng.random() < 0.5:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=color)
        else:
            draw.polygon([tuple(p) for p in rng.uniform(0, SIDE, (3, 2))], fill=color)
    if rng.random() < 0.6:
        top = rng.uniform(20, 190)
        scribble(rng, draw, (30, top, 226, top + 40), to_bytes(any_color(rng)), rng.uniform(6, 16))
    return from_image(picture)


def landscape(rng: Rng) -> np.ndarray:
    """What is seen through a window or on a photograph: sky, ridges, a few houses or trees."""
    picture, draw = _canvas(rng, (0.8, 0.88, 1.0))
    base = rng.uniform(90, 180)
    for layer in range(3):
        ridge = base + layer * 28 + 50 * (noise(rng, (3, 3), 3)[0] - 0.5)
        color = to_bytes(shade(any_color(rng, (0.1, 0.5)), 0.7))
        draw.polygon([(0, SIDE), *enumerate(ridge.tolist()), (SIDE, SIDE)], fill=color)
    for _ in range(int(rng.integers(0, 6))):
        x, w, h = rng.uniform(0, SIDE), rng.uniform(15, 70), rng.uniform(30, 150)
        draw.rectangle((x, 220 - h, x + w, SIDE), fill=to_bytes(any_color(rng, (0, 0.4))))
    out = from_image(picture.filter(ImageFilter.GaussianBlur(rng.uniform(0, 3))))
    if rng.random() < 0.4:
        mask = (noise(rng, (4, 4), 4) > rng.uniform(0.35, 0.65))[..., None]
        out = np.where(mask, leaves(rng), out)
    return out


def spines(rng: Rng) -> np.ndarray:
    """One board of a shelf: upright books of unequal height, gaps left dark."""
    picture, draw = _canvas(rng, shade((0.35, 0.25, 0.2), rng.uniform(0.1, 0.8)))
    x = rng.uniform(0, 20)
    while x < SIDE - 8:
        width, top = rng.uniform(7, 34), rng.uniform(10, 90)
        if rng.random() < 0.88:
            color = any_color(rng)
            draw.rectangle((x, top, x + width - 1, SIDE), fill=to_bytes(color))
            band = rng.uniform(top + 10, 200)
            draw.rectangle(
                (x + 2, band, x + width - 3, band + rng.uniform(5, 60)),
                fill=to_bytes(any_color(rng)),
            )
        x += width
    return from_image(picture)


def screen(rng: Rng) -> np.ndarray:
    """A window layout on a monitor: bars, panes, lines of text, an image."""
    dark = rng.random() < 0.5
    picture, draw = _canvas(rng, (0.08, 0.09, 0.11) if dark else (0.95, 0.95, 0.97))
    draw.rectangle((0, 0, SIDE, 14), fill=to_bytes(any_color(rng)))
    ink = (190, 200, 190) if dark else (50, 50, 60)
    for _ in range(int(rng.integers(1, 4))):
        x, y = rng.uniform(4, 130), rng.uniform(20, 130)
        scribble(rng, draw, (x, y, x + 110, y + 110), ink, rng.uniform(3, 6))
    if rng.random() < 0.5:
        x, y = rng.uniform(4, 150), rng.uniform(20, 130)
        picture.paste(
            Image.fromarray((landscape(rng) * 255).astype(np.uint8)).resize((100, 80)),
            (int(x), int(y)),
        )
    return from_image(picture)


def keys(rng: Rng) -> np.ndarray:
    """A keyboard from above."""
    dark = rng.random() < 0.6
    body, key = ((0.05, 0.05, 0.06), (0.14, 0.14, 0.15)) if dark else ((0.7,) * 3, (0.95,) * 3)
    picture, draw = _canvas(rng, body)
    mark = (200, 200, 200) if dark else (60, 60, 60)
    for row in range(5):
        for col in range(14):
            x, y = 6 + col * 17.6 + row * 1.5, 8 + row * 49
            draw.rectangle((x, y, x + 14, y + 42), fill=to_bytes(key))
            draw.rectangle((x + 5, y + 10, x + 8, y + 22), fill=mark)
    return from_image(picture)
