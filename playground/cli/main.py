"""The commands, and how each way of ending becomes an exit code and at most one line.

0 done; 1 the run failed or a photo could not be read; 2 bad input; 130 Ctrl-C.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any

import click

from playground.cli.check_room import check_room
from playground.cli.classify import classify
from playground.cli.compare import compare
from playground.cli.data import data
from playground.cli.evaluate import evaluate
from playground.cli.experiment import experiment
from playground.cli.fetch import fetch
from playground.cli.fork import fork
from playground.cli.interrupts import INTERRUPTED
from playground.cli.presets import presets
from playground.cli.prune import prune
from playground.cli.resume import resume
from playground.cli.runs import runs
from playground.cli.streams import drop_output, mend_streams
from playground.cli.summary import summary
from playground.cli.sweep import sweep
from playground.cli.train import train
from playground.errors import BadInput, PlaygroundError


class Commands(click.Group):
    """A group that leaves in peace when the reader of its output has gone, as in `| head -1`."""

    def invoke(self, ctx: click.Context) -> Any:
        # Here, and not in `main`: click has its own way with a broken pipe, and exits with 1.
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            drop_output()
            return 0


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def commands() -> None:
    """Train a CNN on pictures of rock, paper, scissors, with any regularizer."""


for command in (train, resume, fork, runs, compare, summary, evaluate, prune, classify, presets,
                data, fetch, experiment, sweep, check_room):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error in one line."""
    # TensorFlow reads this when it is imported: its start-up notes are of no use here.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.basicConfig(level=logging.ERROR)
    mend_streams()
    try:
        code = commands.main(
            args=None if arguments is None else list(arguments),
            prog_name="python -m playground", standalone_mode=False,
        )
        return int(code or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.UsageError as error:
        return _fail(f"{error.format_message().rstrip('.')}. See --help.", 2)
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except BadInput as error:
        return _fail(str(error), 2)
    except PlaygroundError as error:
        return _fail(str(error), 1)
    except (KeyboardInterrupt, click.Abort):
        return _fail("Interrupted.", INTERRUPTED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}; check the path and its rights.", 2)


def _fail(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return code
