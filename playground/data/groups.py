"""Which pictures belong together: `groups.csv`, with the columns split, class, file and groups.

A row is matched on class and file, and on the split where the table knows the data folder's own
name (a folder 'train' takes the rows of 'train'); under another name, on class and file alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playground.controls import shown
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import Text, lazy

GROUPS_FILE = "groups.csv"
MAX_TABLE_BYTES = 64 * 2**20
_KEYS = ("split", "class", "file")


@dataclass(frozen=True)
class GroupTable:
    """Rows (split, class, file) -> a group's name for each of `columns`; '' is no group."""

    where: str
    columns: tuple[str, ...]
    rows: Mapping[tuple[str, str, str], tuple[str, ...]]

    def match(self, keys: Sequence[tuple[str, str, str]]) -> dict[str, tuple[str, ...]]:
        """For each column, a group's name per key; '' where the table has no row for it.

        Raises `BadInput` where two rows could be meant by one of `keys` and differ.
        """
        splits = {split for split, _, _ in self.rows}
        loose = self._without_split() if any(key[0] not in splits for key in keys) else {}
        nothing = ("",) * len(self.columns)
        found = [
            self.rows.get(key, nothing) if key[0] in splits
            else self._only(key[1:], loose.get(key[1:], [nothing]))
            for key in keys
        ]
        return {
            column: tuple(values[at] for values in found) for at, column in enumerate(self.columns)
        }

    def _without_split(self) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        rows: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for (_, class_name, file), values in self.rows.items():
            rows.setdefault((class_name, file), []).append(values)
        return rows

    def _only(
        self, picture: tuple[str, str], found: list[tuple[str, ...]]
    ) -> tuple[str, ...]:
        # Only here, where a picture is looked up: a table about other folders may well list the
        # same file name in two of them, which is no concern of this one.
        if any(values != found[0] for values in found):
            raise BadInput(
                lazy(
                    "{where} lists {picture} in two splits with different groups; name the data "
                    "folder as one of its splits.",
                    where=self.where, picture=shown("/".join(picture)))
            )
        return found[0]


def read_groups(path: Path) -> GroupTable:
    """The table in that file. Raises `BadInput`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_TABLE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason: Text = lazy("unreadable")
        if isinstance(error, OSError) and error.strerror:
            reason = error.strerror
        raise BadInput(lazy(
            "The groups file {path} cannot be read: {reason}.",
            path=shown_path(path), reason=reason)) from None
    return parse_groups(content, where=path.name)


def parse_groups(content: bytes, where: str) -> GroupTable:
    """The table in these bytes of CSV; `where` names them in a `BadInput`."""
    if len(content) > MAX_TABLE_BYTES:
        raise BadInput(lazy(
            "{where} is larger than {max_table_bytes} MiB.",
            where=where, max_table_bytes=MAX_TABLE_BYTES // 2 ** 20))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(lazy(
            "{where} is not UTF-8 text; save it as CSV in UTF-8.", where=where)) from None
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise BadInput(lazy(
            "{where} is not a well-formed CSV file: {error}.", where=where, error=error)) from None
    if not lines:
        raise BadInput(lazy(
            "{where} is empty; it needs a first line split,class,file,GROUP.", where=where))
    header = [name.strip() for name in lines[0]]
    return GroupTable(where, *_columns_and_rows(header, lines, where))


def _columns_and_rows(
    header: list[str], lines: list[list[str]], where: str
) -> tuple[tuple[str, ...], dict[tuple[str, str, str], tuple[str, ...]]]:
    at = {name: header.index(name) for name in _KEYS if name in header}
    group_columns = tuple(name for name in header if name not in _KEYS)
    if "class" not in at or "file" not in at or not group_columns or "" in group_columns:
        raise BadInput(lazy(
            "{where} needs the columns class, file and one or more group columns.", where=where))
    if len(set(header)) != len(header):
        raise BadInput(lazy("{where} has two columns of the same name.", where=where))
    rows: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        if len(line) != len(header):
            raise BadInput(
                lazy(
                    "{where} has {count} columns instead of {expected} in row {number}.",
                    where=where, count=len(line), expected=len(header), number=number)
            )
        split = line[at["split"]].strip() if "split" in at else ""
        key = split, line[at["class"]].strip().lower(), line[at["file"]]
        values = tuple(line[header.index(name)].strip() for name in group_columns)
        if rows.setdefault(key, values) != values:
            raise BadInput(lazy(
                "{where} lists {picture} twice with different groups.",
                where=where, picture=shown(key[2])))
    return group_columns, rows


def require_column(columns: Sequence[str], wanted: str) -> None:
    """`BadInput` that names the columns there are, unless `wanted` is one of them."""
    if wanted not in columns:
        raise BadInput(lazy(
            "There is no group column {wanted}; there are {columns:,}.",
            wanted=shown(wanted), columns=tuple(columns)) if columns else lazy(
            "There is no group column {wanted}; these pictures have none.", wanted=shown(wanted)))
