"""Which of the runs of pages stay: fair to each owner, and within a bound of bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.training.store.retention import PageBounds, page_bounds, surplus_of_pages
from playground.training.store.rows import PAGE, PageRun, StoredRun, new_run_id
from playground.training.store.store import RunStore

MB = 2**20


def run(name: str, owner: str, *, pinned: bool = False, state: str = "finished") -> StoredRun:
    return StoredRun(name, state, {}, {}, 0.0, pinned, 1, 5, "", Path(), PAGE, owner)


def test_of_each_owner_the_newest_stay_and_pinned_and_live_ones() -> None:
    newest_first = [
        run("a5", "ann", state="running"), run("b1", "bob"), run("a4", "ann"),
        run("a3", "ann", pinned=True), run("a2", "ann"), run("a1", "ann")]
    assert surplus_of_pages(newest_first, PageBounds(keep=2), {}) == ["a2", "a1"]
    assert surplus_of_pages(newest_first, PageBounds(keep=2), {}, new="a2") == ["a1"]


def test_beyond_the_bytes_the_oldest_of_whoever_has_the_most_goes_and_pinned_ones_last() -> None:
    newest_first = [
        run("b1", "bob"), run("a3", "ann"), run("a2", "ann"), run("a1", "ann", pinned=True)]
    sizes = {"b1": 3 * MB, "a3": 2 * MB, "a2": 2 * MB, "a1": 2 * MB}

    def gone(megabytes: int) -> list[str]:
        return surplus_of_pages(newest_first, PageBounds(50, megabytes), sizes)

    assert gone(9) == []
    assert gone(8) == ["a2"]
    assert gone(5) == ["a2", "a3"]
    assert gone(3) == ["a2", "a3", "b1"]
    assert gone(1) == ["a2", "a3", "b1", "a1"]


def test_the_pages_runs_and_the_command_lines_do_not_push_each_other_out(tmp_path: Path) -> None:
    store = RunStore(tmp_path, keep=1, pages=PageBounds(keep=2))
    typed = store.create({}, {}).id
    made = []
    for number in range(4):
        made.append(new_run_id(1e9 + number, 6))
        run = store.create({}, {}, PageRun(made[-1], "hash of ann"))
        with store.claim(run.id):
            store.save_epoch(run.id, 1, 5, {}, {"h": np.ones(3)}, {"weights/w": np.ones(9)})
            store.set_state(run.id, "finished")
    store.prune()
    assert [run.id for run in store.runs_of("hash of ann")] == made[-2:]
    assert store.run(typed).id == typed
    assert store.sizes()[made[-1]] > 72
    assert store.checkpoint(made[-1], "weights/").keys() == {"weights/w"}
    assert store.checkpoint(made[-1], "slot").keys() == set()
    assert store.runs_of("") == store.runs_of("hash of bob") == []


def test_bounds_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYGROUND_KEEP_PAGE_RUNS", "3")
    monkeypatch.setenv("PLAYGROUND_PAGE_RUNS_MB", "70")
    assert page_bounds() == PageBounds(3, 70)
    monkeypatch.setenv("PLAYGROUND_PAGE_RUNS_MB", "much")
    with pytest.raises(BadInput, match="PLAYGROUND_PAGE_RUNS_MB must be a whole number"):
        page_bounds()
