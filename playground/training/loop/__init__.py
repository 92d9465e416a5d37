"""The loop: one run trained, measured and steered. Read `trainer` first, then `worker`."""
