"""Compare: what did it change? Runs side by side."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Compare: regularization playground"))

from playground.ui.compare import page  # noqa: E402 - the page's settings come before anything

page.page()
