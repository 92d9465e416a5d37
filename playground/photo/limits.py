"""How large, how long and how much: what one photo may take, with the reason of each number."""

from __future__ import annotations

from typing import Final

from playground.data.decode import MAX_PIXELS
from playground.data.members import MAX_FILE_BYTES

# A photo is kept at this size: several times what any network takes, so that a part of it can be
# framed, and little enough (7.7 MB in RGB) for many people's photos in one server.
LARGEST_SIDE: Final = 1600
# As for a training picture. The largest photos of phones have 25 to 40 MiB.
MOST_BYTES: Final = MAX_FILE_BYTES
# As for a training picture; a 48-megapixel phone photo is below it.
MOST_PIXELS: Final = MAX_PIXELS
# A JPEG is decoded at a half, a fourth or an eighth of its size, so a 200-megapixel one is cheap;
# unless it is progressive, when all its coefficients are held at once.
MOST_PIXELS_JPEG: Final = 200_000_000
# What keeps a decoder below some 300 MB where a library holds copies beside Pillow's picture:
# WebP two canvases of the whole, AVIF its planes, GIF the palette's numbers.
FEWER_PIXELS: Final = {"WebP": 16_500_000, "AVIF": 30_000_000, "GIF": 40_000_000}

# Of wall time, for one photo in a decoder that is ready: whoever waits has an answer, with the
# replacing of the decoder, within 5 s.
SECONDS: Final = 4.5
# Of processor time for one photo: ends a decoder even when nobody is left to watch the clock.
PROCESSOR_SECONDS: Final = 5
# Until a new decoder has imported what it needs: 0.2 s, and many times that on a busy machine.
START_SECONDS: Final = 30.0
# For a free decoder: both may be held by a hanging photo, and others wait in line as well.
WAIT_SECONDS: Final = 15.0
# Of address space in a decoder, 130 MB of it empty-handed: a HEIC photo of 48 megapixels, the
# most expensive of what phones save, takes 460 MB.
MEMORY_BYTES: Final = 640 * 2**20
# Two, so that one photo that hangs does not hold up everybody else's.
DECODERS: Final = 2
