"""What `dev.py run` starts: the app, or a command. Nothing is started here."""

import importlib.util
import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev():
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def started(dev, monkeypatch):
    """Calls `run` with some words; gives the command that it would become, and its folder."""
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


def test_the_node_packages_are_fetched_once_for_each_lock_file(dev, tmp_path, monkeypatch):
    asked = []

    def fetched(command, **_):
        asked.append(command)
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(dev, "CHECKOUT", tmp_path)
    monkeypatch.setattr(dev.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(dev.subprocess, "call", fetched)
    (tmp_path / "package-lock.json").write_text("{}")
    assert dev.node_tools()
    assert dev.node_tools()
    assert len(asked) == 1
    (tmp_path / "package-lock.json").write_text("{ }")
    assert dev.node_tools()
    assert len(asked) == 2


def test_without_node_a_word_says_what_is_skipped(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    assert not dev.node_tools()
    assert "skipped" in capsys.readouterr().out


def test_one_failed_check_keeps_no_other_from_running_and_is_named_at_the_end(
    dev, monkeypatch, capfd
):
    monkeypatch.setattr(dev, "environment", lambda task: Path("python"))
    monkeypatch.setattr(dev, "script_checks", lambda: [dev.Check("npm lint", 0, "linted\n")])
    monkeypatch.setattr(
        dev, "checked", lambda name, _: dev.Check(name, int(name == "ruff"), f"{name} says\n"))
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: print(command[2]) or 0)
    assert dev.main(["test"]) == 1
    told = capfd.readouterr()
    assert told.out == ("== ruff\nruff says\n== ruff FAILED\n== npm lint\nlinted\n"
                        "== pytest\npytest\n== mypy\nmypy says\n")
    assert told.err == "Failed: ruff.\n"
    monkeypatch.setattr(dev, "checked", lambda name, _: dev.Check(name, 0))
    assert dev.main(["test"]) == 0
