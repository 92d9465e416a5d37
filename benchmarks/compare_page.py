"""The Compare page with many runs in a real Chromium: how quickly it is there, and answers a click.

    python -m benchmarks.compare_page [--runs 20] [--epochs 20]

The runs are made up: only their sizes are those of real ones. Needs Chromium and
requirements-dev.txt. Figures mean something on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.app_server import app, chromium, wait_for
from playground.insight.histogram import BINS
from playground.insight.sparsity import KernelReading
from playground.model.architectures import ARCHITECTURES, kernel_shapes
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT
from playground.training.manager.capabilities import owner_hash
from playground.training.snapshot import EpochRecord, SetReading, StepSeries
from playground.training.states import FINISHED
from playground.training.store.recorder import Recorder
from playground.training.store.retention import PageBounds
from playground.training.store.rows import PageRun
from playground.training.store.store import RunStore

STEPS_AN_EPOCH, VALIDATED, ELSEWHERE = 23, 400, 200
# Where a tab keeps whose it is: see tab_token.js.
PLACE, SECRET = "regularization-playground-run", "somebodys-tab"
CLICKS = 21
ROUNDS = 3
TABLE = ".st-key-compare-table tbody tr"
# From the press to the frame in which the table has another number of rows, and the charts are
# painted: they are in the same message.
CLICK = """([key, rows]) => new Promise((done) => {
  const within = (place) => [...document.querySelectorAll(`.st-key-${place} *`)]
    .map((one) => one.shadowRoot).find(Boolean);
  const chip = within('runs').querySelectorAll('.pg-run')[key];
  const table = within('compare-table');
  const began = performance.now();
  chip.querySelector('.pg-take').click();
  const look = () => {
    if (table.querySelectorAll('tbody tr').length === rows) {
      requestAnimationFrame(() => done(performance.now() - began));
    } else requestAnimationFrame(look);
  };
  look();
})"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--epochs", type=int, default=20)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ids = made_up(Path(folder), given.runs, given.epochs)
        browser = chromium(driver)
        with app(PLAYGROUND_DATA_DIR=folder, PLAYGROUND_KEEP_PAGE_RUNS=str(given.runs)) as url:
            wait_for(url)
            address = f"{url}/Compare?runs={','.join(ids)}"
            for number in range(ROUNDS):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.set_default_timeout(120_000)
                # As a tab that has come back: what it holds tells whose runs they are.
                page.add_init_script(f"sessionStorage.setItem('{PLACE}', '.{SECRET}.0.0')")
                name = "first page of the server" if not number else "a later page"
                took = opened(page, address, given.runs)
                print(f"{name}, {given.runs} runs of {given.epochs} epochs: {took:.2f} s (2 s)")
                if number == ROUNDS - 1:
                    clicks(page, given.runs)
                page.close()
        browser.close()


def opened(page: Page, address: str, runs: int) -> float:
    """Until the table has all rows and every chart is painted."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(TABLE).nth(runs - 1).wait_for()
    page.wait_for_function(
        "document.querySelectorAll('.st-key-compare-charts .pg-chart[data-tag]').length === 6")
    took = time.perf_counter() - began
    page.wait_for_function("window.playgroundShown?.tell?.('no such place', '', null) === false")
    # What takes long is worked out behind the page.
    page.wait_for_timeout(6000)
    return took


def clicks(page: Page, runs: int) -> None:
    """Leave a run out and take it in again, one after another."""
    took = []
    for number in range(CLICKS):
        there = number % 2 == 0
        took.append(page.evaluate(CLICK, [1 + number // 2 % (runs - 1), runs - there]))
        page.wait_for_timeout(700)
    print(f"a click to all sections: median {statistics.median(took):.0f} ms (150 ms), "
          f"highest {max(took):.0f} ms of {len(took)}")


def made_up(folder: Path, runs: int, epochs: int) -> list[str]:
    """So many runs of one owner in a store in that folder; their ids."""
    store = RunStore(folder, pages=PageBounds(keep=runs))
    ids = []
    for number in range(runs):
        experiment = PLAY_DEFAULT.experiment().with_values({
            "regularizer": ("none", "l1", "l2", "l1-proximal")[number % 4], "epochs": epochs,
            "lambda": 10 ** (-4 + number % 5 / 2), "dropout": number % 3 / 5})
        run_id = f"20261127-1015{number % 60:02d}-{number:08x}"
        ids.append(run_id)
        store.create(experiment.to_mapping(), {"fingerprint": "made up"},
                     PageRun(run_id, owner_hash(SECRET)))
        random = np.random.default_rng(number)
        weights = initial_weights(ARCHITECTURES[experiment.model], number)
        state = {f"weights/{name}": random.permutation(array.ravel()).reshape(array.shape)
                 for name, array in weights.items()}
        recorder = Recorder(store, run_id, store.claim(run_id))
        steps = _steps(random, epochs * STEPS_AN_EPOCH)
        recorder.epochs(
            [(_record(random, experiment.model, epoch, epochs),
              StepSeries(*(row[: epoch * STEPS_AN_EPOCH] for row in steps)),
              (epoch - 1) * STEPS_AN_EPOCH) for epoch in range(1, epochs + 1)],
            {epochs: state})
        recorder.state(FINISHED)
        recorder.close()
    return ids


def _steps(random: np.random.Generator, count: int) -> np.ndarray:
    falling = np.exp(-np.arange(count) / count)
    return np.stack([falling * random.uniform(0.8, 1.2, count) for _ in range(4)]).astype(
        np.float32)


def _record(
    random: np.random.Generator, model: str, epoch: int, epochs: int
) -> EpochRecord:
    accuracy = 0.33 + 0.5 * epoch / epochs + random.uniform(-0.05, 0.05)
    kernels = tuple(
        KernelReading(name, int(np.prod(shape)), 0, 10 * epoch, 100.0, 5.0,
                      np.full(BINS, 10, np.int64))
        for name, shape in kernel_shapes(ARCHITECTURES[model]).items())
    return EpochRecord(
        epoch, epoch * STEPS_AN_EPOCH, 0.1, _reading(random, accuracy + 0.1, 366),
        _reading(random, accuracy, VALIDATED), _reading(random, 0.35, ELSEWHERE), kernels,
        0.0, epoch / epochs, 900.0, 0.5)


def _reading(random: np.random.Generator, accuracy: float, count: int) -> SetReading:
    return SetReading(
        1 - accuracy, accuracy, ((count // 3, 0, 0), (0, count // 3, 0), (0, 0, count // 3)),
        np.arange(count), random.integers(0, 3, count).astype(np.int8))


if __name__ == "__main__":
    main()
