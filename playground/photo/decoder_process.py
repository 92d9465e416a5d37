"""One decoder process from the app's side: started, asked, and killed when it overruns."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from playground.errors import UnreadableImage
from playground.photo.limits import START_SECONDS
from playground.photo.messages import (
    SENTENCES,
    BadMessage,
    Header,
    Status,
    read_exactly,
    read_reply_header,
    request_header,
    write_all,
)

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "playground.photo.decoder")
# All else stays here: what decodes strangers' files needs no secret of the server's environment.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
                "SYSTEMROOT")
# A pipe that breaks or was closed, no thread to be had for the clock, no memory for the reply.
_FAILURES = (BadMessage, OSError, ValueError, RuntimeError, MemoryError)


def unreadable(status: Status) -> UnreadableImage:
    return UnreadableImage(SENTENCES.get(status, SENTENCES[Status.STOPPED]))


class DecoderProcess:
    """Used by one thread at a time; only `end` may come from another one."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._command, self._seconds = list(command), seconds
        # Against a process that is started while `end` runs, and would stay behind.
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = self._closed = False

    def start(self) -> None:
        """Begin a process unless there is one; does not wait for it. `UnreadableImage` if closed.

        Anew, not forked: no thread, lock, socket or standard input of the server goes with it.
        """
        with self._lock:
            if self._closed:
                raise unreadable(Status.NO_DECODER)
            if self._process is not None and self._process.poll() is None:
                return
            self._forget()
            kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
            try:
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL, bufsize=0, cwd=CHECKOUT, close_fds=True,
                    # A Ctrl-C in the terminal is for the app, which closes this one in order.
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    # More threads of the matrix library would only take address space.
                    env=kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                )
            except OSError:
                raise unreadable(Status.NO_DECODER) from None

    def ask(self, content: bytes) -> tuple[Header, NDArray[np.uint8]]:
        """The reply to a file: its header, and its pixels as (h, w, 3) RGB or (h, w, 4) RGBA.

        Raises `UnreadableImage` with the sentence; a process that failed is replaced by then.
        """
        self._wait_until_ready()
        header, pixels = self._talk(content)
        if header.status is not Status.PICTURE:
            raise unreadable(header.status)
        return header, pixels

    def end(self) -> None:
        """From any thread, for good: whoever waits for a reply gets a sentence."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def forget(self) -> None:
        """End the process and close its pipes, which no other thread may be reading."""
        with self._lock:
            self._forget()

    def _wait_until_ready(self) -> None:
        self.start()
        if self._ready:
            return
        try:
            with _Deadline(self._own(), START_SECONDS) as process:
                if read_reply_header(_pipe(process.stdout)).status is not Status.READY:
                    raise BadMessage
        except BaseException as error:
            self.forget()
            if isinstance(error, _FAILURES):
                raise unreadable(Status.NO_DECODER) from None
            raise
        self._ready = True

    def _talk(self, content: bytes) -> tuple[Header, NDArray[np.uint8]]:
        deadline = _Deadline(self._own(), self._seconds)
        try:
            with deadline as process:
                write_all(_pipe(process.stdin), request_header(len(content)))
                write_all(_pipe(process.stdin), content)
                header = read_reply_header(_pipe(process.stdout))
                if header.status is Status.READY:
                    raise BadMessage
                pixels = np.empty((header.height, header.width, header.channels), np.uint8)
                if pixels.size:
                    read_exactly(_pipe(process.stdout), pixels.data.cast("B"))
                return header, pixels
        except BaseException as error:
            # Also after Ctrl-C: the rest of this reply must not answer the next question.
            self.forget()
            if not isinstance(error, _FAILURES):
                raise
            # The next photo finds a new one that is at least on its way.
            self.start()
            raise unreadable(
                Status.TOO_SLOW if deadline.passed else Status.STOPPED) from None

    def _own(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None:
            raise unreadable(Status.NO_DECODER)
        return process

    def _forget(self) -> None:
        process, self._process, self._ready = self._process, None, False
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()


class _Deadline:
    """Kills a process when its time is up: reading from its pipe then ends, on every platform."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process, self.passed, self._over = process, False, False
        self._lock = threading.Lock()  # Between the last moment and just after it.
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        with self._lock:
            if not self._over:
                self.passed = True
                self._process.kill()

    def __enter__(self) -> subprocess.Popen[bytes]:
        self._timer.start()
        return self._process

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._lock:
            self._over = True
        self._timer.cancel()


def _pipe(pipe: IO[bytes] | None) -> FileIO:
    """What an unbuffered pipe of `Popen` really is."""
    assert isinstance(pipe, FileIO)
    return pipe
