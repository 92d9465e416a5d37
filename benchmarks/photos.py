"""How well saved networks recognize photos of hands from other people's rooms.

Without --test, only the photos of `photos/train` whose clip has none in `photos/test`: the part to
tune on. --test judges on `photos/test`. Several models give a table, one gives its details.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import CHECKOUT
from playground.data.classes import CLASSES
from playground.data.decode import decode_image
from playground.errors import PlaygroundError
from playground.experiment import CONTROLS
from playground.insight.scores import Scores, score
from playground.model.loading import EXPERIMENT_FILE, load_model, preparation_beside


@dataclass(frozen=True)
class Photo:
    """A picture, its class, and the frame that it was cut from.

    A frame may show two hands, of two classes: they are counted apart.
    """

    file: Path
    label: int
    frame: tuple[str, int]


@dataclass(frozen=True)
class Result:
    """Scores by picture and by frame; `share` (3,) of the answers by picture."""

    by_image: Scores
    by_frame: Scores
    share: NDArray[np.float64]


def photo_folder() -> Path:
    """Ends the program with a sentence where the photos are absent."""
    chosen = os.environ.get("PLAYGROUND_REAL_DATA")
    folder = (Path(chosen) if chosen else CHECKOUT.parent / "shared" / "data") / "photos"
    if not (folder / "groups.csv").is_file():
        # Nothing went wrong: there is nothing to measure.
        print(f"Skipped: no photos in {folder}; set PLAYGROUND_REAL_DATA to the folder above it.")
        sys.exit(0)
    return folder


def photos(folder: Path, *, test: bool) -> list[Photo]:
    """Those of the published test part, or of training without the clips that test also has."""
    with (folder / "groups.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tested = {row["source_clip"] for row in rows if row["split"] == "test"}
    wanted = [
        row for row in rows
        if (row["split"] == "test" if test
            else row["split"] == "train" and row["source_clip"] not in tested)
    ]
    return [
        Photo(folder / row["split"] / row["class"] / row["file"], CLASSES.index(row["class"]),
              (row["source_frame"], CLASSES.index(row["class"])))
        for row in wanted
    ]


def as_seen(
    taken: Sequence[Photo], size: int, framing: str, resize_filter: str
) -> NDArray[np.uint8]:
    """(n, size, size, 3): the photos as a network of that size gets them."""
    return np.stack([
        decode_image(photo.file, size, framing, resize_filter)[..., :3] for photo in taken])


def judge(answers: NDArray[np.float32], taken: Sequence[Photo]) -> Result:
    """`answers` (n, 3) probabilities. A frame's answer is that of its pictures' mean."""
    labels = np.array([photo.label for photo in taken])
    numbers = {
        frame: at for at, frame in enumerate(dict.fromkeys(photo.frame for photo in taken))}
    of_frame = np.array([numbers[photo.frame] for photo in taken])
    sums = np.zeros((len(numbers), len(CLASSES)))
    np.add.at(sums, of_frame, answers)
    frame_labels = np.array([label for _, label in numbers])
    chosen = answers.argmax(axis=1)
    return Result(
        score(labels, chosen), score(frame_labels, sums.argmax(axis=1)),
        np.bincount(chosen, minlength=len(CLASSES)) / len(chosen))


def in_detail(title: str, result: Result) -> str:
    per_image, per_frame = result.by_image, result.by_frame
    lines = [
        f"{title}: accuracy {per_image.accuracy:.4f} of {per_image.images} pictures, "
        f"{per_frame.accuracy:.4f} of {per_frame.images} frames",
        f"{'true / answer':<15}" + "".join(f"{name:>10}" for name in CLASSES) + f"{'recall':>10}",
    ]
    for name, row, recall in zip(CLASSES, per_image.confusion, per_image.recall, strict=True):
        lines.append(f"{name:<15}" + "".join(f"{int(cell):>10}" for cell in row) + number(recall))
    lines.append(f"{'share':<15}" + "".join(f"{part:>10.3f}" for part in result.share))
    return "\n".join(lines)


def in_a_row(name: str, result: Result) -> str:
    values = (result.by_image.accuracy, result.by_frame.accuracy, *result.by_image.recall)
    return f"{name:<40}" + "".join(map(number, values))


def number(value: float | None) -> str:
    return f"{'-':>10}" if value is None else f"{value:>10.4f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("models", nargs="+", type=Path, metavar="MODEL.keras")
    arguments.add_argument("--views", action="store_true",
                           help="in the table, average over ten views of each picture")
    part = arguments.add_mutually_exclusive_group()
    part.add_argument("--tune", action="store_true", help="the part to tune on (the default)")
    part.add_argument("--test", action="store_true", help="the published test part")
    for control in ("framing", "resize-filter"):
        arguments.add_argument(
            f"--{control}", choices=CONTROLS[control].kind.options,  # type: ignore[union-attr]
            help=f"for models without an {EXPERIMENT_FILE} beside them")
    given = arguments.parse_args()
    taken = photos(photo_folder(), test=given.test)
    several = len(given.models) > 1
    print(f"{len(taken)} pictures of photos/{'test' if given.test else 'train, apart from test'}")
    if several:
        heads = ("image", "frame", *CLASSES)
        print(f"{'model' + (', ten views' if given.views else ''):<40}"
              + "".join(f"{head:>10}" for head in heads))
    for path in given.models:
        try:
            measure(path, taken, given, several=several)
        except PlaygroundError as error:
            print(f"{path}: {error}")


def measure(
    path: Path, taken: Sequence[Photo], given: argparse.Namespace, *, several: bool
) -> None:
    network = load_model(path)
    from playground.photo.classify import input_size, probabilities

    preparation = preparation_beside(path)
    recorded = path.with_name(EXPERIMENT_FILE).is_file()
    framing = preparation.framing if recorded else given.framing or preparation.framing
    resize_filter = (
        preparation.resize_filter if recorded else given.resize_filter or preparation.resize_filter)
    images = as_seen(taken, input_size(network), framing, resize_filter)
    if several:
        answers = probabilities(network, images, average_views=given.views)
        print(in_a_row(str(path)[-39:], judge(answers, taken)), flush=True)
        return
    for title, averaged in (("one view", False), ("mean of ten views", True)):
        answers = probabilities(network, images, average_views=averaged)
        print(in_detail(title, judge(answers, taken)), flush=True)


if __name__ == "__main__":
    main()
