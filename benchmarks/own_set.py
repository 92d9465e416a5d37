"""How long a set of one's own takes, from a .zip to pictures that can be trained on.

    python -m benchmarks.own_set [--pictures 5000]

Made-up photos of 640 x 480 in folders named like the signs, with what else such archives hold. The
memory is that of this process, the archive itself included; the decoders have their own.
"""

from __future__ import annotations

import argparse
import io
import resource
import time
import zipfile

import numpy as np
from PIL import Image

from playground.data.brought import BroughtFile, read_brought
from playground.data.own import OwnPictures
from playground.data.pictures import load_pictures
from playground.photo.own_set import take_in


def archive(count: int) -> bytes:
    generator = np.random.default_rng(0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for at in range(count):
            coarse = generator.integers(0, 256, (12, 16, 3), np.uint8)
            photo = io.BytesIO()
            Image.fromarray(coarse).resize((640, 480), Image.Resampling.BICUBIC).save(
                photo, "JPEG", quality=85)
            made.writestr(f"hands/{('Rock', 'PAPER', 'scissor')[at % 3]}/{at}.jpg",
                          photo.getvalue())
        made.writestr("../outside.png", b"")
        made.writestr("__MACOSX/hands/._0.jpg", b"")
        made.writestr("hands/Rock/broken.jpg", b"no picture")
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=5000)
    count = parser.parse_args().pictures
    content = archive(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    brought = read_brought([BroughtFile("hands.zip", content)])
    looked = time.perf_counter()
    found = take_in(brought.labeled({}), lambda done, total: None, lambda: False)
    read = time.perf_counter()
    pictures = load_pictures(OwnPictures("yours", found.pictures), 64, "squash", "bilinear")
    loaded = time.perf_counter()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count:,} pictures, {len(content) / 2**20:.0f} MiB packed")
    print(f"looked through in {looked - began:.2f} s, read in {read - looked:.1f} s "
          f"({(read - looked) / count * 1000:.1f} ms each), ready to train in another "
          f"{loaded - read:.1f} s")
    print(f"{len(pictures):,} pictures kept in "
          f"{sum(len(one.content) for one in found.pictures) / 2**20:.0f} MiB; "
          f"{(after - before) / 1024:.0f} MiB of memory at most; "
          f"{len(found.unreadable)} unreadable; "
          f"{', '.join(map(str, brought.left_out.sentences()))}")


if __name__ == "__main__":
    main()
