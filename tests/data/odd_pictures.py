"""Pictures that other programs write and that a careless reader stumbles over."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.data.made import encoded

ORIENTATION, X_RESOLUTION = 0x0112, 0x011A
# How XResolution may stand there: its EXIF type, and four bytes of value or the place of them.
RESOLUTIONS = {
    "-1/0": (10, struct.pack("<ii", -1, 0)), "BYTE": (1, b"H\0\0\0"), "ASCII": (2, b"72\0\0"),
    "1/0": (5, struct.pack("<II", 1, 0)), "beyond the end": (5, None),
}


def exif(orientation: int, resolution: str) -> bytes:
    """EXIF with that orientation, and an XResolution that cannot be written again."""
    kind, value = RESOLUTIONS[resolution]
    entries = struct.pack("<HHIHH", ORIENTATION, 3, 1, orientation, 0)
    place = struct.pack("<I", 8 + 2 + 2 * 12 + 4 if value else 99_999)
    inline = value is not None and len(value) == 4
    entries += struct.pack("<HHI", X_RESOLUTION, kind, 3 if kind == 2 else 1)
    entries += value if inline else place
    rest = value if value and not inline else b""
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + bytes(4) + rest


def hidden_still(still: Image.Image, *frames: Image.Image) -> bytes:
    """An animated PNG whose still picture is no frame: for programs that know no animation."""
    content = io.BytesIO()
    still.save(content, "PNG", save_all=True, default_image=True, append_images=list(frames))
    return content.getvalue()


def chunked(picture: Image.Image, *chunks: tuple[bytes, bytes], **options: object) -> bytes:
    """A PNG with those chunks right after its head."""
    content = encoded(picture, "PNG", **options)
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body
        + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return content[:33] + made + content[33:]


def gama(gamma: float) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", round(gamma * 100_000))


def chrm(*places: float) -> tuple[bytes, bytes]:
    return b"cHRM", struct.pack(">8I", *(round(place * 100_000) for place in places))
