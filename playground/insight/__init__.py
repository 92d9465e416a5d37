"""Numbers and pictures derived from a trained network; never stored state."""
