"""Over a thousand hostile and odd files: each is a photo or one sentence, and no more happens."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from playground.errors import UnreadableImage
from playground.photo.intake import Intake
from playground.photo.limits import LARGEST_SIDE
from tests.data.made import encoded, noise
from tests.photo.hostile import corpus, scan_bomb

SENTENCE = re.compile(r"[A-Z][^\n/\\]*\.")
STATUS = Path("/proc/self/status")


def memory() -> float:
    """MB of this process, at its peak so far; 0 where the system does not tell."""
    lines = STATUS.read_text().splitlines() if STATUS.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def test_each_is_a_photo_or_one_sentence_and_memory_stays(intake: Intake) -> None:
    files = list(corpus())
    assert len(files) >= 1000
    photos, wrong, before = 0, [], memory()
    for name, content in files:
        try:
            photo = intake.read(content)
        except UnreadableImage as error:
            told = str(error)
            if not SENTENCE.fullmatch(told) or re.search(r"Error|Exception|0x", told):
                wrong.append((name, told))
            continue
        photos += 1
        width, height = photo.size
        if not (photo.pixels.dtype == np.uint8 and photo.pixels.shape == (height, width, 3)
                and 1 <= min(width, height) <= max(width, height) <= LARGEST_SIDE
                and not photo.pixels.flags.writeable):
            wrong.append((name, repr(photo.pixels.shape)))
    assert wrong == []
    assert memory() - before < 300
    # Neither refused all of them nor believed all of them.
    assert 100 < photos < len(files) - 100
    assert intake.read(encoded(noise(8))).size == (60, 40)


def test_a_small_file_that_takes_for_ever_is_given_up_and_the_next_one_read() -> None:
    intake = Intake(decoders=1, seconds=600.0)
    (decoder,) = intake._decoders
    try:
        assert intake.read(encoded(noise(8))).format == "PNG"
        # For this one alone: on a busy machine any photo may take that long.
        decoder._seconds = 0.6
        with pytest.raises(UnreadableImage, match="takes too long"):
            intake.read(scan_bomb(3000))
        decoder._seconds = 600.0
        assert intake.read(encoded(noise(8))).format == "PNG"
    finally:
        intake.close()
