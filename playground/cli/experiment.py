"""`experiment`: plans that are known by a name. `experiment article` repeats the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from playground.cli.options import (
    ControlCommand,
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
from playground.cli.train import print_assumptions, with_whole_paths
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.series.article_plan import FOUR, MODELS, ROLES, article_plan
from playground.training.series.article_result import (
    article_statements,
    statement_row,
    verdict_words,
)
from playground.training.series.plan import ARTICLE, whole_seeds
from playground.training.series.reading import PointView
from playground.training.store.series_rows import StoredSeries

_AGAIN = "python -m playground experiment article --resume"
_ITS_OWN = ("regularizer", "protocol", "share", "penalize")


@click.group(short_help="Repeat a known experiment, such as the article's.")
def experiment() -> None:
    """Experiments of several runs that are known by a name."""


@experiment.command(cls=ControlCommand)
@control_options
@click.option("--seeds", type=int, default=1, show_default=True,
              help="How many seeds, from --seed on.")
@click.option("--four", is_flag=True,
              help="Only the article's four networks, not what tests its explanations.")
@click.option("--resume", "series_id", metavar="SERIES",
              help="Go on with one that was stopped or broken off.")
@workers_option
@groups_option
@group_by_option
@data_dir_option
@json_option
def article(
    seeds: int, four: bool, series_id: str | None, workers: int, groups_file: Path | None,
    group_by: str | None, data_dir: Path | None, as_json: bool, **options: Any,
) -> int:
    """The article's four networks: none, L1, L2 and dropout.

    With seven more that test what it says of them, and each of its statements with what was
    measured here. --model compact (the default) or article; other controls hold for all runs.
    """
    store = opened_store(data_dir)
    if series_id is not None:
        stored = taken_up(store, series_id, ARTICLE, as_json)
    else:
        given = given_controls(options)
        model, seed = str(given.pop("model", "compact")), given.pop("seed", 1)
        changed = _allowed(given, model)
        plan = article_plan(
            model, whole_seeds(Experiment().with_values({"seed": seed}).seed, seeds), changed,
            FOUR if four else ROLES)
        print_assumptions(plan.points[0].experiment, to_stderr=as_json)
        stored = begun(store, plan, groups_file, group_by, as_json)
    return train_series(store, stored, _AGAIN, as_json, workers, _summary, _told)


def _allowed(given: Mapping[str, Any], model: str) -> dict[str, Any]:
    """What was given, checked. Raises `BadInput`."""
    if model not in MODELS:
        raise BadInput(lazy(
            "The article's experiment is made of the model {models:or}, not {model}.",
            models=MODELS, model=model))
    for name in _ITS_OWN:
        if name in given:
            raise BadInput(lazy(
                "In the article's experiment {name} is what differs between its runs; leave it "
                "out.", name=f"--{name}"))
    checked = with_whole_paths(Experiment().with_values(given)).to_mapping()
    return {name: checked[name] for name in given}


def _summary(stored: StoredSeries, points: Sequence[PointView]) -> Mapping[str, Any]:
    return {"model": stored.asked.get("model"), "seeds": stored.asked.get("seeds"),
            "statements": [statement_row(one) for one in article_statements(points)]}


def _told(stored: StoredSeries, points: Sequence[PointView]) -> Sequence[str]:
    lines = [""]
    for one in article_statements(points):
        lines += [f"{verdict_words(one):<22}{one.said}"]
        lines += [f"{'':<22}{one.measured}"] if one.measured is not None else []
    return lines
