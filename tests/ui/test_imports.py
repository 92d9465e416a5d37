"""The first page is there before TensorFlow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_page_loads_nothing_heavy() -> None:
    program = """
import sys
import playground.ui.play
heavy = ("tensorflow", "keras", "pandas")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_that_is_drawn_has_not_asked_for_pandas() -> None:
    # Streamlit imports it, for 0.6 s, where it looks for a table in a component's data.
    program = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=180).run()
assert not page.exception
print("pandas" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("False")
