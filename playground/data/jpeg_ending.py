"""JPEGs that lack nothing but their last two bytes: some cameras and downloads leave them out."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

_BEGINNING, _ENDING = b"\xff\xd8\xff", b"\xff\xd9"
# No marker in it, and many ones: a decoder makes up zeros, the shortest codes, for what is missing.
_FILLER = bytes(range(254, 0, -1)) * 4


def with_ending(
    content: bytes, decode: Callable[[bytes], Image.Image]
) -> Image.Image | None:
    """The picture in a JPEG that could not be decoded, where only its ending is missing.

    A decoder fills up what is missing in a file that ends too early, and says nothing. So it is
    asked twice, once with other bytes before the ending: they make no difference to a picture
    that was complete. None for a picture that is not, and for what is no JPEG.
    """
    if not content.startswith(_BEGINNING):
        return None
    # Half an ending may be there.
    content = content.removesuffix(_ENDING[:1])
    try:
        picture = decode(content + _ENDING)
        filled = decode(content + _FILLER + _ENDING)
    except Exception:
        return None
    same = picture.size == filled.size and picture.tobytes() == filled.tobytes()
    return picture if same else None
