"""nginx with a site of the documentation, without root, in a folder of its own."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

SITES = Path(__file__).resolve().parents[1] / "docs" / "deploy"
_ANSWERS_WITHIN = 60  # seconds
_AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""


def site(name: str, changes: Mapping[str, str]) -> str:
    """That file of the documentation, with this machine's words in place of the example's."""
    text = (SITES / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def certificate(folder: Path) -> Path:
    """By the command of docs/deploying.md; the folder that has it."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl, for a certificate")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
         str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True)
    return folder


@contextmanager
def nginx(folder: Path, written: str, *addresses: str) -> Iterator[None]:
    """It serves that site, until the end; begins once all the addresses answer."""
    # Debian has it where only root's path leads.
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not program:
        pytest.skip("needs nginx: apt-get install nginx-light")
    config = folder / "nginx.conf"
    config.write_text(_AROUND.format(folder=folder, site=written), encoding="utf-8")
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(config)], stderr=subprocess.PIPE)
    try:
        for address in addresses:
            _wait_for(address, process)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


@cache
def trusting() -> ssl.SSLContext:
    """What takes a certificate of one's own making; to read those of the system takes its time."""
    made = ssl.create_default_context()
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    return made


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _ANSWERS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"nginx ended: {process.communicate()[1].decode()}")
        try:
            with urllib.request.urlopen(address, timeout=2, context=trusting()):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nginx did not answer at {address}")
