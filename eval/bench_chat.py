"""The chat as a process: how soon its page can be used, and its memory after a number of questions."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from eval.bench_browser import find_browser


@dataclass(frozen=True, slots=True)
class ChatFigures:
    """Seconds from process start to the input being usable; MB resident at first and after asking."""

    usable_seconds: float
    first_answer_ms: float
    later_answer_ms: float
    start_mb: float
    end_mb: float


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    for line in process.stderr or ():
        if "http://" in line:
            return
    raise RuntimeError("the chat did not start")


def measure_chat(environment: dict[str, str], questions: Sequence[str]) -> ChatFigures | None:
    """Start the chat, open it in a browser, ask the questions; ``None`` without a browser."""
    browser = find_browser()
    if browser is None:
        return None
    import psutil
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "chat", "--port", "7871", "--geen-browser"],
            stderr=subprocess.PIPE,
            env=os.environ | environment,
            text=True,
        )
        try:
            _wait_until_ready(process)
            page = window.new_page()
            page.goto("http://127.0.0.1:7871")
            box = page.get_by_label("Uw vraag", exact=True)
            box.wait_for()
            usable = time.perf_counter() - started
            memory = psutil.Process(process.pid)
            start_mb = memory.memory_info().rss / 1e6
            times = []
            for number, question in enumerate(questions, 1):
                asked = time.perf_counter()
                box.fill(question)
                box.press("Enter")
                page.locator("#log .turn .tools").nth(number - 1).wait_for()
                times.append((time.perf_counter() - asked) * 1000)
            later = sorted(times[1:])
            return ChatFigures(
                usable_seconds=usable,
                first_answer_ms=times[0],
                later_answer_ms=later[len(later) // 2],
                start_mb=start_mb,
                end_mb=memory.memory_info().rss / 1e6,
            )
        finally:
            process.terminate()
            process.wait(20)
            window.close()
