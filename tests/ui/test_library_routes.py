"""Adding to and removing from a real library over HTTP; only the vector model is a small one."""

import errno
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import anyio
import pytest
from starlette.testclient import TestClient

from assistant.assemble import Workspace
from corpus.locking import exclusive_lock
from index.text_encoder import Progress, Vectors
from tests.corpus import bad_pdf
from tests.corpus.make_pdf import make_pdf
from tests.index.fake_encoder import FakeEncoder
from tests.ui.library_site import (
    GUIDE,
    NOTE,
    OWN,
    at_rest,
    client_of,
    listed,
    remove,
    send,
    when,
    work,
    workspace,
)
from ui import library_texts as texts
from ui.library_jobs import MOST_WAITING
from ui.library_routes import BUILD, LIST, REMOVE, WORK

TEXT = make_pdf([[(10, "De regio maakt samen een agenda voor wonen en werk.")]])


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home")


@pytest.fixture
def client(place: Workspace) -> Iterator[TestClient]:
    with client_of(place) as client:
        yield client


def files(place: Workspace) -> list[str]:
    """Every file under the home folder of the library."""
    return sorted(path.name for path in (place.home / "library").rglob("*.*") if path.is_file())


def found(place: Workspace, query: str) -> list[str]:
    """The publications that the chat finds now."""
    return [hit.publication for hit in place.assistant.search(query, 3)]


def test_a_file_is_read_told_of_listed_and_found(client: TestClient, place: Workspace) -> None:
    assert texts.NO_OWN in client.get(LIST).text
    assert texts.INDEX_NONE in work(client)
    assert send(client, "gids.pdf", GUIDE.read_bytes()).status_code == 202
    told = at_rest(client)
    assert "gids.pdf: toegevoegd als &#x27;gids&#x27; (Samen op pad, 18 bladzijden" in told
    assert "10 wegwijzers" in told
    assert texts.INDEX_DONE_ONE in told
    page = client.get(LIST).text
    assert listed(client) == ["gids"]
    assert 'href="/?bron=gids" data-source="publicatie">Samen op pad</a>' in page
    assert "18 bladzijden" in page
    assert place.index_is_up_to_date()
    assert found(place, "wegwijzer") == ["gids"] * 3


def test_the_same_file_again_changes_nothing(client: TestClient, place: Workspace) -> None:
    send(client, "a.md", NOTE)
    at_rest(client)
    generation = place.generations.current()
    send(client, "b.md", NOTE)
    assert "b.md: stond al in de bibliotheek als &#x27;a&#x27; (onder de naam a.md)" in at_rest(client)
    assert listed(client) == ["a"]
    assert place.generations.current() == generation


def test_another_file_of_the_same_name_stands_beside_it(client: TestClient) -> None:
    send(client, "a.md", NOTE)
    send(client, "a.md", NOTE + b"\nEn de raad kijkt mee.\n")
    assert "heeft dezelfde bestandsnaam" in (told := at_rest(client))
    assert texts.REMOVE_SAME in told
    assert listed(client) == ["a", "a-2"]


def test_removing_takes_it_from_the_list_and_the_answers(client: TestClient, place: Workspace) -> None:
    for name, data in (("gids.pdf", GUIDE.read_bytes()), ("wonen.md", NOTE)):
        send(client, name, data)
    at_rest(client)
    assert "wonen" in found(place, "woonagenda corporaties")
    answer = remove(client, "wonen")
    assert answer.status_code == 200
    assert "‘Samen wonen’ is verwijderd" in answer.text
    assert "wonen.md" in answer.text
    assert texts.INDEX_DONE in at_rest(client)
    assert listed(client) == ["gids"]
    assert "wonen" not in found(place, "woonagenda corporaties")
    assert "wonen.md" not in files(place)
    again = remove(client, "wonen")
    assert (again.status_code, again.text) == (409, texts.GONE)


def test_without_anything_left_the_former_index_stays_and_that_is_said(client: TestClient) -> None:
    send(client, "a.md", NOTE)
    at_rest(client)
    remove(client, "a")
    told = at_rest(client)
    assert "De index is niet bijgewerkt." in told
    assert texts.INDEX_STALE in told
    assert texts.BUILD in told


def test_a_piece_of_the_startcorpus_cannot_be_removed(tmp_path: Path) -> None:
    with client_of(workspace(tmp_path / "home", startcorpus=True)) as client:
        page = client.get(LIST).text
        key = page.split("/?bron=")[1].split('"')[0]
        answer = remove(client, key)
        assert answer.status_code == 409
        assert "startcorpus" in answer.text
        assert "20 teksten" in page
        assert 'rel="noopener noreferrer"' in page
        assert texts.BRINGS["handreiking"] in page


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.pdf", GUIDE.read_bytes()[:40_000], "a.pdf: "),
        ("a.pdf", b"", "leeg"),
        ("a.pdf", b"PK\x03\x04" + bytes(500), "geen pdf"),
        ("a.exe", b"MZ", "Gebruik een van deze soorten"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "bewaar het als .docx"),
        ("a", b"tekst", "zonder achtervoegsel"),
        ("a.pdf", bad_pdf.locked_pdf("Geheim.", "sleutel"), "beveiligd met een wachtwoord"),
        ("a.docx", b"PK\x03\x04" + bytes(500), "a.docx: "),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_line_and_the_next_file_is_read(
    client: TestClient, place: Workspace, name: str, data: bytes, line: str
) -> None:
    assert send(client, name, data).status_code == 202
    told = at_rest(client)
    assert 'class="failed"' in told
    assert line in told
    assert files(place) == []
    send(client, "goed.md", NOTE)
    assert texts.INDEX_DONE_ONE in at_rest(client)
    assert listed(client) == ["goed"]


@pytest.mark.slow
def test_a_bomb_is_refused_and_the_site_goes_on(client: TestClient) -> None:
    send(client, "bom.pdf", bad_pdf.stream_bomb(3000))
    assert "geheugen" in at_rest(client)
    assert listed(client) == []


@pytest.mark.parametrize(
    "name", ["../../x.md", "..\\..\\x.md", "/etc/x.md", "<img src=x onerror=alert(1)>x.md", "x\u202edm.md"]
)
def test_a_hostile_name_is_a_name(client: TestClient, place: Workspace, name: str) -> None:
    send(client, name, NOTE)
    told = at_rest(client) + client.get(LIST).text
    assert "<img" not in told
    assert "\u202e" not in told
    assert len(listed(client)) == 1
    assert {path.parent.parent.parent.name for path in place.home.rglob("*x*.md")} == {"originals"}


def test_a_file_of_hostile_text_stays_text(client: TestClient) -> None:
    title = b"&lt;script&gt;alert(1)&lt;/script&gt;"
    send(client, "a.html", b"<!DOCTYPE html><html><title>" + title + b"</title><p>Een zin over de regio.</p>")
    page = at_rest(client) + client.get(LIST).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_file_without_a_name_is_refused(client: TestClient) -> None:
    assert (send(client, "", NOTE).status_code, send(client, "..", NOTE).text) == (400, texts.NO_NAME)


def test_many_at_once_from_two_browsers_all_come_in(client: TestClient, place: Workspace) -> None:
    def one(number: int) -> int:
        return send(client, f"stuk-{number}.md", NOTE + f"\nDeel {number}.\n".encode()).status_code

    with ThreadPoolExecutor(8) as browsers:
        assert set(browsers.map(one, range(16))) == {202}
    assert texts.INDEX_DONE_MORE in at_rest(client)
    assert sorted(listed(client)) == sorted(f"stuk-{number}" for number in range(16))
    assert place.index_is_up_to_date()


def test_no_more_wait_than_there_is_room_for(
    client: TestClient, place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    real = place.library.add
    monkeypatch.setattr(place.library, "add", lambda *args, **more: (held.wait(30), real(*args, **more))[1])
    codes = [
        send(client, f"{number}.md", NOTE + str(number).encode()).status_code
        for number in range(MOST_WAITING + 3)
    ]
    assert codes[-1] == 400
    assert codes[: MOST_WAITING + 1] == [202] * (MOST_WAITING + 1)
    held.set()
    assert texts.INDEX_DONE_MORE in at_rest(client)


class Held(FakeEncoder):
    """Makes no vectors until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if not self.go.wait(60):
            raise TimeoutError
        return super().encode_passages(texts, progress)


def test_the_chat_answers_from_the_former_index_until_the_new_one_is_there(tmp_path: Path) -> None:
    encoder = Held()
    place = workspace(tmp_path / "home", encoder)
    with client_of(place) as client:
        send(client, "gids.pdf", GUIDE.read_bytes())
        at_rest(client)
        encoder.go.clear()
        send(client, "wonen.md", NOTE)
        assert "data-busy" in when(client, lambda told: texts.INDEX_BUILDING in told)
        assert found(place, "woonagenda corporaties") == ["gids"] * 3
        assert listed(client) == ["gids", "wonen"]
        encoder.go.set()
        assert texts.INDEX_DONE_ONE in at_rest(client)
        assert "wonen" in found(place, "woonagenda corporaties")


def test_a_file_that_comes_during_a_build_is_in_the_next_one(tmp_path: Path) -> None:
    encoder = Held()
    place = workspace(tmp_path / "home", encoder)
    with client_of(place) as client:
        encoder.go.clear()
        send(client, "gids.pdf", GUIDE.read_bytes())
        when(client, lambda told: texts.INDEX_BUILDING in told)
        send(client, "wonen.md", NOTE)
        when(client, lambda told: "wonen.md: toegevoegd" in told)
        encoder.go.set()
        at_rest(client)
        assert place.index_is_up_to_date()
        assert "wonen" in found(place, "woonagenda corporaties")


def test_a_build_elsewhere_is_waited_for(client: TestClient, place: Workspace) -> None:
    with exclusive_lock(place.generations.root / "lock", "de index gebouwd"):
        send(client, "a.md", NOTE)
        assert "Op dit moment wordt de index gebouwd" in when(client, lambda told: "gebouwd" in told)
    assert texts.INDEX_DONE_ONE in at_rest(client)


def test_an_index_that_is_behind_can_be_brought_up_to_date(
    client: TestClient, place: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes(NOTE)
    place.library.add(tmp_path / "a.md")
    assert texts.INDEX_NONE in work(client)
    assert client.post(BUILD, headers=OWN).status_code == 202
    assert texts.INDEX_DONE in at_rest(client)
    assert place.index_is_up_to_date()


def test_a_full_disk_while_a_file_comes_in(
    client: TestClient, place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(anyio.AsyncFile, "write", full)
        refused = send(client, "a.md", NOTE)
    assert refused.status_code == 400
    assert "vol" in refused.text
    with monkeypatch.context() as patch:
        patch.setattr("corpus.shelf.write_atomically", full)
        send(client, "a.md", NOTE)
        assert "a.md: niet toegevoegd. De schijf" in at_rest(client)
    assert (listed(client), files(place)) == ([], [])
    send(client, "a.md", NOTE)
    assert texts.INDEX_DONE_ONE in at_rest(client)


def test_nothing_stays_behind_in_the_folder_for_temporary_files(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    for name, data in (("a.md", NOTE), ("a.pdf", b"niets"), ("b.pdf", TEXT)):
        send(client, name, data)
    at_rest(client)
    assert list((tmp_path / "tmp").iterdir()) == []


class TestWhoMayChange:
    @pytest.mark.parametrize("path", [f"{LIST}?naam=a.md", f"{REMOVE}?sleutel=a", BUILD])
    def test_not_a_plain_form_and_not_another_website(self, client: TestClient, path: str) -> None:
        assert client.post(path, content=NOTE).status_code == 403
        other = {**OWN, "origin": "https://evil.example"}
        assert client.post(path, content=NOTE, headers=other).status_code == 403
        assert client.post(path, content=NOTE, headers={**OWN, "host": "evil.example"}).status_code == 403
        assert client.request("OPTIONS", path, headers=other).status_code == 403
        assert listed(client) == []

    def test_not_more_than_the_settings_allow(self, tmp_path: Path) -> None:
        with client_of(workspace(tmp_path / "home", max_file_mb=0.001)) as client:
            assert send(client, "a.md", b"x" * 1001).status_code == 413
            assert send(client, "a.md", NOTE).status_code == 202
            unknown = client.post(f"{LIST}?naam=a.md", content=iter([b"x"]), headers=OWN)
            assert unknown.status_code == 413
            assert 'data-max="1000"' in client.get("/config").json()["components"].__repr__()
            at_rest(client)

    def test_nobody_where_the_operator_switched_it_off(self, tmp_path: Path) -> None:
        place = workspace(tmp_path / "home", library_read_only=True)
        (tmp_path / "a.md").write_bytes(NOTE)
        place.library.add(tmp_path / "a.md")
        with client_of(place) as client:
            assert send(client, "b.md", NOTE).status_code == 404
            assert remove(client, "a").status_code == 404
            assert client.post(BUILD, headers=OWN).status_code == 404
            page = client.get(LIST).text + client.get(WORK).text
            assert "Samen wonen" in page
            assert "<button" not in page
            shown = client.get("/config").text
            assert texts.READ_ONLY in shown
            assert texts.CHOOSE not in shown


def test_a_damaged_library_is_told_of(client: TestClient, place: Workspace) -> None:
    (place.home / "library").mkdir(parents=True)
    (place.home / "library" / "manifest.json").write_text("{")
    told = client.get(LIST)
    assert told.status_code == 500
    assert "beschadigd" in told.text
    send(client, "a.md", NOTE)
    assert "beschadigd" in at_rest(client)
