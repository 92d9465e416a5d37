"""`classify`: what a network says of photos."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from playground.cli.epochs import epoch_option
from playground.cli.models import choose_model
from playground.cli.options import average_views_option, data_dir_option, json_option
from playground.cli.streams import print_json
from playground.data.classes import CLASSES
from playground.errors import UnreadableImage


@click.command(short_help="Say what a network sees on photos.")
@click.argument("model")
@click.argument("photos", nargs=-1, required=True, metavar="PHOTO…")
@epoch_option
@average_views_option
@data_dir_option
@json_option
def classify(
    model: str, photos: tuple[str, ...], epoch: str | None, average_views: bool,
    data_dir: Path | None, as_json: bool,
) -> int:
    """Say what MODEL (pretrained, a .keras file, a run's id or folder) sees on each PHOTO."""
    chosen = choose_model(model, data_dir, epoch)
    network = chosen.load()
    from playground.photo.classify import input_size, probabilities
    from playground.photo.intake import read_photo
    from playground.photo.square import default_square, prepare

    failed, size, preparation = False, input_size(network), chosen.preparation
    for photo in photos:
        try:
            opened = read_photo(Path(os.path.expanduser(photo)))
        except UnreadableImage as error:
            failed = True
            _tell_error(photo, str(error), as_json)
            continue
        image = prepare(opened, default_square(opened, preparation.framing), size, preparation)
        answer = probabilities(network, image[None], average_views=average_views)[0]
        _tell(photo, answer, as_json)
    return int(failed)


def _tell(photo: str, answer: NDArray[np.float32], as_json: bool) -> None:
    winner = CLASSES[int(answer.argmax())]
    by_class = {name: float(value) for name, value in zip(CLASSES, answer, strict=True)}
    if as_json:
        row: dict[str, Any] = {"photo": photo, "class": winner, "probabilities": by_class}
        print_json(row)
        return
    told = "  ".join(f"{name} {value:.1%}" for name, value in by_class.items())
    click.echo(f"{photo}: {winner}  ({told})")


def _tell_error(photo: str, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json({"photo": photo, "class": None, "probabilities": None, "error": sentence})
    click.echo(f"{photo}: {sentence}", err=True)
