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
from playground.cli.options import (
    average_views_option,
    data_dir_option,
    json_option,
    referee_option,
)
from playground.cli.streams import print_json
from playground.data.classes import CLASSES
from playground.errors import BadInput, UnreadableImage
from playground.messages import lazy
from playground.model.importing import without_notes
from playground.photo.answer import Sureness, said, sureness
from playground.photo.photo import Photo
from playground.photo.refereed import together
from playground.photo.ruling import ruling
from playground.referee import files
from playground.referee.hands import prepare as prepare_referee
from playground.referee.shape import FINGERS


@click.command(short_help="Say what a network sees on photos.")
@click.argument("model")
@click.argument("photos", nargs=-1, required=True, metavar="PHOTO…")
@epoch_option
@average_views_option
@referee_option
@data_dir_option
@json_option
def classify(
    model: str, photos: tuple[str, ...], epoch: str | None, average_views: bool, referee: bool,
    data_dir: Path | None, as_json: bool,
) -> int:
    """Say what MODEL (pretrained, a .keras file, a run's id or folder) sees on each PHOTO.

    An answer is sure where its sign stands out and the photo and its mirror image have the same.

    With --referee, the answer is the mean of the model's and of the referee's, which finds the
    hand's 21 points, where it sees a hand.
    """
    chosen = choose_model(model, data_dir, epoch)
    if referee and not files.is_there():
        raise BadInput(lazy(
            "The referee's networks are not there; get playground/assets/referee/ from the "
            "repository, or leave out --referee."))
    network = chosen.load()
    if referee:
        with without_notes():
            prepare_referee()
    from playground.photo.classify import input_size
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
        answer, otherwise = said(network, image, average_views=average_views)
        if referee:
            _tell_refereed(photo, opened, answer, as_json)
        else:
            _tell(photo, answer, sureness(answer, otherwise), as_json, {})
    return int(failed)


def _tell_refereed(
    photo: str, opened: Photo, network: NDArray[np.float32], as_json: bool
) -> None:
    seen = ruling(opened)
    found = seen.verdict
    more: dict[str, Any] = {"hand": not seen.no_hand, "referee": None}
    if found is not None:
        more["referee"] = {
            "class": CLASSES[found.winner] if found.is_sign else None,
            "probabilities": _by_class(found.probabilities),
            "none": found.none,
            "fingers": [name for name in FINGERS if name in found.fingers],
        }
    both = together(network, found)
    _tell(photo, both.probabilities, both.sure, as_json, more)


def _tell(
    photo: str, answer: NDArray[np.float32], sure: Sureness, as_json: bool, more: dict[str, Any]
) -> None:
    winner = CLASSES[int(answer.argmax())]
    by_class = _by_class(answer)
    if as_json:
        row: dict[str, Any] = {
            "photo": photo, "class": winner, "probabilities": by_class, "sure": sure == "sure"}
        print_json(row | more)
        return
    told = "  ".join(f"{name} {value:.1%}" for name, value in by_class.items())
    click.echo(f"{photo}: {winner}, {sure}  ({told}){_in_words(more)}")


def _in_words(more: dict[str, Any]) -> str:
    if not more:
        return ""
    if more["referee"] is None:
        return "  referee: no hand" if not more["hand"] else "  referee: no points"
    fingers = ", ".join(more["referee"]["fingers"]) or "no finger"
    return f"  referee: {more['referee']['class'] or 'none of the three'}, stretched {fingers}"


def _by_class(answer: NDArray[np.float32]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(CLASSES, answer, strict=True)}


def _tell_error(photo: str, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json({"photo": photo, "class": None, "probabilities": None, "sure": None,
                    "error": sentence})
    click.echo(f"{photo}: {sentence}", err=True)
