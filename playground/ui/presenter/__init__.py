"""Presenter mode: the Play page for a projector. The same panels, fewer of them, and larger."""
