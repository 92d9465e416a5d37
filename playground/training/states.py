"""The states of a run."""

QUEUED, RUNNING, PAUSED = "queued", "running", "paused"
FINISHED, STOPPED, FAILED = "finished", "stopped", "failed"

LIVE_STATES = (QUEUED, RUNNING, PAUSED)
"""In these a run needs a living process; without one it reads interrupted."""
ENDED = (FINISHED, STOPPED, FAILED)
STATES = (*LIVE_STATES, *ENDED)
"""What may be recorded."""
INTERRUPTED = "interrupted"

EARLY_STOPPING = "early stopping"
"""The context of a finished run's message where early stopping has ended it."""
DIVERGENCE = "divergence"
"""The context of a failed run's message where it failed by diverging, in a stored run too."""
