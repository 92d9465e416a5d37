"""A message: what is said, as an id and values; worded when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playground.messages.catalogs import template
from playground.messages.filling import filled
from playground.messages.language import current


@dataclass(frozen=True)
class Message:
    """`wording` is the English sentence and the id. `plural` with `n`: the form for other counts.

    `context` tells apart what is one word in English and two elsewhere. `str()` words it in the
    language that is spoken here and now.
    """

    wording: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    n: int = 1
    context: str | None = None

    def __str__(self) -> str:
        language = current()
        found = template(language, self.wording, self.plural, self.n, self.context)
        return filled(found, dict(self.values), language)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


Value = str | int | float | date | Message | tuple["Value", ...]
Text = str | Message
"""What a person may read: a message, or what is the same in every language, as a file's name."""
