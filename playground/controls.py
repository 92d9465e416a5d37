"""The kinds of control an experiment is made of, and how each checks what comes from outside.

A control never trusts its input: a command line, a link or a file may hold anything.
`parse` raises `Refused` with a sentence; `clamp` never raises, and says what it changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from typing import Any

from playground.errors import BadInput
from playground.messages import Message, Text, lazy


class Refused(ValueError):
    """A value that is not allowed: one sentence, which says it of a control by its name."""

    def __init__(self, problem: Message) -> None:
        """`problem` has a place `{name}`, which is not filled yet."""
        super().__init__(problem)
        self._problem = problem

    def of(self, name: str) -> Message:
        """The sentence."""
        return replace(self._problem, values=(("name", name), *self._problem.values))



@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def parse(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.options:
            return raw
        raise Refused(lazy(
            "{name} must be one of {options:,}, not {value}.",
            options=self.options, value=shown(raw)))

    def clamp(self, raw: object, default: str) -> str:
        return default


@dataclass(frozen=True)
class Number:
    """A real number in [low, high]; with `logarithmic`, a slider steps through its powers."""

    low: float
    high: float
    logarithmic: bool = False

    def parse(self, raw: object) -> float:
        value = self._number(raw)
        if not self.low <= value <= self.high:
            raise Refused(lazy(
                "{name} must be between {low:g} and {high:g}, not {value}.",
                low=self.low, high=self.high, value=shown(raw)))
        return value

    def clamp(self, raw: object, default: float) -> float:
        try:
            return min(max(self._number(raw), self.low), self.high)
        except ValueError:
            return default

    def _number(self, raw: object) -> float:
        try:
            if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
                raise ValueError
            value = float(raw)
        except (ValueError, OverflowError):
            raise Refused(lazy(
                "{name} must be a number, not {value}.", value=shown(raw))) from None
        if not math.isfinite(value):
            raise Refused(lazy(
                "{name} must be a finite number, not {value}.", value=shown(raw)))
        return value


@dataclass(frozen=True)
class Integer:
    """A whole number in [low, high]."""

    low: int
    high: int

    def parse(self, raw: object) -> int:
        value = self._integer(raw)
        if not self.low <= value <= self.high:
            raise Refused(lazy(
                "{name} must be between {low} and {high}, not {value}.",
                low=self.low, high=self.high, value=shown(raw)))
        return value

    def clamp(self, raw: object, default: int) -> int:
        try:
            return min(max(self._integer(raw), self.low), self.high)
        except ValueError:
            return default

    def _integer(self, raw: object) -> int:
        # Python refuses to parse thousands of digits, with an error of its own wording.
        text = raw.strip() if isinstance(raw, str) and len(raw) <= 40 else raw
        try:
            if isinstance(text, bool) or not isinstance(text, (int, float, str)):
                raise ValueError
            value = int(text)
            if isinstance(text, float) and text != value:
                raise ValueError
        except (ValueError, OverflowError):
            raise Refused(lazy(
                "{name} must be a whole number, not {value}.", value=shown(raw))) from None
        return value


@dataclass(frozen=True)
class Switch:
    """On or off."""

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        words = {"1": True, "on": True, "true": True, "yes": True}
        words |= {"0": False, "off": False, "false": False, "no": False}
        value = words.get(raw.strip().lower()) if isinstance(raw, str) else None
        if value is None:
            raise Refused(lazy(
                "{name} must be on or off, not {value}.", value=shown(raw)))
        return value

    def clamp(self, raw: object, default: bool) -> bool:
        return default


NO_SOURCE = "none"


@dataclass(frozen=True)
class SourceName:
    """The name of a data source or, on the command line only, a path. Empty, or `none`: no source.

    A folder that is called `none` can be given as `./none`.
    """

    def parse(self, raw: object) -> str:
        if not isinstance(raw, str) or "\0" in raw or len(raw) > 4096:
            raise Refused(lazy(
                "{name} must be the name of a data source, not {value}.", value=shown(raw)))
        return "" if raw.strip() in ("", NO_SOURCE) else raw

    def clamp(self, raw: object, default: str) -> str:
        return default


Kind = Choice | Number | Integer | Switch | SourceName


@dataclass(frozen=True)
class Control:
    """One row of the table. `live`: a change acts on a running training; else it needs a restart.

    `assumed` tells what the article leaves open and this project had to choose.
    """

    name: str
    field_name: str
    kind: Kind
    default: Any
    label_message: Message
    help_message: Message
    group: str
    live: bool
    assumed_message: Text

    @property
    def label(self) -> str:
        """Its name in the language that is spoken here and now; so are `help` and `assumed`."""
        return str(self.label_message)

    @property
    def help(self) -> str:
        return str(self.help_message)

    @property
    def assumed(self) -> str:
        return str(self.assumed_message)

    def parse(self, raw: object) -> Any:
        """The checked value of `raw`; `BadInput` with a sentence that names this control."""
        try:
            return self.kind.parse(raw)
        except Refused as refused:
            raise BadInput(refused.of(self.name)) from None

    def clamp(self, raw: object, otherwise: Any = None) -> tuple[Any, Message | None]:
        """The nearest allowed value, and a sentence where it differs from what was asked for.

        Of what cannot be read, `otherwise`, or the default where that is None.
        """
        try:
            return self.kind.parse(raw), None
        except Refused as refused:
            value = self.kind.clamp(raw, self.default if otherwise is None else otherwise)
            return value, lazy(
                "{problem} Instead, {value} is used.",
                problem=refused.of(self.name), value=shown(value))


def control(
    default: Any,
    kind: Kind,
    *,
    label: Message,
    help: Message,
    group: str,
    name: str | None = None,
    live: bool = False,
    assumed: Text = "",
) -> Any:
    """A dataclass field that carries its row of the table of controls."""
    row = {"kind": kind, "label": label, "help": help, "group": group}
    return field(default=default, metadata={**row, "name": name, "live": live, "assumed": assumed})


def controls_of(table: type) -> dict[str, Control]:
    """The controls declared by the fields of a dataclass, by name, in order."""
    rows = [_control(declared) for declared in fields(table)]
    return {row.name: row for row in rows}


def _control(declared: Field[Any]) -> Control:
    row: Mapping[str, Any] = declared.metadata
    if declared.default is MISSING:
        raise TypeError(f"{declared.name} has no default")
    return Control(
        name=row["name"] or declared.name.replace("_", "-"),
        field_name=declared.name,
        kind=row["kind"],
        default=declared.default,
        label_message=row["label"],
        help_message=row["help"],
        group=row["group"],
        live=row["live"],
        assumed_message=row["assumed"],
    )


def shown(raw: object, limit: int = 60) -> str:
    """A value as a sentence may quote it: short, and on one line."""
    text = raw if isinstance(raw, str) else f"{raw:g}" if isinstance(raw, float) else str(raw)
    text = " ".join(text.split())
    return f"'{text[:limit]}…'" if len(text) > limit else f"'{text}'"
