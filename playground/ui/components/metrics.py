"""The three numbers of the page, large: training, validation, another setting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("metrics")
HEIGHT = 84


@dataclass(frozen=True)
class Metric:
    """One number. `accuracy` within 0..1, None where there is none yet: the room stays.

    `note` stands under the number. `chosen`: its details are open. `recorded`: not this run's.
    """

    role: Literal["training", "validation", "elsewhere"]
    label: str
    accuracy: float | None
    note: str = ""
    clickable: bool = False
    chosen: bool = False
    recorded: bool = False
    help: str = ""


def metrics(
    screen: Screen,
    numbers: Sequence[Metric],
    *,
    key: str,
    tag: str = "",
    on_click: Callable[[str], None] | None = None,
) -> None:
    """Draw them side by side in a row of 84 px, in the colors of their lines, as whole percents.

    `on_click` gets the role of a number that was clickable in the browser.
    `tag` as `data-tag` once drawn.
    """
    # What is clickable may have changed since this was mounted: `on_click` knows what is there.
    roles = {number.role for number in numbers}

    def clicked(role: object) -> None:
        if on_click is not None and isinstance(role, str) and role in roles:
            on_click(str(role))

    screen.show(
        _mount, key, {"numbers": [asdict(number) for number in numbers], "tag": tag}, height=HEIGHT,
        acts={"click": clicked})
