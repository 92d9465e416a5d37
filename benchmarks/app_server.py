"""The app on a port of its own, and a Chromium, for commands that look at it from outside."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
         f"--server.port={port}", "--server.address=127.0.0.1"],
        cwd=CHECKOUT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
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
