"""The page's other way to the server: Streamlit's own connection, where `/live/…` does not work.

The browser asks, as an event of the one component that is mounted for it, and the answer is that
component's next data. What is asked and answered is the same as over the socket.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from playground.ui.live.protocol import MOST_WAITING, Update, Waiting, event_of, number

if TYPE_CHECKING:
    from playground.ui.live.following import Following

_LOG = logging.getLogger(__name__)
# Seconds between two questions: each runs a fragment, and where nothing can change none is needed
# but to say that the page is open.
_EVERY, _SOON, _RESTING = 0.5, 0.2, 5.0


class Relay:
    """Of one page; used in its script alone."""

    def __init__(self, page: Following[Any, Any]) -> None:
        self._page = page
        self._turn: int | None = None
        self._first = True
        self._answered = self._acted = 0
        self._number = 0
        self._last = Update({})
        self._pause = _EVERY

    def hear(self, said: object) -> None:
        """Act on what the browser says, once, and look for what is due.

        `said`: `{id, streaming, since, begin, received, events: [{id, place, name, value}]}`.
        """
        first, self._first = self._first, False
        if not isinstance(said, dict) or not number(said.get("id")) > self._answered:
            return
        self._answered = number(said["id"])
        events = said.get("events")
        events = events[-MOST_WAITING:] if isinstance(events, list) else []
        if first:
            # A session that is new while the browser's page is not: it was acted on then.
            self._acted = max((_id_of(one) for one in events), default=0)
        if said.get("streaming") is not True:
            # It has another way, and only says that the page is behind.
            self._last = Update({})
            return
        lost = number(said.get("received")) != self._number
        if said.get("begin") is True or lost or self._turn != self._page.turn:
            self._turn = self._page.begin(number(said.get("since")))
        self._number += 1
        try:
            self._last = self._act(events).then(self._page.look(self._turn))
            if self._turn != self._page.turn:
                # The browser has another way by now, and may never see this answer.
                self._page.unsure()
                self._page.draw_all_anew()
        except Exception:
            # One panel's fault: the page stays, and all is drawn again at the next question.
            _LOG.exception("A page's live view broke off.")
            self._last, self._turn = Update({}), None
        self._pause = self._page.pause()

    def delivery(self, **more: Any) -> bytes:
        """The last answer. The same again until there is another: the browser may not have it."""
        pause = _RESTING if self._page.resting else max(
            _EVERY if self._pause >= _SOON else _SOON, self._pause)
        return self._last.delivery(
            answered=self._answered, number=self._number, pause=pause,
            hears=self._page.hears, **more)

    def _act(self, events: list[Any]) -> Update:
        waiting = Waiting()
        for one in events:
            event = event_of(one)
            if event is not None and _id_of(one) > self._acted:
                self._acted = _id_of(one)
                waiting.put(event)
        update = Update({})
        while (event := waiting.take()) is not None:
            update = update.then(self._page.act(*event))
        return update


def _id_of(one: object) -> int:
    return number(one.get("id")) if isinstance(one, dict) else 0
