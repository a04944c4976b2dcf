"""Nothing phones home: building, asking and chatting with every way out closed."""

from pathlib import Path

import pytest

from tests.integration.outside import run_watched

pytestmark = pytest.mark.integration

_RUN = """
import threading, time, urllib.request
from assistant.quiet import silence
silence()
from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.settings import load_settings

workspace = Workspace(load_settings())
workspace.build_index()
answer = workspace.assistant.answer(Question("hoe betrek ik de raad?"))
assert answer.claims, answer

from assistant.memo.files import MemoFormat, memo_file
from assistant.memo.values import MemoFields
memo = workspace.memos.from_topic(Question("de raad betrekken"), MemoFields("Raad"))
assert memo.sources
for form in MemoFormat:
    assert memo_file(memo, form, quotes=True)

from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.writing import draft_message
HTML = (
    b"From: a@b.example\\r\\nContent-Type: text/html\\r\\n\\r\\n<img src='http://example.org/p.png'>"
    b"<link rel=stylesheet href='http://example.org/s.css'><p>Hoe betrek ik de raad?</p>"
)
mail = read_mail(HTML)
reply = workspace.replies.reply(mail, kind_of(mail), questions(mail))
assert reply.sources
assert draft_message(reply, mail)

import json
import uvicorn
from ui.app import build_app
from ui.listening import listen

listening = listen("127.0.0.1", 0)
address = f"http://127.0.0.1:{listening.getsockname()[1]}"
server = uvicorn.Server(uvicorn.Config(build_app(workspace.assistant, "status"), log_level="critical"))
threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
while not server.started:
    time.sleep(0.05)
page = urllib.request.urlopen(address).read().decode()
assert "Denktank-assistent" in page
config = json.loads(urllib.request.urlopen(address + "/config").read())
assert config["analytics_enabled"] is False

from playwright.sync_api import sync_playwright
from tests.ui.browsing import ARGUMENTS, CHROMIUM

with sync_playwright() as playwright:
    path = CHROMIUM or playwright.chromium.executable_path
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    visit = browser.new_page()
    visit.goto(address)
    visit.get_by_label("Uw vraag", exact=True).fill("hoe betrek ik de raad?")
    visit.keyboard.press("Enter")
    visit.locator("#log a.cite").first.wait_for()
    browser.close()
server.should_exit = True
print("klaar")
"""


def test_a_whole_run_reaches_no_other_machine(tmp_path: Path, model_cache: Path) -> None:
    notes = tmp_path / "notes"
    done = run_watched(
        _RUN, notes, {"DENKTANK_HOME": str(tmp_path / "home"), "DENKTANK_CACHE_DIR": str(model_cache)}
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines()[-1] == "klaar"
    assert notes.read_text() == ""


@pytest.mark.parametrize(
    "attempt",
    [
        "import urllib.request; urllib.request.urlopen('http://example.org')",
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_the_watch_notices_every_attempt(tmp_path: Path, attempt: str) -> None:
    notes = tmp_path / "notes"
    done = run_watched(attempt, notes, {})
    assert done.returncode != 0
    assert "refused" in done.stderr
    assert notes.read_text().count("\n") == 1
