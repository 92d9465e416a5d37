"""Where runs are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir

from playground.errors import BadInput
from playground.messages import lazy

APPLICATION = "regularization-playground"


def data_directory(option: str | None = None) -> Path:
    """The option if given, else PLAYGROUND_DATA_DIR, else the platform's user data folder.

    Absolute, and not created here: asking where it is leaves no trace.
    """
    chosen = option or os.environ.get("PLAYGROUND_DATA_DIR") or user_data_dir(APPLICATION)
    return Path(os.path.abspath(os.path.expanduser(chosen)))


def make_folder(folder: Path, directory: Path) -> None:
    """A folder of the data directory, where it is not there. Raises `BadInput`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            lazy(
                "The data directory {directory} cannot be made ({reason}); choose another.",
                directory=directory, reason=error.strerror)
        ) from error
