"""Running commands, in this process or in one of their own, and reading what they said."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.cli.main import main

CHECKOUT = Path(__file__).resolve().parents[2]
EPOCH_KEYS = [
    "epoch", "step", "data_loss", "penalty", "accuracy", "val_data_loss", "val_accuracy",
    "ood_accuracy", "gap", "exact_zeros", "near_zeros", "images_per_second", "seconds",
]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each line of standard output as JSON; NaN, which is none, raises."""
        return [json.loads(line, parse_constant=_no_constant) for line in self.out.splitlines()]

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row

    @property
    def epochs(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if "epoch" in row]

    @property
    def last(self) -> dict[str, Any]:
        return self.rows[-1]


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def play(*arguments: object) -> Outcome:
    """One command in this process: TensorFlow is imported once for all tests."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())


def assert_refused(outcome: Outcome, *words: str) -> None:
    """Bad input: exit code 2 and one plain line, which holds those words."""
    assert outcome.code == 2, outcome
    assert len(outcome.err.splitlines()) == 1, outcome.err
    assert "Traceback" not in outcome.err
    for word in words:
        assert word in outcome.err


def started(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """One command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "playground", *map(str, arguments)], cwd=CHECKOUT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **environment},
    )
