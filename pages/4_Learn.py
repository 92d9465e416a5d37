"""Learn: one idea a page, to be predicted, moved and seen."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Learn: regularization playground"))

from playground.ui.learn import page  # noqa: E402 - the page's settings come before anything

page.page()
