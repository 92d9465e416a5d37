"""How soon pause and stop take effect, and what turning a knob costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np

from benchmarks.common import prepared, real_set, spread
from playground.presets import preset
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.states import ENDED, PAUSED, RUNNING


def until(run: Run, condition: Callable[[Snapshot], bool]) -> float:
    """Seconds until the condition holds of the run's snapshot."""
    started = time.perf_counter()
    while not condition(run.snapshot):
        time.sleep(0.0005)
    return time.perf_counter() - started


def begun(name: str, folder: str) -> Run:
    experiment = preset(name).experiment().with_values(
        {"data": folder, "another-setting": "", "epochs": 1000})
    run = Run(experiment, prepared(experiment))
    run.start()
    until(run, lambda seen: seen.step >= 5)
    return run


def measure(name: str, folder: str, tries: int) -> None:
    run = begun(name, folder)
    random, pauses = np.random.default_rng(0), []
    for _ in range(tries):
        time.sleep(random.uniform(0, 1.5 if name == "none" else 8.0))
        run.pause()
        pauses.append(until(run, lambda seen: seen.state == PAUSED))
        run.play()
        until(run, lambda seen: seen.state == RUNNING)
    print(f"{name}: pause takes effect after {spread(pauses, ' s', 3)}", flush=True)
    knobs(name, run, 40 if name == "none" else 8)
    run.stop()
    run.wait()
    stops = []
    for _ in range(max(3, tries // 4)):
        run = begun(name, folder)
        time.sleep(random.uniform(0, 1.5 if name == "none" else 8.0))
        run.stop()
        stops.append(until(run, lambda seen: seen.state in ENDED))
        run.wait()
    print(f"{name}: stop takes effect after {spread(stops, ' s', 3)}", flush=True)


def knobs(name: str, run: Run, around: int) -> None:
    """Step times before and after each turn; a retrace would cost half a second and more."""
    traces, before, first, after = run.traces, [], [], []
    turns: list[tuple[str, object]] = [
        ("regularizer", "l1"), ("lambda", 1e-4), ("regularizer", "l2"), ("dropout", 0.5),
        ("regularizer", "l1-proximal"), ("lambda", 0.01), ("learning-rate", 5e-4),
        ("regularizer", "none"),
    ]
    for control, value in turns:
        start = run.snapshot.step
        until(run, lambda seen, start=start: seen.step >= start + around)  # type: ignore[misc]
        run.set(control, value)
        until(run, lambda seen, start=start: seen.step >= start + 2 * around)  # type: ignore[misc]
        change = run.snapshot.changes[-1].step
        seconds = run.snapshot.steps.seconds
        before.append(float(np.median(seconds[change - around // 2 : change])))
        first.append(float(seconds[change]))
        after.append(float(np.median(seconds[change + 1 : change + around // 2])))
    print(f"{name}: step before a turn {1000 * median(before):.1f} ms, the step it takes effect "
          f"{1000 * median(first):.1f} ms (max {1000 * max(first):.1f}), after "
          f"{1000 * median(after):.1f} ms; traces added: {run.traces - traces}",
          flush=True)


def main() -> None:
    folder = real_set()
    measure("none", folder, 20)
    measure("article-none", folder, 12)


if __name__ == "__main__":
    main()
