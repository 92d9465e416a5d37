"""Which number format the computation takes, decided without TensorFlow."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

# The x86 flags under which TensorFlow's kernels multiply bfloat16 natively. Elsewhere bfloat16
# is emulated and slower than float32.
_NATIVE = {"avx512_bf16", "amx_bf16"}


@lru_cache(maxsize=1)
def processor_has_bfloat16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor says that it has bfloat16; False where it cannot be asked."""
    try:
        text = cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    flags = next((line for line in text.splitlines() if line.startswith("flags")), "")
    return bool(_NATIVE & set(flags.split()))


def compute_dtype(precision: str) -> str:
    """ "float32" or "bfloat16", for `precision` auto, float32 or bfloat16."""
    if precision != "auto":
        return precision
    return "bfloat16" if processor_has_bfloat16() else "float32"
