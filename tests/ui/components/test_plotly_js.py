from __future__ import annotations

import os
from pathlib import Path

import pytest

from playground.ui.components import plotly_js


def test_the_packaged_file_is_put_in_place(tmp_path: Path) -> None:
    target = plotly_js.install(tmp_path / "static")
    assert target == tmp_path / "static" / "plotly.min.js"
    assert target.read_bytes() == plotly_js.packaged().read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["plotly.min.js"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    first = plotly_js.install(tmp_path).stat()
    second = plotly_js.install(tmp_path).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_another_version_or_half_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / plotly_js.NAME).write_text("half")
    target = plotly_js.install(tmp_path)
    assert target.stat().st_size == plotly_js.packaged().stat().st_size


def test_a_broken_copy_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OSError, match="No space"):
        plotly_js.install(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_others_may_read_it(tmp_path: Path) -> None:
    assert os.stat(plotly_js.install(tmp_path)).st_mode & 0o444 == 0o444
