"""Data that is prepared once for all experiments that share it."""

import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.manager.data_cache import PreparedData


def quiet(done, total):
    pass


@pytest.fixture
def opened(monkeypatch):
    """How often data was prepared, and with paths or without."""
    calls = []

    def prepare(experiment, size, *, paths_allowed, progress):
        calls.append((experiment, size, paths_allowed))
        return object()

    monkeypatch.setattr("playground.training.manager.data_cache.prepare", prepare)
    return calls


def test_another_strength_trains_on_the_same_data(opened):
    prepared = PreparedData()
    first = prepared(Experiment(), quiet)
    assert prepared(Experiment(regularizer="l2", lambda_=0.01, dropout=0.5), quiet) is first
    assert len(opened) == 1


@pytest.mark.parametrize("values", [
    {"seed": 2}, {"share": 50}, {"wrong-labels": 10}, {"data": "everyday"}, {"model": "article"},
    {"another-setting": ""}, {"framing": "letterbox"},
])
def test_what_decides_the_data_prepares_anew(opened, values):
    prepared = PreparedData()
    first = prepared(Experiment(), quiet)
    assert prepared(Experiment().with_values(values), quiet) is not first


def test_a_page_never_reaches_a_path(opened):
    PreparedData()(Experiment(data="/etc"), quiet)
    assert opened[0][2] is False


def test_only_the_last_few_are_kept(opened):
    prepared = PreparedData()
    for seed in range(30):
        prepared(Experiment(seed=seed), quiet)
    prepared(Experiment(seed=0), quiet)
    assert len(opened) == 31
    prepared(Experiment(seed=29), quiet)
    assert len(opened) == 31


def test_a_persons_own_pictures_are_not_kept(opened, monkeypatch):
    monkeypatch.setattr(
        "playground.training.manager.data_cache.is_private", lambda name: name == "own-1")
    prepared = PreparedData()
    first = prepared(Experiment(data="own-1"), quiet)
    assert prepared(Experiment(data="own-1"), quiet) is not first
    assert prepared._kept == {}


def test_what_cannot_be_opened_is_said_and_tried_again():
    prepared = PreparedData()
    for _ in range(2):
        with pytest.raises(BadInput, match="no data source"):
            prepared(Experiment(data="nowhere"), quiet)
