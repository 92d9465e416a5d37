"""`evaluate`: how good an exported network is on pictures, by picture and by group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from playground.cli.epochs import epoch_option
from playground.cli.models import ChosenModel, choose_model
from playground.cli.options import (
    average_views_option,
    data_dir_option,
    group_by_option,
    groups_option,
    json_option,
)
from playground.cli.preparing import (
    check_groups,
    decoding_progress,
    report_left_out,
    report_unreadable,
)
from playground.cli.streams import print_json
from playground.data.classes import CLASSES
from playground.data.pictures import Pictures, load_pictures
from playground.data.sources import Source, open_source
from playground.insight.scores import GroupScore, Scores, score, score_groups
from playground.model.loading import Preparation


@click.command(short_help="Judge networks on all pictures of a source.")
@click.argument("models", metavar="MODEL...", nargs=-1, required=True)
@click.option("--data", required=True, metavar="NAME|PATH", help="The pictures to judge it on.")
@groups_option
@group_by_option
@epoch_option
@average_views_option
@data_dir_option
@json_option
def evaluate(
    models: tuple[str, ...], data: str, groups_file: Path | None, group_by: str | None,
    epoch: str | None, average_views: bool, data_dir: Path | None, as_json: bool,
) -> None:
    """Judge MODEL (pretrained, a .keras file, a run's id or folder) on all pictures of a source.

    Of several it is the mean of their answers that is judged, as with bagging.
    """
    chosen = [choose_model(model, data_dir, epoch) for model in models]
    source = open_source(data, paths_allowed=True)
    check_groups(source, groups_file, group_by)
    seen = _Seen(source, groups_file)
    each = [_answers(model, seen, average_views=average_views) for model in chosen]
    pictures = seen.first
    report_unreadable(pictures)
    report_left_out(pictures)
    columns = tuple(pictures.groups)
    if group_by is not None:
        columns = (group_by,)
    answers = np.mean(each, axis=0).argmax(axis=1)
    scores = score(pictures.labels, answers)
    right = answers == pictures.labels
    grouped = [score_groups(column, pictures.groups[column], right) for column in columns]
    alone = {} if len(models) == 1 else {
        model: float((own.argmax(axis=1) == pictures.labels).mean())
        for model, own in zip(models, each, strict=True)}
    if as_json:
        told = as_object(scores, grouped, len(pictures.unreadable))
        print_json({**told, "alone": alone} if alone else told)
        return
    for model, accuracy in alone.items():
        click.echo(f"{model}: accuracy {accuracy:.4f} alone")
    click.echo(as_text(scores, grouped))


class _Seen:
    """The source's pictures, as each network wants them: decoded once for all that want the same.
    """

    def __init__(self, source: Source, groups_file: Path | None) -> None:
        self._source, self._groups_file = source, groups_file
        self._by_kind: dict[tuple[int, Preparation], Pictures] = {}

    @property
    def first(self) -> Pictures:
        """As the first network saw them; labels and groups are those of all."""
        return next(iter(self._by_kind.values()))

    def pictures(self, size: int, preparation: Preparation) -> Pictures:
        kind = size, preparation
        if kind not in self._by_kind:
            with decoding_progress() as progress:
                self._by_kind[kind] = load_pictures(
                    self._source, size, preparation.framing, preparation.resize_filter,
                    progress=progress, groups_file=self._groups_file)
        return self._by_kind[kind]


def _answers(model: ChosenModel, seen: _Seen, *, average_views: bool) -> NDArray[np.float32]:
    """Probabilities (n, 3) of all pictures."""
    network = model.load()
    from playground.photo.classify import input_size, probabilities

    pictures = seen.pictures(input_size(network), model.preparation)
    indices = np.arange(len(pictures))
    # In parts: the whole set as RGB at 224 x 224 would be copied into memory at once.
    return np.concatenate([
        probabilities(network, pictures.rgb(part), average_views=average_views)
        for part in np.array_split(indices, max(1, len(indices) // 512))])


def as_object(scores: Scores, grouped: list[GroupScore], skipped: int) -> dict[str, Any]:
    return {
        "images": scores.images,
        "skipped": skipped,
        "accuracy": scores.accuracy,
        "recall": dict(zip(CLASSES, scores.recall, strict=True)),
        "confusion": {
            true: dict(zip(CLASSES, map(int, row), strict=True))
            for true, row in zip(CLASSES, scores.confusion, strict=True)
        },
        "groups": [
            {"column": part.column, "groups": part.count, "accuracy": part.accuracy}
            for part in grouped
        ],
    }


def as_text(scores: Scores, grouped: list[GroupScore]) -> str:
    lines = [f"accuracy {scores.accuracy:.4f} of {scores.images} pictures"]
    lines += [f"accuracy {part.accuracy:.4f} by {part.column}, each of {part.count} groups "
              "counted once" for part in grouped]
    lines.append("")
    lines.append(f"{'true / answer':<15}" + "".join(f"{name:>10}" for name in CLASSES)
                 + f"{'recall':>10}")
    for name, row, recall in zip(CLASSES, scores.confusion, scores.recall, strict=True):
        cells = "".join(f"{int(cell):>10}" for cell in row)
        lines.append(f"{name:<15}{cells}" + (f"{recall:>10.3f}" if recall is not None else ""))
    return "\n".join(lines)
