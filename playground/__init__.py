"""Regularization Playground: train a CNN on pictures of hands and turn the regularization knobs."""

__version__ = "0.1.0"
