"""Points trained by worker processes side by side, each run on threads of its own.

One step of the compact network uses a second core badly: see `python -m benchmarks.many_runs`.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playground.messages import from_data, lazy
from playground.training.series.executor import News, Task
from playground.training.series.wire import SAID, task_line
from playground.training.states import ENDED, FAILED, RUNNING
from playground.training.threads import THREADS, cores

GONE = lazy("The process that trained this run is gone.")
_CHECKOUT = Path(__file__).resolve().parents[3]
_PATIENCE = 60.0


class Processes:
    """As many workers as cores, and no more than there are points; each on its share of them.

    `extras`: what the record of each run keeps of its data. Workers start when they are needed.
    """

    def __init__(
        self, directory: Path, series: str, points: int, *, workers: int = 0,
        extras: Mapping[str, Any] | None = None,
    ) -> None:
        self._directory, self._series, self._extras = directory, series, dict(extras or {})
        self.count = max(1, min(workers or cores(), points))
        self.threads = max(1, cores() // self.count)
        self._workers: list[_Worker] = []
        self._heard: queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]] = queue.SimpleQueue()
        self._stopping = False
        self.epochs: dict[int, int] = {}
        """Whole epochs of the points that train, by position."""

    def has_room(self) -> bool:
        return not self._stopping and (
            len(self._workers) < self.count or any(one.task is None for one in self._workers))

    def begin(self, task: Task) -> None:
        idle = next((one for one in self._workers if one.task is None), None)
        if idle is None:
            idle = _Worker(self._directory, self.threads, self._heard)
            self._workers.append(idle)
        idle.give(task, task_line(self._series, task, self._extras))

    def news(self) -> list[News]:
        found: list[News] = []
        with contextlib.suppress(queue.Empty):
            while True:
                worker, row = self._heard.get_nowait()
                news = self._lost(worker) if row is None else self._of(worker, row)
                found += [news] if news is not None else []
        return found

    def _of(self, worker: _Worker, row: Mapping[str, Any]) -> News | None:
        position, said = int(row["position"]), row[SAID]
        if said == "epoch":
            self.epochs[position] = int(row["epoch"])
            return None
        if said == "begun":
            worker.run = str(row["run"])
            return News(position, worker.run, RUNNING)
        worker.task = None
        self.epochs.pop(position, None)
        if said == "refused":
            return News(position, worker.run, FAILED, from_data(row["message"]))
        state = str(row["state"])
        assert state in ENDED, "a worker speaks of an end once there is one"
        return News(position, str(row["run"]), state, from_data(row.get("message", "")),
                    shared=bool(row.get("shared")))

    def _lost(self, worker: _Worker) -> News | None:
        """A worker's pipe is closed: it has been told to stop, or it was killed."""
        self._workers.remove(worker)
        if worker.task is None:
            return None
        self.epochs.pop(worker.task.position, None)
        return News(worker.task.position, worker.run, FAILED, GONE, gone=True)

    def stop(self) -> None:
        self._stopping = True
        for worker in self._workers:
            worker.hang_up()

    def close(self) -> None:
        self.stop()
        for worker in self._workers:
            worker.end(_PATIENCE)


class _Worker:
    """One process, and the thread that reads what it says."""

    def __init__(
        self, directory: Path, threads: int,
        heard: queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]],
    ) -> None:
        self.task: Task | None = None
        self.run = ""
        self._heard = heard
        environment = {
            **os.environ, THREADS: str(threads), "OMP_NUM_THREADS": str(threads),
            "PYTHONPATH": os.pathsep.join(
                filter(None, (str(_CHECKOUT), os.environ.get("PYTHONPATH"))))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "playground.training.series.worker_process", str(directory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", env=environment)
        threading.Thread(target=self._listen, name="worker", daemon=True).start()

    def give(self, task: Task, line: str) -> None:
        self.task, self.run = task, task.run
        assert self._process.stdin is not None
        # Where it is gone already, the thread that reads hears so too.
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):
                self._heard.put((self, json.loads(line)))
        self._process.wait()
        self._heard.put((self, None))

    def hang_up(self) -> None:
        """Say stop: it ends the run that it trains, and then itself."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def end(self, patience: float) -> None:
        self.hang_up()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
