"""Pictures with a word below each, as markup: as many in a row as the window has room for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.messages import _
from playground.ui.try_hand import encoded


def sheet(
    images: NDArray[np.uint8], words: Sequence[str], told: Sequence[str], notched: Sequence[bool],
    label: str,
) -> str:
    """`images` (n, h, w, 3); `words` below them; `told`: read on hover and aloud.

    A picture whose label was made wrong has a `notched` corner. `label` names the whole sheet.
    """
    cells = "".join(
        f'<li data-notched="{str(bad).lower()}" title="{escape(title)}">'
        f'<img class="da-pixels" src="{encoded.png(image)}" '
        f'alt="{escape(title if not bad else _("{what}: label made wrong", what=title))}">'
        f"<span>{escape(word)}</span></li>"
        for image, word, title, bad in zip(images, words, told, notched, strict=True))
    return f'<ul class="da-sheet" aria-label="{escape(label)}">{cells}</ul>'
