"""A row of words and small buttons that follow a run: what can be done with what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("offers")
HEIGHT = 34


@dataclass(frozen=True)
class Offer:
    """A button; `words`: one that looks like the sentence that it is. `options`, pairs of a value
    and its words, make it a list to choose from."""

    name: str
    label: str
    help: str = ""
    words: bool = False
    primary: bool = False
    options: tuple[tuple[str, str], ...] = ()


def offers(
    screen: Screen,
    told: str,
    made: Sequence[Offer],
    *,
    key: str,
    on_press: Callable[[str], None] | None = None,
    on_choose: Callable[[str, str], None] | None = None,
) -> None:
    """Draw `told` and the buttons in a row of 34 px, whose words may have two lines.

    `on_press` gets a button's name, `on_choose` a list's name and the value that was chosen: of
    what is offered as the event comes, which may have changed since this was drawn.
    """
    names = {one.name for one in made if not one.options}
    choices = {(one.name, value) for one in made for value, _ in one.options}

    def pressed(name: object) -> None:
        if on_press is not None and isinstance(name, str) and name in names:
            on_press(name)

    def chose(given: object) -> None:
        if (on_choose is not None and isinstance(given, list) and len(given) == 2
                and all(isinstance(part, str) for part in given)
                and (given[0], given[1]) in choices):
            on_choose(given[0], given[1])

    screen.show(
        _mount, key, {"told": told, "offers": [asdict(one) for one in made]}, height=HEIGHT,
        acts={"press": pressed, "choose": chose})
