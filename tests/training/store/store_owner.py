"""Processes for the tests of the store: one that owns a run, and one that only looks.

store_owner.py train DIRECTORY [POINT]   save epochs without end; at POINT of the third, die
store_owner.py watch DIRECTORY TIMES     print every state in which the newest run is seen
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from playground.training.store import checkpoint as files
from playground.training.store.schema import Database
from playground.training.store.store import RunStore

# Some megabytes, so that a kill at a random moment often falls into the writing.
WEIGHTS = 500_000
POINTS = (
    "half a file", "before the rename", "before the row", "before the commit",
    "before the old file goes",
)


def main() -> None:
    task, directory, *rest = sys.argv[1:]
    if task == "train":
        train(RunStore(Path(directory)), rest[0] if rest else None)
    else:
        watch(RunStore(Path(directory)), int(rest[0]))


def train(store: RunStore, point: str | None) -> None:
    run = store.create({"lambda": 0.01}, {})
    with store.claim(run.id):
        store.set_state(run.id, "running")
        say(f"run {run.id}")
        for epoch in range(1, 100_000):
            store.record_changes(run.id, [(10 * epoch - 5, "lambda", epoch - 1, epoch)])
            say(f"change {epoch}")
            if point and epoch == 3:
                die_at(point)
            store.save_epoch(
                run.id, epoch, 10 * epoch, {"accuracy": epoch / 1e5},
                {"histogram": np.full(30, epoch)}, {"kernel": np.full(WEIGHTS, epoch, np.float32)},
            )
            say(f"epoch {epoch}")


def watch(store: RunStore, times: int) -> None:
    say("watching")
    say(" ".join(sorted({store.runs()[0].state for _ in range(times)})))


def die_at(point: str) -> None:
    """From here on, this process kills itself when it comes to that point of `save_epoch`."""
    if point == "half a file":
        files.np.lib.format.write_array = half_an_array
    elif point == "before the rename":
        os.replace = die
    elif point == "before the row":
        files.sync_folder = die
    elif point == "before the commit":
        Database.writing = never_committing
    elif point == "before the old file goes":
        files.remove_other_checkpoints = die


def half_an_array(member: IO[bytes], *_: Any, **__: Any) -> None:
    member.write(b"x" * 100_000)
    die()


@contextmanager
def never_committing(self: Database, writing: Any = Database.writing) -> Iterator[Any]:
    with writing(self) as connection:
        yield connection
        die()


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
