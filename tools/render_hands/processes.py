"""Rendering on all cores: processes of their own, since Blender has one scene a process."""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path

from tools.render_hands.fetch import hand_file
from tools.render_hands.silence import silenced
from tools.render_hands.table import write_table


def render_set(
    name: str, folder: Path, numbers: range, seed: int, processes: int, hand_folder: Path | None
) -> None:
    """Render pictures of the set `name` that `folder` lacks, then write its table."""
    folder.mkdir(parents=True, exist_ok=True)
    hand = hand_file(hand_folder or folder.parent / "hand")
    context = multiprocessing.get_context("spawn")
    done = context.Value("i", 0)
    workers = [
        context.Process(
            target=_work,
            args=(name, seed, numbers[at::processes], hand,
                  folder, done),
        )
        for at in range(processes)
    ]
    started = time.monotonic()
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        time.sleep(1.0)
        spent = time.monotonic() - started
        rate = done.value / spent
        print(f"\r{done.value} of {len(numbers)}, {rate:.1f} a second ", end="", flush=True)
    print()
    if any(worker.exitcode for worker in workers):
        sys.exit("A process failed; run the same command again to go on.")
    rows = write_table(folder)
    print(f"{rows} pictures in {folder}")


def _work(
    name: str, seed: int, numbers: range, hand: Path, folder: Path, done: object
) -> None:
    from tools.render_hands.render import render_all
    from tools.render_hands.shot import SETTINGS

    with silenced():
        for _ in render_all(SETTINGS[name], seed, numbers, hand, folder):
            # The processes count together.
            with done.get_lock():  # type: ignore[attr-defined]
                done.value += 1  # type: ignore[attr-defined]
