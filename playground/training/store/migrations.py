"""The layouts that the database of runs has had: the first one, and each step to the next.

A new database takes the same way, so that a step is tested wherever a store is. Once a version has
been released its steps stay as they are: a change of the layout is one more step at the end.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

# Version 1.
FIRST = (
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created REAL NOT NULL,
        state TEXT NOT NULL,
        message TEXT NOT NULL DEFAULT '',
        pinned INTEGER NOT NULL DEFAULT 0,
        experiment TEXT NOT NULL,
        data TEXT NOT NULL
    )""",
    # arrays is last: what stands behind a large value is slow to reach.
    """CREATE TABLE epochs (
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        epoch INTEGER NOT NULL,
        step INTEGER NOT NULL,
        record TEXT NOT NULL,
        checkpoint TEXT NOT NULL,
        arrays BLOB NOT NULL,
        PRIMARY KEY (run, epoch)
    )""",
    """CREATE TABLE changes (
        number INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        name TEXT NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL
    )""",
    "CREATE INDEX changes_by_run ON changes (run, step, number)",
    # Runs whose folder still has to go. Only these are ever removed from the disk: were it every
    # folder without a row, a lost database would take all weights with it.
    "CREATE TABLE removed (id TEXT PRIMARY KEY)",
)

# Version 2: pages record their runs too. `owner` is a hash of the secret that a browser's tab
# holds, and empty for a run of the command line; `parent` is the id of the run that this one was
# forked from. `message` may from now on be a message in JSON: see `playground.messages.stored`.
_OWNERS = (
    "ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE runs ADD COLUMN origin TEXT NOT NULL DEFAULT 'command line'",
    "ALTER TABLE runs ADD COLUMN parent TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX runs_by_owner ON runs (owner, number)",
)

# Version 3: series, the plans of several runs. `asked` is what a plan was made of, `place` where a
# point stands on it, both in JSON; `run` is the id of the run that trains the point or has, and
# empty before. One run may be a point of several series. A run that is removed leaves its points.
_SERIES = (
    """CREATE TABLE series (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created REAL NOT NULL,
        kind TEXT NOT NULL,
        origin TEXT NOT NULL,
        owner TEXT NOT NULL DEFAULT '',
        asked TEXT NOT NULL
    )""",
    """CREATE TABLE points (
        series INTEGER NOT NULL REFERENCES series (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        place TEXT NOT NULL,
        experiment TEXT NOT NULL,
        run TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (series, position)
    )""",
    "CREATE INDEX points_by_run ON points (run)",
    "CREATE INDEX series_by_owner ON series (owner, number)",
)

STEPS: tuple[tuple[str, ...], ...] = (FIRST, _OWNERS, _SERIES)
"""`STEPS[n]` makes version n + 1 of version n; version 0 is an empty database."""
VERSION = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Make the newest layout of the one that is there, in one transaction, or change nothing.

    Called with the lock for it held, outside a transaction. A database that holds something is
    copied beside itself before, and the copy goes once the newest layout is on the disk and sound.
    """
    version = version_of(connection)
    copy = None if version == 0 else _copied(connection, path, version)
    connection.execute("BEGIN IMMEDIATE")
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("rows of runs that are not there")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    if copy is not None and connection.execute("PRAGMA quick_check").fetchone()[0] == "ok":
        copy.unlink(missing_ok=True)


def _copied(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """A whole copy of the database, safely on the disk under a name of its own."""
    copy = copy_of(path, version)
    half = copy.with_name(f"{copy.name}.tmp")
    half.unlink(missing_ok=True)
    target = sqlite3.connect(half)
    try:
        # By SQLite, not file by file: what was committed last may stand in the log beside it.
        connection.backup(target)
    finally:
        target.close()
    with open(half, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(half, copy)
    return copy


def copy_of(path: Path, version: int) -> Path:
    """Where the copy is kept while a database of that version is brought up to date."""
    return path.with_name(f"{path.stem}-version-{version}{path.suffix}")
