"""What a plain 2048 x 2048 matrix product reaches here, in GFLOP/s, printed."""

from __future__ import annotations

import os
import sys
import time
from statistics import median

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

SIDE = 2048


def main() -> None:
    import tensorflow as tf

    dtype = tf.dtypes.as_dtype(sys.argv[1] if len(sys.argv) > 1 else "bfloat16")
    one, other = (tf.cast(tf.random.normal((SIDE, SIDE)), dtype) for _ in range(2))
    product = tf.function(lambda a, b: a @ b)
    seconds = []
    for _ in range(60):
        started = time.perf_counter()
        product(one, other)
        seconds.append(time.perf_counter() - started)
    print(f"gflops {2 * SIDE**3 / median(seconds[10:]) / 1e9:.1f}")


if __name__ == "__main__":
    main()
