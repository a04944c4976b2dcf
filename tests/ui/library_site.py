"""The site over a real library with a small vector model, and a browser's requests to it."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from httpx2 import Response
from starlette.testclient import TestClient

from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.index.fake_encoder import FakeEncoder
from tests.ui.fake_assistant import FakeAssistant
from ui.app import build_app
from ui.library_routes import LIST, REMOVE, WORK
from ui.library_view import library_view

ADDRESS = "http://127.0.0.1:7860"
OWN = {"X-Denktank": "1"}
GUIDE = Path(__file__).parents[1] / "documents" / "gids.pdf"
NOTE = b"# Samen wonen\n\nDe woonagenda maken de gemeenten samen met de corporaties in de regio.\n"


def workspace(home: Path, encoder: FakeEncoder | None = None, **settings: object) -> Workspace:
    """A library under ``home``, with its index made by a model that counts words."""
    made = Workspace(load_settings(home=home, **{"startcorpus": False, **settings}))
    made.encoder = encoder or FakeEncoder()
    return made


def client_of(place: Workspace) -> TestClient:
    """A browser at the whole site, the middleware included."""
    app = build_app(FakeAssistant(), "Bronnen.", views=[library_view(place, place.build_index)])
    return TestClient(app, base_url=ADDRESS)


def send(client: TestClient, name: str, data: bytes, headers: dict[str, str] | None = None) -> Response:
    """Add a file as the script does."""
    own = OWN if headers is None else headers
    return client.post(f"{LIST}?naam={quote(name)}", content=data, headers=own)


def remove(client: TestClient, key: str) -> Response:
    """Remove a publication as the script does."""
    return client.post(f"{REMOVE}?sleutel={quote(key)}", headers=OWN)


def work(client: TestClient) -> str:
    """What the work is at now, as the text of the screen."""
    return client.get(WORK).text


def when(client: TestClient, fits: Callable[[str], bool]) -> str:
    """What the work is at once that fits."""
    deadline = time.monotonic() + 60
    while not fits(told := work(client)):
        if time.monotonic() > deadline:
            raise TimeoutError(told)
        time.sleep(0.05)
    return told


def at_rest(client: TestClient) -> str:
    """What there is to tell when everything has ended."""
    return when(client, lambda told: "data-busy" not in told)


def listed(client: TestClient) -> list[str]:
    """The keys of the publications on the list that can be removed."""
    return re.findall(r'data-remove="([^"]*)"', client.get(LIST).text)
