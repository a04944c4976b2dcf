"""Runs a piece of Python in which every attempt to reach another machine is noted and refused.

An audit hook sees name look-ups and connections of everything written in Python. Where the system
allows it, the process also runs in a network of its own that has nothing but the loopback, which
compiled code cannot get round either.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_HOOK = """
import ipaddress, sys

def _outside(host):
    if not isinstance(host, str) or host in ("", "localhost"):
        return not isinstance(host, str) and host is not None
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return True

def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind"):
        address = arguments[1]
        if isinstance(address, tuple) and _outside(address[0]):
            _refuse(event, address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if _outside(arguments[0]):
            _refuse(event, arguments[0])

def _refuse(event, host):
    with open(NOTES, "a") as notes:
        notes.write(f"{event} {host}\\n")
    raise OSError(f"refused: {event} {host}")

sys.addaudithook(_watch)
"""


def isolation() -> list[str]:
    """The command that gives a process a network of its own, or nothing where that is not allowed."""
    for command in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], capture_output=True).returncode == 0
        ):
            return [*command, "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh"]
    return []


def run_watched(code: str, notes: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the code; ``notes`` then holds a line for every attempt to reach another machine."""
    notes.touch()
    hook = _HOOK.replace("NOTES", repr(str(notes)))
    return subprocess.run(
        [*isolation(), sys.executable, "-c", hook + code],
        capture_output=True, text=True, env=os.environ | environment, timeout=300,
    )  # fmt: skip
