"""What `dev.py run` starts: the app, or a command. Nothing is started here."""

import importlib.util
import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def started(monkeypatch):
    """Calls `run` with some words; gives the command that it would become, and its folder."""
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "dev.py")
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    # Restored after the test, whatever `run` sets.
    for name in ("PYTHONPATH", "GLIBC_TUNABLES"):
        monkeypatch.setenv(name, "")
    folders = [Path.cwd()]
    monkeypatch.setattr(os, "chdir", folders.append)
    commands = []
    monkeypatch.setattr(os, "execv", lambda program, command: commands.append(command))

    def start(*words):
        dev.run(Path("python"), list(words))
        return commands[-1], folders[-1]

    return start


@pytest.mark.skipif(os.name == "nt", reason="there the command is a process of its own")
@pytest.mark.parametrize("options", [(), ("--server.port", "8502")])
def test_without_a_command_it_is_the_app_with_its_settings(started, options):
    command, folder = started(*options)
    assert command == ["python", "-m", "streamlit", "run", "app.py", *options]
    assert folder == CHECKOUT


@pytest.mark.skipif(os.name == "nt", reason="there the command is a process of its own")
@pytest.mark.parametrize("words", [("train",), ("--help",), ("train", "--epochs", "1")])
def test_with_one_it_is_the_command_in_the_callers_folder(started, words):
    command, folder = started(*words)
    assert command == ["python", "-m", "playground", *words]
    assert folder == Path.cwd()
