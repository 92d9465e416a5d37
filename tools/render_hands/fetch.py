"""The rigged hand that everything is posed from: fetched when the tool runs, never committed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
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
        _fetch(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != _SHA256:
        sys.exit(f"{target.name} is not the hand of {PACKAGE}; delete it and run again.")
    return target


def _fetch(target: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("The hand's mesh comes from an npm package; install npm and run again.")
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", "--silent", PACKAGE]
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
        archives = sorted(Path(scratch).glob("*.tgz"))
        if done.returncode or not archives:
            sys.exit(f"npm could not fetch {PACKAGE}; check the network and run again.")
        with tarfile.open(archives[0]) as archive:
            content = archive.extractfile(_MEMBER)
            if content is None:
                sys.exit(f"{PACKAGE} holds no {_MEMBER}.")
            target.write_bytes(content.read())
