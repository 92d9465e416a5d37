"""How code says something: worded now, or as a message that is worded when it is shown.

The names are what the extraction looks for (`tests/messages`): call them with literal texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from playground.messages import numerals
from playground.messages.filling import joined
from playground.messages.language import current
from playground.messages.message import Message, Text, Value


def lazy(wording: str, /, **values: object) -> Message:
    """A message, to be worded by whoever shows it."""
    return Message(wording, _checked(values))


def lazy_p(context: str, wording: str, /, **values: object) -> Message:
    """The same where English has one word for what other languages tell apart."""
    return Message(wording, _checked(values), context=context)


def lazy_n(wording: str, plural: str, n: int, /, **values: object) -> Message:
    """The same with a form for one and forms for other counts; `{n}` is the count."""
    return Message(wording, (("n", n), *_checked(values)), plural=plural, n=n)


def _(wording: str, /, **values: object) -> str:
    """Worded now."""
    return str(Message(wording, _checked(values)))


def pgettext(context: str, wording: str, /, **values: object) -> str:
    """Worded now, with a context."""
    return str(lazy_p(context, wording, **values))


def ngettext(wording: str, plural: str, n: int, /, **values: object) -> str:
    """Worded now, in the form for that count."""
    return str(lazy_n(wording, plural, n, **values))


def number(value: float, spec: str = "g") -> str:
    """A number by itself, as a chart shows it, in Python's format and the language's manner."""
    return numerals.number(value, spec, current())


def _checked(values: dict[str, object]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, _value(value)) for name, value in values.items())


def _value(value: object) -> Value:
    """As a message keeps it: immutable, and without what a thread may change later."""
    if isinstance(value, str | int | float | date | Message):
        return value
    if isinstance(value, tuple | list):
        return tuple(map(_value, value))
    return str(value)


def decimal_sign() -> str:
    """What stands before the decimals, for numbers that a browser writes."""
    return number(0.5, ".1f")[1]


def listed(parts: Iterable[Text], how: str = "and") -> str:
    """"a, b and c"; with `how` "or": "a, b or c"; with ",": "a, b, c"."""
    return joined(list(map(str, parts)), how, current())


# How `{names}` and `{names:or}` are joined.
JOINED = (lazy("{first} and {last}"), lazy("{first} or {last}"))
