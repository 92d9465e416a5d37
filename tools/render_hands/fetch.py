"""What comes from npm packages: fetched when a tool runs, never committed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "@webxr-input-profiles/assets@1.0.20"
_MEMBER = "package/dist/profiles/generic-hand/right.glb"
_SHA256 = "291790c14f7f88a7f9bd35330c47392ed8e8d395ae6728f4bb7089f1bc1f2b96"


def hand_file(folder: Path) -> Path:
    """`right.glb` (MIT licence, the WebXR Input Profiles authors) in `folder`, fetched if absent.

    Ends the program with one sentence where npm is missing, the fetch fails, or the file is not
    the one that the set was rendered with.
    """
    target = folder / "right.glb"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with package(PACKAGE) as archive:
            target.write_bytes(_content(archive, _MEMBER))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != _SHA256:
        sys.exit(f"{target.name} is not the hand of {PACKAGE}; delete it and run again.")
    return target


@contextmanager
def package(name: str) -> Iterator[tarfile.TarFile]:
    """An npm package of that name and version. Ends the program with one sentence without it."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"{name} is an npm package; install npm and run again.")
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", "--silent", name]
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
        archives = sorted(Path(scratch).glob("*.tgz"))
        if done.returncode or not archives:
            sys.exit(f"npm could not fetch {name}; check the network and run again.")
        with tarfile.open(archives[0]) as archive:
            yield archive


def _content(archive: tarfile.TarFile, member: str) -> bytes:
    found = archive.extractfile(member)
    if found is None:
        sys.exit(f"{PACKAGE} holds no {member}.")
    return found.read()
