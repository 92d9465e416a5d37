"""Thirty people on one server: the same lesson, then a knob each.

    python -m benchmarks.workshop [--people 30] [--minutes 0]

All open the Play page and press Play within ten seconds; a minute later each turns a knob, again
within ten. Printed are p50 and p95 of what each waits for, the speed of training beside that of
one person alone, and what the server takes. `--minutes 30`: before the end, people leave, come
back, load their pages again, turn knobs and give photos for so long. No browser: see `pupil`.

Streamlit keeps the session of a page that has gone for two minutes, until the next page comes: what
the server takes afterwards is counted then.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.app_server import end, free_port, interrupt, start, wait_for
from benchmarks.photographer import give_photo
from benchmarks.pupil import Pupil

LESSON = "epochs=400"
WITHIN = 10.0
SESSIONS_LAST = 125.0


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=30)
    asked.add_argument("--minutes", type=float, default=0.0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        port = free_port()
        with log.open("wb") as written:
            server = start("app.py", port, written, {
                "PLAYGROUND_DATA_DIR": str(Path(folder) / "data"),
                "PLAYGROUND_GRACE_SECONDS": "20"})
            try:
                url = f"http://127.0.0.1:{port}"
                wait_for(url)
                asyncio.run(workshop(url, server.pid, given.people, 60 * given.minutes))
            finally:
                interrupt(server)
                end(server)
        told = log.read_text(errors="replace")
        print(f"tracebacks in the log: {told.count('Traceback')}")
        for line in re.findall(r"^\w*(?:Error|Exception)\b.*$", told, re.M)[:5]:
            print("   ", line)


async def workshop(url: str, pid: int, people: int, seconds: float) -> None:
    random.seed(1)
    # A line at a time, also into a file.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    alone = await speed_alone(url)
    say_server("before", pid)
    pupils = [Pupil(url, LESSON) for _ in range(people)]
    began = time.monotonic()
    await asyncio.gather(*(one.open() for one in pupils))
    print(f"{people} pages that are opened in one moment are open in "
          f"{time.monotonic() - began:.1f} s")
    say("their first runs", [took for one in pupils for took in one.openings], "no bound is")
    moved: list[float] = []
    await staggered(pupils, lambda one: pressed(one, moved))
    say("press to first movement", moved, "3 s")
    busy = [asyncio.create_task(bustle(one)) for one in pupils]
    await asyncio.sleep(10)
    before, at = max(one.step for one in pupils), time.monotonic()
    await asyncio.sleep(40)
    together = (max(one.step for one in pupils) - before) / (time.monotonic() - at)
    print(f"training: {alone:.1f} steps/s alone, {together:.1f} watched by {people}: "
          f"{together / alone:.2f} of it (0.8 wanted)")
    newest, now = max(one.step for one in pupils), time.monotonic()
    full = [one for one in pupils if one.step >= 0.9 * newest and now - one.charted_at < 10]
    print(f"a full live curve after a minute: {len(full)} of {people}")
    forked: list[float] = []
    await staggered(pupils, lambda one: turned(one, forked))
    say("turn to \"forked\"", forked, "at once")
    last_ones = sum("forked" not in one.said for one in pupils)
    print(f"not forked: {last_ones} (the last who follows turns the training itself)")
    waits = sum("place" in one.said for one in pupils)
    print(f"with a place in the queue: {waits} of {people}; such as: {pupils[-1].said[-120:]}")
    say_server("with everybody", pid)
    for task in busy:
        task.cancel()
    if seconds:
        await come_and_go(url, pid, pupils, seconds)
    say("page rerun", [took for one in pupils for took in one.reruns], "0.5 s")
    say("live click", [took for one in pupils for took in one.clicks], "0.2 s")
    faults = [fault for one in pupils for fault in one.faults]
    print(f"exceptions on pages: {len(faults)} {faults[:3]}")
    await asyncio.gather(*(one.close() for one in pupils))
    await asyncio.sleep(SESSIONS_LAST)
    last = Pupil(url, LESSON)
    await last.open()
    await last.close()
    await asyncio.sleep(5)
    say_server("afterwards", pid)


async def speed_alone(url: str) -> float:
    """Steps a second of the lesson's training, with one page."""
    one = Pupil(url, LESSON)
    await one.open()
    await one.press("Play")
    while one.step < 40:
        await asyncio.sleep(0.05)
    first, at = one.step, time.monotonic()
    await asyncio.sleep(15)
    speed = (one.step - first) / (time.monotonic() - at)
    await one.press("Reset")
    await one.close()
    return speed


async def staggered(pupils: Sequence[Pupil], do: Callable[[Pupil], Awaitable[None]]) -> None:
    async def later(one: Pupil) -> None:
        await asyncio.sleep(random.uniform(0, WITHIN))
        await do(one)

    await asyncio.gather(*(later(one) for one in pupils))


async def pressed(one: Pupil, moved: list[float]) -> None:
    began = time.monotonic()
    await one.press("Play")
    while not one.step and time.monotonic() - began < 60:
        await asyncio.sleep(0.01)
    moved.append(time.monotonic() - began)


async def turned(one: Pupil, forked: list[float]) -> None:
    began = time.monotonic()
    await one.turn("dropout", round(random.uniform(0.1, 0.8), 2))
    while "forked" not in one.said and time.monotonic() - began < 30:
        await asyncio.sleep(0.01)
    if "forked" in one.said:
        forked.append(time.monotonic() - began)


async def bustle(one: Pupil) -> None:
    """What people do while they watch."""
    while True:
        await asyncio.sleep(random.uniform(2, 6))
        await one.click()
        if random.random() < 0.3:
            await one.rerun()


async def come_and_go(url: str, pid: int, pupils: list[Pupil], seconds: float) -> None:
    """Leave, come back, load again, press Play, turn; for so long."""
    until, told = time.monotonic() + seconds, time.monotonic() + 300
    photos, refused = 0, list[str]()
    while time.monotonic() < until:
        if random.random() < 0.2:
            refused += await photographed(url)
            photos += 1
        place = random.randrange(len(pupils))
        old = pupils[place]
        await old.close()
        new = Pupil(url, LESSON)
        new.reruns, new.clicks, new.faults = old.reruns, old.clicks, old.faults
        pupils[place] = new
        await new.open()
        await new.press("Play")
        await new.click()
        if random.random() < 0.5:
            await new.turn("dropout", round(random.uniform(0.1, 0.8), 2))
        await asyncio.sleep(random.uniform(0.5, 2))
        if time.monotonic() > told:
            told += 300
            say_server("meanwhile", pid)
    print(f"photos given: {photos}; what went wrong with them: {len(refused)} {refused[:3]}")


async def photographed(url: str) -> list[str]:
    try:
        return await give_photo(url)
    except (OSError, TimeoutError) as error:
        return [f"{type(error).__name__}: {error}"]


def say(what: str, seconds: Sequence[float], wanted: str) -> None:
    if not seconds:
        print(f"{what}: none")
        return
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what}: p50 {median(ordered):.2f} s, p95 {late:.2f} s ({wanted} wanted; "
          f"{len(ordered)} times)")


def say_server(when: str, pid: int) -> None:
    """What the server takes; Linux alone tells."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        sockets = sum(
            1 for one in Path(f"/proc/{pid}/fd").iterdir()
            if str(one.readlink()).startswith("socket"))
    except OSError:
        return
    memory = re.search(r"VmRSS:\s+(\d+)", status)
    threads = re.search(r"Threads:\s+(\d+)", status)
    print(f"the server {when}: {int(memory[1]) / 1024 if memory else 0:.0f} MiB, "
          f"{threads[1] if threads else 0} threads, {sockets} sockets")


if __name__ == "__main__":
    main()
