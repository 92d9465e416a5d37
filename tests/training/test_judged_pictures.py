"""The pictures that a changed network is judged on are those of the run's own accuracies."""

from dataclasses import replace

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.training import judged_pictures as judged
from playground.training.judged_pictures import judged_pictures
from playground.training.snapshot import EpochRecord, SetReading, Snapshot
from tests.made_data import training_data


def snapshot(*records):
    return replace(Snapshot(1, "finished", Experiment(), Experiment()), records=records)


def record(validation, elsewhere=None):
    def reading(indices):
        return SetReading(1.0, 0.5, (), np.array(indices), np.zeros(len(indices), np.int8))

    return EpochRecord(1, 10, 0.0, reading([0]), reading(validation),
                       None if elsewhere is None else reading(elsewhere), (), 0.0, 0.0, 1.0, 1.0)


@pytest.fixture(scope="module")
def data():
    return training_data(elsewhere=True)


def test_they_are_those_of_the_last_record(data):
    chosen = data.validation[[0, 2]]
    sets = judged_pictures(snapshot(record(data.validation), record(chosen, [1, 4])), data)
    np.testing.assert_array_equal(sets["elsewhere"].images, data.elsewhere.rgb(np.array([1, 4])))
    np.testing.assert_array_equal(sets["validation"].labels, data.pictures.labels[chosen])
    np.testing.assert_array_equal(sets["validation"].images, data.pictures.rgb(chosen))


def test_without_a_record_they_are_all_that_there_are(data):
    sets = judged_pictures(snapshot(), data)
    assert len(sets["validation"].labels) == len(data.validation)
    assert len(sets["elsewhere"].labels) == len(data.elsewhere.labels)


def test_of_many_some_are_taken_evenly(data, monkeypatch):
    monkeypatch.setattr(judged, "MOST", 3)
    sets = judged_pictures(snapshot(), data)
    some = data.validation[np.linspace(0, len(data.validation) - 1, 3).astype(int)]
    np.testing.assert_array_equal(sets["validation"].labels, data.pictures.labels[some])
