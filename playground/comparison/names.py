"""Names that tell runs apart: where two go by one name, what differs between them is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from playground.comparison.settings import CHANGES, settings
from playground.messages import _, listed
from playground.training.history import RECORDED, History

_MOST_ADDED = 2


def distinct(runs: Sequence[History]) -> tuple[History, ...]:
    """The runs under names of which no two are the same."""
    names = [run.name for run in runs]
    for name, count in Counter(names).items():
        if count > 1:
            alike = [at for at, one in enumerate(names) if one == name]
            for at, told in zip(alike, _told_apart([runs[at] for at in alike]), strict=True):
                names[at] = f"{name}{told}"
    return tuple(run if run.name == name else run.with_name(name)
                 for run, name in zip(runs, _numbered(names), strict=True))


def _told_apart(runs: Sequence[History]) -> list[str]:
    rows = [row for row in settings(runs).different if row.control != CHANGES][:_MOST_ADDED]
    columns = list(zip(*(
        [_("{setting}: {value}", setting=row.label, value=value) for value in row.in_words()]
        for row in rows), strict=True)) if rows else [()] * len(runs)
    recorded = any(run.origin == RECORDED for run in runs) and any(
        run.origin != RECORDED for run in runs)
    told = []
    for run, parts in zip(runs, columns, strict=True):
        parts = (*parts, *([_("recorded")] if recorded and run.origin == RECORDED else []))
        told.append(f" ({listed(parts, ',')})" if parts else "")
    return told


def _numbered(names: list[str]) -> list[str]:
    """What is still the same is counted."""
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1
        made.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return made
