"""Whether this system's own firewall is on, as far as somebody without its rights can tell."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

from playground.messages import lazy
from playground.workshop_check.finding import Finding, Verdict

_UFW = Path("/etc/ufw/ufw.conf")
_ANSWERS_WITHIN = 5  # seconds
# A command that tells, what it says when the firewall is on, and when it is off.
_COMMANDS: dict[str, list[tuple[list[str], str, str]]] = {
    "linux": [(["systemctl", "is-active", "firewalld"], "active\n", "inactive\n"),
              (["systemctl", "is-active", "nftables"], "active\n", "inactive\n")],
    "darwin": [(["/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate"],
                "enabled", "disabled")],
    "win32": [(["powershell", "-NoProfile", "-Command",
                "(Get-NetFirewallProfile | Where-Object Enabled -eq True).Count -gt 0"],
               "True", "False")],
}


def is_on(platform: str = sys.platform, ufw: Path = _UFW) -> bool | None:
    """None where it cannot be told."""
    told: list[bool] = []
    if platform == "linux":
        with contextlib.suppress(OSError):
            told.append("ENABLED=yes" in ufw.read_text(encoding="utf-8", errors="replace"))
    for command, on, off in _COMMANDS.get(platform, []):
        said = _said(command)
        # "inactive" ends as "active" does.
        if said is not None and (said.startswith(on) or (on in said and off not in said)):
            told.append(True)
        elif said is not None and off in said:
            told.append(False)
    return any(told) if told else None


def _said(command: list[str]) -> str | None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=_ANSWERS_WITHIN, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def firewall_found(on: bool | None, port: int) -> Finding:
    facts = {"on": on}
    if on:
        return Finding("firewall", Verdict.MIND, lazy(
            "A firewall is on: let port {port} (TCP) in, and try the address from a phone.",
            port=port), facts)
    if on is None:
        return Finding("firewall", Verdict.OPEN, lazy(
            "Whether a firewall is in the way cannot be told from here: try the address from a "
            "phone."), facts)
    return Finding("firewall", Verdict.GOOD, lazy(
        "No firewall of this machine is on. The network's own may keep devices apart: try the "
        "address from a phone."), facts)
