"""Any file in, a photo or one plain sentence out: the one way in for the pages and `classify`.

A stranger's file is only ever opened in a helper process, under limits on memory and processor
time, which is killed and replaced when it overruns: a thread could not be. Nothing is written.
"""

from __future__ import annotations

import atexit
import hashlib
import queue
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from playground.data.decode import flatten_alpha, read_file
from playground.photo.decoder_process import COMMAND, DecoderProcess, unreadable
from playground.photo.limits import DECODERS, MOST_BYTES, SECONDS, WAIT_SECONDS
from playground.photo.messages import FORMATS, Status
from playground.photo.photo import Photo


class Intake:
    """A few decoders for everybody; any thread may read. They start when first needed."""

    def __init__(
        self, decoders: int = DECODERS, seconds: float = SECONDS,
        wait_seconds: float = WAIT_SECONDS, command: Sequence[str] = COMMAND,
    ) -> None:
        self._wait_seconds = wait_seconds
        self._decoders = [DecoderProcess(command, seconds) for _ in range(decoders)]
        # The last one used first: it is the one that is certainly warm.
        self._free: queue.LifoQueue[DecoderProcess] = queue.LifoQueue()
        for decoder in self._decoders:
            self._free.put(decoder)

    def read(self, content: bytes) -> Photo:
        """The photo in a file's bytes; `UnreadableImage` with one sentence for all else."""
        if not content:
            raise unreadable(Status.EMPTY)
        if len(content) > MOST_BYTES:
            raise unreadable(Status.TOO_MANY_BYTES)
        try:
            decoder = self._free.get(timeout=self._wait_seconds)
        except queue.Empty:
            raise unreadable(Status.BUSY) from None
        try:
            header, pixels = decoder.ask(content)
        finally:
            self._free.put(decoder)
        flat = flatten_alpha(pixels[None])[0]
        pixels.flags.writeable = flat.flags.writeable = False
        return Photo(
            pixels=flat,
            original=header.original,
            format=FORMATS[header.format],
            fingerprint=hashlib.sha256(content).hexdigest(),
            rgba=pixels if header.channels == 4 else None,
        )

    def warm_up(self) -> None:
        """Start the decoders, without waiting for them; what fails is told to the first reader."""
        for decoder in self._decoders:
            try:
                decoder.start()
            except Exception:
                return

    def close(self) -> None:
        """End the decoders, any number of times; whoever reads now or later gets a sentence."""
        for decoder in self._decoders:
            decoder.end()
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self._free.get_nowait())
        # Those that are in use are tidied up by their reader, whose pipe has just broken.
        for decoder in idle:
            decoder.forget()
            self._free.put(decoder)


_lock = threading.Lock()  # Two sessions' first photos must not start two intakes.
_shared: Intake | None = None


def _intake() -> Intake:
    global _shared
    with _lock:
        if _shared is None:
            _shared = Intake()
        return _shared


def read_photo(content: bytes | Path) -> Photo:
    """The photo in a file, or in its bytes; `UnreadableImage` with one sentence for all else."""
    return _intake().read(read_file(content) if isinstance(content, Path) else content)


def warm_up() -> None:
    """Start the decoders of this process, so that the first photo does not wait for them."""
    _intake().warm_up()


@atexit.register
def close() -> None:
    """End the decoders of this process, any number of times; the next photo starts new ones."""
    global _shared
    with _lock:
        intake, _shared = _shared, None
    if intake is not None:
        intake.close()
