"""This project's Trainer on the article's experiment: images a second of its steps, printed.

The same pictures, augmentation and batch size, from the cache on disk; every step's data loss,
penalty, accuracy and speed are read and logged; no evaluation.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.common import prepared
from playground.presets import preset


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder")
    arguments.add_argument("--steps", type=int, default=69)
    arguments.add_argument("--preset", default="article-none")
    given = arguments.parse_args()

    from playground.training.loop.trainer import Trainer
    from playground.training.snapshot import StepLog

    experiment = preset(given.preset).experiment().with_values(
        {"data": given.folder, "another-setting": "", "protocol": "as-published"})
    trainer, log = Trainer(experiment, prepared(experiment)), StepLog()
    for _ in range(3):
        trainer.train_step()
    trainer.step = 0
    started, before, images = time.perf_counter(), time.perf_counter(), 0
    for _ in range(given.steps):
        reading = trainer.train_step()
        now = time.perf_counter()
        log.append(*reading, now - before)
        before = now
        images += len(trainer.last_batch.labels) if trainer.last_batch else 0
    print(f"images_per_second {images / (time.perf_counter() - started):.3f}")
    print(f"compute_dtype {trainer.compute_dtype}")


if __name__ == "__main__":
    main()
