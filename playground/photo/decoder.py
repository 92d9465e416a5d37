"""The helper process that decodes photos: `python -m playground.photo.decoder`, fed by intake.py.

It limits itself before it reads a stranger's byte, answers with a header and pixels or with the
number of a reason, and ends when its input does. No TensorFlow, no Streamlit, no file written.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from PIL import AvifImagePlugin, Image, UnidentifiedImageError

from playground.data.decode import FORMATS as TRAINING_FORMATS
from playground.data.decode import ORIENTATION, orientation, to_first_frame, upright
from playground.data.heic import begins_as_heic, heic_can_be_read
from playground.data.jpeg_ending import with_ending
from playground.photo.color_profile import in_srgb
from playground.photo.limits import (
    FEWER_PIXELS,
    LARGEST_SIDE,
    MEMORY_BYTES,
    MOST_PIXELS,
    MOST_PIXELS_JPEG,
    PROCESSOR_SECONDS,
)
from playground.photo.messages import (
    FORMATS,
    BadMessage,
    Header,
    Status,
    read_exactly,
    read_request_header,
    reply_header,
    write_all,
)

try:
    import resource
except ImportError:  # Windows has no such limits: there the clock alone ends a decoder.
    resource = None  # type: ignore[assignment]

# Pillow's names of formats, in the order in which they are tried; an MPO is several JPEGs in one.
_NAMES = {name.upper(): name for name in FORMATS} | {"MPO": "JPEG", "HEIF": "HEIC"}
# Longer than this many times its shorter side, a picture is a line.
_MOST_TIMES = 50


class Refused(Exception):
    """Why there is no picture."""

    def __init__(self, status: Status) -> None:
        super().__init__(status)
        self.status = status


def decode(content: bytes) -> tuple[Header, Image.Image]:
    """The picture, upright, in sRGB, at most `LARGEST_SIDE` large, as RGB or RGBA; or `Refused`."""
    if not content:
        raise Refused(Status.EMPTY)
    # Pillow compares with twice this number wherever a file states a size, before any pixel.
    Image.MAX_IMAGE_PIXELS = _most_stated(content) // 2
    try:
        return _decoded(content)
    except Refused:
        raise
    except UnidentifiedImageError:
        raise Refused(_unidentified(content[:32])) from None
    except Image.DecompressionBombError:
        raise Refused(Status.TOO_MANY_PIXELS) from None
    except MemoryError:
        raise Refused(Status.TOO_MUCH_MEMORY) from None
    # A damaged file makes a codec raise nearly anything, and the next version something else.
    except Exception:
        headers: list[Header] = []

        def again(content: bytes) -> Image.Image:
            header, picture = _decoded(content)
            headers.append(header)
            return picture

        picture = with_ending(content, again)
        if picture is None:
            raise Refused(Status.DAMAGED) from None
        return headers[0], picture


def _openers() -> tuple[str, ...]:
    return (*TRAINING_FORMATS, "HEIF") if heic_can_be_read() else TRAINING_FORMATS


def _most_stated(content: bytes) -> int:
    """The most pixels that a file may state, as far as its first bytes tell its format."""
    if content[:3] == b"\xff\xd8\xff":
        return MOST_PIXELS_JPEG
    # Pillow makes a WebP's canvases when it opens it.
    return FEWER_PIXELS["WebP"] if content[8:12] == b"WEBP" else MOST_PIXELS


def _most_pixels(opened: Image.Image, name: str) -> int:
    if name == "JPEG" and not opened.info.get("progressive"):
        return MOST_PIXELS_JPEG
    return FEWER_PIXELS.get(name, MOST_PIXELS)


def _decoded(content: bytes) -> tuple[Header, Image.Image]:
    with Image.open(io.BytesIO(content), formats=_openers()) as opened:
        return _loaded(opened, content)


def _loaded(opened: Image.Image, content: bytes) -> tuple[Header, Image.Image]:
    width, height = opened.size
    name = _NAMES[opened.format or ""]
    if width * height > _most_pixels(opened, name):
        raise Refused(Status.TOO_MANY_PIXELS)
    if max(width, height) > _MOST_TIMES * min(width, height):
        raise Refused(Status.TOO_NARROW)
    to_first_frame(opened)
    scale = LARGEST_SIDE / max(width, height)
    target = max(1, round(width * scale)), max(1, round(height * scale))
    picture: Image.Image = opened
    if scale < 1:
        # A JPEG is decoded at a fraction of its size, still no smaller than wanted.
        opened.draft(None, target)
        # One so narrow that it cannot be made smaller first.
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(Status.TOO_MANY_PIXELS)
    opened.load()
    if scale < 1:
        picture = _smaller(opened, target)
    turned = orientation(picture) in (5, 6, 7, 8)
    picture = in_srgb(upright(picture), opened.info, content)
    original = (width, height) if scale < 1 else picture.size
    if scale < 1 and turned:
        original = height, width
    channels = 4 if picture.mode == "RGBA" else 3
    return Header(Status.PICTURE, FORMATS.index(name), channels, *picture.size, original), picture


def _smaller(picture: Image.Image, target: tuple[int, int]) -> Image.Image:
    """Resized before anything is converted: copies of the full size are what takes the memory."""
    way = orientation(picture)
    if picture.has_transparency_data and picture.mode not in ("RGBA", "LA"):
        picture = picture.convert("RGBA")
    elif picture.mode in ("P", "PA", "1"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    # Where the largest value tells what white is, a filter that overshoots would change it.
    deep = picture.mode.startswith("I") or picture.mode == "F"
    resample = Image.Resampling.BOX if deep else Image.Resampling.LANCZOS
    small = picture.resize(target, resample, reducing_gap=None if deep else 3.0)
    # Of the metadata only the orientation is still wanted, and that readable for certain.
    small.info = {}
    small.getexif()[ORIENTATION] = way
    return small


def _unidentified(start: bytes) -> Status:
    """Why no format was found: a file that begins like one of them is damaged."""
    if begins_as_heic(start) and not heic_can_be_read():
        return Status.NO_HEIC
    for name in _openers():
        accepts = Image.OPEN[name][1]
        if accepts is not None and accepts(start):
            return Status.DAMAGED
    return Status.NO_PICTURE


def answer(content: bytes, replies: io.FileIO) -> None:
    """One reply for one file, whatever the file is."""
    try:
        header, picture = decode(content)
        body = picture.tobytes()
    except Refused as refused:
        header, body = Header(refused.status), b""
    except MemoryError:
        header, body = Header(Status.TOO_MUCH_MEMORY), b""
    write_all(replies, reply_header(header))
    write_all(replies, body)


def limit_process() -> None:
    """Memory is limited, no file can be written, and none is left behind by a crash."""
    if resource is None:
        return
    for name, most in (("RLIMIT_AS", MEMORY_BYTES), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        # Some platforms know a limit and refuse to set it.
        with suppress(AttributeError, ValueError, OSError):
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            low = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (low, low))


def limit_processor_time() -> None:
    """From now on so many seconds; then the system ends this process."""
    if resource is None:
        return
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS
        if hard == resource.RLIM_INFINITY or soft <= hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def load_codecs() -> None:
    """All that is imported late otherwise: under the limits, and in the first person's time."""
    Image.init()
    # One thread each: a photo must not take every core from the training beside it.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    heic_can_be_read()
    sys.dont_write_bytecode = True


def serve(requests: io.FileIO, replies: io.FileIO) -> None:
    """Answers until the other side closes."""
    write_all(replies, reply_header(Header(Status.READY)))
    with suppress(BadMessage, BrokenPipeError):
        while True:
            length = read_request_header(requests)
            limit_processor_time()
            answer(bytes(read_exactly(requests, bytearray(length))), replies)


def main() -> None:
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    # A library that prints must not print into a reply.
    os.dup2(2, 1)
    load_codecs()
    limit_process()
    serve(requests, replies)


if __name__ == "__main__":
    main()
