"""Where a knob was turned during training, as lines with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from playground.change import Change
from playground.experiment import CONTROLS
from playground.figures.look import FAINT, TEXT
from playground.messages import _
from playground.regularizer_words import as_set

MOST_LABELS = 6


@dataclass(frozen=True)
class Marker:
    """A knob turned from `old` to `new` at epoch `x`."""

    x: float
    name: str
    old: Any
    new: Any

    @property
    def text(self) -> str:
        return _("{label} {old} → {new}", label=CONTROLS[self.name].label,
                 old=as_set(self.old), new=as_set(self.new))


def markers(changes: Iterable[Change], steps_per_epoch: int) -> tuple[Marker, ...]:
    """One marker for each turn: what was dragged within half an epoch counts as one."""
    made: list[Marker] = []
    for change in changes:
        x = change.step / max(steps_per_epoch, 1)
        before = next((m for m in reversed(made) if m.name == change.name), None)
        if before is not None and x - before.x < 0.5:
            made[made.index(before)] = Marker(before.x, change.name, before.old, change.new)
        else:
            made.append(Marker(x, change.name, change.old, change.new))
    return tuple(marker for marker in made if marker.old != marker.new)


def together(shown: Sequence[Marker]) -> list[tuple[float, str]]:
    """Place and text of each: a regularizer and the λ that came with it are one turn."""
    made: list[tuple[float, str]] = []
    for marker in shown:
        chosen = next((m for m in shown if m.name == "regularizer" and m.x == marker.x), None)
        if chosen is None:
            made.append((marker.x, marker.text))
        elif marker is chosen:
            strength = next((m for m in shown if m.name == "lambda" and m.x == marker.x), None)
            with_it = f", λ {as_set(strength.new)}" if strength and marker.new != "none" else ""
            made.append((marker.x, f"{as_set(marker.old)} → {as_set(marker.new)}{with_it}"))
        elif marker.name != "lambda":
            made.append((marker.x, marker.text))
    return made


def draw(shown: Sequence[Marker]) -> tuple[list[Any], list[Any]]:
    """Shapes and annotations. Only the last few are labeled; an older one keeps its line."""
    turns = together(shown)
    shapes = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1,
         "line": {"color": FAINT, "width": 1, "dash": "dot"}}
        for x, _ in turns
    ]
    labels = [
        {"text": text, "x": x, "xref": "x", "y": 0.02 + 0.085 * (i % 3), "yref": "paper",
         "xanchor": "left", "yanchor": "bottom", "xshift": 3,
         "font": {"size": 12, "color": TEXT}}
        for i, (x, text) in enumerate(turns[-MOST_LABELS:])
    ]
    return shapes, labels
