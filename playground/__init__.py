"""Regularization Playground: train a CNN on pictures of hands and turn the regularization knobs."""

import os

__version__ = "0.1.0"

# TensorFlow turns oneDNN's kernels on by itself only for processors with special instructions for
# neural networks. On others, with AVX2 alone, they train the compact network twice as fast too.
# Read when TensorFlow is imported, so it has to be set before; who has set it otherwise is obeyed.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
# TensorFlow imports Keras, and Keras pandas, for the sake of `tf.keras`, which nothing here uses:
# 0.6 s of 3. With this it looks for a package that is not installed, and is content without it.
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")
