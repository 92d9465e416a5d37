"""The article's experiment from one click in a real Chromium: seconds until each part is there.

    python -m benchmarks.article_click [--epochs 6]

A fresh server with an empty record; the page's own defaults, pictures decoded once before.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.app_server import end, free_port, interrupt, start
from playground.ui.compare.article_part import STUDIO_EPOCHS

MOST_SECONDS = 900


def main() -> None:
    from playwright.sync_api import sync_playwright

    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--epochs", type=int, default=STUDIO_EPOCHS)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log, port = (Path(folder) / "log.txt").open("wb"), free_port()
        server = start("app.py", port, log, {"PLAYGROUND_DATA_DIR": f"{folder}/data"})
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/_stcore/health")
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 1200})
                page.set_default_timeout(120_000)
                page.goto(f"{url}/Compare?part=article")
                field = page.locator(".st-key-article-epochs input")
                field.fill(str(given.epochs))
                field.press("Enter")
                page.wait_for_timeout(1500)
                began, seen = time.perf_counter(), ""
                page.locator(".st-key-article-begin button").click()
                while "trained to" not in seen and time.perf_counter() - began < MOST_SECONDS:
                    page.wait_for_timeout(250)
                    told = page.locator(".st-key-article-steer p").all_inner_texts()
                    if told and told[0] != seen:
                        seen = told[0]
                        if re.match(r"(4|11) ", seen):
                            print(f"{time.perf_counter() - began:6.1f} s  {seen}", flush=True)
                browser.close()
        finally:
            interrupt(server)
            end(server)


def wait_for(url: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)


if __name__ == "__main__":
    main()
