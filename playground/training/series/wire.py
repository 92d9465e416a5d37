"""What a worker process and its parent say to each other: one JSON object a line.

The parent says `task`; that it says nothing more, its pipe closed, means stop: so a worker hears of
a parent that was killed too. The worker says `begun`, `epoch`, `ended` and `refused`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playground.experiment import Experiment
from playground.training.series.executor import Task

SAID = "said"


def task_line(series: str, task: Task, extras: Mapping[str, Any]) -> str:
    """A point of that series. `extras`: what the record keeps of its data besides."""
    return _line({
        SAID: "task", "series": series, "position": task.position, "run": task.run,
        "experiment": task.experiment.to_mapping(), "extras": dict(extras)})


def task_from(line: str) -> tuple[str, Task, dict[str, Any]]:
    """The inverse of `task_line`. Raises `BadInput`, or what a line that is none raises."""
    row = json.loads(line)
    task = Task(int(row["position"]), Experiment.from_mapping(row["experiment"]), str(row["run"]))
    return str(row["series"]), task, dict(row["extras"])


def worker_line(said: str, **values: Any) -> str:
    return _line({SAID: said, **values})


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row) + "\n"
