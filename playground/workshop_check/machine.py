"""Cores and memory that this process may use, also inside a container, against what people need."""

from __future__ import annotations

import math
from pathlib import Path

from playground.messages import lazy
from playground.training.threads import cores
from playground.workshop_check.finding import Finding, Verdict

_CGROUP = Path("/sys/fs/cgroup")
_MEMINFO = Path("/proc/meminfo")

# MiB, measured with thirty open pages: see "Memory" in docs/operating.md.
SERVER, PAGE, RUN = 650, 12, 150


def usable_cores(cgroup: Path = _CGROUP) -> float:
    """Cores of the affinity mask, or fewer where a container's quota says so."""
    try:
        quota, period = (cgroup / "cpu.max").read_text(encoding="ascii").split()
        return min(float(cores()), int(quota) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        # No such bound ("max"), or no Linux.
        return float(cores())


def free_memory(meminfo: Path = _MEMINFO, cgroup: Path = _CGROUP) -> int | None:
    """MiB that may still be taken; None where this system does not say."""
    try:
        lines = dict(line.split(":", 1) for line in meminfo.read_text("ascii").splitlines())
        free = int(lines["MemAvailable"].split()[0]) // 1024
    except (OSError, ValueError, KeyError, IndexError):
        return None
    try:
        bound = int((cgroup / "memory.max").read_text("ascii"))
        taken = int((cgroup / "memory.current").read_text("ascii"))
    except (OSError, ValueError):
        return free
    return max(0, min(free, (bound - taken) // 2**20))


def cores_found(usable: float, slots: int) -> Finding:
    facts = {"cores": usable, "slots": slots}
    if usable < 1.5:
        return Finding("cores", Verdict.MIND, lazy(
            "{cores:.1f} cores: pages will be slow while a run trains. Two or more are wanted.",
            cores=usable), facts)
    return Finding("cores", Verdict.GOOD, lazy(
        "{cores:g} cores; so many runs train at once: {slots}.",
        cores=usable, slots=slots), facts)


def memory_found(free: int | None, people: int, slots: int) -> Finding:
    """For a server that has not been started yet."""
    needed = SERVER + people * PAGE + slots * RUN
    facts = {"free_mib": free, "needed_mib": needed}
    gib = math.ceil(needed / 102.4) / 10
    if free is None:
        return Finding("memory", Verdict.OPEN, lazy(
            "This system does not say how much memory is free; {people} people need about "
            "{needed:.1f} GiB.", people=people, needed=gib), facts)
    if free < needed:
        return Finding("memory", Verdict.MIND, lazy(
            "{free:.1f} GiB are free, {people} people need about {needed:.1f} GiB: close other "
            "programs.", free=free / 1024, people=people, needed=gib), facts)
    return Finding("memory", Verdict.GOOD, lazy(
        "{free:.1f} GiB are free, {people} people need about {needed:.1f} GiB.",
        free=free / 1024, people=people, needed=gib), facts)
