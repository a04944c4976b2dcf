"""The application refuses whatever does not come from this machine or is not part of the chat."""

import re
import socket
from collections.abc import Iterator, Mapping

import pytest
from starlette.testclient import TestClient

from corpus.errors import DenktankError
from tests.ui.fake_assistant import FakeAssistant
from ui import texts
from ui.app import build_app
from ui.guard import MAX_BODY
from ui.listening import listen
from ui.page import dutch_page

HOME = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(build_app(FakeAssistant(), "Bronnen: <b>2</b>."), base_url=HOME) as client:
        yield client


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_the_page_is_dutch_and_refers_to_no_other_site(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert re.search(r'<html\s+lang="nl"', page.text)
    assert "<title>Denktank-assistent</title>" in page.text
    loaded = page.text.replace("http://www.w3.org/2000/svg", "").split("window.gradio_config")[0]
    assert "http" not in loaded.replace(HOME, "")
    for outside in (
        "fonts.googleapis",
        "cdnjs",
        "huggingface",
        "raw.githubusercontent",
        "og:image",
        "manifest.json",
    ):
        assert outside not in page.text


def test_the_policy_lets_nothing_in_from_outside(client: TestClient) -> None:
    page = client.get("/")
    rules = policy(page.headers)
    assert rules["default-src"] == "'self'"
    assert rules["img-src"] == "'self' data: blob:"
    assert rules["connect-src"] == rules["form-action"] == rules["base-uri"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == rules["frame-src"] == "'none'"
    assert "http" not in page.headers["content-security-policy"]
    nonce = rules["script-src"].split("'nonce-")[1].split("'")[0]
    assert "'unsafe-inline'" not in rules["script-src"]
    assert page.text.count("<script") == page.text.count(f'<script nonce="{nonce}"') > 2
    assert policy(client.get("/").headers)["script-src"] != rules["script-src"]


@pytest.mark.parametrize("path", ["/", "/config", "/ui/shell.css", "/upload", "/geen-pagina"])
def test_every_answer_carries_the_safe_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in headers


@pytest.mark.parametrize("path", ["/denktank/", "/denktank/onzin", "/denktank/bladzijde/gids/99"])
def test_an_address_of_ours_that_does_not_exist_is_told_in_dutch(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, texts.NOT_HERE)


def test_a_file_of_ours_is_sent_again_only_when_it_changed(client: TestClient) -> None:
    first = client.get("/ui/shell.css")
    again = client.get("/ui/shell.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/ui/shell.css", headers={"if-none-match": '"anders"'}).content == first.content


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "localhost", "LOCALHOST"])
def test_this_machine_may_ask(client: TestClient, host: str) -> None:
    assert client.get("/config", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:7860",
        "",
        "10.0.0.5",
        "localhost@evil.example",
        "[::1",
    ],
)
def test_a_name_that_only_points_at_this_machine_may_not(client: TestClient, host: str) -> None:
    refused = client.get("/", headers={"host": host})
    assert refused.status_code == 403
    assert "adres van deze computer" in refused.text


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:7860"]
)
def test_another_website_may_not_send_requests(client: TestClient, origin: str) -> None:
    assert client.post("/gradio_api/queue/join", headers={"origin": origin}, json={}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/openapi.json",
        "/docs",
        "/redoc",
        "/gradio_api/openapi.json",
        "/gradio_api/info",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/runs",
        "/gradio_api/vibe-code",
        "/monitoring",
        "/manifest.json",
        "/ui/app.py",
        "/ui/../ui/app.py",
        "/ui/%2e%2e/pyproject.toml",
    ],
)
def test_what_the_chat_does_not_need_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_can_be_uploaded(client: TestClient) -> None:
    for path in ("/upload", "/gradio_api/upload", "/gradio_api/upload?upload_id=x"):
        assert client.post(path, files={"files": ("x.txt", b"x")}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 404


def test_a_request_that_is_too_large_is_not_read(client: TestClient) -> None:
    large = client.post("/gradio_api/queue/join", content=b"x" * (MAX_BODY + 1))
    assert large.status_code == 413
    unknown = client.post("/gradio_api/queue/join", content=iter([b"x"]))
    assert unknown.status_code == 413
    assert client.post("/gradio_api/queue/join", headers={"content-length": "-1"}).status_code == 413


def test_the_status_line_is_text(client: TestClient) -> None:
    assert "Bronnen: &lt;b&gt;2&lt;/b&gt;." in client.get("/config").text


def test_the_events_are_not_an_interface_for_programs(client: TestClient) -> None:
    assert {event["api_visibility"] for event in client.get("/config").json()["dependencies"]} == {"private"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.nl", ""])
def test_only_this_machine_can_be_served(host: str) -> None:
    with pytest.raises(DenktankError, match="Er is nog geen toegangscontrole"):
        listen(host, 0)


def test_a_taken_port_names_the_way_out() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(DenktankError, match=r"al in gebruik.*--port"):
        listen("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 70_000])
def test_an_impossible_port_names_the_way_out(port: int) -> None:
    with pytest.raises(DenktankError, match="--port"):
        listen("127.0.0.1", port)


def test_a_free_port_is_on_this_machine_only() -> None:
    with listen("localhost", 0) as listening:
        assert listening.family is socket.AF_INET
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_script_cannot_slip_past_the_nonce_through_the_page() -> None:
    page = dutch_page('<html lang="en"><head></head><body><script>a</script><scripted></body></html>', "N")
    assert page.count('<script nonce="N"') == page.count("<script") - 1
    assert 'lang="nl"' in page
