"""The network, its history and its record as files."""

import csv
import io
import json
import subprocess
import sys

import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.export.history import HISTORY_COLUMNS, history_csv
from playground.export.keras_file import keras_file
from playground.export.run_json import run_json
from playground.training.history import of_snapshot
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from tests.made_data import training_data


@pytest.fixture(scope="module")
def snapshot():
    run = Run(Experiment(batch_size=16, epochs=2, seed=2), training_data(elsewhere=True),
              changes=[Change(3, "dropout", 0.0, 0.5)])
    run.start()
    return run.wait(180)


@pytest.fixture
def nothing_yet():
    return Snapshot(0, "queued", Experiment(), began_as=Experiment())


def test_the_network_loads_where_this_package_is_not(snapshot, tmp_path):
    (tmp_path / "model.keras").write_bytes(keras_file(of_snapshot("run", snapshot)))
    done = subprocess.run(
        [sys.executable, "-I", "-c",
         "import keras, numpy; model = keras.saving.load_model('model.keras');"
         "print(model.predict(numpy.zeros((1, 64, 64, 3)), verbose=0).sum())"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert float(done.stdout) == pytest.approx(1, abs=1e-5)


def test_before_there_are_weights_a_sentence_says_so(nothing_yet):
    with pytest.raises(BadInput, match="press Play first"):
        keras_file(of_snapshot("run", nothing_yet))


def test_the_history_has_a_line_an_epoch(snapshot, nothing_yet):
    rows = list(csv.DictReader(io.StringIO(history_csv(snapshot))))
    assert [row["epoch"] for row in rows] == ["1", "2"]
    assert float(rows[1]["val_accuracy"]) == snapshot.records[1].validation.accuracy
    assert history_csv(nothing_yet) == ",".join(HISTORY_COLUMNS) + "\r\n"


def test_the_record_holds_what_it_takes_to_repeat_the_run(snapshot):
    document = json.loads(run_json(snapshot))
    assert Experiment.from_mapping(document["experiment"]) == snapshot.began_as
    assert document["changes"] == [{"step": 3, "name": "dropout", "old": 0.0, "new": 0.5}]
    assert (document["state"], document["steps"]) == ("finished", 10)
    assert len(document["history"]) == 2


def test_a_record_is_text_that_any_json_reader_takes(nothing_yet):
    from dataclasses import replace

    assert run_json(replace(nothing_yet, message="λ")).isascii()
