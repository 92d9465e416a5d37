"""The wording of each message in each language: gettext catalogs, read when first needed.

They are kept as text (.po) alone and compiled in memory: nothing to build, nothing out of date.
English is in the code and needs neither a catalog nor Babel.
"""

from __future__ import annotations

import gettext
import io
import threading
from pathlib import Path

from playground.messages.language import DEFAULT
from playground.messages.languages import DOMAIN, LOCALES, PSEUDO
from playground.messages.pseudo import pseudo

_read: dict[str, gettext.NullTranslations] = {DEFAULT: gettext.NullTranslations()}
# Pages word their texts in threads of their own; a catalog is read once for all of them.
_reading = threading.Lock()


def template(
    language: str, wording: str, plural: str | None = None, n: int = 1, context: str | None = None
) -> str:
    """The wording with its placeholders; where the catalog has none, the English one."""
    if language == PSEUDO:
        return pseudo(wording if plural is None or n == 1 else plural)
    catalog = _read.get(language) or _load(language)
    if plural is None:
        return catalog.pgettext(context, wording) if context else catalog.gettext(wording)
    if context:
        return catalog.npgettext(context, wording, plural, n)
    return catalog.ngettext(wording, plural, n)


def place(language: str) -> Path:
    """Where a language's catalog is."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _load(language: str) -> gettext.NullTranslations:
    with _reading:
        if language not in _read:
            # Not at import: a page in English never needs it.
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            compiled = io.BytesIO()
            with place(language).open("rb") as file:
                write_mo(compiled, read_po(file, locale=language))
            compiled.seek(0)
            _read[language] = gettext.GNUTranslations(compiled)
        return _read[language]
