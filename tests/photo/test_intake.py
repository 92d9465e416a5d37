"""The decoders from outside: killed and replaced, shared by many, believed in nothing."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.errors import UnreadableImage
from playground.photo import intake as module
from playground.photo.decoder_process import CHECKOUT
from playground.photo.intake import Intake
from playground.photo.limits import MOST_BYTES
from playground.photo.messages import SENTENCES, Status
from tests.data.made import encoded, noise

GOOD = encoded(noise(1))
MakeIntake = Callable[..., Intake]
# The start of a decoder that says it is ready, has read a whole request, and then does as told.
BEGINNING = """
    import os, struct, sys, time
    def say(*numbers): os.write(1, struct.pack("!4sBBBHHII", b"rpg1", *numbers))
    say(1, 0, 0, 0, 0, 0, 0)
    while True:
        head = sys.stdin.buffer.read(12)
        if not head: break
        body = sys.stdin.buffer.read(struct.unpack("!4sQ", head)[1])
"""


def acting(line: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(BEGINNING) + f"    {line}\n"]


@pytest.fixture
def make() -> Iterator[MakeIntake]:
    made: list[Intake] = []

    def make_one(**options: object) -> Intake:
        made.append(Intake(**options))
        return made[-1]

    yield make_one
    for intake in made:
        intake.close()


def sentence(intake: Intake, content: bytes = GOOD) -> str:
    with pytest.raises(UnreadableImage) as caught:
        intake.read(content)
    return str(caught.value)


def pids(intake: Intake) -> list[int]:
    return [d._process.pid for d in intake._decoders if d._process is not None]


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_one_that_hangs_is_killed_and_replaced(make: MakeIntake) -> None:
    intake = make(decoders=1, seconds=0.3, command=acting("time.sleep(600)"))
    for _ in range(2):
        intake.warm_up()
        hanging = pids(intake)
        assert sentence(intake) == SENTENCES[Status.TOO_SLOW]
        assert gone(hanging[0])
        assert pids(intake) not in ([], hanging)


def test_one_that_stops_reading_is_killed_too(make: MakeIntake) -> None:
    command = [*acting("pass")[:2], "import os, struct, time; os.write(1, struct.pack("
               "'!4sBBBHHII', b'rpg1', 1, 0, 0, 0, 0, 0, 0)); time.sleep(600)"]
    intake = make(decoders=1, seconds=0.3, command=command)
    assert sentence(intake, bytes(5_000_000)) == SENTENCES[Status.TOO_SLOW]


def test_a_hanging_photo_does_not_hold_up_another_persons(make: MakeIntake) -> None:
    intake = make(decoders=2, seconds=600.0, command=acting(
        "time.sleep(600) if body == b'slow' else say(3, 0, 0, 0, 0, 0, 0)"))
    told: list[str] = []
    other = threading.Thread(target=lambda: told.append(sentence(intake, b"slow")))
    other.start()
    while intake._free.qsize() == 2:
        time.sleep(0.01)
    for _ in range(5):
        assert sentence(intake) == SENTENCES[Status.NO_PICTURE]
    assert told == []
    intake.close()
    other.join()
    assert told == [SENTENCES[Status.NO_DECODER]]


def test_who_waits_too_long_in_line_is_told(make: MakeIntake) -> None:
    intake = make(decoders=1, wait_seconds=0.05)
    held = intake._free.get()
    assert sentence(intake) == SENTENCES[Status.BUSY]
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


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_one_that_died_while_idle_is_replaced_unnoticed(make: MakeIntake) -> None:
    intake = make(decoders=1)
    intake.read(GOOD)
    first = pids(intake)[0]
    os.kill(first, signal.SIGKILL)
    intake._decoders[0]._process.wait()
    assert intake.read(GOOD).size == (60, 40)
    assert pids(intake) != [first]


@pytest.mark.parametrize("line", [
    "os._exit(3)", "os.abort()", "os.write(1, b'rpg1'); os._exit(0)",
    "os.write(1, b'nonsense' * 9); time.sleep(600)",
    "say(0, 0, 3, 1601, 10, 1601, 10); time.sleep(600)",  # larger than a photo may be
    "say(0, 0, 3, 10, 10, 9, 10); time.sleep(600)",  # larger than the file's own picture
    "say(0, 0, 1, 10, 10, 10, 10); time.sleep(600)",  # channels
    "say(0, 99, 3, 10, 10, 10, 10); time.sleep(600)",  # no such format
    "say(0, 0, 3, 0, 10, 10, 10); time.sleep(600)",
    "say(77, 0, 0, 0, 0, 0, 0); time.sleep(600)",  # no such status
    "say(1, 0, 0, 0, 0, 0, 0); time.sleep(600)",  # ready is no answer
    "say(0, 0, 3, 10, 10, 10, 10); os.write(1, bytes(200)); os._exit(0)",  # cut short
])
def test_a_reply_that_is_wrong_is_not_believed(line: str, make: MakeIntake) -> None:
    intake = make(decoders=1, seconds=30.0, command=acting(line))
    assert sentence(intake) == SENTENCES[Status.STOPPED]


@pytest.mark.parametrize("command", [
    [sys.executable, "-c", "raise SystemExit(1)"], [sys.executable, "-c", "print('hello' * 99)"],
    [str(CHECKOUT / "no" / "python")],
])
def test_a_decoder_that_cannot_start_is_told(command: list[str], make: MakeIntake) -> None:
    intake = make(command=command)
    intake.warm_up()
    for _ in range(3):
        assert sentence(intake) == SENTENCES[Status.NO_DECODER]


def test_what_is_empty_or_too_large_needs_no_decoder(make: MakeIntake) -> None:
    intake = make(command=["none"])
    assert sentence(intake, b"") == SENTENCES[Status.EMPTY]
    assert sentence(intake, bytes(MOST_BYTES + 1)) == SENTENCES[Status.TOO_MANY_BYTES]


def test_closed_any_number_of_times_and_then_a_sentence(make: MakeIntake) -> None:
    intake = make()
    intake.warm_up()
    intake.read(GOOD)
    running = pids(intake)
    assert len(running) == 2
    intake.close()
    intake.close()
    assert all(map(gone, running))
    assert sentence(intake) == SENTENCES[Status.NO_DECODER]
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
    assert told == [SENTENCES[Status.NO_DECODER]]
    assert gone(running[0])


def test_after_an_interrupt_the_next_photo_gets_its_own_answer(
    make: MakeIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = make(decoders=1)
    intake.read(GOOD)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("playground.photo.decoder_process.read_reply_header", interrupted)
        with pytest.raises(KeyboardInterrupt):
            intake.read(encoded(noise(2, (10, 10, 3))))
    assert intake.read(GOOD).size == (60, 40)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_socket_no_input_and_no_secret_goes_into_a_decoder(
    make: MakeIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.set_inheritable(True)
        intake = make(decoders=1)
        intake.read(GOOD)
        own = Path(f"/proc/{pids(intake)[0]}")
        opened = [os.readlink(entry) for entry in (own / "fd").iterdir()]
        assert not [name for name in opened if name.startswith(("socket:", "/dev/pts"))]
        assert {name for name in opened if not name.startswith("pipe:")} <= {os.devnull}
        assert b"SOME_TOKEN" not in (own / "environ").read_bytes()


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


def test_the_processor_time_of_one_photo_is_limited_without_the_app() -> None:
    pytest.importorskip("resource")
    program = """
import resource, signal
from playground.photo import decoder
decoder.PROCESSOR_SECONDS = 1
decoder.limit_processor_time()
while True: pass
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=False)
    assert done.returncode == -signal.SIGXCPU


def test_every_reason_has_one_plain_sentence() -> None:
    assert set(SENTENCES) == set(Status) - {Status.PICTURE, Status.READY}
    assert struct.calcsize("!4sBBBHHII") == 19
    for told in SENTENCES.values():
        assert told.endswith(".")
        assert told.count(". ") == 0
        assert ";" in told
