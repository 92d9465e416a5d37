"""From linear light to an 8-bit cut-out: exposure, tone curve, motion blur, mirroring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.render_hands.shot import Shot
from tools.render_hands.skeleton import Array

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def develop(light: NDArray[np.float32], albedo: Array, shot: Shot) -> Image.Image:
    """RGBA from linear, premultiplied RGBA (h, w, 4); `albedo` (3,) of the person's skin.

    Exposure 1 shows the skin as bright as it is under even white light, so that dark skin stays
    dark; 2 is one stop over.
    """
    pixels = light.astype(np.float64)
    alpha = np.clip(pixels[..., 3], 0, 1)
    if shot.blur[0] > 0:
        pixels = _motion(pixels, shot.blur[0] * pixels.shape[1], shot.blur[1])
        alpha = np.clip(pixels[..., 3], 0, 1)
    color = pixels[..., :3] / np.maximum(alpha, 1e-4)[..., None]
    solid = alpha > 0.5
    lit = float((color[solid] @ _LUMINANCE).mean()) if solid.any() else 1.0
    scale = shot.light.exposure * float(albedo @ _LUMINANCE) / max(lit, 1e-6)
    # A person in a dim room is exposed for: very dark skin is lifted some, as phones do.
    scale *= float((0.30 / (albedo @ _LUMINANCE)) ** 0.3)
    color = np.clip(color * scale, 0, None)
    color = _shoulder(color)
    srgb = np.where(
        color <= 0.0031308, 12.92 * color, 1.055 * np.maximum(color, 1e-9) ** (1 / 2.4) - 0.055)
    srgb = 0.5 + (srgb - 0.5) * shot.light.contrast
    out = np.empty(light.shape, np.uint8)
    out[..., :3] = np.rint(np.clip(srgb, 0, 1) * 255)
    out[..., 3] = np.rint(alpha * 255)
    out[out[..., 3] == 0] = 0
    picture = Image.fromarray(out, "RGBA")
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if shot.left else picture


def _shoulder(color: Array) -> Array:
    """Highlights roll off from 0.7 on instead of clipping at once, and still clip in the end."""
    over = np.maximum(color - 0.7, 0)
    return np.where(color > 0.7, 0.7 + over / (1 + 0.8 * over), color)


def _motion(pixels: Array, length: float, degrees: float) -> Array:
    """The mean along a line of `length` pixels, in linear and premultiplied light."""
    steps = max(2, int(np.ceil(length)))
    total = np.zeros_like(pixels)
    direction = np.array([np.sin(np.deg2rad(degrees)), np.cos(np.deg2rad(degrees))])
    for place in np.linspace(-0.5, 0.5, steps):
        down, right = np.rint(place * length * direction).astype(int)
        total += _moved(pixels, down, right)
    return total / steps


def _moved(pixels: Array, down: int, right: int) -> Array:
    height, width = pixels.shape[:2]
    rows = np.clip(np.arange(height) - down, 0, height - 1)
    columns = np.clip(np.arange(width) - right, 0, width - 1)
    return pixels[rows][:, columns]
