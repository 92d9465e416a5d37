"""The CNNs, their penalties, their compiled training step, and the export to plain Keras."""
