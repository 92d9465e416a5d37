"""Try a hand: any photo in, an answer that explains itself."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Try a hand: regularization playground"))

from playground.ui.try_hand import page  # noqa: E402 - the page's settings come before anything

page.page()
