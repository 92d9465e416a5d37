"""TITLE

Needs keras, tensorflow, numpy and pillow, and nothing else. Usage:

    python train.py FOLDER [--another-setting FOLDER] [--out FOLDER]

FOLDER holds the folders rock, paper and scissors, and a groups.csv where pictures belong together.
It trains what the recorded run trained: the same split, wrong labels, batches, augmentation, start
weights, dropout masks and turns of the knobs. Written for any processor: it computes in float32.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from PIL import Image

from playground.data.augment import (
    BRIGHTNESS,
    CONTRAST,
    ROTATION_DEGREES,
    SHIFT,
    STRETCH,
    ZOOM,
    brighten,
)
from playground.data.batches import batch_positions, steps_per_epoch
from playground.data.blur import COLUMNS as BLUR_COLUMNS
from playground.data.blur import blur
from playground.data.bootstrap import bootstrap_positions
from playground.data.classes import CLASSES
from playground.data.color import COLUMNS as COLOR_COLUMNS
from playground.data.color import recolor
from playground.data.connected import connected_components
from playground.data.crop_bars import COLUMNS as CROP_COLUMNS
from playground.data.crop_bars import crop
from playground.data.crop_bars import zooms as crop_zooms
from playground.data.cut_out import COLUMNS as CUT_OUT_COLUMNS
from playground.data.cut_out import cut_out
from playground.data.decode import flatten_alpha, plain, square, upright
from playground.data.flip_shift import flip_and_shift
from playground.data.mixup import mixing
from playground.data.perceptual_hash import near_duplicate_pairs, perceptual_hash
from playground.data.split import first_fifth, honest
from playground.data.streams import Purpose, stream
from playground.data.training_data import mislabel, thin_out
from playground.data.warp import warp
from playground.errors import BadInput
from playground.export.stock_network import Network
from playground.export.stock_pictures import Pictures, digest, read_groups
from playground.export.stock_step import training_step
from playground.model.penalties import coefficients
from playground.training.early_stopping import over

SETTINGS: dict[str, Any] = {}
# The knobs, as they stand now: those that were turned during the run turn here too.
KNOBS = SimpleNamespace()


def lazy(wording: str, /, **values: object) -> str:
    """A message of the app, in English: this file speaks no other language."""
    return wording.format(**values)


# The network


def optimizer() -> Any:
    rate = KNOBS.learning_rate
    if SETTINGS["optimizer"] == "sgd":
        return keras.optimizers.SGD(rate, momentum=0.9)
    if SETTINGS["optimizer"] == "adamw":
        return keras.optimizers.AdamW(rate, weight_decay=SETTINGS["weight_decay"])
    return keras.optimizers.Adam(rate)


def turn_knobs(step: int, update: Any) -> None:
    """What was turned during the recorded run, at the step at which it took effect."""
    for change in SETTINGS["changes"]:
        if change["step"] == step:
            setattr(KNOBS, change["name"], change["new"])
            update.learning_rate = KNOBS.learning_rate


# The pictures


def read_folder(folder: Path) -> Pictures:
    """All pictures of the class folders, by class and file name; unreadable ones are skipped."""
    images, labels, files, hashes = [], [], [], []
    own = {path.name.lower(): path for path in folder.iterdir() if path.is_dir()}
    for label, name in enumerate(CLASSES):
        if name not in own:
            raise BadInput(f"{folder} has no folder {name}.")
        paths = {path.relative_to(own[name]).as_posix(): path for path in own[name].rglob("*.png")}
        for file, path in sorted(paths.items()):
            try:
                with Image.open(path) as opened:
                    picture = plain(upright(opened))
            except Exception:
                print(f"skipped {path}", file=sys.stderr)
                continue
            shaped = square(
                picture, SETTINGS["size"], SETTINGS["framing"], SETTINGS["resize_filter"])
            images.append(flatten_alpha(shaped[None])[0])
            labels.append(label)
            files.append(f"{name}/{file}")
            if SETTINGS["near_duplicates"]:
                hashes.append(perceptual_hash(picture))
    return Pictures(
        np.stack(images), np.array(labels, np.int64), files,
        np.array(hashes, np.uint64) if SETTINGS["near_duplicates"] else None,
        read_groups(folder, files))


def split(pictures: Pictures) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sorted indices for training and for validation."""
    if SETTINGS["protocol"] == "as-published":
        everything = np.arange(len(pictures.labels))
        return everything, np.flatnonzero(first_fifth(pictures))  # type: ignore[arg-type]
    alike = np.empty((0, 2), np.int64)
    if pictures.hashes is not None:
        alike = near_duplicate_pairs(pictures.hashes)
    components = connected_components(len(pictures.labels), alike, pictures.groups.values())
    judged = honest(pictures.labels, components, stream(SETTINGS["seed"], Purpose.SPLIT))
    return np.flatnonzero(~judged), np.flatnonzero(judged)


def augment(images: NDArray[np.uint8], epoch: int, batch: int) -> NDArray[np.uint8]:
    """Variations of a batch (b, h, w, 3), drawn from seed, epoch and batch alone."""
    count, height, width = images.shape[:3]

    def draws(purpose: Purpose, columns: int = 1) -> NDArray[np.float64]:
        numbers = stream(SETTINGS["seed"], purpose, epoch, batch).random((count, columns))
        return 2.0 * numbers.T - 1.0

    # if horizontal-flip vertical-flip height-shift width-shift
    def drawn(on: bool, purpose: Purpose) -> NDArray[np.float64]:
        return draws(purpose)[0] if on else np.zeros(count)

    down = drawn(KNOBS.height_shift, Purpose.HEIGHT_SHIFT) * SHIFT * height
    right = drawn(KNOBS.width_shift, Purpose.WIDTH_SHIFT) * SHIFT * width
    images = flip_and_shift(
        images,
        mirrored=drawn(KNOBS.horizontal_flip, Purpose.HORIZONTAL_FLIP) < 0,
        upside_down=drawn(KNOBS.vertical_flip, Purpose.VERTICAL_FLIP) < 0,
        down=np.rint(down).astype(np.int64), right=np.rint(right).astype(np.int64))
    # end
    smaller = np.ones(count)
    # if crop
    cropped = draws(Purpose.CROP, CROP_COLUMNS)
    if KNOBS.crop:
        smaller = crop_zooms(cropped)
    # end
    # if rotation zoom stretch crop
    if KNOBS.rotation or KNOBS.zoom or KNOBS.stretch or KNOBS.crop:
        angles = draws(Purpose.ROTATION)[0] * ROTATION_DEGREES * KNOBS.rotation
        zooms = ZOOM ** (draws(Purpose.ZOOM)[0] * KNOBS.zoom) * smaller
        stretches = STRETCH ** (draws(Purpose.STRETCH)[0] * KNOBS.stretch)
        images = warp(images, np.deg2rad(angles), zooms, stretches)
    # end
    # if cut-out
    if KNOBS.cut_out:
        images = cut_out(images, draws(Purpose.CUT_OUT, CUT_OUT_COLUMNS))
    # end
    # if blur
    if KNOBS.blur:
        images = blur(images, draws(Purpose.BLUR, BLUR_COLUMNS))
    # end
    # if color
    if KNOBS.color:
        images = recolor(images, draws(Purpose.COLOR, COLOR_COLUMNS))
    # end
    # if brightness-contrast
    if KNOBS.brightness_contrast:
        brighter, harder = draws(Purpose.BRIGHTNESS_CONTRAST, 2)
        images = brighten(images, 1 + BRIGHTNESS * brighter, 1 + CONTRAST * harder)
    # end
    # if crop
    if KNOBS.crop:
        images = crop(images, cropped)
    # end
    return images


# Training


def accuracy(network: Network, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> float:
    """In inference mode, without dropout."""
    answers = network.whole.predict(images, batch_size=64, verbose=0).argmax(axis=1)
    return float((answers == labels).mean())


def train(pictures: Pictures, elsewhere: Pictures | None) -> Iterator[tuple[dict[str, Any], Any]]:
    """After each epoch its numbers, and the network."""
    whole, validation = split(pictures)
    chosen = thin_out(whole, pictures.labels, SETTINGS["share"], SETTINGS["seed"])
    labels = mislabel(pictures.labels[chosen], SETTINGS["wrong_labels"], SETTINGS["seed"])
    # if bootstrap
    drawn = bootstrap_positions(len(chosen), SETTINGS["bootstrap"], SETTINGS["seed"])
    chosen, labels = chosen[drawn], labels[drawn]
    # end
    same = digest(pictures.images, pictures.labels, chosen, labels, validation)
    print(f"{len(chosen)} pictures train, {len(validation)} judge; they are "
          f"{'those' if same == SETTINGS['digest'] else 'NOT those'} of the recorded run")
    sample = np.sort(stream(SETTINGS["seed"], Purpose.SAMPLE, 0)
                     .permutation(len(chosen))[: max(len(validation), 1)])
    network = Network(SETTINGS["seed"], SETTINGS["penalized"], **SETTINGS["network"])
    update = optimizer()
    step_once = training_step(
        network, update, SETTINGS["batch_size"], SETTINGS["soft_labels"] / 100)
    in_epoch = steps_per_epoch(len(chosen), SETTINGS["batch_size"])
    for step in range(SETTINGS["epochs"] * in_epoch):
        turn_knobs(step, update)
        epoch, batch = divmod(step, in_epoch)
        at = batch_positions(
            len(chosen), SETTINGS["batch_size"], SETTINGS["seed"], epoch, batch)
        partners, share = np.arange(len(at), dtype=np.int32), 1.0
        # if mixup
        partners, share = mixing(len(at), KNOBS.mixup, SETTINGS["seed"], epoch, batch)
        # end
        others = [KNOBS.label_smoothing, KNOBS.input_noise, KNOBS.weight_noise, KNOBS.max_norm,
                  share, KNOBS.spatial_dropout, KNOBS.adversarial]
        # A short batch is filled up in turn: what normalizes sees all of it, the loss does not.
        filled = np.resize(np.arange(len(at)), SETTINGS["batch_size"])
        data_loss, penalty = step_once(
            augment(pictures.images[chosen[at]], epoch, batch)[filled], labels[at][filled],
            partners[filled], tf.constant(len(at), tf.int32),
            tf.constant([SETTINGS["seed"], step], tf.int32), tf.constant(KNOBS.dropout, tf.float32),
            tf.constant(coefficients(KNOBS), tf.float32),  # type: ignore[arg-type]
            tf.constant(others, tf.float32))
        if batch == 0:
            first_loss = float(data_loss)
        if batch == in_epoch - 1:
            yield {
                "epoch": epoch + 1, "step": step + 1, "first_batch_loss": first_loss,
                "penalty": float(penalty),
                "accuracy": accuracy(network, pictures.images[chosen[sample]], labels[sample]),
                "val_accuracy": accuracy(
                    network, pictures.images[validation], pictures.labels[validation]),
                "ood_accuracy": None if elsewhere is None else accuracy(
                    network, elsewhere.images, elsewhere.labels),
            }, network.whole


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--another-setting", type=Path)
    arguments.add_argument("--out", type=Path, default=Path("."))
    given = arguments.parse_args()
    KNOBS.__dict__.update(SETTINGS["knobs"])
    elsewhere = read_folder(given.another_setting) if given.another_setting else None
    given.out.mkdir(parents=True, exist_ok=True)
    rows = []
    for row, model in train(read_folder(given.folder), elsewhere):
        print(json.dumps(row), flush=True)
        rows.append(row)
        with (given.out / "history.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(row))
            writer.writeheader()
            writer.writerows(rows)
        model.save(given.out / "model.keras")
        if over([row["val_accuracy"] for row in rows], SETTINGS["patience"]):
            break


if __name__ == "__main__":
    main()
