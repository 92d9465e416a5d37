"""`sweep`: one control over a range, for several methods and seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from playground.cli.options import (
    ControlCommand,
    chosen_experiment,
    control_options,
    data_dir_option,
    given_controls,
    group_by_option,
    groups_option,
    json_option,
    workers_option,
)
from playground.cli.series import begun, taken_up, train_series
from playground.cli.storage import opened_store
from playground.cli.train import with_whole_paths
from playground.controls import Integer, Number, shown
from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.messages import lazy
from playground.presets import PLAY_DEFAULT
from playground.training.cluster.setting import checked_address
from playground.training.series.plan import SWEEP, Plan, whole_seeds
from playground.training.series.reading import PointView
from playground.training.series.sweep_plan import SWEPT, Value, grid, sweep_plan
from playground.training.series.sweep_result import SweepValue, sweep_result
from playground.training.store.series_rows import StoredSeries

_AGAIN = "python -m playground sweep --resume"


@click.command(cls=ControlCommand)
@click.option("--preset", metavar="NAME", default=PLAY_DEFAULT.name, show_default=True,
              help="Start from a named experiment.")
@control_options
@click.option("--points", type=int, default=7, show_default=True,
              help="Into how many values a range is divided; that of lambda on a logarithm.")
@click.option("--seeds", type=int, default=3, show_default=True,
              help="How many seeds, from --seed on.")
@click.option("--resume", "series_id", metavar="SERIES",
              help="Go on with a sweep that was stopped or broken off.")
@workers_option
@click.option("--cluster", metavar="ADDRESS",
              help="Train on a Ray cluster: auto, or as in ray://head:10001.")
@click.option("--detach", is_flag=True,
              help="Only give it to the cluster; --resume with --cluster fetches it.")
@groups_option
@group_by_option
@data_dir_option
@json_option
def sweep(
    preset: str, points: int, seeds: int, series_id: str | None, workers: int,
    cluster: str | None, detach: bool, groups_file: Path | None, group_by: str | None,
    data_dir: Path | None, as_json: bool, **options: Any,
) -> int:
    """Train over a range of one control, most telling points first.

    The control to be swept takes a range, LOW..HIGH, or several values with commas: --lambda,
    --dropout, --share, --wrong-labels, --penalize. --regularizer takes several with commas, too.
    """
    address = checked_address(cluster, "--cluster") if cluster is not None else ""
    if detach and not address:
        raise BadInput(lazy("--detach leaves a sweep to a cluster; name one with --cluster."))
    store = opened_store(data_dir)
    if series_id is not None:
        stored = taken_up(store, series_id, SWEEP, as_json)
    else:
        plan = _planned(preset, given_controls(options), points, seeds)
        stored = begun(store, plan, groups_file, group_by, as_json)
    return train_series(store, stored, _AGAIN, as_json, workers, _summary, _told,
                        cluster=address, detach=detach)


def _planned(preset: str, given: Mapping[str, Any], points: int, seeds: int) -> Plan:
    given = dict(given)
    methods = [name.strip() for name in str(given.pop("regularizer", "")).split(",") if name]
    ranged = [name for name in SWEPT if _is_range(given.get(name, ""))]
    if not ranged:
        raise BadInput(lazy(
            "There is nothing to sweep: give a range, such as --lambda 1e-5..1e-2, or several "
            "values with commas, to one of {swept:or}.",
            swept=tuple(f"--{name}" for name in SWEPT)))
    if len(ranged) > 1:
        raise BadInput(lazy(
            "Only one control can be swept at once, not {ranged}; give the others one value.",
            ranged=tuple(ranged)))
    control = ranged[0]
    values = swept_values(control, str(given.pop(control)), points)
    for method in methods:
        CONTROLS["regularizer"].parse(method)
    # λ may be allowed only with the regularizer: they are set together in each point.
    base = with_whole_paths(chosen_experiment(preset, {
        **given, **({"regularizer": methods[0]} if methods else {})}))
    return sweep_plan(base, control, values, methods, whole_seeds(base.seed, seeds))


def _is_range(text: object) -> bool:
    return ".." in str(text) or "," in str(text)


def swept_values(control: str, text: str, points: int) -> Sequence[Value]:
    """LOW..HIGH as so many values, or what stands between commas. Raises `BadInput`."""
    row = CONTROLS[control]
    if ".." not in text:
        return [row.parse(part.strip()) for part in text.split(",") if part.strip()]
    low, _, high = text.partition("..")
    if not isinstance(row.kind, Number | Integer):
        raise BadInput(lazy(
            "--{control} has no range; name its values with commas, not {text}.",
            control=control, text=shown(text)))
    return grid(control, row.parse(low.strip()), row.parse(high.strip()), points)


def _summary(stored: StoredSeries, points: Sequence[PointView]) -> Mapping[str, Any]:
    result = sweep_result(stored.asked, points)
    best = result.best()
    return {
        "control": result.control, "methods": list(result.methods), "seeds": list(result.seeds),
        "best": None if best is None else _value_row(best),
        "values": [_value_row(one) for method in result.methods for one in result.values[method]]}


def _value_row(one: SweepValue) -> dict[str, Any]:
    row: dict[str, Any] = {
        "method": one.method, "value": one.value, "n": len(one.runs), "diverged": one.diverged,
        "runs": {str(seed): result.run_id for seed, result in one.runs.items()}}
    for measure in ("accuracy", "gap", "exact_zeros", "near_zeros"):
        band = one.band(measure)
        row[measure] = None if band is None else [band.mean, band.low, band.high]
    return row


def _told(stored: StoredSeries, points: Sequence[PointView]) -> Sequence[str]:
    result = sweep_result(stored.asked, points)
    best = result.best()
    lines = ["", f"{'method':<14}{result.control:>14}    n  valid (least, most)        gap"
                 "   zeros  near 0"]
    for method in result.methods:
        lines += [_line(one, one is best) for one in result.values[method]]
    return lines


def _line(one: SweepValue, best: bool) -> str:
    value = f"{one.value:g}" if isinstance(one.value, float) else str(one.value)
    head = f"{one.method:<14}{value:>14}{len(one.runs):>5}"
    bands = [one.band(measure) for measure in ("accuracy", "gap", "exact_zeros", "near_zeros")]
    if any(band is None for band in bands):
        return f"{head}  {'diverged' if one.diverged else 'not trained yet'}"
    accuracy, gap, exact, near = (band for band in bands if band is not None)
    return (f"{head}  {accuracy.mean:>6.1%} ({accuracy.low:.1%}, {accuracy.high:.1%})"
            f"{gap.mean:>+10.1%}{exact.mean:>8.1%}{near.mean:>8.1%}{'  best' if best else ''}")
