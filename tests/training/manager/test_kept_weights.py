"""The weights of a managed run's epochs, for its History."""

import numpy as np

from playground.training.history import of_view
from playground.training.manager.kept_weights import ManagedWeights
from tests.training.manager.managing import SHORT


def test_a_history_of_a_managed_run_has_the_weights_of_its_epochs(house):
    ticket = house.submit(SHORT)
    view = house.until_state(ticket, "finished")
    history = of_view(view, weights=ManagedWeights(house.manager, view, ticket.token))
    assert history.kept_epochs == (0, 1, 2)
    first, last = history.weights(1), history.weights(2)
    assert not np.array_equal(first["dense/kernel"], last["dense/kernel"])
    assert np.array_equal(last["dense/kernel"], history.weights()["dense/kernel"])
    assert history.weights(3) is None


def test_without_a_token_that_shows_it_nothing_is_kept(house):
    ticket = house.submit(SHORT)
    view = house.until_state(ticket, "finished")
    kept = ManagedWeights(house.manager, view, "guess")
    assert kept.epochs() == ()
    assert kept.at(1) is None
