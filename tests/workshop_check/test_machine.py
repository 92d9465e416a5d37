"""Cores and memory, also inside a container, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.training.threads import cores
from playground.workshop_check.finding import Verdict
from playground.workshop_check.machine import (
    cores_found,
    free_memory,
    memory_found,
    usable_cores,
)

MEMINFO = "MemTotal:       8000000 kB\nMemAvailable:   4194304 kB\n"


@pytest.fixture
def meminfo(tmp_path: Path) -> Path:
    file = tmp_path / "meminfo"
    file.write_text(MEMINFO)
    return file


def test_a_containers_quota_counts_where_it_is_less_than_the_machine(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    assert usable_cores(tmp_path) == 0.5


@pytest.mark.parametrize("said", ["max 100000\n", "", "1 0\n"])
def test_without_a_quota_the_cores_of_the_process_count(tmp_path: Path, said: str) -> None:
    (tmp_path / "cpu.max").write_text(said)
    assert usable_cores(tmp_path) == cores()


def test_free_memory_is_the_least_of_machine_and_container(tmp_path: Path, meminfo: Path) -> None:
    assert free_memory(meminfo, tmp_path) == 4096
    (tmp_path / "memory.max").write_text("max\n")
    assert free_memory(meminfo, tmp_path) == 4096
    (tmp_path / "memory.max").write_text(str(2**31))
    (tmp_path / "memory.current").write_text(str(2**30))
    assert free_memory(meminfo, tmp_path) == 1024


def test_where_the_system_does_not_tell_nothing_is_claimed(tmp_path: Path) -> None:
    assert free_memory(tmp_path / "none", tmp_path) is None
    assert memory_found(None, 30, 1).verdict is Verdict.OPEN


def test_more_people_than_memory_are_told_of() -> None:
    assert memory_found(8000, 30, 1).verdict is Verdict.GOOD
    found = memory_found(1024, 100, 1)
    assert found.verdict is Verdict.MIND
    assert "100 people" in str(found.sentence)


def test_a_single_core_is_too_few() -> None:
    assert cores_found(1.0, 1).verdict is Verdict.MIND
    assert cores_found(2.0, 1).verdict is Verdict.GOOD
