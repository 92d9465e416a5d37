"""A referee beside the networks: where a hand's 21 points are, and the sign that they make.

Two networks of other people's see (Google's MediaPipe, Apache-2.0: `files.py`); what is made of the
points is this project's own. No screen, and no TensorFlow before the first look.
"""
