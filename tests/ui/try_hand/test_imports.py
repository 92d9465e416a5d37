"""The pages are there before TensorFlow, which the first photo brings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("module", ["page", "game"])
def test_a_page_loads_nothing_heavy(module: str) -> None:
    program = f"""
import sys
import playground.ui.try_hand.{module}
print([name for name in ("tensorflow", "keras", "pandas") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
