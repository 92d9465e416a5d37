"""The colors of a PNG by its own numbers: gAMA, the exponent, and cHRM, the primaries.

PNG (third edition), 4.3: cICP goes before iCCP, iCCP before sRGB, sRGB before gAMA and cHRM.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# White, red, green and blue of sRGB, x and y each.
_SRGB = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
# Programs write 0.45455 for sRGB itself, whose curve is only nearly that power.
_SRGB_GAMMA, _SAME_GAMMA, _SAME_PLACE = 1 / 2.2, 0.005, 0.005
_SENSIBLE = (0.05, 20.0)
# White points to cone responses, as Bradford found them.
_CONES = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


@dataclass(frozen=True)
class PngColors:
    """`gamma`, the exponent from light to value, or None for sRGB's curve; `primaries` as cHRM."""

    gamma: float | None
    primaries: tuple[float, ...]


def png_colors(info: Mapping[Any, Any], content: bytes) -> PngColors | None:
    """What differs from sRGB, or None: it is no PNG, or is sRGB, or says it in another way."""
    if not content.startswith(_SIGNATURE) or info.get("icc_profile") or "srgb" in info:
        return None
    gamma, primaries = info.get("gamma"), info.get("chromaticity", _SRGB)
    if gamma is not None and (
        not _SENSIBLE[0] <= gamma <= _SENSIBLE[1] or abs(gamma - _SRGB_GAMMA) <= _SAME_GAMMA
    ):
        gamma = None
    if len(primaries) != len(_SRGB) or np.abs(np.subtract(primaries, _SRGB)).max() <= _SAME_PLACE:
        primaries = _SRGB
    if (gamma is None and primaries == _SRGB) or _has_cicp(content):
        return None
    return PngColors(gamma, tuple(primaries))


def to_srgb_by(colors: PngColors, picture: Image.Image) -> Image.Image:
    """An RGB or RGBA picture in sRGB; primaries that make no sense are ignored."""
    levels = np.arange(256) / 255
    light = _to_light(levels) if colors.gamma is None else levels ** (1 / colors.gamma)
    matrix = None if colors.primaries == _SRGB else _to_srgb_light(colors.primaries)
    if matrix is None:
        table = np.rint(255 * _from_light(light)).astype(int).tolist()
        return picture.point(table * 3 + list(range(256)) * (picture.mode == "RGBA"))
    values = light.astype(np.float32)[np.asarray(picture.convert("RGB"))] @ matrix.T
    changed = Image.fromarray(np.rint(255 * _from_light(values)).astype(np.uint8))
    if picture.mode == "RGBA":
        changed.putalpha(picture.getchannel("A"))
    return changed


def _to_light(values: NDArray[Any]) -> NDArray[Any]:
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _from_light(light: NDArray[Any]) -> NDArray[Any]:
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def _to_srgb_light(primaries: tuple[float, ...]) -> NDArray[np.float32] | None:
    """(3, 3), from light of these primaries to light of sRGB's."""
    try:
        there, white = _to_xyz(primaries)
        here, our_white = _to_xyz(_SRGB)
        scale = (_CONES @ our_white) / (_CONES @ white)
        adapted = np.linalg.inv(_CONES) @ np.diag(scale) @ _CONES
        matrix = np.linalg.inv(here) @ adapted @ there
    except (np.linalg.LinAlgError, ZeroDivisionError):
        return None
    return matrix.astype(np.float32) if np.isfinite(matrix).all() else None


def _to_xyz(primaries: tuple[float, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From RGB light to XYZ, (3, 3), and the white point, (3,)."""
    places = [(x / y, 1.0, (1 - x - y) / y)
              for x, y in zip(primaries[::2], primaries[1::2], strict=True)]
    white, columns = np.array(places[0]), np.array(places[1:]).T
    return columns * np.linalg.solve(columns, white), white


def _has_cicp(content: bytes) -> bool:
    """Whether a chunk cICP, which Pillow does not read, stands before the pixels."""
    at = len(_SIGNATURE)
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind in (b"cICP", b"IDAT"):
            return kind == b"cICP"
        at += 12 + length
    return False
