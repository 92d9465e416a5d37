"""An experiment as the query string of a link, and back. A link may hold anything.

Only what differs from the defaults is written, after the version. Each value is checked again on
the way in: what is unknown or out of range gives a message and an allowed value, never an error.
A link names registered sources only, never a path, and carries no power over a run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from playground.change import Change, merged
from playground.controls import NO_SOURCE, SourceName, shown
from playground.errors import BadInput
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment
from playground.messages import Text

VERSION = "1"
VERSION_KEY, CHANGES_KEY = "v", "changes"
LONGEST_LINK = 40_000
MOST_CHANGES = 500


@dataclass(frozen=True)
class LinkReading:
    """What a link asks for, as far as it is allowed: how a run begins, and what is turned."""

    experiment: Experiment
    changes: tuple[Change, ...] = ()
    messages: tuple[Text, ...] = ()


def to_link(
    experiment: Experiment, sources: Collection[str], changes: Iterable[Change] = ()
) -> str:
    """The query string without its question mark, for a run that began as `experiment`.

    A path as source is left out, and so are the changes beyond the first 500: no link is written
    that cannot be read.
    """
    pairs = [(VERSION_KEY, VERSION)]
    for row in CONTROLS.values():
        value = getattr(experiment, row.field_name)
        hidden = isinstance(row.kind, SourceName) and value and value not in sources
        if value != row.default and not hidden:
            pairs.append((row.name, _text(value)))
    first = islice(merged(changes), MOST_CHANGES)
    turned = ",".join(f"{change.step}:{change.name}:{_text(change.new)}" for change in first)
    if turned:
        pairs.append((CHANGES_KEY, turned))
    return urlencode(pairs, safe=":,")


def from_link(query: str, sources: Collection[str]) -> LinkReading:
    """Read a query string; never raises."""
    if len(query) > LONGEST_LINK:
        return LinkReading(Experiment(), messages=("The link is too long; it was not read.",))
    messages: list[Text] = []
    try:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return LinkReading(Experiment(), messages=("The link cannot be read.",))
    given = dict(pairs)
    if given.pop(VERSION_KEY, VERSION) != VERSION:
        messages.append("The link is of another version; what it says may be read differently.")
    turned = given.pop(CHANGES_KEY, "")
    values = {
        name: _checked(name, text, sources, messages)
        for name, text in given.items() if _known(name, messages)
    }
    experiment = _consistent(values, messages)
    changes = tuple(_changes(turned, experiment, messages))
    return LinkReading(experiment, changes, tuple(messages))


def _known(name: str, messages: list[Text]) -> bool:
    if name not in CONTROLS:
        messages.append(f"The link names {shown(name)}, which is no control; it is left out.")
    return name in CONTROLS


def _checked(name: str, text: str, sources: Collection[str], messages: list[Text]) -> Any:
    row = CONTROLS[name]
    value, message = row.clamp(text)
    if message is not None:
        messages.append(message)
    elif isinstance(row.kind, SourceName) and value and value not in sources:
        messages.append(f"The link names {shown(text)} as {name}; there is no such source here.")
        return row.default
    return value


def _consistent(values: dict[str, Any], messages: list[Text]) -> Experiment:
    """Values that are allowed one by one may still not be allowed together."""
    high = LAMBDA_RANGES[values.get("regularizer", "none")][1]
    if values.get("lambda", 0.0) > high:
        messages.append(f"lambda is at most {high:g} for {values['regularizer']}; that is used.")
        values["lambda"] = high
    if values.get("weight-decay") and values.get("optimizer") != "adamw":
        messages.append("weight-decay needs the optimizer adamw; it is left out.")
        del values["weight-decay"]
    return Experiment().with_values(values)


def _changes(
    text: str, experiment: Experiment, messages: list[Text]
) -> Iterator[Change]:
    last, parts = 0, text.split(",") if text else []
    if len(parts) > MOST_CHANGES:
        messages.append(f"The link holds more than {MOST_CHANGES} changes; the rest is left out.")
    for part in parts[:MOST_CHANGES]:
        step, _, rest = part.partition(":")
        name, _, value = rest.partition(":")
        row = CONTROLS.get(name)
        try:
            if row is None or not row.live or len(step) > 9 or int(step) < last:
                raise ValueError
            old, checked = experiment.to_mapping()[name], row.parse(value)
            experiment = experiment.with_values({name: checked})
        except (ValueError, BadInput):
            messages.append(f"The link's change {shown(part)} is not allowed; it is left out.")
            continue
        last = int(step)
        yield Change(last, name, old, checked)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    # The only empty value is that of a source. Some programs drop what is empty from a link.
    return repr(value) if isinstance(value, float) else str(value) or NO_SOURCE
