"""Files nobody should have to open: cut, bent, renamed, bombs; over a thousand, made in memory."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image

from tests.data.made import encoded, noise

Named = tuple[str, bytes]
ORIENTATION = 0x0112

# 64×48: red on the left with a white corner above, blue on the right; without an encoder for HEIC
# at hand it cannot be made here. The EXIF orientation in it is to be ignored, as its format says.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAIAAAgAAAAACYgABAAAAAAAAACQAAAA4aWlu"
    "ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA"
    "/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA"
    "AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAA"
    "AAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA"
    "AA5jZHNjAAIAAQABAAAArG1kYXQAAAB8KAGvBjhbY+Vm/zLuPJV/rE+v/+3V/ZftMNiLz+/DSf/nBjN/nkm3bPXN"
    "kfZzVjftVcv/9p2+CdsueHK8ryhcT3zt/fc39TCtyPjCkHizcTGbR48kgayiXSyqRX/mMWl2QtF2SjDFw11IQxMi"
    "ucVdaxF8fyVacCJV/L+PzAAAAAZFeGlmAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA==")


def whole() -> dict[str, bytes]:
    """One good file of every format, mode and way of packing, by name."""
    color = noise(1)
    clear = color.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 20, 40))
    deep = Image.fromarray(np.linspace(0, 65535, 2400).astype(np.uint16).reshape(40, 60))
    more = {"save_all": True, "append_images": [noise(2), noise(3)]}
    files = {f"PNG {mode}": encoded(clear.convert(mode)) for mode in
             ("1", "L", "LA", "P", "RGB", "RGBA")}
    files |= {f"TIFF {mode}": encoded(color.convert(mode), "TIFF") for mode in
              ("1", "L", "P", "RGB", "CMYK", "YCbCr", "LAB", "I", "F")}
    files |= {f"TIFF {way}": encoded(color, "TIFF", compression=way) for way in
              ("tiff_lzw", "tiff_deflate", "packbits", "jpeg")}
    files |= {f"JPEG {mode}": encoded(color.convert(mode), "JPEG") for mode in
              ("L", "RGB", "CMYK")}
    return files | {
        "PNG 16 bit": encoded(deep), "TIFF 16 bit": encoded(deep, "TIFF"),
        "JPEG progressive": encoded(color, "JPEG", progressive=True),
        "GIF": encoded(color, "GIF"), "GIF moving": encoded(color, "GIF", **more),
        "PNG moving": encoded(color, "PNG", **more), "TIFF pages": encoded(color, "TIFF", **more),
        "WebP": encoded(color, "WEBP"), "WebP RGBA": encoded(clear, "WEBP", lossless=True),
        "WebP moving": encoded(color, "WEBP", **more),
        "BMP": encoded(color, "BMP"), "BMP P": encoded(color.convert("P"), "BMP"),
        "AVIF": encoded(color, "AVIF", speed=10), "AVIF RGBA": encoded(clear, "AVIF", speed=10),
        "HEIC": HEIC,
    }


def damaged() -> Iterator[Named]:
    """Every whole file cut at many places, with bits turned, with holes and with other heads."""
    random = np.random.default_rng(4)
    files = whole()
    for name, content in files.items():
        for length in np.linspace(1, len(content) - 1, 12).astype(int):
            yield f"{name} cut at {length}", content[:length]
        for round_ in range(14):
            bent = np.frombuffer(content, np.uint8).copy()
            # The first third of the rounds stays within the headers, where sizes stand.
            span = min(len(bent), 64) if round_ < 5 else len(bent)
            places = random.integers(0, span, 1 + round_)
            bent[places] ^= (1 << random.integers(0, 8, len(places))).astype(np.uint8)
            yield f"{name} bent, round {round_}", bent.tobytes()
        third = len(content) // 3
        yield f"{name} hole", content[:third] + bytes(third) + content[2 * third :]
        yield f"{name} all ones", content[:third] + b"\xff" * third + content[2 * third :]
        yield f"{name} twice", content + content
        yield f"{name} left out", content[:third] + content[third + 9 :]
    heads = {name: files[name] for name in
             ("PNG RGB", "JPEG RGB", "GIF", "WebP", "BMP", "TIFF RGB", "AVIF", "HEIC")}
    for name, head in heads.items():
        for other, body in heads.items():
            if other != name:
                yield f"head of {name}, rest of {other}", head[:16] + body[16:]


def no_pictures() -> Iterator[Named]:
    yield "empty", b""
    for text in (b"\0", b"\xff\xd8\xff", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBP", b"hello" * 99,
                 b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7\n%%EOF", b"MZ\x90\0",
                 b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"PK\x03\x04" + bytes(99),
                 b"\0\0\x01\0\x01\0\x10\x10", b"8BPS\0\x01" + bytes(40), b"II*\0\xff\xff\xff\xff",
                 b"\0\0\0\x18ftypmp42" + bytes(64), b"\0\0\0\x18ftypheic" + bytes(64),
                 b"\0\0\0\x18ftypavif" + bytes(64), b"\0" * 10_000, b"P6 9 9 255\n" + bytes(243)):
        yield f"begins with {text[:12]!r}", text
    yield "noise", np.random.default_rng(5).bytes(50_000)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, body: bytes = b"\0", extra: bytes = b"") -> bytes:
    """A PNG in gray that claims a size, whatever it holds."""
    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + extra
            + chunk(b"IDAT", zlib.compress(body, 1)) + chunk(b"IEND", b""))


def tiff(**changed: int) -> bytes:
    """A TIFF of 8×8 in gray with some of its numbers replaced."""
    fields = {"width": 8, "height": 8, "bits": 8, "packing": 1, "color": 1, "offset": 8,
              "samples": 1, "rows": 8, "length": 64} | changed
    numbers = (256, 257, 258, 259, 262, 273, 277, 278, 279)
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value & 0xFFFFFFFF)
                    for tag, value in zip(numbers, fields.values(), strict=True))
    loop = struct.pack("<H", len(numbers)) + rows + struct.pack("<I", 8 + 64)
    return b"II*\0" + struct.pack("<I", 8 + 64) + bytes(64) + loop


def patched(content: bytes, marker: bytes, skip: int, new: bytes) -> bytes:
    """`new` written `skip` bytes after the first `marker`."""
    at = content.index(marker) + skip
    return content[:at] + new + content[at + len(new) :]


def bombs() -> Iterator[Named]:
    """Sizes that are lies, sizes that are zero, and little that unpacks to much."""
    files = whole()
    huge = zlib.compress(bytes(60_000_000), 9)
    yield "PNG profile of 60 MB", png(8, 8, extra=chunk(b"iCCP", b"x\0\0" + huge))
    yield "PNG text of 60 MB", png(8, 8, extra=chunk(b"zTXt", b"x\0\0" + huge))
    yield "PNG flat, 36 megapixels", png(6000, 6000, bytes(6001 * 6000))
    yield "PNG more than it says", png(8, 8, bytes(30_000_000))
    for width, height in ((0, 8), (8, 0), (40_000, 40_000), (2**31 - 1, 2**31 - 1), (1, 2**31 - 1),
                          (50_000_001, 1), (49_999_999, 1)):
        size = f"{width}×{height}"
        yield f"PNG {size}", png(width, height)
        yield f"TIFF {size}", tiff(width=width, height=height)
        yield f"BMP {size}", patched(files["BMP"], b"BM", 18, struct.pack("<II", width, height))
        big = struct.pack(">II", width, height)
        yield f"AVIF {size}", patched(files["AVIF"], b"ispe", 8, big)
        yield f"HEIC {size}", patched(HEIC, b"ispe", 8, big)
        short = min(width, 65535), min(height, 65535)
        for name in ("JPEG RGB", "JPEG progressive"):
            marker = b"\xff\xc0" if name == "JPEG RGB" else b"\xff\xc2"
            yield f"{name} {size}", patched(
                files[name], marker, 5, struct.pack(">HH", *short[::-1]))
        little = struct.pack("<HH", *short)
        yield f"GIF {size}", patched(files["GIF"], b"GIF8", 6, little)
        yield f"GIF frame {size}", patched(files["GIF"], b",\0\0\0\0", 5, little)
        canvas = b"".join(max(side - 1, 0).to_bytes(4, "little")[:3] for side in (width, height))
        yield f"WebP {size}", patched(files["WebP moving"], b"VP8X", 12, canvas)
        bits = (min(width, 16384) - 1 & 0x3FFF) | (min(height, 16384) - 1 & 0x3FFF) << 14
        plain = encoded(noise(1), "WEBP", lossless=True)
        yield f"WebP lossless {size}", patched(plain, b"VP8L", 9, bits.to_bytes(4, "little"))
    for name, value in (("bits", 64), ("bits", 0), ("packing", 5), ("packing", 99), ("color", 99),
                        ("offset", 2**32 - 1), ("samples", 2**31), ("samples", 0), ("rows", 0),
                        ("length", 2**32 - 1), ("rows", 2**32 - 1)):
        yield f"TIFF {name} {value}", tiff(**{name: value})
    flat = Image.new("L", (6000, 6000))
    yield "GIF flat, 36 megapixels", encoded(flat, "GIF")
    yield "TIFF flat, 36 megapixels", encoded(flat, "TIFF", compression="tiff_deflate")
    yield "WebP flat, 16 megapixels", encoded(
        Image.new("RGB", (4000, 4000)), "WEBP", lossless=True, method=0)
    yield "WebP flat, over the limit", encoded(
        Image.new("RGB", (4100, 4100)), "WEBP", lossless=True, method=0)


def turned() -> Iterator[Named]:
    """Every orientation that EXIF knows, those it does not, and what is no EXIF at all."""
    for format in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF"):
        for orientation in (*range(1, 9), 0, 9, 65535):
            exif = Image.Exif()
            exif[ORIENTATION] = orientation
            yield f"{format} turned {orientation}", encoded(noise(6), format, exif=exif)
    for exif in (b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0" + bytes(99)):
        yield f"JPEG with {exif[:12]!r}", encoded(noise(6), "JPEG", exif=exif)
    for profile in (b"", b"acsp" * 40, bytes(128), np.random.default_rng(7).bytes(3000)):
        yield "JPEG with no real profile", encoded(noise(6), "JPEG", icc_profile=profile)


def scan_bomb(scans: int) -> bytes:
    """A JPEG of 16 megapixels whose last scan is repeated: small, and slow for ever."""
    buffer = io.BytesIO()
    Image.new("L", (4000, 4000), 90).save(buffer, "JPEG", progressive=True)
    content = buffer.getvalue()
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * scans + content[-2:]


def corpus() -> Iterator[Named]:
    yield from whole().items()
    yield from damaged()
    yield from no_pictures()
    yield from bombs()
    yield from turned()
