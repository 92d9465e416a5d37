"""`classify`: what a network says of photos."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from playground.cli.models import choose_model
from playground.cli.options import data_dir_option, json_option
from playground.data.classes import CLASSES
from playground.data.decode import decode_image, flatten_alpha
from playground.errors import UnreadableImage


@click.command()
@click.argument("model")
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar="PHOTO…")
@click.option("--average-flips", is_flag=True,
              help="Average the answers over the photo and its three flips.")
@data_dir_option
@json_option
def classify(
    model: str, photos: tuple[Path, ...], average_flips: bool, data_dir: Path | None,
    as_json: bool,
) -> int:
    """Say what MODEL (a .keras file, a run's id or folder) sees on each PHOTO."""
    chosen = choose_model(model, data_dir)
    network = chosen.load()
    from playground.photo.classify import input_size, probabilities

    failed, size, preparation = False, input_size(network), chosen.preparation
    for photo in photos:
        try:
            image = decode_image(photo, size, preparation.framing, preparation.resize_filter)
        except UnreadableImage as error:
            failed = True
            _tell_error(photo, str(error), as_json)
            continue
        answer = probabilities(network, flatten_alpha(image[None]), average_flips=average_flips)[0]
        _tell(photo, answer, as_json)
    return int(failed)


def _tell(photo: Path, answer: NDArray[np.float32], as_json: bool) -> None:
    winner = CLASSES[int(answer.argmax())]
    by_class = {name: float(value) for name, value in zip(CLASSES, answer, strict=True)}
    if as_json:
        row: dict[str, Any] = {"photo": str(photo), "class": winner, "probabilities": by_class}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    told = "  ".join(f"{name} {value:.1%}" for name, value in by_class.items())
    click.echo(f"{photo}: {winner}  ({told})")


def _tell_error(photo: Path, sentence: str, as_json: bool) -> None:
    if as_json:
        row = {"photo": str(photo), "class": None, "probabilities": None, "error": sentence}
        click.echo(json.dumps(row, ensure_ascii=False))
    click.echo(f"{photo}: {sentence}", err=True)
