"""Many people's photos through few decoders: in line, together, closed, and ended with the app."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from playground.errors import UnreadableImage
from playground.photo import intake as module
from playground.photo.decoder_process import CHECKOUT
from playground.photo.limits import MOST_BYTES
from playground.photo.messages import SENTENCES, Status
from tests.data.made import encoded, noise
from tests.photo.asking import GOOD, MakeIntake, acting, gone, pids, sentence


def test_a_hanging_photo_does_not_hold_up_another_persons(make: MakeIntake) -> None:
    intake = make(decoders=2, seconds=600.0, command=acting(
        "time.sleep(600) if body == b'slow' else say(3, 0, 0, 0, 0, 0, 0)"))
    told: list[str] = []
    other = threading.Thread(target=lambda: told.append(sentence(intake, b"slow")))
    other.start()
    while intake._free.qsize() == 2:
        time.sleep(0.01)
    for _ in range(5):
        assert sentence(intake) == str(SENTENCES[Status.NO_PICTURE])
    assert told == []
    intake.close()
    other.join()
    assert told == [str(SENTENCES[Status.NO_DECODER])]


def test_who_waits_too_long_in_line_is_told(make: MakeIntake) -> None:
    intake = make(decoders=1, wait_seconds=0.05)
    held = intake._free.get()
    assert sentence(intake) == str(SENTENCES[Status.BUSY])
    intake._free.put(held)
    assert intake.read(GOOD).format == "PNG"


def test_many_threads_each_get_their_own_photo(make: MakeIntake) -> None:
    intake = make()
    pictures = [noise(seed, (20 + seed, 30, 3)) for seed in range(12)]
    wrong: list[int] = []

    def read(number: int) -> None:
        for _ in range(5):
            photo = intake.read(encoded(pictures[number]))
            if not np.array_equal(photo.pixels, np.asarray(pictures[number])):
                wrong.append(number)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(pids(intake)) <= 2


def test_what_is_empty_or_too_large_needs_no_decoder(make: MakeIntake) -> None:
    intake = make(command=["none"])
    assert sentence(intake, b"") == str(SENTENCES[Status.EMPTY])
    assert sentence(intake, bytes(MOST_BYTES + 1)) == str(SENTENCES[Status.TOO_MANY_BYTES])


def test_closed_any_number_of_times_and_then_a_sentence(make: MakeIntake) -> None:
    intake = make()
    intake.warm_up()
    intake.read(GOOD)
    running = pids(intake)
    assert len(running) == 2
    intake.close()
    intake.close()
    assert all(map(gone, running))
    assert sentence(intake) == str(SENTENCES[Status.NO_DECODER])
    intake.warm_up()
    assert pids(intake) == []


def test_whoever_reads_while_it_is_closed_gets_a_sentence(make: MakeIntake) -> None:
    intake = make(decoders=1, seconds=600.0, command=acting("time.sleep(600)"))
    told: list[str] = []
    reader = threading.Thread(target=lambda: told.append(sentence(intake)))
    reader.start()
    while not (pids(intake) and intake._decoders[0]._ready):
        time.sleep(0.01)
    running = pids(intake)
    intake.close()
    reader.join()
    assert told == [str(SENTENCES[Status.NO_DECODER])]
    assert gone(running[0])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_ends_with_the_app_even_when_that_is_killed() -> None:
    program = ("import time; from playground.photo import intake; intake.warm_up();"
               "print(*[d._process.pid for d in intake._shared._decoders], flush=True);"
               "time.sleep(600)")
    app = subprocess.Popen([sys.executable, "-c", program], cwd=CHECKOUT, text=True,
                           stdout=subprocess.PIPE)
    assert app.stdout is not None
    started = [int(word) for word in app.stdout.readline().split()]
    app.kill()
    app.wait()
    app.stdout.close()
    assert len(started) == 2
    waited = 0
    while not all(ended(pid) for pid in started) and waited < 1000:
        time.sleep(0.02)
        waited += 1
    assert all(ended(pid) for pid in started)


def ended(pid: int) -> bool:
    """Gone, or dead and not yet collected by whoever inherited it."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return gone(pid)


def test_the_shared_one_starts_anew_after_it_was_closed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(GOOD)
    by_path = module.read_photo(tmp_path / "a.png")
    module.close()
    module.close()
    by_bytes = module.read_photo(GOOD)
    np.testing.assert_array_equal(by_path.pixels, by_bytes.pixels)
    assert by_path.fingerprint == by_bytes.fingerprint


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(UnreadableImage, match=r"^The file cannot be read: .*\.$"):
            module.read_photo(path)
