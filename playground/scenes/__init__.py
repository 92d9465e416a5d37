"""Six scenes of three minutes for a projector: what is shown, pressed and said, and claimed."""
