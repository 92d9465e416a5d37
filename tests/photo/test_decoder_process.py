"""One decoder from outside: killed and replaced, believed in nothing, given nothing to keep."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from playground.photo.decoder_process import CHECKOUT
from playground.photo.limits import MEMORY_BYTES
from playground.photo.messages import SENTENCES, Status
from tests.data.made import encoded, noise
from tests.photo.asking import GOOD, MakeIntake, acting, gone, pids, sentence
from tests.photo.hostile import HEIC


def test_one_that_hangs_is_killed_and_replaced(make: MakeIntake) -> None:
    intake = make(decoders=1, seconds=0.3, command=acting("time.sleep(600)"))
    for _ in range(2):
        intake.warm_up()
        hanging = pids(intake)
        assert sentence(intake) == str(SENTENCES[Status.TOO_SLOW])
        assert gone(hanging[0])
        assert pids(intake) not in ([], hanging)


def test_one_that_stops_reading_is_killed_too(make: MakeIntake) -> None:
    command = [*acting("pass")[:2], "import os, struct, time; os.write(1, struct.pack("
               "'!4sBBBHHII', b'rpg1', 1, 0, 0, 0, 0, 0, 0)); time.sleep(600)"]
    intake = make(decoders=1, seconds=0.3, command=command)
    assert sentence(intake, bytes(5_000_000)) == str(SENTENCES[Status.TOO_SLOW])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_one_that_died_while_idle_is_replaced_unnoticed(make: MakeIntake) -> None:
    intake = make(decoders=1)
    intake.read(GOOD)
    first = pids(intake)[0]
    os.kill(first, signal.SIGKILL)
    intake._decoders[0]._process.wait()
    assert intake.read(GOOD).size == (60, 40)
    assert pids(intake) != [first]


def test_without_the_plug_in_heic_is_refused_with_a_word_and_all_else_is_read(
    make: MakeIntake,
) -> None:
    intake = make(command=[
        sys.executable, "-c", "import sys; sys.modules['pi_heif'] = None;"
        "from playground.photo.decoder import main; main()"])
    assert sentence(intake, HEIC) == str(SENTENCES[Status.NO_HEIC])
    assert intake.read(GOOD).format == "PNG"


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs /proc")
def test_a_decoder_at_work_is_under_its_limits(make: MakeIntake) -> None:
    intake = make(decoders=1)
    intake.read(GOOD)
    text = Path(f"/proc/{pids(intake)[0]}/limits").read_text(encoding="ascii")
    limits = {line[:26].strip(): line[26:].split()[0] for line in text.splitlines()}
    assert limits["Max address space"] == str(MEMORY_BYTES)
    assert limits["Max file size"] == limits["Max core file size"] == "0"
    assert int(limits["Max cpu time"]) <= 60


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
    assert sentence(intake) == str(SENTENCES[Status.STOPPED])


@pytest.mark.parametrize("command", [
    [sys.executable, "-c", "raise SystemExit(1)"], [sys.executable, "-c", "print('hello' * 99)"],
    [str(CHECKOUT / "no" / "python")],
])
def test_a_decoder_that_cannot_start_is_told(command: list[str], make: MakeIntake) -> None:
    intake = make(command=command)
    intake.warm_up()
    for _ in range(3):
        assert sentence(intake) == str(SENTENCES[Status.NO_DECODER])


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
    for told in map(str, SENTENCES.values()):
        assert told.endswith(".")
        assert told.count(". ") == 0
        assert ";" in told
