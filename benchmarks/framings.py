"""Ways of making a square of a photo, side by side, and what networks are worth with each.

Photos to tune on, as they are and cut to 2:1 and 1:2 about their middle; the rendered hold-out
before other backgrounds, cut wide and tall; with --test also the published test part. Photos are
decoded once and kept, small, in the folder given with --cache.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.no_hands import held_out_backgrounds
from benchmarks.photos import photo_folder, photos
from playground.data.decode import flatten_alpha, open_picture, square
from playground.data.embedded import everyday_holdout
from playground.model.loading import load_model

# Pixels of the longer side that is kept: no network here takes more.
KEPT = 320
WAYS = ("letterbox", "edge", "blur", "squash", "center-crop")
SEVERAL = (("edge", "blur"), ("blur", "squash"), ("letterbox", "edge", "blur", "squash"))
SHAPES = {"": 0.0, " 2:1": 2.0, " 1:2": 0.5}
EVERY = 4


def cut(picture: Image.Image, ratio: float) -> Image.Image:
    """About its middle, to that ratio of width to height; 0 leaves it as it is."""
    width, height = picture.size
    if not ratio:
        return picture
    across, down = min(width, round(height * ratio)), min(height, round(width / ratio))
    left, top = (width - across) // 2, (height - down) // 2
    return picture.crop((left, top, left + across, top + down))


def of_photos(cache: Path, *, test: bool) -> tuple[list[Image.Image], NDArray[np.int64]]:
    taken = photos(photo_folder(), test=test)
    kept = cache / f"framings-{'test' if test else 'tune'}-{KEPT}.npz"
    if kept.is_file():
        with np.load(kept) as stored:
            pixels = [stored[str(at)] for at in range(len(taken))]
    else:
        pixels = []
        for photo in taken:
            picture = open_picture(photo.file).convert("RGB")
            picture.thumbnail((KEPT, KEPT), Image.Resampling.BICUBIC)
            pixels.append(np.asarray(picture))
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(kept, **{str(at): each for at, each in enumerate(pixels)})
    return [Image.fromarray(each) for each in pixels], np.array([each.label for each in taken])


def of_renders() -> tuple[list[Image.Image], NDArray[np.int64]]:
    """Hands of the hold-out somewhere before its backgrounds, about half of the picture high."""
    random = np.random.default_rng(4)
    behind = held_out_backgrounds()
    pictures, labels = [], []
    for member in everyday_holdout().members()[::EVERY]:
        hand = member.open().convert("RGBA")
        place = Image.fromarray(behind[random.integers(len(behind))].pixels)
        side = round(hand.width * float(random.uniform(1.0, 2.0)))
        canvas = place.resize((side, side), Image.Resampling.BICUBIC)
        at = (side - hand.width) // 2
        canvas.paste(hand, (at, at), hand)
        pictures.append(canvas)
        labels.append(member.label)
    return pictures, np.array(labels)


def sets(cache: Path, *, test: bool) -> dict[str, tuple[list[Image.Image], NDArray[np.int64]]]:
    found = {}
    sources: dict[str, Callable[[], tuple[list[Image.Image], NDArray[np.int64]]]] = {
        "tune": lambda: of_photos(cache, test=False), "renders": of_renders}
    if test:
        sources["test"] = lambda: of_photos(cache, test=True)
    for name, read in sources.items():
        pictures, labels = read()
        for told, ratio in SHAPES.items():
            found[name + told] = [cut(picture, ratio) for picture in pictures], labels
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("models", nargs="+", type=Path, metavar="MODEL.keras")
    arguments.add_argument("--test", action="store_true", help="the published test part as well")
    arguments.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "framings")
    given = arguments.parse_args()
    judged = sets(given.cache, test=given.test)
    for path in given.models:
        network = load_model(path)
        from playground.photo.classify import input_size, probabilities

        size = input_size(network)
        print(f"{str(path)[-48:]:<48}" + "".join(f"{name:>12}" for name in judged), flush=True)
        answers: dict[tuple[str, str], NDArray[np.float32]] = {}
        for way in WAYS:
            for name, (pictures, _) in judged.items():
                seen = np.stack([square(each, size, way, "bilinear") for each in pictures])
                answers[way, name] = probabilities(network, flatten_alpha(seen))
        for ways in (*((way,) for way in WAYS), *SEVERAL):
            row = [
                np.mean([answers[way, name] for way in ways], axis=0).argmax(axis=1) == labels
                for name, (_, labels) in judged.items()]
            print(f"{' + '.join(ways):<48}" + "".join(f"{right.mean():>12.3f}" for right in row),
                  flush=True)


if __name__ == "__main__":
    main()
