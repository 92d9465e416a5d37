"""What the image is made of: its files are enough to run, and its own check says so.

No Docker is needed: the files that are copied, the command and the health check are the image's.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.app_server import free_port

CHECKOUT = Path(__file__).resolve().parents[1]
LINES = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
STARTS_WITHIN = 120  # seconds


def said(instruction: str) -> list[str]:
    return [line.split(" ", 1)[1].strip() for line in LINES if line.startswith(f"{instruction} ")]


def as_words(text: str) -> list[str]:
    """The exec form of a command, with this interpreter in place of the image's."""
    found = re.search(r"\[.*\]", text)
    assert found, text
    program, *words = json.loads(found.group())
    assert program == "python"
    return [sys.executable, *words]


def test_it_runs_without_rights_and_installs_as_itself_what_changes_seldom() -> None:
    order = [line.split(" ", 1)[0] for line in LINES if line and not line.startswith(("#", " "))]
    assert order.index("USER") < order.index("CMD")
    assert said("USER") == ["player"]
    assert said("COPY")[0].startswith("requirements.txt")


def test_everything_that_is_copied_is_let_through() -> None:
    let = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for copied in said("COPY"):
        assert f"!{copied.split()[0]}" in let


def test_what_it_holds_is_enough_to_serve_and_its_health_check_tells(tmp_path: Path) -> None:
    for copied in said("COPY"):
        source, target = copied.split()
        if (CHECKOUT / source).is_dir():
            shutil.copytree(CHECKOUT / source, tmp_path / target,
                            ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(CHECKOUT / source, tmp_path / target)
    port = str(free_port())
    command = [word.replace("8501", port) for word in as_words(said("CMD")[-1])]
    check = [word.replace("8501", port) for word in as_words(said("HEALTHCHECK")[-1])]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"PLAYGROUND_DATA_DIR": str(tmp_path / "data"), "PYTHONSAFEPATH": ""}

    def healthy() -> bool:
        return subprocess.run(check, capture_output=True, check=False).returncode == 0

    assert not healthy(), "nothing has been started yet"
    log = tmp_path / "log.txt"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not healthy():
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(log.read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.2)
    finally:
        server.terminate()
        server.wait(timeout=180)
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")
