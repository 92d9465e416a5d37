"""Decoders that behave as a test wants, and what is asked of them."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable

import pytest

from playground.errors import UnreadableImage
from playground.photo.intake import Intake
from tests.data.made import encoded, noise

GOOD = encoded(noise(1))
MakeIntake = Callable[..., Intake]
# The start of a decoder that says it is ready, has read a whole request, and then does as told.
BEGINNING = """
    import os, struct, sys, time
    def say(*numbers): os.write(1, struct.pack("!4sBBBHHII", b"rpg1", *numbers))
    say(1, 0, 0, 0, 0, 0, 0)
    while True:
        head = sys.stdin.buffer.read(12)
        if not head: break
        body = sys.stdin.buffer.read(struct.unpack("!4sQ", head)[1])
"""


def acting(line: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(BEGINNING) + f"    {line}\n"]


def sentence(intake: Intake, content: bytes = GOOD) -> str:
    with pytest.raises(UnreadableImage) as caught:
        intake.read(content)
    return str(caught.value)


def pids(intake: Intake) -> list[int]:
    return [d._process.pid for d in intake._decoders if d._process is not None]


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
