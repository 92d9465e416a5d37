"""Speed: the article's pipeline against this Trainer, alternating, each in a fresh process."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from math import prod
from statistics import median

from benchmarks.common import CHECKOUT, prepared, real_set, spread
from playground.model.architectures import ARCHITECTURES, Architecture, layers
from playground.model.precision import compute_dtype
from playground.presets import preset
from playground.training.run import Run


def gflop_per_image(architecture: Architecture) -> float:
    """Multiplications and additions of forward and backward pass: three products a layer.

    The first layer has no gradient with respect to its input.
    """
    forward = [
        2 * prod(row.kernel) * (prod(row.output[:2]) if len(row.output) == 3 else 1)
        for row in layers(architecture) if row.kernel
    ]
    return (3 * sum(forward) - forward[0]) / 1e9


def measured(module: str, *arguments: str) -> float:
    """The figure in the first line that the module prints."""
    environment = dict(os.environ)
    if module == "trainer_pipeline":
        # As `dev.py run` starts it. The article's side is left as its author would have run it.
        environment.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, env=environment)
    lines = [line for line in done.stdout.splitlines() if line.startswith(("images", "gflops"))]
    if not lines:
        sys.exit(f"{module} gave no figure:\n{done.stderr[-2000:]}")
    return float(lines[0].split()[1])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--steps", type=int, default=69)
    given = arguments.parse_args()
    folder, steps = real_set(), str(given.steps)
    dtype = compute_dtype("auto")
    article, ours, products = [], [], []
    for turn in range(given.rounds):
        article.append(measured("article_pipeline", folder, "--steps", steps))
        ours.append(measured("trainer_pipeline", folder, "--steps", steps))
        products.append(measured("matrix_product", dtype))
        print(f"round {turn + 1}: article {article[-1]:.1f} images/s, Trainer {ours[-1]:.1f}, "
              f"ratio {ours[-1] / article[-1]:.2f}, {dtype} product {products[-1]:.0f} GFLOP/s",
              flush=True)
    ratios = [mine / theirs for mine, theirs in zip(ours, article, strict=True)]
    work = gflop_per_image(ARCHITECTURES["article"])
    shares = [100 * rate * work / peak for rate, peak in zip(ours, products, strict=True)]
    print(f"article's pipeline: {spread(article)} images/s")
    print(f"this Trainer ({dtype}): {spread(ours)} images/s")
    print(f"median ratio: {median(ratios):.2f}; {spread(ratios, digits=2)}")
    print(f"share of a plain {dtype} matrix product, at {work:.2f} GFLOP an image: "
          f"{spread(shares, ' %')}")
    epoch_with_evaluation(folder)
    seconds_to_95(folder)


def epoch_with_evaluation(folder: str) -> None:
    experiment = preset("article-none").experiment().with_values(
        {"data": folder, "another-setting": "", "epochs": 3})
    run = Run(experiment, prepared(experiment))
    run.start()
    records = run.wait().records
    # The first epoch also compiles.
    print(f"article's network, an epoch with evaluation: "
          f"{spread([record.seconds for record in records[1:]], ' s')}")


def seconds_to_95(folder: str) -> None:
    reached = []
    for seed in (1, 2, 3):
        experiment = preset("none").experiment().with_values(
            {"data": folder, "another-setting": "", "seed": seed})
        run = Run(experiment, prepared(experiment))
        run.start()
        seconds = 0.0
        for record in run.wait().records:
            seconds += record.seconds
            if record.validation.accuracy >= 0.95:
                reached.append(seconds)
                break
    print(f"compact network, first step to 95 % validation: {spread(reached, ' s')}")


if __name__ == "__main__":
    main()
