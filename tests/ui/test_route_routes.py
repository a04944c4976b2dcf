"""The routekaart as the browser gets it, over a real library with the self-made guide and report."""

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.assemble import Workspace
from assistant.settings import load_settings
from corpus.manifest import Overrides
from tests.documents import truth
from tests.ui.fake_assistant import FakeAssistant
from ui import route_texts as texts
from ui.app import build_app
from ui.route_view import route_view

HOME = "http://127.0.0.1:7860"
REPORT = "rapport-een-kolom"
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(1)</script>'
KNOWN = truth.document("gids").wegwijzers


def client_of(workspace: Workspace) -> TestClient:
    app = FastAPI()
    app.include_router(route_view(workspace).routes)
    return TestClient(app, base_url=HOME)


def workspace_at(home: Path, **settings: object) -> Workspace:
    return Workspace(load_settings(home=home, cache_dir=home / "cache", **settings))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the guide and the report in the library; copied by whoever changes it."""
    home = tmp_path_factory.mktemp("home")
    library = workspace_at(home).library
    for name in ("gids", REPORT):
        library.add(truth.FOLDER / f"{name}.pdf")
    return home


@pytest.fixture(scope="module")
def client(filled: Path) -> Iterator[TestClient]:
    view = route_view(workspace_at(filled))
    with TestClient(build_app(FakeAssistant(), "", views=[view]), base_url=HOME) as client:
        yield client


def text_of(fragment: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", fragment)).split())


def test_the_map_and_the_list_have_every_stop_in_order(client: TestClient) -> None:
    page = client.get("/denktank/routekaart").text
    listed = page.split("<ol", 1)[1]
    places = [listed.index(html.escape(stop.title)) for stop in KNOWN]
    assert places == sorted(places)
    for drawn in page.split("<svg")[1:]:
        assert [int(n) for n in re.findall(r'href="#routekaart/(\d+)"', drawn.split("</svg>")[0])] == list(
            range(1, len(KNOWN) + 1)
        )
    assert "Samen op pad" in page
    assert texts.NOT_INDEXED in html.unescape(page)


def test_a_stop_has_its_texts_word_for_word(client: TestClient, filled: Path) -> None:
    library = workspace_at(filled).library
    route, guide = library.routekaart("gids"), library.publication("gids")
    assert route is not None
    for position, signpost in enumerate(route.signposts, 1):
        shown = text_of(client.get(f"/denktank/routekaart/{position}").text)
        assert f"Wegwijzer {signpost.number}: {signpost.title}" in shown
        advice = [span for _, spans in signpost.advice for span in spans]
        for span in (*signpost.story, *signpost.dilemmas, *advice):
            text = " ".join(guide.text_of(span).split())
            assert text in shown or (len(text) > 500 and text[:400] in shown)


def test_the_advice_to_the_visitor_comes_first(client: TestClient) -> None:
    shown = text_of(client.get("/denktank/routekaart/1?rol=ambtenaar").text)
    assert shown.index("Advies voor u als ambtenaar") < shown.index("Advies voor burgemeester")
    assert "Advies aan ambtenaar" not in shown
    together = text_of(client.get("/denktank/routekaart/4?rol=wethouder").text)
    assert together.count("Wijs voor de grote klus") == 1
    assert "Advies voor u als wethouder" in together


def test_references_lead_into_the_report_that_was_chosen(client: TestClient) -> None:
    without = client.get("/denktank/routekaart/1").text
    assert "staat niet in de bibliotheek" in without
    chosen = client.get(f"/denktank/routekaart/1?rapport={REPORT}").text
    assert "3.2 Vertrouwen als werkwoord" in chosen
    assert f"bron={REPORT}&amp;pagina=15" in chosen
    assert re.search(rf'<option value="{REPORT}" selected>', chosen)


@pytest.mark.parametrize("position", ["0", "11", "-1", "999999999999", "x", "²", "1.0"])
def test_a_stop_that_is_not_there_says_so(client: TestClient, position: str) -> None:
    answer = client.get(f"/denktank/routekaart/{position}")
    assert answer.status_code == 404
    assert texts.NO_SUCH_STOP in answer.text


def test_an_unknown_guide_report_or_role_is_ignored(client: TestClient) -> None:
    odd = "gids=weg&rapport=%3Cscript%3E&rol=koning"
    assert client.get(f"/denktank/routekaart?{odd}").text == client.get("/denktank/routekaart").text
    assert client.get(f"/denktank/routekaart/2?{odd}").text == client.get("/denktank/routekaart/2").text


def test_questions_that_do_not_find_the_stop_are_not_offered(client: TestClient) -> None:
    answer = client.get("/denktank/routekaart/1/vragen")
    assert answer.status_code == 409  # there is no index to find anything in
    assert "denktank index build" in answer.text


def test_what_is_added_and_removed_shows_at_the_next_request(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    written = HOSTILE.replace("<", "\\<")
    (tmp_path / "tweede.md").write_text(
        f"# Tweede gids\n\n## Wegwijzer 1: {written}\n\nEerst dit, en dan rustig verder.\n\n"
        "## Wegwijzer 3: Ga verder\n\nDan dat, zonder haast en met de buren.\n",
        encoding="utf-8",
    )
    workspace = workspace_at(home)
    with client_of(workspace) as client:
        assert 'id="route-gids"' not in client.get("/denktank/routekaart").text
        key = workspace.library.add(tmp_path / "tweede.md", Overrides(title=HOSTILE)).entry.key
        first = client.get("/denktank/routekaart").text
        assert 'id="route-gids"' in first and 'data-publication="gids"' in first
        second = client.get(f"/denktank/routekaart?gids={key}").text
        assert f'data-publication="{key}"' in second
        assert "geen wegwijzer gevonden met nummer 2" in second
        stop = client.get(f"/denktank/routekaart/1?gids={key}").text
        for fragment in (first, second, stop):
            assert "<script" not in fragment and "<img" not in fragment
        assert html.escape(HOSTILE) in stop
        workspace.library.remove("gids")
        assert f'data-publication="{key}"' in client.get("/denktank/routekaart").text
        workspace.library.remove(key)
        assert texts.NO_GUIDE in client.get("/denktank/routekaart").text


def test_without_a_guide_only_the_startcorpus_speaks(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path)
    with client_of(workspace) as client:
        page = client.get("/denktank/routekaart").text
    pieces = [workspace.library.publication(entry.key) for entry in workspace.library.entries()]
    everything = [page_.text for piece in pieces for page_ in piece.pages]
    quotes = re.findall(r'<p class="quote">(.*?) <a ', page, re.S)
    assert len(quotes) >= 5
    assert all(any(html.unescape(quote) in text for text in everything) for quote in quotes)
    assert 'href="#publicaties"' in page and "denktank corpus add" in page
    assert "#routekaart/" not in page


def test_without_startcorpus_and_guide_the_way_to_add_one_is_left(tmp_path: Path) -> None:
    with client_of(workspace_at(tmp_path, startcorpus=False)) as client:
        page = client.get("/denktank/routekaart").text
    assert texts.NO_GUIDE in page and texts.KNOWN not in page


def test_a_publication_that_cannot_be_read_does_not_hide_the_others(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    for folder in ("originals", "parsed"):
        for path in (home / "library" / folder).glob(f"{REPORT}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with client_of(workspace_at(home)) as client:
        page = client.get("/denktank/routekaart").text
    assert 'data-publication="gids"' in page
    assert f"denktank corpus remove {REPORT}" in page
