"""Inside the network: what each unit has learned, and what a picture of it means."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Inside the network: regularization playground"))

from playground.ui.inside import page  # noqa: E402 - the page's settings come before anything

page.page()
