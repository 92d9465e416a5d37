"""Room: a teacher and the people of one class, for as long as a lesson lasts."""

from playground.messages import lazy
from playground.ui.bootstrap import bootstrap

bootstrap(lazy("Room: regularization playground"))

from playground.ui.room import page  # noqa: E402 - the page's settings come before anything

page.page()
