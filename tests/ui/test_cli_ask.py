"""``denktank ask`` as its users read it: refusals, partial answers, repaired words, and the JSON fields."""

import json
from types import SimpleNamespace

import pytest

import ui.cli_index
import ui.workspace
from assistant.answer import Answer, Length, Question
from corpus.kinds import Role
from tests.ui.fake_assistant import QUOTE, FakeAssistant, full_answer, partial_answer, refusal
from tests.ui.test_cli import denktank


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def ask(  # type: ignore[no-untyped-def]
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Ask an assistant that needs no index; gives what is printed, on standard error nothing."""
    place = SimpleNamespace(assistant=fake)
    monkeypatch.setattr(ui.workspace, "open_workspace", lambda: place)
    for check in ("ensure_index", "warn_if_stale"):
        monkeypatch.setattr(ui.cli_index, check, lambda place: None)

    def run(*arguments: str) -> str:
        code, out, err = denktank("ask", *arguments, monkeypatch=monkeypatch, capsys=capsys)
        assert (code, err) == (0, "")
        return out

    return run


def test_a_refusal_lists_what_comes_nearest(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("onbekend").splitlines() == [
        "Dit staat niet in de bronnen die deze assistent heeft. Over “kernenergie” zeggen de bronnen niets.",
        "",
        "Dit komt er het dichtst bij:",
        "- Werkende samenwerking · Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12)"
        " · 28 juni 2018",
        f"  {QUOTE}",
        "- Brief van de VNG · Wegwijzers › De raad · bladzijde 1 · 28 juni 2018",
        f"  {QUOTE}",
        "- Wat is de routekaart? · 28 juni 2018",
        f"  {QUOTE}",
        "",
        "U kunt uw vraag stellen aan denktank@vng.nl.",
    ]


def test_a_partial_answer_warns_before_its_sentences(ask) -> None:  # type: ignore[no-untyped-def]
    blocks = ask("gedeeltelijk").split("\n\n")
    assert blocks[:3] == [
        "Gezocht op “raadsleden”.",
        "Let op: over “kernenergie” zeggen de bronnen niets. Het antwoord gaat over de rest van uw vraag.",
        "De raad hoort er vroeg bij. [1]",
    ]
    assert blocks[-2].startswith("Let op: dit komt uit bronnen van 2018.")
    assert blocks[-1].splitlines()[0] == "Bronnen:"


def test_an_answer_has_its_notes_after_its_sentences(ask) -> None:  # type: ignore[no-untyped-def]
    blocks = ask("Hoe betrek ik de raad?").split("\n\n")
    assert blocks[0] == "De raad hoort er vroeg bij. [1]"
    assert blocks[-2:-1] == ["De bronnen zijn uit 2018."]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("onbekend", refusal("")), ("gedeeltelijk", partial_answer("")), ("raad?", full_answer(""))],
)
def test_json_has_what_is_near_the_repairs_and_the_confidence(  # type: ignore[no-untyped-def]
    ask, question: str, answer: Answer
) -> None:
    found = json.loads(ask(question, "--json"))
    assert found["confidence"] == answer.confidence
    assert found["corrections"] == [
        {"asked": asked, "searched": searched} for asked, searched in answer.corrections
    ]
    assert [near["title"] for near in found["nearest"]] == [near.title for near in answer.nearest]
    fields = "n publication title file kind section page page_label quote start end score date"
    assert all(set(near) == set(fields.split()) for near in found["nearest"])
    assert found["notes"] == list(answer.notes)


def test_role_length_and_plain_language_reach_the_assistant(ask, fake: FakeAssistant) -> None:  # type: ignore[no-untyped-def]
    ask("taalmodel", "--rol", "Wethouder", "--lengte", "KORT", "--eenvoudig")
    ask("raad?")
    assert fake.asked == [
        Question("taalmodel", Role.ALDERMAN, Length.SHORT, plain=True),
        Question("raad?", None, Length.NORMAL, plain=False),
    ]


def test_plain_language_without_a_model_is_told_to_be_impossible(  # type: ignore[no-untyped-def]
    ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = denktank("ask", "raad?", "--eenvoudig", monkeypatch=monkeypatch, capsys=capsys)
    assert code == 0 and "De raad hoort er vroeg bij." in out
    assert err == "--eenvoudig werkt alleen met een taalmodel; dit zijn zinnen uit de bronnen zelf.\n"


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--rol", "koning"), "De rol 'koning' is niet bekend. Kies uit: burgemeester, wethouder, raadslid"),
        (("--lengte", "lang"), "De lengte 'lang' is niet bekend. Kies uit: kort, gewoon, uitgebreid."),
    ],
)
def test_a_choice_that_does_not_exist_names_those_that_do(
    option: tuple[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = denktank("ask", "raad?", *option, monkeypatch=monkeypatch, capsys=capsys)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


def test_an_answer_of_a_model_ends_with_who_wrote_it_and_where_text_went(ask) -> None:  # type: ignore[no-untyped-def]
    blocks = ask("taalmodel").rstrip("\n").split("\n\n")
    assert blocks[-3:] == [
        "Niet bevestigd door de bronnen: 2 zinnen. Bekijk ze met --niet-bevestigd.",
        "Niet naar het taalmodel gestuurd:\n"
        "- “Jan de Vries” werd [NAAM-1]\n- “jan@example.nl” werd [E-MAIL-1]",
        "Geschreven door een taalmodel (openai:proefmodel) en zin voor zin gecontroleerd met de bronnen. "
        "Uw vraag en de gevonden passages gingen naar model.example.nl.",
    ]
    assert "Er zijn 12 wegwijzers" not in "".join(blocks)


def test_what_was_left_out_is_shown_on_request_with_the_reason(ask) -> None:  # type: ignore[no-untyped-def]
    blocks = ask("taalmodel", "--niet-bevestigd").split("\n\n")
    assert blocks[-3].splitlines() == [
        "Niet bevestigd door de bronnen (2). "
        "Het taalmodel schreef ook dit. Ga er niet van uit dat het klopt.",
        "- Er zijn 12 wegwijzers.",
        "  Dit getal staat niet in de bron (“12”).",
        "- De raad beslist nooit mee.",
        "  De bron zegt misschien het omgekeerde (“nooit”); de bron bevestigt dit niet.",
    ]


def test_text_of_a_model_cannot_steer_the_terminal(ask, fake: FakeAssistant) -> None:  # type: ignore[no-untyped-def]
    assert "\x1b" not in ask("sturend", "--niet-bevestigd")


def test_json_tells_what_a_model_did(ask) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(ask("taalmodel", "--json"))
    assert {(claim["generated"], claim["support"]) for claim in found["claims"]} == {(True, 0.9)}
    assert found["unconfirmed"][0] == {
        "text": "Er zijn 12 wegwijzers.",
        "reasons": [{"reason": "getal", "detail": "12"}],
    }
    assert found["replaced"][1] == {"placeholder": "[E-MAIL-1]", "original": "jan@example.nl"}
    assert found["destination"] == "naar model.example.nl"
    assert found["model"] == "openai:proefmodel"
    quoted = json.loads(ask("raad?", "--json"))
    assert {(claim["generated"], claim["support"]) for claim in quoted["claims"]} == {(False, None)}
    assert (quoted["unconfirmed"], quoted["replaced"], quoted["destination"]) == ([], [], "op deze computer")


def test_json_tells_how_easily_the_sentences_read(ask, fake: FakeAssistant) -> None:  # type: ignore[no-untyped-def]
    assert 60 < json.loads(ask("lang", "--json"))["readability"] < 130
    assert json.loads(ask("onbekend", "--json"))["readability"] is None
