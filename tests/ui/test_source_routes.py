"""What the browser gets of a source: the page, its image, and the publication around it."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image
from starlette.testclient import TestClient

from assistant.assemble import Workspace
from assistant.source_place import SourcePlace, quote_hash
from corpus.page_image import PageImage
from tests.ui.fake_assistant import HOSTILE, FakeAssistant
from tests.ui.guide_library import GUIDE, NOTE, guide_workspace
from ui import source_texts as texts
from ui.app import build_app
from ui.source_link import source_query
from ui.source_routes import WorkspaceSources

HOME = "http://127.0.0.1:7860"
SENTENCE = "Vraag één keer per jaar welke proef mislukt is."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return guide_workspace(tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> Iterator[TestClient]:
    app = build_app(FakeAssistant(), "Bronnen.", sources=WorkspaceSources(workspace))
    with TestClient(app, base_url=HOME) as client:
        yield client


@pytest.fixture(scope="module")
def place(workspace: Workspace) -> SourcePlace:
    """Where the sentence stands in the guide."""
    (hit,) = workspace.reading.find(GUIDE, SENTENCE).hits
    return SourcePlace(GUIDE, hit.page.number, hit.start, hit.end, quote_hash(SENTENCE))


def test_a_source_is_its_page_as_image_with_the_quotation_below(
    client: TestClient, place: SourcePlace
) -> None:
    panel = client.get(f"/denktank/bron?{source_query(place)}")
    assert panel.status_code == 200
    assert f'<mark tabindex="-1">{SENTENCE}</mark></blockquote>' in panel.text
    assert 'src="/denktank/bladzijde.png?' in panel.text
    assert "Advies:" in panel.text
    text = client.get(f"/denktank/bron?{source_query(place)}&toon=tekst").text
    assert f'<mark tabindex="-1">{SENTENCE}</mark>' in text and "<img" not in text
    assert texts.NOT_DRAWN in client.get(f"/denktank/bron?{source_query(place)}&toon=mislukt").text


def test_the_image_is_yellow_where_the_quotation_stands_and_nowhere_else(
    client: TestClient, place: SourcePlace, workspace: Workspace
) -> None:
    drawn = client.get(f"/denktank/bladzijde.png?{source_query(place)}")
    assert drawn.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(drawn.content)).convert("RGB")
    page = workspace.assistant.source_at(place)
    assert page.width and page.height
    scale = image.width / page.width, image.height / page.height
    left, top, right, bottom = image.width, image.height, 0, 0
    for y in range(image.height):
        for x in range(image.width):
            if image.getpixel((x, y)) == (255, 235, 59):
                left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
    for seen, box, size in (
        (left, min(box.left for box in page.boxes), scale[0]),
        (top, min(box.top for box in page.boxes), scale[1]),
        (right, max(box.right for box in page.boxes), scale[0]),
        (bottom, max(box.bottom for box in page.boxes), scale[1]),
    ):
        assert abs(seen - box * size) < 5


def test_an_image_may_be_kept_under_the_hash_of_its_file_only(
    client: TestClient, place: SourcePlace, workspace: Workspace
) -> None:
    sha256 = workspace.assistant.source_at(place).sha256
    address = f"/denktank/bladzijde.png?{source_query(place)}"
    kept = client.get(f"{address}&v={sha256}")
    assert "immutable" in kept.headers["cache-control"]
    other = client.get(f"{address}&v={'0' * 64}")
    assert other.headers["cache-control"] == "no-cache"
    again = client.get(address, headers={"if-none-match": kept.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["bron", "lezen", "bladzijde.png"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"bron": "bestaat-niet"},
        {"bron": "../../../etc/passwd", "pagina": "1"},
        {"bron": HOSTILE},
        {"bron": "gids\0", "pagina": "1"},
        {"bron": GUIDE, "pagina": "-1"},
        {"bron": GUIDE, "pagina": "0"},
        {"bron": GUIDE, "pagina": "99"},
        {"bron": GUIDE, "pagina": "9" * 400},
        {"bron": GUIDE, "pagina": "1", "van": "x", "tot": "9"},
        {"bron": GUIDE, "pagina": "5", "van": "3", "tot": "9", "zin": "0" * 12},
    ],
)
def test_what_is_not_there_is_told_in_dutch(client: TestClient, path: str, query: dict[str, str]) -> None:
    answer = client.get(f"/denktank/{path}?{urlencode(query)}")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert any(word in answer.text for word in ("niet", "geen", "veranderd"))
    assert "<img" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["bron", "lezen", "bladzijde.png"])
def test_positions_outside_a_page_do_no_harm(client: TestClient, path: str) -> None:
    for positions in ("van=999999998&tot=999999999", "van=9&tot=3", "van=0&tot=999999999"):
        assert client.get(f"/denktank/{path}?bron={GUIDE}&pagina=5&{positions}").status_code == 200


def test_a_text_that_has_changed_has_a_way_on(client: TestClient, place: SourcePlace) -> None:
    address = source_query(place).replace(place.quote_hash, "0" * 12)
    panel = client.get(f"/denktank/bron?{address}").text
    assert "veranderd" in panel
    assert f'href="/?bron={GUIDE}&amp;pagina={place.page}" data-mode="lezen"' in panel
    assert client.get(f"/denktank/lezen?bron={GUIDE}&pagina={place.page}").status_code == 200


@pytest.mark.parametrize("query", ["", "&pagina=1"])
def test_a_key_alone_opens_the_beginning(client: TestClient, query: str) -> None:
    guide = client.get(f"/denktank/lezen?bron={GUIDE}{query}").text
    assert texts.PAGE_OF.format(number=1, count=18) in guide
    assert 'src="/denktank/bladzijde.png?' in guide
    note = client.get(f"/denktank/lezen?bron={NOTE}{query}").text
    assert "Deze nota heeft geen bladzijden." in note and "<img" not in note
    assert texts.PART_OF.format(number=1, count=3) in note
    assert client.get(f"/denktank/bladzijde.png?bron={NOTE}{query}").status_code == 404


def test_reading_has_the_headings_and_what_was_searched_for(client: TestClient) -> None:
    page = client.get(f"/denktank/lezen?bron={GUIDE}&pagina=10&zoek=RÁADSLEDEN").text
    assert "Wegwijzer 5 – Stap" not in page and "Wegwijzer 5 – Spreek af wie er mag struikelen" in page
    assert 'aria-current="true"><span>Wegwijzer 5' in page
    assert "plaatsen met ‘RÁADSLEDEN’" in page
    assert "<strong>raadsleden</strong>" in page
    nothing = client.get(f"/denktank/lezen?bron={GUIDE}&zoek=kernenergie").text
    assert texts.NO_HITS.format(words="kernenergie") in nothing
    long = client.get(f"/denktank/lezen?bron={GUIDE}&zoek={'a' * 5000}")
    assert long.status_code == 200 and "a" * 101 not in long.text


class CountingSources(WorkspaceSources):
    """Tells how many pages were being drawn at the same time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.now: list[int] = []
        self.most = 0

    def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
        self.now.append(start)
        self.most = max(self.most, len(self.now))
        try:
            return super().image(publication, sha256, page, start, end)
        finally:
            self.now.pop()


def test_many_at_once_are_drawn_two_at_a_time(workspace: Workspace) -> None:
    sources = CountingSources(workspace)
    with TestClient(build_app(FakeAssistant(), "", sources=sources), base_url=HOME) as client:
        addresses = [f"/denktank/bladzijde.png?bron={GUIDE}&pagina=6&van=0&tot={end}" for end in range(1, 25)]
        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(client.get, addresses))
    assert {answer.status_code for answer in answers} == {200}
    assert sources.most <= 2


def test_a_failure_while_drawing_is_one_dutch_line(workspace: Workspace, tmp_path: Path) -> None:
    class Broken(WorkspaceSources):
        def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
            raise RuntimeError("geheim detail")

    with TestClient(build_app(FakeAssistant(), "", sources=Broken(workspace)), base_url=HOME) as client:
        answer = client.get(f"/denktank/bladzijde.png?bron={GUIDE}&pagina=6")
    assert (answer.status_code, answer.text) == (500, texts.UNEXPECTED_IMAGE)
