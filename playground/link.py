"""An experiment as the query string of a link, and back. A link may hold anything.

Only what differs from the table's defaults is written, after the version: so a link that holds the
version tells the whole experiment, wherever it is read. One that somebody typed holds none: what it
names is laid over what the page shows without a link. Words that are no control were added by
others, as by a mail program that counts clicks, and are passed over.

Each value is checked again on the way in: what is out of range gives a message and an allowed
value, never an error. A link names registered sources only, never a path, and carries no power over
a run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from playground.change import Change, merged
from playground.controls import NO_SOURCE, Control, SourceName, shown
from playground.errors import BadInput
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment
from playground.messages import Text, lazy

VERSION = "1"
VERSION_KEY, CHANGES_KEY = "v", "changes"
ESCAPED = "amp;"
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


def from_link(
    query: str, sources: Collection[str], otherwise: Experiment | None = None
) -> LinkReading:
    """Read a query string; never raises.

    `otherwise`: what a link without a version is laid over, and what one that asks for nothing
    gives; the table's defaults where it is None.
    """
    shown_without = otherwise or Experiment()
    if len(query) > LONGEST_LINK:
        return LinkReading(shown_without, messages=(lazy(
            "The link is too long; it was not read."),))
    messages: list[Text] = []
    try:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return LinkReading(shown_without, messages=(lazy("The link cannot be read."),))
    given = unescaped(dict(pairs))
    version = given.get(VERSION_KEY, "")
    # "v" is a word of other pages, too; a version is a number.
    written_here = version.isdecimal()
    if written_here and version != VERSION:
        messages.append(lazy(
            "The link is of another version; what it says may be read differently."))
    base = Experiment() if written_here else shown_without
    values = {
        name: _checked(row, given[name], base, sources, messages)
        for name, row in CONTROLS.items() if name in given
    }
    experiment = _consistent(values, base, messages)
    changes = tuple(_changes(given.get(CHANGES_KEY, ""), experiment, messages))
    return LinkReading(experiment, changes, tuple(messages))


def unescaped(given: Mapping[str, str]) -> dict[str, str]:
    """The words of a link that was pasted into a page's source, where & is written as &amp;."""
    plain: dict[str, str] = {}
    for name, text in given.items():
        while name.startswith(ESCAPED):
            name = name.removeprefix(ESCAPED)
        plain[name] = text
    return plain


def _checked(
    row: Control, text: str, base: Experiment, sources: Collection[str], messages: list[Text]
) -> Any:
    """The value that is used, allowed by itself: of what cannot be read, the one of `base`."""
    otherwise = getattr(base, row.field_name)
    value, message = row.clamp(text, otherwise)
    if message is not None:
        messages.append(message)
        return value
    if isinstance(row.kind, SourceName) and value and value not in sources:
        messages.append(
            lazy(
                "The link names {text} as {name}; there is no such source here.",
                text=shown(text), name=row.name))
        return otherwise
    return value


def _consistent(values: dict[str, Any], base: Experiment, messages: list[Text]) -> Experiment:
    """`base` with values that are allowed one by one, and may still not be allowed together."""
    wanted = base.to_mapping() | values
    method, high = wanted["regularizer"], LAMBDA_RANGES[wanted["regularizer"]][1]
    if wanted["lambda"] > high:
        messages.append(lazy(
            "lambda is at most {high:g} for {method}; that is used.", high=high, method=method))
        wanted["lambda"] = high
    if wanted["weight-decay"] and wanted["optimizer"] != "adamw":
        messages.append(lazy("weight-decay needs the optimizer adamw; it is left out."))
        wanted["weight-decay"] = 0.0
    return base.with_values(wanted)


def _changes(
    text: str, experiment: Experiment, messages: list[Text]
) -> Iterator[Change]:
    last, parts = 0, text.split(",") if text else []
    if len(parts) > MOST_CHANGES:
        messages.append(lazy(
            "The link holds more than {most_changes} changes; the rest is left out.",
            most_changes=MOST_CHANGES))
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
            messages.append(lazy(
                "The link's change {part} is not allowed; it is left out.", part=shown(part)))
            continue
        last = int(step)
        yield Change(last, name, old, checked)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    # The only empty value is that of a source. Some programs drop what is empty from a link.
    return repr(value) if isinstance(value, float) else str(value) or NO_SOURCE
