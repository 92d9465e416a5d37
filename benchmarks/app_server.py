"""The app on a port of its own, and a Chromium, for commands that look at it from outside."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHECKOUT = Path(__file__).resolve().parents[1]
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync"]
_STARTS_WITHIN = 60  # seconds


@contextmanager
def app(**environment: str) -> Iterator[str]:
    """Its address, as soon as the server has been started; it may not answer yet."""
    port = free_port()
    server = start("app.py", port, subprocess.DEVNULL, environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        interrupt(server)
        end(server)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def start(
    script: str, port: int, log: int | IO[bytes], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """A `streamlit run` of the script, whose output goes to `log`; it may not answer yet."""
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
         f"--server.port={port}", "--server.address=127.0.0.1"],
        cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment})


def interrupt(server: subprocess.Popen[bytes]) -> None:
    """As Ctrl+C would."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)


def end(server: subprocess.Popen[bytes]) -> None:
    """Wait until it has ended, harder where Ctrl+C was not enough."""
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        # One connection that was opened in the very moment is waited for without end.
        server.kill()
        server.wait()


def wait_for(url: str) -> None:
    """Until the server answers."""
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.01)
    sys.exit(f"The app did not answer within {_STARTS_WITHIN} seconds.")


def opened(page: Page, address: str) -> None:
    """Go there, as soon as the server answers: a failed attempt of the browser's takes its time."""
    wait_for("{0.scheme}://{0.netloc}".format(urlsplit(address)))
    page.goto(address, wait_until="commit")


def chromium(driver: Any) -> Browser:
    """A browser of Playwright's `driver`."""
    found = os.environ.get("PLAYGROUND_CHROMIUM") or shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing: install it, or set PLAYGROUND_CHROMIUM.")
    browser: Browser = driver.chromium.launch(executable_path=found, args=_FLAGS)
    return browser
