"""One lock for all that touches TensorFlow's global graph state."""

from __future__ import annotations

import threading

# Tracing a function and building layers both do, and two runs may start at the same moment:
# building models from several threads is known to fail (tensorflow issue 35813).
TRACING = threading.Lock()
