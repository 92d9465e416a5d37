"""Training a run: the loop, its live control, what it reads, and how it is kept on disk."""
