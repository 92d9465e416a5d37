from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[3] / "app.py"


@pytest.fixture
def learn() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=180).switch_page("pages/4_Learn.py")
