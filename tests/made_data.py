"""Small made-up pictures: three classes told apart by where a bright square stands, with noise."""

from pathlib import Path

import numpy as np
from PIL import Image

from playground.data.classes import CLASSES
from playground.data.pictures import Pictures
from playground.data.split import Split
from playground.data.training_data import TrainingData, mislabel


def squares(count: int, size: int = 64, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """uint8 images (count, size, size, 3) and their labels (count,)."""
    random = np.random.default_rng(seed)
    labels = np.arange(count) % len(CLASSES)
    images = random.integers(0, 90, (count, size, size, 3), dtype=np.uint8)
    side = size // 4
    for image, label in zip(images, labels, strict=True):
        left = int(label) * size // 3 + random.integers(0, size // 12)
        top = random.integers(0, size - side)
        image[top : top + side, left : left + side] += 120
    return images, labels.astype(np.int64)


def pictures(count: int, size: int = 64, seed: int = 0) -> Pictures:
    images, labels = squares(count, size, seed)
    images.flags.writeable = False
    files = tuple(f"{CLASSES[label]}/{index}.png" for index, label in enumerate(labels))
    return Pictures(
        name="squares", images=images, labels=labels, files=files,
        hashes=np.arange(count, dtype=np.uint64), groups={}, unreadable=(),
        fingerprint=f"squares-{count}-{size}-{seed}")


def training_data(
    train: int = 72, validation: int = 30, size: int = 64, wrong_labels: int = 0,
    elsewhere: bool = False,
) -> TrainingData:
    """As `prepare` would give it; the first `train` pictures are for training."""
    made = pictures(train + validation, size)
    indices = np.arange(train + validation)
    labels = mislabel(made.labels[:train], wrong_labels, seed=1)
    return TrainingData(
        pictures=made,
        split=Split(indices[:train], indices[train:], indices, "honest"),
        train=indices[:train], train_labels=labels, wrong=labels != made.labels[:train],
        validation=indices[train:], elsewhere=pictures(21, size, seed=9) if elsewhere else None)


def image_folder(folder: Path, per_class: int = 14, size: int = 48) -> Path:
    """The same as files, in class sub-folders of `folder`."""
    images, labels = squares(3 * per_class, size)
    for index, (image, label) in enumerate(zip(images, labels, strict=True)):
        place = folder / CLASSES[label]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(place / f"{index:03}.png")
    return folder
