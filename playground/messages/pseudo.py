"""A language for tests: English in brackets, its vowels accented, 40 % longer.

What stands on a page without brackets cannot be translated; what is cut off would be in German.
"""

from __future__ import annotations

import re

_ACCENTED = str.maketrans("aeiouyAEIOUY", "àéîôûýÀÉÎÔÛÝ")
_KEPT = re.compile(r"(\{[^{}]*\})")
_LONGER = 0.4
_FILLING = " lôngér"


def pseudo(wording: str) -> str:
    """The wording in that language, its placeholders as they were."""
    parts = _KEPT.split(wording)
    accented = "".join(one if _KEPT.fullmatch(one) else one.translate(_ACCENTED) for one in parts)
    # Of its letters: a placeholder's value is as long as it is.
    letters = sum(len(one) for one in parts if not _KEPT.fullmatch(one))
    more = round(_LONGER * letters)
    return f"⟦{accented}{(_FILLING * (more // len(_FILLING) + 1))[:more]}⟧"
