"""From the bytes of a file to a photo: real photos, and phone photos of 12 and 48 megapixels.

Through a warm decoder, from this process, as a page does it. Memory is the resident set at its
peak: of this process, and of the decoder that was used.
"""

from __future__ import annotations

import io
import time
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.common import real_set, spread
from benchmarks.loading import memory
from playground.photo.intake import Intake

ROUNDS = 5


def phone_photo(width: int, height: int, format: str, **options: object) -> bytes:
    """Detail of every size, as a camera sees it: some 2 bits a pixel in a JPEG."""
    random = np.random.default_rng(0)
    whole = np.zeros((height, width, 3), np.int16)
    for side in (8, 64, 512):
        coarse = Image.fromarray(random.integers(0, 86, (side, side, 3), dtype=np.uint8))
        whole += np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC))
    buffer = io.BytesIO()
    Image.fromarray(whole.clip(0, 255).astype(np.uint8)).save(buffer, format, **options)
    return buffer.getvalue()


def seconds(intake: Intake, content: bytes) -> float:
    started = time.perf_counter()
    intake.read(content)
    return time.perf_counter() - started


def peak(intake: Intake) -> float:
    """MB, of the decoder that was used last; 0 where the system does not tell."""
    process = intake._decoders[-1]._process
    status = Path(f"/proc/{process.pid}/status") if process else Path()
    lines = status.read_text().splitlines() if status.is_file() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main() -> None:
    files = sorted((Path(real_set()).parent / "photos" / "test").glob("*/*.jpg"))
    chosen = files[:: max(1, len(files) // 20)][:20]
    intake = Intake()
    cold = seconds(intake, chosen[0].read_bytes())
    print(f"the first photo, which starts a decoder: {cold * 1000:.0f} ms")
    times = [seconds(intake, file.read_bytes()) * 1000 for _ in range(ROUNDS) for file in chosen]
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{len(chosen)} real photos, {ROUNDS} rounds: p50 {p50:.1f} ms, p95 {p95:.1f} ms; "
          f"decoder {peak(intake):.0f} MB")
    made = {
        "12 megapixels, JPEG": phone_photo(4032, 3024, "JPEG", quality=90),
        "48 megapixels, JPEG": phone_photo(8064, 6048, "JPEG", quality=90),
        "12 megapixels, PNG": phone_photo(4032, 3024, "PNG", compress_level=1),
        "12 megapixels, WebP": phone_photo(4032, 3024, "WEBP", quality=80, method=0),
        "12 megapixels, AVIF": phone_photo(4032, 3024, "AVIF", speed=10),
    }
    for name, content in made.items():
        # One decoder each, so that its peak is this photo's.
        intake.close()
        intake = Intake()
        intake.warm_up()
        seconds(intake, chosen[0].read_bytes())
        figures = [seconds(intake, content) for _ in range(ROUNDS)]
        print(f"{name}, {len(content) / 1e6:.1f} MB: {spread(figures, ' s', 2)}; "
              f"decoder {peak(intake):.0f} MB", flush=True)
    intake.close()
    print(f"this process: {memory('VmHWM'):.0f} MB, the making of these photos included")


if __name__ == "__main__":
    main()
