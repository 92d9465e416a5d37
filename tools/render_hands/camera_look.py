"""From linear light to the picture a cheap camera stores.

A network that has only met clean renders learns cleanliness as a feature, so exposure, white
balance, focus, noise and compression are drawn as widely as phones and webcams spread them.
"""

import io

import numpy as np
from PIL import Image

Rng = np.random.Generator


def to_linear(srgb: np.ndarray) -> np.ndarray:
    """The sRGB transfer curve (IEC 61966-2-1), inverted."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def to_srgb(linear: np.ndarray) -> np.ndarray:
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def blur(picture: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur over the first two axes, edges mirrored."""
    if sigma < 0.2:
        return picture
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        pads = [(reach, reach) if a == axis else (0, 0) for a in range(picture.ndim)]
        padded = np.pad(picture, pads, mode="symmetric")
        size = picture.shape[axis]
        picture = sum(w * np.take(padded, range(i, i + size), axis) for i, w in enumerate(weights))  # type: ignore[assignment]
    return picture


def _white_balance(rng: Rng) -> np.ndarray:
    """Gains of the channels: mostly small, now and then a camera that got it wrong."""
    spread = 0.4 if rng.random() < 0.12 else 0.13
    warm, tint = rng.normal(0, spread), rng.normal(0, spread * 0.3)
    return np.exp2(np.array([warm, tint, -warm]))


def _exposure(linear: np.ndarray, rng: Rng) -> float:
    """Automatic exposure brings the geometric mean to middle gray; then it errs."""
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    mean = np.exp(np.mean(np.log(light + 1e-4)))
    error = rng.normal(0.4, 0.65)
    kind = rng.random()
    if kind < 0.07:
        error += 1.8
    elif kind < 0.14:
        error -= 2.2
    # Part of the way only: a black wall shall stay darker than a white one.
    return float(np.exp2(error) * 0.2 / max(mean, 1e-3) ** 0.6 / 0.2**0.4)


def _grain(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    """Sensor noise: fine gray grain, and coarser colored blotches left by a camera's denoiser."""
    fine = rng.normal(0, 1, (*shape[:2], 1))
    blotches = blur(rng.normal(0, 1, shape), 1.2) * 2.5
    return fine + 0.5 * blotches


def develop(linear: np.ndarray, rng: Rng, soft: float = 0.5) -> Image.Image:
    """Picture of a linear H x W x 3 array; `soft` is the chance that it is out of focus."""
    linear = np.clip(linear, 0, 50).astype(np.float64)
    draw = rng.random()
    sigma = rng.uniform(0.9, 3.6) if draw < soft else rng.uniform(0, 0.9)
    picture = blur(linear, sigma) * _white_balance(rng)
    picture = picture * _exposure(linear, rng)
    shoulder = 1 - np.exp(-1.25 * picture)
    picture = to_srgb(picture + rng.uniform(0, 1) * (shoulder - picture))
    gray = picture.mean(axis=2, keepdims=True)
    saturation = 0.0 if rng.random() < 0.03 else rng.normal(1.0, 0.22)
    picture = gray + (picture - gray) * np.clip(saturation, 0, 1.6)
    picture = 0.5 + (picture - 0.5) * rng.normal(1.02, 0.12) + rng.normal(0, 0.02)
    if rng.random() < 0.3:
        y, x = np.mgrid[-1 : 1 : picture.shape[0] * 1j, -1 : 1 : picture.shape[1] * 1j]
        picture = picture * (1 - rng.uniform(0.05, 0.35) * (x**2 + y**2) / 2)[..., None]
    if rng.random() < 0.6:
        picture = picture + min(rng.gamma(1.2, 0.009), 0.045) * _grain(rng, picture.shape)
    out = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    return _stored(out, rng)


def _stored(picture: Image.Image, rng: Rng) -> Image.Image:
    """A trip through a smaller size and through JPEG, as most real photos have taken."""
    if rng.random() < 0.2:
        side = int(picture.width * rng.uniform(0.4, 0.8))
        small = picture.resize((side, side), Image.Resampling.BILINEAR)
        picture = small.resize(picture.size, Image.Resampling.BICUBIC)
    if rng.random() < 0.6:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=int(rng.integers(25, 95)))
        picture = Image.open(buffer).convert("RGB")
    return picture
