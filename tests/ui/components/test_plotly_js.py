from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from streamlit import config
from streamlit.web import bootstrap

from playground.ui.components import plotly_js

CHECKOUT = Path(__file__).resolve().parents[3]


def test_the_vendored_file_is_put_in_place(tmp_path: Path) -> None:
    target = plotly_js.install(tmp_path / "static")
    assert target == tmp_path / "static" / "plotly-basic.min.js"
    assert target.read_bytes() == plotly_js.SOURCE.read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["plotly-basic.min.js"]


def test_it_is_the_version_of_the_installed_package() -> None:
    package = importlib.util.find_spec("plotly")
    assert package is not None
    assert package.origin is not None
    complete = Path(package.origin).parent / "package_data" / "plotly.min.js"
    assert [first_version(path) for path in (plotly_js.SOURCE, complete)] == [
        plotly_js.VERSION] * 2


def first_version(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        found = re.search(r"plotly\.js.* v([\d.]+)", file.read(300))
    assert found is not None
    return found[1]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    first = plotly_js.install(tmp_path).stat()
    second = plotly_js.install(tmp_path).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_another_version_or_half_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / plotly_js.NAME).write_text("half")
    target = plotly_js.install(tmp_path)
    assert target.stat().st_size == plotly_js.SOURCE.stat().st_size


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


def test_a_fresh_clone_starts_without_a_warning_about_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = shutil.which("git")
    if git is None or not (CHECKOUT / ".git").exists():
        pytest.skip("this is no clone")
    names = ["app.py", "static", ".streamlit"]
    listed = subprocess.run(
        [git, "ls-files", "-z", "--", *names], cwd=CHECKOUT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CHECKOUT / name, tmp_path / name)
    before = config.get_option("server.enableStaticServing")
    config.set_option("server.enableStaticServing", True)
    try:
        bootstrap._maybe_print_static_folder_warning(str(tmp_path / "app.py"))
    finally:
        config.set_option("server.enableStaticServing", before)
    assert capsys.readouterr() == ("", "")
