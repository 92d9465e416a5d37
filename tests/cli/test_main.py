"""Ways of ending: help, exit codes, and standard streams in every state."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground.cli.main import commands
from playground.errors import BadInput, RunFailed
from playground.experiment import CONTROLS
from tests.cli.playing import CHECKOUT, play, started

COMMANDS = ("train", "resume", "runs", "summary", "evaluate", "classify", "presets", "data")


def test_without_a_command_the_commands_are_listed() -> None:
    outcome = play()
    assert outcome.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_each_command_explains_itself(name: str, option: str) -> None:
    outcome = play(name, option)
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: python -m playground {name}")
    assert outcome.err == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_of_the_list_of_commands_is_cut_off(name: str) -> None:
    line = next(line for line in play().out.splitlines() if line.startswith(f"  {name} "))
    assert not line.endswith("...")


@pytest.mark.parametrize("command", ["train", "data", "summary"])
def test_every_control_is_an_option(command: str) -> None:
    told = play(command, "--help").out
    assert [control for control in CONTROLS if f"\n  --{control} " not in told] == []


@pytest.mark.parametrize(("error", "code", "line"), [
    (BadInput("Wrong input."), 2, "Wrong input."),
    (RunFailed("The run\nfailed."), 1, "The run failed."),
    (KeyboardInterrupt(), 130, "Interrupted."),
    (PermissionError(13, "Permission denied", "some/file"), 2, "some/file: Permission denied"),
])
def test_each_way_of_ending_has_its_exit_code_and_one_line(
    error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**options: object) -> None:
        raise error

    monkeypatch.setattr(commands.commands["presets"], "callback", fail)
    outcome = play("presets")
    assert outcome.code == code
    assert outcome.err.strip().startswith(line)
    assert len(outcome.err.strip().splitlines()) == 1


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands.commands["presets"], "callback", fail)
    with pytest.raises(ZeroDivisionError):
        play("presets")


def test_a_reader_that_leaves_is_no_error() -> None:
    process = started("presets", "--json")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error_and_no_file_takes_their_place(
    closed: str, tmp_path: Path
) -> None:
    # The database would be opened as "standard output", and be written over by it.
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "playground", "runs",
         "--data-dir", str(tmp_path)], cwd=CHECKOUT, check=False)
    assert done.returncode == 0
    assert (tmp_path / "runs.sqlite").read_bytes().startswith(b"SQLite format 3")
    assert play("runs", "--data-dir", tmp_path).out.startswith("No runs yet")


@pytest.mark.parametrize("environment", [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
])
def test_a_terminal_that_does_not_know_lambda_gets_an_escape(
    environment: dict[str, str], pics: Path
) -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "playground", "presets"], cwd=CHECKOUT, capture_output=True,
        env=_with(environment), check=False)
    assert (helped.returncode, helped.stderr) == (0, b"")
    shown = subprocess.run(
        [sys.executable, "-m", "playground", "data", str(pics), "--json"], cwd=CHECKOUT,
        capture_output=True, env=_with(environment), check=False)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout.decode("ascii"))["images"] == 42
    missing = subprocess.run(
        [sys.executable, "-m", "playground", "data", f"{pics}λ"], cwd=CHECKOUT,
        capture_output=True, env=_with(environment), check=False)
    assert missing.returncode == 2
    assert missing.stderr.count(b"\n") == 1


def _with(environment: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **environment}
