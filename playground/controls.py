"""The kinds of control an experiment is made of, and how each checks what comes from outside.

A control never trusts its input: a command line, a link or a file may hold anything.
`parse` raises `ValueError` with a sentence; `clamp` never raises, and says what it changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def parse(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.options:
            return raw
        raise ValueError(f"must be one of {', '.join(self.options)}, not {shown(raw)}")

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
            raise ValueError(f"must be between {self.low:g} and {self.high:g}, not {shown(raw)}")
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
            raise ValueError(f"must be a number, not {shown(raw)}") from None
        if not math.isfinite(value):
            raise ValueError(f"must be a finite number, not {shown(raw)}")
        return value


@dataclass(frozen=True)
class Integer:
    """A whole number in [low, high]."""

    low: int
    high: int

    def parse(self, raw: object) -> int:
        value = self._integer(raw)
        if not self.low <= value <= self.high:
            raise ValueError(f"must be between {self.low} and {self.high}, not {shown(raw)}")
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
            raise ValueError(f"must be a whole number, not {shown(raw)}") from None
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
            raise ValueError(f"must be on or off, not {shown(raw)}")
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
            raise ValueError(f"must be the name of a data source, not {shown(raw)}")
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
    label: str
    help: str
    group: str
    live: bool
    assumed: str

    def parse(self, raw: object) -> Any:
        """The checked value of `raw`; `ValueError` with a sentence that names this control."""
        try:
            return self.kind.parse(raw)
        except ValueError as error:
            raise ValueError(f"{self.name} {error}") from None

    def clamp(self, raw: object) -> tuple[Any, str | None]:
        """The nearest allowed value, and a sentence where it differs from what was asked for."""
        try:
            return self.parse(raw), None
        except ValueError as error:
            value = self.kind.clamp(raw, self.default)
            return value, f"{error}; {shown(value)} is used instead"


def control(
    default: Any,
    kind: Kind,
    *,
    label: str,
    help: str,
    group: str,
    name: str | None = None,
    live: bool = False,
    assumed: str = "",
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
        label=row["label"],
        help=row["help"],
        group=row["group"],
        live=row["live"],
        assumed=row["assumed"],
    )


def shown(raw: object, limit: int = 60) -> str:
    """A value as a sentence may quote it: short, and on one line."""
    text = raw if isinstance(raw, str) else f"{raw:g}" if isinstance(raw, float) else str(raw)
    text = " ".join(text.split())
    return f"'{text[:limit]}…'" if len(text) > limit else f"'{text}'"
