"""HEIC, what iPhones save: read by a plug-in of Pillow where there is a wheel of it."""

from __future__ import annotations

from functools import cache

_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def begins_as_heic(start: bytes) -> bool:
    """Whether a file that begins so is HEIC, as far as that tells; some AVIF begins so too."""
    return start[4:8] == b"ftyp" and start[8:12] in _BRANDS


@cache
def heic_can_be_read() -> bool:
    """Teaches Pillow to, the first time; False where the platform has no plug-in."""
    try:
        import pi_heif
    except ImportError:
        return False
    # One thread each: a photo must not take every core from the training beside it.
    pi_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    return True
