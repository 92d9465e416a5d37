"""Colors by the ICC profile in a file, converted to sRGB: what screens show and networks saw."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

from playground.data.decode import plain

_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# Of 255: a profile that changes no color by more is sRGB under one of its many names. Such a
# picture stays as it is, so that it is bit by bit what training makes of it.
_SAME_COLOR = 2


def to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """RGB or RGBA in sRGB. A damaged profile, or one of another kind of colors, is ignored."""
    untouched = plain(picture)
    try:
        return _converted(picture, untouched, profile)
    except MemoryError:
        raise
    # ImageCms.PyCMSError and what a library makes of a profile that lies.
    except Exception:
        return untouched


def _converted(picture: Image.Image, untouched: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    mode = _MODES[source.profile.xcolor_space]
    if (picture.mode == "CMYK") != (mode == "CMYK"):
        return untouched
    color = picture if mode == "CMYK" else untouched.convert(mode)
    transform = ImageCms.buildTransform(
        source, ImageCms.createProfile("sRGB"), mode, "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION)
    if mode != "CMYK" and _changes_nothing(transform, mode):
        return untouched
    converted = ImageCms.applyTransform(color, transform)
    if converted is None:
        return untouched
    if untouched.mode == "RGBA":
        converted.putalpha(untouched.getchannel("A"))
    return converted


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    levels = np.arange(0, 256, 17, dtype=np.uint8)
    grid = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(64, 64, 3)
    probe = Image.fromarray(grid if mode == "RGB" else np.ascontiguousarray(grid[..., 0]))
    seen = ImageCms.applyTransform(probe, transform)
    change = np.asarray(seen).astype(int) - np.asarray(probe.convert("RGB"))
    return bool(np.abs(change).max() <= _SAME_COLOR)
