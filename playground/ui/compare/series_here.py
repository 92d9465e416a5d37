"""The one PageSeries of this process: what pages have trained as a series."""

from __future__ import annotations

import threading

from playground.training.manager.manager import run_manager
from playground.training.series.page_series import PageSeries
from playground.training.store.data_directory import data_directory
from playground.training.store.retention import epoch_megabytes, keep_runs, page_bounds
from playground.training.store.store import RunStore

_made: PageSeries | None = None
# Two pages may ask for the first time at once; there must be only one to know what trains.
_making = threading.Lock()


def page_series() -> PageSeries:
    """Raises `BadInput` where nothing can be recorded here: a series needs its record."""
    global _made
    with _making:
        if _made is None:
            store = RunStore(data_directory(), keep_runs(), page_bounds(), epoch_megabytes())
            store.check()
            _made = PageSeries(run_manager(), store)
        return _made
