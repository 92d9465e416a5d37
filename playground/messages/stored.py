"""Messages in JSON and in a database, checked on the way back: a file may hold anything."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from playground.messages.message import Message, Text, Value

_MARK = '{"message":'
_LONGEST = 2000
_MOST_VALUES = 40
_DEEPEST = 4


def to_data(text: Text) -> Any:
    """A str as it is, a message as a table of what JSON can hold."""
    if isinstance(text, str):
        return text
    row: dict[str, Any] = {"message": text.wording}
    if text.values:
        row["values"] = {name: _value(value) for name, value in text.values}
    if text.plural is not None:
        row |= {"plural": text.plural, "n": text.n}
    if text.context is not None:
        row["context"] = text.context
    return row


def from_data(data: object) -> Text:
    """The inverse. Raises `ValueError` where it is neither a text nor a message."""
    return _text(data, 0)


def to_text(text: Text) -> str:
    """For a column of texts: a str as it is, a message as JSON."""
    return text if isinstance(text, str) else json.dumps(to_data(text), ensure_ascii=False)


def from_text(stored: str) -> Text:
    """What `to_text` wrote; any other text, as older versions kept them, is a text."""
    if not stored.startswith(_MARK):
        return stored
    try:
        return from_data(json.loads(stored))
    except (ValueError, RecursionError):
        return stored


def _value(value: Value) -> Any:
    if isinstance(value, Message):
        return to_data(value)
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return [_value(one) for one in value] if isinstance(value, tuple) else value


def _text(data: object, depth: int) -> Text:
    if isinstance(data, str):
        return data
    if not isinstance(data, dict) or depth > _DEEPEST:
        raise ValueError("This is no message.")
    values, plural, n = data.get("values", {}), data.get("plural"), data.get("n", 1)
    context, wording = data.get("context"), data.get("message")
    if not (_short(wording) and isinstance(values, dict) and len(values) <= _MOST_VALUES
            and (plural is None or _short(plural)) and type(n) is int
            and (context is None or _short(context))):
        raise ValueError("This is no message.")
    pairs = tuple((str(name), _from_value(value, depth + 1)) for name, value in values.items())
    return Message(str(wording), pairs, plural, n, context)


def _from_value(data: object, depth: int) -> Value:
    if isinstance(data, str | int | float):
        return data
    if isinstance(data, list) and len(data) <= _MOST_VALUES and depth <= _DEEPEST:
        return tuple(_from_value(one, depth + 1) for one in data)
    if isinstance(data, dict) and "day" in data:
        kept = str(data["day"])
        return datetime.fromisoformat(kept) if "T" in kept else date.fromisoformat(kept)
    return _text(data, depth)


def _short(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= _LONGEST
