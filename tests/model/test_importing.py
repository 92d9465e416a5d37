"""What an import of TensorFlow costs later, and what it leaves as it was."""

import gc
import subprocess
import sys
import threading

import pytest

from playground.model import importing


@pytest.fixture
def heavy(tmp_path, monkeypatch):
    """A module that tells whether the collector ran while it was imported."""
    (tmp_path / "heavy_module.py").write_text(
        "import gc, time\ncollecting = gc.isenabled()\nkept = [[] for _ in range(1000)]\n"
        "time.sleep(0.2)\ndone = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "heavy_module"
    sys.modules.pop("heavy_module", None)
    gc.unfreeze()


def test_the_collector_rests_while_it_is_imported_and_never_looks_at_it_again(heavy):
    gc.unfreeze()
    importing.import_heavy(heavy)
    assert not sys.modules[heavy].collecting
    assert gc.isenabled()
    assert gc.get_freeze_count() > 1000


def test_a_second_thread_waits_until_the_module_is_whole(heavy):
    seen = []

    def use():
        importing.import_heavy(heavy)
        seen.append(sys.modules[heavy].done)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 4
    assert gc.isenabled()


def test_two_that_import_each_other_come_whole_from_either_end(tmp_path, monkeypatch):
    for name, other in (("heavy_one", "heavy_two"), ("heavy_two", "heavy_one")):
        (tmp_path / f"{name}.py").write_text(
            f"import time\ntime.sleep(0.2)\nimport {other}\ntime.sleep(0.2)\nwhole = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    whole = []

    def use(name):
        importing.import_heavy(name)
        whole.append(hasattr(sys.modules[name], "whole"))

    threads = [threading.Thread(target=use, args=(f"heavy_{end}",)) for end in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in ("heavy_one", "heavy_two"):
        sys.modules.pop(name, None)
    gc.unfreeze()
    assert whole == [True, True]


def test_a_collector_that_was_off_stays_off(heavy):
    gc.disable()
    try:
        importing.import_heavy(heavy)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_module_that_is_missing_leaves_the_collector_running():
    with pytest.raises(ModuleNotFoundError):
        importing.import_heavy("no_module_of_this_name")
    assert gc.isenabled()


def test_tensorflow_comes_without_keras_and_keras_works_after_it():
    program = """
import sys
import playground
from playground.model.importing import import_heavy
import_heavy("tensorflow")
assert "keras" not in sys.modules, "keras"
assert "pandas" not in sys.modules, "pandas"
import_heavy("keras")
import keras
print(keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(3)]).count_params())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=False)
    assert done.stdout.strip() == "9", done.stderr
