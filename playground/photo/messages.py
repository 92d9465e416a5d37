"""What the app and its decoder say to each other through pipes: a header, then so many bytes.

The decoder has read a stranger's file, so nothing it says is believed: a refusal is a number
whose sentence stands here, and a picture is accepted only within the limits.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from io import FileIO
from typing import Final

from playground.messages import lazy
from playground.photo.limits import LARGEST_SIDE, MOST_BYTES, MOST_PIXELS_JPEG

FORMATS: Final = ("JPEG", "PNG", "WebP", "GIF", "BMP", "TIFF", "AVIF", "HEIC")
_MAGIC: Final = b"rpg1"
_REQUEST: Final = struct.Struct("!4sQ")
# Magic, status, format, channels, width, height, original width, original height.
_REPLY: Final = struct.Struct("!4sBBBHHII")


class Status(IntEnum):
    """What a reply is: a picture, a sign of life, or why there is no picture."""

    PICTURE = 0
    READY = 1
    EMPTY = 2
    NO_PICTURE = 3
    TOO_MANY_BYTES = 4
    TOO_MANY_PIXELS = 5
    DAMAGED = 6
    TOO_MUCH_MEMORY = 7
    NO_HEIC = 8
    TOO_SLOW = 9
    STOPPED = 10
    BUSY = 11
    NO_DECODER = 12
    TOO_NARROW = 13


SENTENCES: Final = {
    Status.EMPTY: lazy("The file is empty; choose the photo again."),
    Status.NO_PICTURE: lazy(
        "It is not a picture in {formats:or} format; save it as JPEG or PNG and try again.",
        formats=FORMATS),
    Status.TOO_MANY_BYTES: lazy(
        "The file is larger than {most} MiB; save it smaller or as JPEG.",
        most=MOST_BYTES // 2**20),
    Status.TOO_MANY_PIXELS: lazy(
        "The picture has too many pixels; make it smaller, or save it as JPEG, "
        "which may have {most} million of them.", most=MOST_PIXELS_JPEG // 10**6),
    Status.DAMAGED: lazy("The picture is damaged or cut short; copy or save it again."),
    Status.TOO_MUCH_MEMORY: lazy(
        "The picture takes too much memory to open; save it smaller or as JPEG."),
    Status.NO_HEIC: lazy("HEIC photos cannot be opened here; save it as JPEG and try again."),
    Status.TOO_SLOW: lazy("The picture takes too long to open; save it smaller or as JPEG."),
    Status.STOPPED: lazy("The picture cannot be opened; save it again as JPEG or PNG."),
    Status.BUSY: lazy("Many photos are being opened at the moment; try again in a few seconds."),
    Status.NO_DECODER: lazy(
        "Photos cannot be opened at the moment; restart the app and try again."),
    Status.TOO_NARROW: lazy(
        "The picture is far too narrow to show a hand; cut out the part with the hand."),
}


class BadMessage(Exception):
    """What came through the pipe is not what was agreed, or the other side is gone."""


@dataclass(frozen=True)
class Header:
    """The start of a reply; all but `status` is 0 unless that is PICTURE."""

    status: Status
    format: int = 0
    channels: int = 0
    width: int = 0
    height: int = 0
    original: tuple[int, int] = (0, 0)


def request_header(length: int) -> bytes:
    return _REQUEST.pack(_MAGIC, length)


def read_request_header(pipe: FileIO) -> int:
    """How many bytes of a file follow; `BadMessage` at the end of all requests."""
    magic, length = _REQUEST.unpack(read_exactly(pipe, bytearray(_REQUEST.size)))
    if magic != _MAGIC or length > MOST_BYTES:
        raise BadMessage
    return int(length)


def reply_header(header: Header) -> bytes:
    return _REPLY.pack(_MAGIC, header.status, header.format, header.channels,
                       header.width, header.height, *header.original)


def read_reply_header(pipe: FileIO) -> Header:
    """The checked header of a reply: (height, width, channels) bytes follow where it is a picture.

    Raises `BadMessage` where it is nothing that a decoder may say.
    """
    magic, status, form, channels, width, height, *original = _REPLY.unpack(
        read_exactly(pipe, bytearray(_REPLY.size)))
    if magic != _MAGIC or status not in list(Status):
        raise BadMessage
    header = Header(Status(status), form, channels, width, height, (original[0], original[1]))
    if header.status is Status.PICTURE:
        sides = 1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE
        # A picture may have been made smaller, never larger.
        if not (sides and channels in (3, 4) and form < len(FORMATS)
                and original[0] >= width and original[1] >= height):
            raise BadMessage
    return header


def read_exactly(pipe: FileIO, buffer: bytearray | memoryview) -> bytearray | memoryview:
    """Fills the buffer from the pipe; `BadMessage` where it ends before."""
    rest = memoryview(buffer)
    while rest:
        count = pipe.readinto(rest)
        if not count:
            raise BadMessage
        rest = rest[count:]
    return buffer


def write_all(pipe: FileIO, content: bytes | memoryview) -> None:
    """All of it into an unbuffered pipe, which may take a part at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[pipe.write(rest) or 0:]
