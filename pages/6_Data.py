"""Data: what the pictures are, how they are split, and one's own."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Data: regularization playground"))

from playground.ui.data import page  # noqa: E402 - the page's settings come before anything

page.page()
