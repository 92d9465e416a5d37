"""How code says something: worded now, or as a message that is worded when it is shown.

The names are what the extraction looks for (`tests/messages`): call them with literal texts.
"""

from __future__ import annotations

from playground.messages.message import Message, Value


def lazy(wording: str, /, **values: Value) -> Message:
    """A message, to be worded by whoever shows it."""
    return Message(wording, tuple(values.items()))


def lazy_p(context: str, wording: str, /, **values: Value) -> Message:
    """The same where English has one word for what other languages tell apart."""
    return Message(wording, tuple(values.items()), context=context)


def lazy_n(wording: str, plural: str, n: int, /, **values: Value) -> Message:
    """The same with a form for one and forms for other counts; `{n}` is the count."""
    return Message(wording, (("n", n), *values.items()), plural=plural, n=n)


def _(wording: str, /, **values: Value) -> str:
    """Worded now."""
    return str(Message(wording, tuple(values.items())))


def pgettext(context: str, wording: str, /, **values: Value) -> str:
    """Worded now, with a context."""
    return str(lazy_p(context, wording, **values))


def ngettext(wording: str, plural: str, n: int, /, **values: Value) -> str:
    """Worded now, in the form for that count."""
    return str(lazy_n(wording, plural, n, **values))


# How `{names}` and `{names:or}` are joined.
JOINED = (lazy("{first} and {last}"), lazy("{first} or {last}"))
