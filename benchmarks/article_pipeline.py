"""The article's pipeline as its text tells it: images a second of `model.fit`, printed.

`ImageDataGenerator.flow_from_directory` from disk with rescaling, horizontal flip, vertical flip
and height shift; four conv-pool blocks, dense 512, dense 3; batch 32; no validation.
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder")
    arguments.add_argument("--steps", type=int, default=69)
    given = arguments.parse_args()

    import keras
    from keras import layers
    from keras.src.legacy.preprocessing.image import ImageDataGenerator

    generator = ImageDataGenerator(
        rescale=1 / 255, horizontal_flip=True, vertical_flip=True, height_shift_range=0.2)
    batches = generator.flow_from_directory(
        given.folder, target_size=(224, 224), batch_size=32, class_mode="categorical",
        classes=["paper", "rock", "scissors"])
    model = keras.Sequential([keras.Input((224, 224, 3))])
    for filters in (64, 64, 128, 128):
        model.add(layers.Conv2D(filters, (3, 3), activation="relu"))
        model.add(layers.MaxPooling2D(2, 2))
    model.add(layers.Flatten())
    model.add(layers.Dense(512, activation="relu"))
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    assert model.count_params() == 9_699_395

    model.fit(batches, steps_per_epoch=3, epochs=1, verbose=0)
    batches.reset()
    started = time.perf_counter()
    model.fit(batches, steps_per_epoch=given.steps, epochs=1, verbose=0)
    seconds = time.perf_counter() - started
    # The last batch of the 69 holds 12 pictures, as the article's did.
    images = min(given.steps * 32, batches.samples)
    print(f"images_per_second {images / seconds:.3f}")


if __name__ == "__main__":
    main()
