"""Colors as a file describes them, converted to sRGB: what screens show and networks saw.

By its ICC profile or, in a PNG without one, by the numbers that stand there instead.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from playground.data.decode import plain
from playground.photo.png_colors import png_colors, to_srgb_by

_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# Of 255: a profile that changes no color by more is sRGB under one of its many names. Such a
# picture stays as it is, so that it is bit by bit what training makes of it.
_SAME_COLOR = 2


def in_srgb(picture: Image.Image, info: Mapping[Any, Any], content: bytes) -> Image.Image:
    """RGB or RGBA in sRGB; `info` is what Pillow read in the file, whose bytes are `content`."""
    colors = png_colors(info, content)
    if colors is not None:
        return to_srgb_by(colors, plain(picture))
    profile = info.get("icc_profile")
    return to_srgb(picture, profile) if profile else plain(picture)


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
