"""The database of runs: its tables, its version, and how a connection is opened.

Durability. Write-ahead logging lets readers go on while a run writes. `synchronous` is FULL: each
commit waits until the log is on the disk. A killed process would lose nothing with NORMAL either,
since the system keeps what was written; but after a power cut NORMAL may take the last commits
back, and by then the checkpoint that an older row names is removed: the run would have no weights
at all. FULL costs one flush per epoch or change, some milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from playground.errors import BadInput
from playground.messages import lazy

VERSION = 1
# Seconds for which a writer waits for another before it gives up.
BUSY_TIMEOUT = 10.0

_TABLES = (
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


class Database:
    """Opens one short-lived connection per use, so that no thread ever shares one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the database throughout."""
        with self._plainly(), self._connection() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: on the disk when the block has ended, or, if it raised, not at all."""
        with self._plainly(), self._connection() as connection:
            # IMMEDIATE: a transaction that reads first and is then refused the write cannot wait.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            # A damaged text spoils its own row, not the whole listing.
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._check_version(connection)
            yield connection
        finally:
            # Closing takes back whatever was not committed.
            connection.close()

    def _check_version(self, connection: sqlite3.Connection) -> None:
        version = _version(connection)
        if version > VERSION:
            raise BadInput(
                lazy(
                    "The runs in {parent} were recorded by a newer version of this program; "
                    "update it, or choose another data directory.", parent=self.path.parent)
            )
        if version < VERSION:
            self._create_tables(connection)

    def _create_tables(self, connection: sqlite3.Connection) -> None:
        try:
            # SQLite answers "locked" at once, without waiting, when two processes turn a new
            # database to write-ahead logging at the same time.
            with FileLock(self.path.with_name("create.lock")).acquire(timeout=BUSY_TIMEOUT):
                if _version(connection) == VERSION:
                    return
                if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    raise BadInput(
                        lazy(
                            "{path} is not a record of runs; choose another data directory.",
                            path=self.path)
                    )
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN IMMEDIATE")
                for table in _TABLES:
                    connection.execute(table)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("COMMIT")
        except Timeout:
            raise BadInput(lazy(
                "Another process holds {parent}; try again.", parent=self.path.parent)) from None
        except OSError as error:
            raise BadInput(
                lazy(
                    "Nothing can be written to {parent} ({reason}); choose another data directory.",
                    parent=self.path.parent, reason=error.strerror)
            ) from error

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise BadInput(
                lazy(
                    "The record of runs {path} cannot be used ({error}); repair or move that "
                    "file, or choose another data directory.", path=self.path, error=error)
            ) from error


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
