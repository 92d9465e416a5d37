"""Make pictures to stand behind cut-out hands: people, rooms, surfaces from above, flat patterns.

    python -m tools.render_hands.backgrounds OUT_FOLDER --count 700 --seed 1

Needs `bpy` (Blender as a Python package), numpy and Pillow. Each picture depends on the seed and
its own index only; a run that was stopped goes on where it was.
"""

import argparse
import csv
import time
from pathlib import Path

import numpy as np
from PIL import Image

from tools.render_hands import backdrop_stage, figures, flat_scenes, rooms, surfaces
from tools.render_hands.camera_look import develop
from tools.render_hands.silence import silenced

# Shares of the kinds; people lead, since a photographed hand mostly has its owner behind it.
KINDS = {"person": 0.40, "room": 0.25, "surface": 0.15, "flat": 0.20}
# Chance that the camera is out of focus on the background, besides its depth of field.
SOFT = {"person": 0.18, "room": 0.25, "surface": 0.2, "flat": 0.3}


def generator(seed: int, index: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=[seed, index]))


def kind_of(seed: int, index: int) -> str:
    """The kind of one picture, without making it (the table needs it when resuming)."""
    return str(generator(seed, index).choice(list(KINDS), p=list(KINDS.values())))


def make(seed: int, index: int) -> Image.Image:
    """The picture of this seed and index (128 x 128, RGB)."""
    kind = kind_of(seed, index)
    # A stream of its own: the draw of the kind shall not shift with the pictures' draws.
    rng = generator(seed, index + 2**32)
    if kind == "flat":
        return develop(flat_scenes.flat(rng), rng, SOFT[kind])
    backdrop_stage.reset(rng)
    if kind == "person":
        linear = figures.portrait(rng)
    elif kind == "room":
        linear = rooms.room(rng)
    else:
        linear = surfaces.surface(rng, figures.skin_color(rng))
    return develop(linear, rng, SOFT[kind])


def save(picture: Image.Image, path: Path) -> None:
    """Write beside and rename: a file that exists is whole, which resuming relies on."""
    part = path.with_suffix(".part")
    picture.save(part, "PNG")
    part.replace(path)


def write_table(folder: Path, count: int, seed: int) -> None:
    with (folder / "backgrounds.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["file", "kind", "seed"])
        for index in range(count):
            table.writerow([f"{index:04d}.png", kind_of(seed, index), seed])


def run(folder: Path, count: int, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    spent: dict[str, list[float]] = {}
    for index in range(count):
        path = folder / f"{index:04d}.png"
        if path.exists():
            continue
        begin = time.perf_counter()
        with silenced():
            picture = make(seed, index)
        save(picture, path)
        spent.setdefault(kind_of(seed, index), []).append(time.perf_counter() - begin)
        print(f"\r{index + 1}/{count}", end="", flush=True)
    write_table(folder, count, seed)
    print()
    for kind, seconds in spent.items():
        print(f"{kind}: {len(seconds)} pictures, {np.mean(seconds):.2f} s each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    run(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()
