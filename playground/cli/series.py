"""What `experiment` and `sweep` share: a series is begun or taken up, trained, and reported."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playground.cli.interrupts import INTERRUPTED, noted_interrupts
from playground.cli.preparing import prepared
from playground.cli.streams import one_line, print_json
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.series.driver import Driver
from playground.training.series.executor import News
from playground.training.series.plan import Plan
from playground.training.series.processes import Processes
from playground.training.series.reading import PointView, points_of
from playground.training.states import ENDED
from playground.training.store.series_rows import StoredSeries
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore

if TYPE_CHECKING:
    from playground.training.series.on_cluster import OnCluster

_POLL_SECONDS = 0.1
_EXTRAS = "data-summary"
Summary = Callable[[StoredSeries, Sequence[PointView]], Mapping[str, Any]]
Told = Callable[[StoredSeries, Sequence[PointView]], Sequence[str]]


def begun(
    store: RunStore, plan: Plan, groups_file: Path | None, group_by: str | None, as_json: bool
) -> StoredSeries:
    """The plan as a new series, once the pictures of its first run are there."""
    store.runs()
    prepared(plan.points[0].experiment, groups_file, group_by, to_stderr=as_json)
    extras = {"groups_file": str(groups_file.resolve()) if groups_file else None,
              "group_by": group_by}
    points = [(point.place, point.experiment.to_mapping()) for point in plan.points]
    return SeriesStore(store.directory).create(plan.kind, {**plan.asked, _EXTRAS: extras}, points)


def taken_up(store: RunStore, series_id: str, kind: str, as_json: bool) -> StoredSeries:
    """A series that was stopped or broken off. Raises `BadInput` for one of another kind."""
    stored = SeriesStore(store.directory).series(series_id)
    if stored.kind != kind:
        raise BadInput(lazy(
            "Series {series} is no {wanted}, but of the kind {kind}.",
            series=stored.id, wanted=kind, kind=stored.kind))
    extras = _extras(stored)
    groups_file = extras.get("groups_file")
    prepared(
        Experiment.from_mapping(stored.points[0].experiment),
        Path(groups_file) if groups_file else None, extras.get("group_by"), to_stderr=as_json)
    return stored


def _extras(stored: StoredSeries) -> Mapping[str, Any]:
    extras = stored.asked.get(_EXTRAS)
    return extras if isinstance(extras, dict) else {}


def train_series(
    store: RunStore, stored: StoredSeries, again: str, as_json: bool, workers: int,
    summary: Summary, told: Told, *, cluster: str = "", detach: bool = False,
) -> int:
    """Train what is left, show each point as it ends, then the summary; the exit code.

    `again` is the command that takes the series up. Ctrl-C stops what trains, which can be taken
    up from its last whole epoch. `cluster`: the address of one that trains it instead of this
    computer; with `detach` it only is given what is left.
    """
    series = SeriesStore(store.directory)
    claim = series.claim(stored.id)
    began = time.perf_counter()
    executor: Processes | OnCluster | None = None
    try:
        executor = _executor(store, stored, workers, cluster)
        with noted_interrupts() as interrupted:
            driver = Driver(series, store, stored.id, executor, _shown(store, stored, as_json))
            if driver.done and not as_json:
                click.echo(f"{driver.done} of {driver.total} are trained already")
            while driver.tick() and not detach:
                if interrupted.is_set():
                    driver.stop()
                time.sleep(_POLL_SECONDS)
            stopped = interrupted.is_set()
    finally:
        if executor is not None:
            executor.close()
        claim.release()
    stored = series.series(stored.id)
    points, counts = points_of(store, stored), driver.counts
    whole = all(point.done for point in points)
    if as_json:
        print_json({
            "series": stored.id, "kind": stored.kind, "finished": whole,
            "points": driver.total, "before": counts.before, "trained": counts.trained,
            "shared": counts.shared, "failed": counts.failed,
            "seconds": time.perf_counter() - began, "workers": executor.count,
            "threads": executor.threads, **summary(stored, points)})
    else:
        for line in told(stored, points):
            click.echo(line)
        click.echo(f"series {stored.id}: {sum(point.done for point in points)} of "
                   f"{driver.total} trained, {counts.shared} of them were there already")
    for message in counts.failures:
        click.echo(one_line(str(message), 300), err=True)
    if not whole and not counts.failed:
        said = "The cluster goes on with it. Fetch it with" if detach else "Stopped. Go on with"
        where = f" --cluster {cluster}" if cluster else ""
        click.echo(f"{said}: {again} {stored.id}{where}", err=True)
    if stopped:
        return INTERRUPTED
    return int(bool(counts.failed))


def _executor(
    store: RunStore, stored: StoredSeries, workers: int, cluster: str
) -> Processes | OnCluster:
    extras = _extras(stored)
    if not cluster:
        return Processes(
            store.directory, stored.id, len(stored.points), workers=workers, extras=extras)
    # Only who has a cluster has its packages.
    from playground.training.series.on_cluster import OnCluster

    return OnCluster(store, stored.id, cluster, extras)


def _shown(store: RunStore, stored: StoredSeries, as_json: bool) -> Callable[[News], None]:
    """Prints a line for each point that has come to an end."""
    ended: set[int] = set()

    def heard(news: News) -> None:
        if news.gone or news.state not in ENDED or not news.run:
            return
        ended.add(news.position)
        place = stored.points[news.position].place
        row = point_row(store, stored, news)
        if as_json:
            print_json({**row, "point": news.position, "done": len(ended)})
        else:
            click.echo(f"{_named(place):<34}{_numbers(row)}  {news.run}"
                       f"{'  (was there)' if news.shared else ''}")

    return heard


def point_row(store: RunStore, stored: StoredSeries, news: News) -> dict[str, Any]:
    """A point's place and what came of it, as JSON has it."""
    from dataclasses import replace

    from playground.training.series.reading import point_of

    seen = point_of(store, replace(stored.points[news.position], run=news.run))
    numbers = seen.result.to_row() if seen.result is not None else {}
    return {"series": stored.id, **seen.place, **numbers, "run": news.run, "state": news.state,
            "shared": news.shared}


def _named(place: Mapping[str, Any]) -> str:
    shown = (f"{value:g}" if isinstance(value, float) else str(value)
             for name, value in place.items() if name != "seed")
    return f"{' '.join(shown)}, seed {place['seed']}"


def _numbers(row: Mapping[str, Any]) -> str:
    if "accuracy" not in row:
        return str(row["state"])
    return (f"valid {row['accuracy']:>6.1%}  best {row['best']:>6.1%}  gap {row['gap']:>+6.1%}  "
            f"zeros {row['exact_zeros']:>6.1%}  near 0 {row['near_zeros']:>6.1%}")
