"""``denktank ask`` as its users read it: refusals, partial answers, repaired words, and the JSON fields."""

import json
from types import SimpleNamespace

import pytest

import ui.cli_index
import ui.workspace
from assistant.answer import Answer
from tests.ui.fake_assistant import QUOTE, FakeAssistant, full_answer, partial_answer, refusal
from tests.ui.test_cli import denktank


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Ask an assistant that needs no index; gives what is printed."""
    place = SimpleNamespace(assistant=FakeAssistant())
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
