"""`fetch`: get a set from Kaggle with the person's own key, by a library that is optional."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import click

from playground.controls import shown
from playground.data.sources import open_source
from playground.errors import BadInput
from playground.messages import lazy

_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}/[A-Za-z0-9_.-]{1,120}")
_PAGE = "https://www.kaggle.com/datasets/"
_REFUSED = (401, 403, 404)


@click.command(short_help="Get a set of pictures from Kaggle, with your own key.")
@click.argument("name", default="drgfreeman/rockpaperscissors")
def fetch(name: str) -> None:
    """Get the set NAME, as owner/set, and say how to train on it; by default the article's.

    Needs the package kagglehub and, where Kaggle asks for one, your own key: see your account's
    settings there. Any other set: download it in a browser and give the folder or .zip by --data.
    """
    if not _NAME.fullmatch(name):
        raise BadInput(lazy(
            "{name} is no name of a set on Kaggle; it looks like drgfreeman/rockpaperscissors.",
            name=shown(name)))
    folder = _downloaded(_library(name), name)
    source = open_source(folder, paths_allowed=True)
    click.echo(folder)
    click.echo(str(lazy(
        "{n:,} pictures. Train on them with: python3 dev.py run train --data {folder}",
        n=len(source.members()), folder=shown(folder))))


def _library(name: str) -> Any:
    try:
        return import_module("kagglehub")
    except ImportError:
        raise BadInput(lazy(
            "The package kagglehub is not installed. Install it with pip install kagglehub, or "
            "download {page} in a browser and give the .zip by --data.",
            page=_PAGE + name)) from None


def _downloaded(library: Any, name: str) -> str:
    try:
        return str(library.dataset_download(name))
    # Each version of the library and of what it rests on has errors of its own.
    except Exception as error:
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status in _REFUSED:
            raise BadInput(lazy(
                "Kaggle does not give {name} ({status}). Check the name, and put your own key "
                "where Kaggle's help says; or download {page} in a browser and give the .zip by "
                "--data.",
                name=shown(name), status=status, page=_PAGE + name)) from None
        raise BadInput(lazy(
            "Kaggle can't be reached from here ({kind}). Download {page} in a browser where there "
            "is a network, and give the .zip by --data.",
            kind=type(error).__name__, page=_PAGE + name)) from None
