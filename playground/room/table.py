"""The room's table, as it is downloaded: CSV with a header, one row a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from playground.room.board import Row
from playground.room.challenge import Place

COLUMNS = ("name", "state", "epoch", "epochs", "exact_zeros", "validation_accuracy",
           "challenge_place", "challenge_weights", "challenge_reached")


def table(rows: Sequence[Row], places: Mapping[str, Place], *, names: bool) -> str:
    """`places` by member; without `names` people are numbered.

    No cell can be a formula of a spreadsheet: names begin with a letter (`aliases.py`).
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        place = places.get(row.member)
        writer.writerow([
            row.alias if names else number, row.doing, row.epoch, row.epochs,
            _share(row.zeros), _share(row.accuracy),
            *(("", "", "") if place is None else
              (place.place, place.score.weights, "yes" if place.score.reached else "no"))])
    return written.getvalue()


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
