"""Whether a run is alive: an operating-system lock, gone when its owner is, however it dies.

Two locks are at work. `live.lock`, in a run's folder, is held by the process that trains the run.
The gate, one for a data directory, is held for the moment in which somebody tries a `live.lock`.
Without it, two readers who look at a dead run at once would each take the other for its owner, and
an owner would now and then be turned away by a reader.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import BaseFileLock, FileLock, Timeout

from playground.errors import BadInput
from playground.messages import lazy

# Seconds. The gate is held for about a millisecond, so this only ends when a process was frozen
# with the gate in its hand.
GATE_PATIENCE = 10.0
# Seconds for which a claim tries again: an owner that was killed may take a moment to be gone.
CLAIM_PATIENCE = 0.5
POLL = 0.002


def _lock(path: Path) -> FileLock:
    # thread_local off: a claim is often taken by one thread and released by another.
    # No fall-back to a file that merely exists: it would outlive a killed owner.
    return FileLock(path, thread_local=False, poll_interval=POLL, fallback_to_soft=False)


class RunClaim:
    """The right to train a run, held from `RunStore.claim` until `release`. A context manager.

    Keep it: when the object is dropped, the lock goes with it.
    """

    def __init__(self, run_id: str, lock: BaseFileLock) -> None:
        self.run_id = run_id
        self._lock = lock
        # Two threads may let go at once: the trainer at its end and a page that stops it.
        self._releasing = threading.Lock()

    @property
    def held(self) -> bool:
        return self._lock.is_locked

    def release(self) -> None:
        """Let another process train the run. Any number of times, from any thread."""
        with self._releasing:
            if self._lock.is_locked:
                self._lock.release()

    def __enter__(self) -> RunClaim:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class Liveness:
    """The locks of the runs under one data directory."""

    def __init__(self, directory: Path) -> None:
        self._gate = directory / "gate.lock"

    def claim(self, run_id: str, folder: Path) -> RunClaim:
        """Take the run, or raise `BadInput` when another process, or this one, has it."""
        lock = _lock(folder / "live.lock")
        give_up = time.monotonic() + CLAIM_PATIENCE
        while True:
            try:
                with _lock(self._gate).acquire(timeout=GATE_PATIENCE):
                    lock.acquire(blocking=False)
                return RunClaim(run_id, lock)
            except Timeout:
                if time.monotonic() > give_up:
                    raise BadInput(lazy(
                        "Run {run_id} is being trained by another process.",
                        run_id=run_id)) from None
            except OSError as error:
                raise BadInput(
                    lazy(
                        "Run {run_id} cannot be locked in {folder} ({reason}); choose another "
                        "data directory.", run_id=run_id, folder=folder, reason=error.strerror)
                ) from error
            time.sleep(POLL)

    @contextmanager
    def vacant(self, folder: Path) -> Iterator[bool]:
        """Whether nobody holds the run; if so, nobody can take it before the block ends.

        In doubt (no permission, a frozen process) the answer is no: a live run is never called
        dead.
        """
        gate, lock = _lock(self._gate), _lock(folder / "live.lock")
        try:
            free = self._try(gate, lock, folder)
            yield free
        finally:
            lock.release()
            gate.release()

    def _try(self, gate: FileLock, lock: FileLock, folder: Path) -> bool:
        try:
            gate.acquire(timeout=GATE_PATIENCE)
            # Trying the lock of a folder that was removed by hand would make the folder again.
            if folder.is_dir():
                lock.acquire(blocking=False)
        except OSError:
            return False
        return True
