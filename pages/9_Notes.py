"""Notes: what a teacher reads beside the projector, in a window of their own."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Notes: regularization playground"))

from playground.ui.presenter import notes  # noqa: E402 - the page's settings come before anything

notes.page()
