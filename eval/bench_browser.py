"""The real site in a process of its own, and a tab of a real browser that counts bytes and memory."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

from eval.processes import denktank

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

NO_BROWSER = "geen Chromium of Chrome gevonden (zie packages.txt)"
DOCUMENTS = Path(__file__).parent.parent / "tests" / "documents"
"""Where the self-made documents are; they come with the source, not with the installed program."""
_START_SECONDS = 120


def find_browser() -> str | None:
    """The Chromium or Chrome on the PATH."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def forget_settings(keep: Sequence[str] = ()) -> None:
    """Leave the user's ``DENKTANK_`` settings out of this process and those that it starts."""
    for name in [name for name in os.environ if name.startswith("DENKTANK_")]:
        if name not in ("DENKTANK_CACHE_DIR", *keep):
            del os.environ[name]


def make_library(documents: Sequence[Path], environment: dict[str, str]) -> None:
    """Add these files to the startcorpus of the home in ``environment``, and make the index."""
    for document in documents:
        denktank(["corpus", "add", str(document)], environment)
    denktank(["index", "build"], environment)


@dataclass(frozen=True, slots=True)
class Site:
    """The address of a running site and its process."""

    address: str
    pid: int

    def resident_mb(self) -> float:
        """The memory of the process that is in use now, in MB."""
        import psutil

        return float(psutil.Process(self.pid).memory_info().rss) / 1e6


@contextmanager
def running_site(environment: dict[str, str]) -> Iterator[Site]:
    """``denktank chat`` on a free port, from the moment it can answer.

    Raises:
        RuntimeError: it did not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat", "--port", str(port), "--geen-browser"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
    )
    try:
        site = Site(f"http://127.0.0.1:{port}", process.pid)
        deadline = time.monotonic() + _START_SECONDS
        while not _is_ready(site.address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the site did not start")
            time.sleep(0.1)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def _is_ready(address: str) -> bool:
    try:
        with urlopen(f"{address}/denktank/toestand", timeout=5) as answer:  # noqa: S310 - our own address
            return b'"klaar"' in answer.read()
    except (URLError, TimeoutError, ConnectionError):
        return False


@contextmanager
def open_browser(path: str) -> Iterator["Browser"]:
    """A browser without a window that only loads what it is sent to."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class TabMemory:
    """What a tab holds after collecting garbage: MB of the script's heap, and DOM nodes, also loose ones."""

    heap_mb: float
    nodes: int


class Tab:
    """A page with the counters of the Chrome DevTools Protocol [1].

    [1] https://chromedevtools.github.io/devtools-protocol/, domains Network, Performance and HeapProfiler.
    """

    def __init__(self, context: "BrowserContext", script: str = "") -> None:
        """Open an empty tab; ``script`` runs in it before anything of a page does."""
        self.page = context.new_page()
        self.received = 0
        """Bytes of everything that came in whole so far, with headers and as compressed as it came."""
        self.data = 0
        """Bytes that came in so far, unpacked, also of an event stream that goes on."""
        if script:
            self.page.add_init_script(script)
        self._tools = context.new_cdp_session(self.page)
        self._tools.on("Network.loadingFinished", self._count)
        self._tools.on("Network.dataReceived", self._count_data)
        self._tools.send("Network.enable")
        self._tools.send("Performance.enable")

    def _count(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _count_data(self, event: dict[str, Any]) -> None:
        self.data += int(event["dataLength"])

    def memory(self) -> TabMemory:
        """The memory after collecting garbage."""
        self._tools.send("HeapProfiler.collectGarbage")
        rows = self._tools.send("Performance.getMetrics")["metrics"]
        found = {row["name"]: row["value"] for row in rows}
        return TabMemory(found["JSHeapUsedSize"] / 1e6, int(found["Nodes"]))
