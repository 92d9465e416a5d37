"""Rock, paper, scissors against the network."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Game: regularization playground"))

from playground.ui.try_hand import game  # noqa: E402 - the page's settings come before anything

game.page()
