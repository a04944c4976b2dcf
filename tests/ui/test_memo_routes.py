"""What the browser asks for about memos, over HTTP and with the middleware, and every refusal."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from assistant.conversation import Standalone
from assistant.memo.keeping import memo_json, read_memo
from assistant.memo.values import Memo, MemoPart, MemoSection, Standing, Statement
from corpus.errors import DenktankError
from corpus.kinds import Role
from tests.ui.fake_assistant import HOSTILE, QUOTE, FakeAssistant, citation, full_answer, links, refusal
from tests.ui.fake_memos import FIELDS, GONE, REFUSED, FakeMemos, file_of, sample
from ui import memo_texts as texts
from ui import statement_texts
from ui import texts as site_texts
from ui.app import build_app
from ui.choices import Choices
from ui.kept import kept_turn
from ui.memo_routes import ANSWERS, CHECK, FILE, SOURCES, TOPIC
from ui.memo_routes import FIELDS as BEGIN
from ui.memo_view import MOST_BODY, memo_view
from ui.session import Turn, TurnState

ADDRESS = "http://127.0.0.1:7860"
OWN = {"X-Denktank": "1"}
FORM = {"onderwerp": " de raad ", "aan": "Het college", "van": "", "datum": "1 mei 2026"}


@pytest.fixture
def memos() -> FakeMemos:
    return FakeMemos()


@pytest.fixture
def client(memos: FakeMemos) -> Iterator[TestClient]:
    view = memo_view(lambda: memos, lambda: FIELDS, file_of)
    with TestClient(build_app(FakeAssistant(), "", views=[view]), base_url=ADDRESS) as client:
        yield client


def post(client: TestClient, path: str, body: object, headers: dict[str, str] | None = None) -> Response:
    sent = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(path, content=sent, headers=OWN if headers is None else headers)


def memo_of(answer: Response) -> Memo:
    assert answer.status_code == 200, answer.text
    return read_memo(json.dumps(answer.json()["memo"]))


def turn(question: str = "Hoe betrek ik de raad?", **changes: Any) -> Turn:
    made = Turn(1, question, Choices(), TurnState.DONE, answer=full_answer(question))
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def chosen(*turns: Turn) -> dict[str, object]:
    return {"velden": FORM, "beurten": [*map(kept_turn, turns)]}


def test_a_topic_becomes_a_memo_with_the_fields_of_the_form(client: TestClient, memos: FakeMemos) -> None:
    answer = post(client, TOPIC, FORM | {"rol": "raadslid"})
    question, fields = memos.topics[0]
    assert (question.text, question.role) == ("de raad", Role.COUNCILLOR)
    assert fields == replace(FIELDS, subject="de raad", to="Het college", sender="", date="1 mei 2026")
    assert memo_of(answer) == memos.checked(sample(fields))
    shown = answer.json()
    assert [source["adres"] for source in shown["bronnen"]] == links(sample(fields).sources)
    assert shown["bronnen"][0]["plaats"].startswith("Wegwijzers › De raad · bladzijde 14")
    assert shown["oordelen"][1] == [
        {"soort": "citaat", "regel": "Citaat"},
        {"soort": "bevestigd", "regel": "Bevestigd door de bron"},
        {
            "soort": "niet_bevestigd",
            "regel": "Niet bevestigd door de bron: dit getal staat niet in de bron (“12”).",
        },
    ]
    assert shown["oordelen"][0] == [{"soort": "mededeling", "regel": "Mededeling van het programma"}]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (FORM | {"onderwerp": " \u202e "}, texts.NO_SUBJECT),
        (FORM | {"aan": "x" * 5_001}, "Aan: dit is te lang. Hoogstens 5000 tekens."),
        (FORM | {"rol": "keizer"}, statement_texts.NOT_READ),
        (FORM | {"onderwerp": 7}, statement_texts.NOT_READ),
        ([], statement_texts.NOT_READ),
        ("{", statement_texts.NOT_READ),
        (b"\xff\xfe", statement_texts.NOT_READ),
        (FORM | {"onderwerp": "weiger dit"}, REFUSED),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_in_dutch(client: TestClient, form: object, line: str) -> None:
    answer = post(client, TOPIC, form)
    assert (answer.status_code, answer.text) == (400, line)


def test_what_should_not_happen_is_one_line(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    answer = post(client, TOPIC, FORM | {"onderwerp": "fout"})
    assert (answer.status_code, answer.text) == (500, statement_texts.UNEXPECTED)
    assert "ValueError" in "".join(capsys.readouterr())


def test_chosen_answers_become_a_memo(client: TestClient, memos: FakeMemos) -> None:
    asked = turn(
        "en voor een raadslid?",
        understood=Standalone("Hoe betrek ik de raad als raadslid?", role=Role.COUNCILLOR),
    )
    sent = chosen(turn(), asked, turn("onbekend", answer=refusal("onbekend")))
    made = memo_of(post(client, ANSWERS, sent))
    first, second, third = memos.answered[0]
    assert (first.question, first.role) == ("Hoe betrek ik de raad?", None)
    assert (second.question, second.role) == ("Hoe betrek ik de raad als raadslid?", Role.COUNCILLOR)
    assert second.answer.citations == full_answer("").citations
    assert third.answer.claims == ()
    assert made.fields.subject == "de raad"


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        (chosen(), texts.NOTHING_CHOSEN),
        (chosen(turn("x?", answer=None)), texts.NOT_ANSWERED.format(question="x?")),
        ({"velden": FORM, "beurten": ["{"]}, texts.ANSWER_UNREADABLE),
        (
            chosen(turn("Dag", understood=Standalone("Dag", reply="Dag!"))),
            texts.NOT_ANSWERED.format(question="Dag"),
        ),
        ({"velden": FORM}, statement_texts.NOT_READ),
        ({"velden": FORM, "beurten": [7]}, statement_texts.NOT_READ),
    ],
)
def test_answers_that_cannot_be_used_are_refused(client: TestClient, sent: object, line: str) -> None:
    answer = post(client, ANSWERS, sent)
    assert (answer.status_code, answer.text) == (400, line)


def test_a_memo_is_checked_whatever_it_says_of_itself(client: TestClient) -> None:
    lying = Statement("Er zijn 12 wegwijzers.", (1,), standing=Standing.QUOTED)
    memo = Memo(FIELDS, (MemoSection(MemoPart.CORE, (lying,)),), (citation(1), citation(2)))
    answer = post(client, CHECK, memo_json(memo))
    checked = memo_of(answer)
    assert checked.sections[0].statements[0].standing is Standing.UNCONFIRMED
    assert len(checked.sources) == 1
    assert answer.json()["fout"] == ""


def test_a_memo_that_cannot_be_checked_comes_back_with_why(client: TestClient, memos: FakeMemos) -> None:
    memo = Memo(
        FIELDS,
        (MemoSection(MemoPart.CORE, (Statement("Zin.", (1,), standing=Standing.QUOTED),)),),
        (citation(1, title="Weggehaald"),),
    )
    answer = post(client, CHECK, memo_json(memo))
    assert memo_of(answer) == memo
    assert (answer.json()["fout"], answer.json()["oordelen"]) == (f"{GONE} {texts.DROP_SOURCE}", [])
    assert answer.json()["bronnen"][0]["titel"] == "Weggehaald"
    assert (post(client, f"{FILE}?soort=docx", memo_json(memo)).text) == GONE


@pytest.mark.parametrize("path", [CHECK, f"{FILE}?soort=docx"])
@pytest.mark.parametrize("sent", ["", "[]", '{"soort": "denktank-iets"}', b"\xff", "[" * 100_000])
def test_what_is_no_memo_is_refused(client: TestClient, path: str, sent: str | bytes) -> None:
    answer = post(client, path, sent)
    assert answer.status_code == 400
    assert answer.text.startswith("Dit is geen memo van deze assistent")


def test_a_memo_of_another_version_is_told_of(client: TestClient) -> None:
    other = memo_json(sample(FIELDS)).replace('"versie": 1', '"versie": 2')
    assert "andere versie" in post(client, CHECK, other).text


@pytest.mark.parametrize("form", [suffix for suffix, _ in texts.FORMATS])
def test_a_file_is_made_of_a_memo_that_is_checked_first(client: TestClient, form: str) -> None:
    lying = Statement("Er zijn 12 wegwijzers.", (1,), standing=Standing.QUOTED)
    memo = Memo(FIELDS, (MemoSection(MemoPart.CORE, (lying,)),), (citation(1),))
    answer = post(client, f"{FILE}?soort={form}&citaten=1", memo_json(memo))
    assert answer.content.decode() == f"{form}\nmet citaten\nniet_bevestigd: Er zijn 12 wegwijzers."
    assert answer.headers["content-disposition"] == f'attachment; filename="memo.{form}"'
    assert "zonder citaten" in post(client, f"{FILE}?soort={form}", memo_json(memo)).text


def test_a_format_that_is_none_is_refused(client: TestClient) -> None:
    for query in ("", "?soort=exe", "?soort=../docx"):
        answer = post(client, FILE + query, memo_json(sample(FIELDS)))
        assert (answer.status_code, answer.text) == (400, texts.NO_FORMAT)


def test_sources_that_could_be_added(client: TestClient) -> None:
    found = client.get(SOURCES, params={"woorden": "  de   tafel "}).json()["bronnen"]
    assert found[0]["bron"]["quote"] == "Over de tafel staat hier iets."
    assert found[1]["adres"] == links([citation(2)])[0]
    assert client.get(SOURCES, params={"woorden": "niets"}).json() == {"bronnen": []}
    assert client.get(SOURCES, params={"woorden": "x" * 10_000}).status_code == 200
    nothing = client.get(SOURCES, params={"woorden": "  "})
    assert (nothing.status_code, nothing.text) == (400, statement_texts.NO_WORDS)


def test_a_source_that_was_found_can_be_sent_back_in_a_memo(client: TestClient) -> None:
    found = client.get(SOURCES, params={"woorden": "de tafel"}).json()["bronnen"][0]["bron"]
    kept = json.loads(memo_json(sample(FIELDS)))
    kept["memo"]["sources"].append(found | {"n": 4})
    kept["memo"]["sections"][0]["statements"][0]["sources"] = [4]
    checked = memo_of(post(client, CHECK, kept))
    assert "Gevonden stuk" in {source.title for source in checked.sources}


def test_the_form_begins_with_the_fields_of_the_operator(client: TestClient) -> None:
    assert client.get(BEGIN).json() == {
        "onderwerp": "",
        "aan": "De raad",
        "van": "Team Regio",
        "datum": "3 maart 2026",
    }


def test_broken_fields_of_the_operator_are_told_of(memos: FakeMemos) -> None:
    def broken() -> Any:
        raise DenktankError("velden.toml: regel 3 klopt niet.")

    app = build_app(FakeAssistant(), "", views=[memo_view(lambda: memos, broken, file_of)])
    with TestClient(app, base_url=ADDRESS) as client:
        assert client.get(BEGIN).text == "velden.toml: regel 3 klopt niet."
        assert post(client, TOPIC, FORM).text == "velden.toml: regel 3 klopt niet."


@pytest.mark.parametrize("path", [TOPIC, ANSWERS, CHECK, FILE])
def test_only_our_own_scripts_may_send_and_not_too_much(client: TestClient, path: str) -> None:
    assert post(client, path, FORM, {}).text == site_texts.WRONG_ORIGIN
    elsewhere = post(client, path, FORM, OWN | {"Origin": "http://evil.example"})
    assert (elsewhere.status_code, elsewhere.text) == (403, site_texts.WRONG_ORIGIN)
    large = post(client, path, b"x" * (MOST_BODY + 1))
    assert (large.status_code, large.text) == (413, site_texts.TOO_LARGE)
    assert client.get(path).status_code == 404


def test_hostile_text_comes_as_data_and_not_as_markup(client: TestClient) -> None:
    answer = post(client, TOPIC, FORM | {"onderwerp": "vijandig"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    memo = memo_of(answer)
    assert memo.sections[0].statements[0].text == HOSTILE
    place = answer.json()["bronnen"][0]
    assert place["adres"].startswith("/?bron=javascript%3A")
    assert "\u202e" not in place["titel"]


def test_memos_are_made_side_by_side(client: TestClient, memos: FakeMemos) -> None:
    """One that is slow does not keep another visitor from getting one."""
    slow = threading.Thread(target=lambda: post(client, TOPIC, FORM | {"onderwerp": "langzaam"}), daemon=True)
    slow.start()
    try:
        assert memos.began.wait(10)
        assert memo_of(post(client, TOPIC, FORM)).sections[1].statements[0].text == QUOTE
        assert slow.is_alive()
    finally:
        memos.give_up.set()
        slow.join(10)
