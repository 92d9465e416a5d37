"""The languages there are, and which of them a reader asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playground.messages.language import DEFAULT

LOCALES = Path(__file__).with_name("locales")
DOMAIN = "playground"
PSEUDO = "qps"
"""English in brackets, accented and longer: shows what is not translated, and what is too narrow.
In no menu; the link asks for it with `lang=qps`."""

LANGUAGES: Mapping[str, str] = {DEFAULT: "English", "de": "Deutsch"}
"""Each by its own name, as its readers look for it."""


def known(language: object) -> str | None:
    """The language of a tag from outside, as `de-AT`; None where there is no such one here."""
    if not isinstance(language, str) or len(language) > 40:
        return None
    first = language.strip().replace("_", "-").partition("-")[0].lower()
    return first if first in LANGUAGES or first == PSEUDO else None


def preferred(accepted: str | None) -> str:
    """The first one we have of an `Accept-Language` header, by its weights; else English."""
    found = []
    for place, part in enumerate((accepted or "")[:1000].split(",")):
        tag, *parameters = part.split(";")
        language = known(tag)
        if language is not None and language in LANGUAGES:
            found.append((-_weight(parameters), place, language))
    return min(found)[2] if found else DEFAULT


def _weight(parameters: list[str]) -> float:
    for one in parameters:
        name, _, value = one.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
