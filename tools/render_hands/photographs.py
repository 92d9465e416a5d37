"""Photographed places to stand behind hands: views cut from panoramas of rooms and landscapes.

    python -m tools.render_hands.photographs OUT_FOLDER [--views 24] [--seed 1]

The panoramas are those of the npm package `@pmndrs/assets` (CC0), light probes of 512 x 256 pixels.
Each view looks another way, through another lens, in another exposure; it depends on the seed, the
panorama and its own number only.
"""

from __future__ import annotations

import argparse
import base64
import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.render_hands.fetch import package
from tools.render_hands.silence import silenced

PACKAGE = "@pmndrs/assets@1.7.0"
_FOLDER, _ENDING = "package/hdri/", ".exr.js"
SIDE, _FINER = 128, 2
# Of the light: what lies this far above the middle is white (Reinhard et al., "Photographic Tone
# Reproduction for Digital Images", SIGGRAPH 2002).
_MIDDLE, _WHITE, _BRIGHTEST = 0.20, 4.0, 64.0
Array = NDArray[np.float64]


def panoramas() -> Iterator[tuple[str, Array]]:
    """Name and light (h, w, 3), linear, of each, in the order of their names."""
    import bpy

    with package(PACKAGE) as archive, tempfile.TemporaryDirectory() as scratch:
        for member in sorted(archive.getnames()):
            content = archive.extractfile(member) if member.endswith(_ENDING) else None
            if content is None or not member.startswith(_FOLDER):
                continue
            path = Path(scratch) / "light.exr"
            path.write_bytes(base64.b64decode(
                content.read().split(b"base64,")[1].split(b"'")[0]))
            with silenced():
                image = bpy.data.images.load(str(path))
                image.colorspace_settings.name = "Non-Color"
                width, height = image.size
                light = np.array(image.pixels[:], np.float64).reshape(height, width, -1)
                bpy.data.images.remove(image)
            light = np.nan_to_num(light[::-1, :, :3], posinf=_BRIGHTEST)
            yield (member.removeprefix(_FOLDER).removesuffix(_ENDING),
                   np.clip(light, 0, _BRIGHTEST))


def view(panorama: Array, around: float, chance: np.random.Generator) -> Image.Image:
    """One look at a place; `around`: into which direction, in radians, counted at the horizon."""
    down = np.deg2rad(chance.normal(-12, 20))
    lens = np.tan(np.deg2rad(chance.uniform(55, 95)) / 2)
    tilt = np.deg2rad(chance.normal(0, 6))
    side = SIDE * _FINER
    line = ((np.arange(side) + 0.5) / side * 2 - 1) * lens
    x, y = np.meshgrid(line, -line)
    z = np.ones_like(x)
    x, y = _turned(x, y, tilt)
    y, z = _turned(y, z, -down)
    x, z = _turned(x, z, -around)
    u = np.arctan2(x, z) / (2 * np.pi) + 0.5
    v = 0.5 - np.arcsin(y / np.sqrt(x * x + y * y + z * z)) / np.pi
    light = _looked_up(panorama, u, v)
    light = light.reshape(SIDE, _FINER, SIDE, _FINER, 3).mean((1, 3))
    return Image.fromarray(_developed(light, chance))


def _turned(first: Array, second: Array, angle: float) -> tuple[Array, Array]:
    c, s = np.cos(angle), np.sin(angle)
    return c * first - s * second, s * first + c * second


def _looked_up(panorama: Array, u: Array, v: Array) -> Array:
    """Bilinear, at shares of the width, which goes around, and of the height."""
    height, width, _ = panorama.shape
    x, y = u * width - 0.5, np.clip(v * height - 0.5, 0, height - 1.001)
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    right, low = (x - left)[..., None], (y - top)[..., None]

    def row(at: NDArray[np.int_]) -> Array:
        return np.asarray(panorama[at, left % width] * (1 - right)
                          + panorama[at, (left + 1) % width] * right)

    return np.asarray(row(top) * (1 - low) + row(np.minimum(top + 1, height - 1)) * low)


def _developed(light: Array, chance: np.random.Generator) -> NDArray[np.uint8]:
    middle = np.exp(np.mean(np.log(light.mean(-1) + 1e-4)))
    light = light * (_MIDDLE / middle * np.exp(chance.normal(0, 0.45)))
    light = light * np.exp(chance.normal(0, 0.06, 3))
    light = light * (1 + light / _WHITE**2) / (1 + light)
    curve = np.where(light <= 0.0031308, 12.92 * light,
                     1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * np.clip(curve, 0, 1)), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--views", type=int, default=24, help="of each panorama")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (name, panorama) in enumerate(panoramas()):
        for at in range(given.views):
            chance = np.random.Generator(np.random.Philox(
                np.random.SeedSequence([given.seed, 7, number, at])))
            file = f"{name}-{at:02d}.png"
            around = 2 * np.pi * (at + chance.random()) / given.views
            view(panorama, around, chance).save(given.folder / file)
            rows.append((file, name, given.seed))
    with (given.folder / "backgrounds.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["file", "kind", "seed"])
        table.writerows(rows)
    print(f"{len(rows)} views in {given.folder}")


if __name__ == "__main__":
    main()
