"""From a question to an answer that a model wrote and the sources confirm, over a real connection."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import wording
from assistant.answer import Answer, Outcome, Question
from assistant.ask import EXTRACTIVE_MODEL
from assistant.assemble import Workspace
from assistant.checks import Reason
from assistant.generate import CHARACTERS_PER_TOKEN
from assistant.prompt import NO_ANSWER, prompt_text
from assistant.settings import load_settings
from tests.integration.chat_behaviours import (
    answers,
    drops_after,
    empty,
    hangs,
    hangs_after,
    rate_limited,
    status,
    truncated,
)
from tests.integration.chat_server import Behaviour, ChatServer, Exchange, Script, chat_server
from tests.integration.grounding import (
    TEXTS,
    asked_of,
    block_of,
    filled,
    key_of,
    library_over,
    rules_of,
    with_model,
)

pytestmark = pytest.mark.integration

QUESTION = Question("Hoe vaak vergadert de regioraad Vechtdelta?")
OFTEN = "De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal [{vier keer}]."
MONEY = (
    "De regioraad neemt geen besluiten over geld zonder instemming van de gemeenteraden [{geen besluiten}]."
)
ASKS = "Een raadslid mag vragen stellen tijdens de vergadering van de regioraad [{mag vragen}]."
WRONG = "De regioraad vergadert zes keer per jaar in het gemeentehuis van Oosterwal [{vier keer}]."
GOOD = f"{OFTEN} {MONEY}"
MAILED = "# Het loket\n\nVragen over de regioraad stuurt u naar loket@vechtdelta.example.\n"
PATIENCE = 10.0
"""Seconds for the server to notice something."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    return library_over(tmp_path_factory.mktemp("grounded"), model_cache, TEXTS | {"loket.md": MAILED})


class Line:
    """A server of which the behaviour is set by a test, and the assistant that uses it."""

    def __init__(self, workspace: Workspace, server: ChatServer) -> None:
        self.workspace = workspace
        self.server = server
        self.script: Script = lambda request: empty
        self.assistant = with_model(workspace, server.base_url)

    @property
    def requests(self) -> Sequence[dict[str, Any]]:
        return [received.body for received in self.server.requests]

    def answer(self, script: Script | Behaviour | str, question: Question = QUESTION) -> Answer:
        self.plays(script)
        return self.assistant.answer(question)

    def plays(self, script: Script | Behaviour | str) -> None:
        """What the server does: a text with its numbers filled in, or a script."""
        self.script = writes(script) if isinstance(script, str) else script  # type: ignore[assignment]


def writes(text: str, behaviour: Callable[[str], Behaviour] = answers) -> Script:
    return lambda request: behaviour(filled(text, request))


def always(behaviour: Behaviour) -> Script:
    return lambda request: behaviour


@pytest.fixture
def line(workspace: Workspace) -> Iterator[Line]:
    made: list[Line] = []
    with chat_server(lambda request: made[0].script(request)) as server:
        made.append(Line(workspace, server))
        yield made[0]


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def sentence(text: str) -> str:
    """A sentence of a script as it is shown."""
    return re.sub(r" \[.*?\]", "", text)


def generated(answer: Answer) -> list[bool]:
    return [claim.generated for claim in answer.claims]


def assert_quoted(answer: Answer, *lines: str) -> None:
    """The answer is one of quotations, and says why."""
    assert answer.claims and not any(generated(answer))
    for claim in answer.claims:
        assert [c.quote for c in answer.citations if c.n in claim.citations] == [claim.text]
    assert answer.notes[0] == " ".join((*lines, wording.QUOTED_INSTEAD))
    assert answer.notes[0] in answer.text


# What goes well


def test_a_good_answer_has_a_verbatim_source_for_every_sentence(line: Line) -> None:
    found = line.answer(GOOD)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert all(generated(found)) and found.unconfirmed == ()
    assert found.outcome is Outcome.ANSWERED and found.complete
    assert found.model == "openai:proef"
    assert found.destination == "op deze computer"
    assert found.replaced == ()
    assert found.text.startswith(f"{sentence(OFTEN)} [1]\n{sentence(MONEY)} [2]")
    for claim in found.claims:
        assert claim.support is not None and claim.support > 0.5
        (citation,) = [c for c in found.citations if c.n in claim.citations]
        page = line.assistant.source(citation)
        assert page.text[page.start : page.end] == citation.quote
        assert citation.quote in " ".join(TEXTS["regioraad.md"].split())
        assert set(re.findall(r"\w{6,}", claim.text)) <= set(re.findall(r"\w+", citation.quote))
    assert len(line.requests) == 1


def test_the_request_has_rules_passages_and_question(line: Line) -> None:
    line.answer(GOOD)
    (request,) = line.requests
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["model"] == "proef" and request["stream"] is True
    assert asked_of(request) == QUESTION.text
    assert "[1] De regioraad Vechtdelta · " in block_of(request)
    for claim in ("vier keer", "geen besluiten", "2,40 euro"):  # the whole document fits
        assert key_of(request, claim)
    assert NO_ANSWER in rules_of(request)


def test_a_sentence_is_shown_before_the_model_is_done(line: Line) -> None:
    go_on = threading.Event()

    def script(request: dict[str, Any]) -> Behaviour:
        def behave(exchange: Exchange) -> None:
            exchange.begin()
            exchange.piece(filled(f"{OFTEN} De ", request))
            assert go_on.wait(PATIENCE)
            exchange.piece(filled(MONEY, request)[3:])
            exchange.end()

        return behave

    line.plays(script)
    growing = line.assistant.stream(QUESTION)
    first = next(growing)
    assert (texts(first), first.complete) == ([sentence(OFTEN)], False)
    assert first.model == "openai:proef" and first.notes == ()
    assert first.text == f"{sentence(OFTEN)} [1]"
    assert not line.server.requests[0].ended.is_set()
    go_on.set()
    rest = list(growing)
    assert [answer.complete for answer in rest] == [False, True]
    assert texts(rest[-1]) == [sentence(OFTEN), sentence(MONEY)]
    assert rest[-1].citations[0] == first.citations[0]


def test_a_sentence_that_rests_on_two_passages_cites_both(line: Line) -> None:
    two = (
        "De regioraad Vechtdelta bestaat sinds 2019 en in Lindehout volgt een raadsrapporteur de regio "
        "[{sinds 2019}][{volgt een raadsrapporteur}]."
    )
    found = line.answer(f"{two} {OFTEN}", Question("Hoe volgt een raadsrapporteur de regioraad Vechtdelta?"))
    assert texts(found)[0] == sentence(two).replace("[{volgt een raadsrapporteur}]", "")
    quotes = [c.quote for c in found.citations if c.n in found.claims[0].citations]
    assert len(quotes) == 2
    assert any("sinds 2019" in one for one in quotes) and any("raadsrapporteur" in one for one in quotes)


def test_an_answer_with_markup_is_shown_as_plain_sentences(line: Line) -> None:
    found = line.answer(f"## Antwoord\n\n- **{OFTEN}**\n- {MONEY}\n\nBronnen:\n[1] De regioraad")
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]


def test_the_question_of_two_parts_gets_passages_for_both(line: Line) -> None:
    question = Question("Hoe vaak vergadert de regioraad Vechtdelta? Hoeveel woningen bouwt Marsdam?")
    built = "Marsdam bouwt 900 woningen [{900 woningen}]."
    found = line.answer(f"{OFTEN} {built}", question)
    assert texts(found) == [sentence(OFTEN), sentence(built)]
    assert len(line.requests) == 1


def test_notes_come_with_the_whole_answer(line: Line) -> None:
    line.plays(GOOD)
    *growing, whole = line.assistant.stream(Question("How often does the regioraad Vechtdelta meet?"))
    assert growing and whole.notes and whole.notes[0] in whole.text
    for part in growing:
        assert part.notes == () and part.text == wording.answer_text(part.claims, ())


def test_a_sentence_that_comes_again_is_shown_once(line: Line) -> None:
    found = line.answer(f"{OFTEN} {MONEY} " + f"{OFTEN} " * 30)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert found.unconfirmed == ()


# What the sources do not confirm


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("De regioraad vergadert vier keer per jaar in Oosterwal [99].", Reason.UNKNOWN_KEY),
        ("Een raadslid mag vragen stellen tijdens de vergadering.", Reason.NO_CITATION),
        (WRONG, Reason.NUMBER),
        ("De regioraad Vechtdelta bestaat sinds 2015 [{sinds 2019}].", None),
        ("Burgemeester Karin Postma is voorzitter van de regioraad [{Ilse Terpstra}].", Reason.NAME),
        (
            "De regioraad neemt besluiten over geld zonder instemming van de gemeenteraden "
            "[{geen besluiten}].",
            Reason.POLARITY,
        ),
        ("De raadsleden kregen een taart van de burgemeester [{vier keer}].", Reason.SUPPORT),
        ("In het stuk staat “De regioraad vergadert elke maand” [{vier keer}].", Reason.QUOTATION),
        ("Meld u aan via aanmelden@regioraad.example [{vier keer}].", Reason.ADDRESS),
    ],
)
def test_what_is_not_confirmed_is_left_out_and_listed(line: Line, bad: str, reason: Reason | None) -> None:
    found = line.answer(f"{OFTEN} {bad} {MONEY}")
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    (left_out,) = found.unconfirmed
    assert left_out.text == sentence(bad)
    assert left_out.reasons
    assert reason is None or reason.value in [kind for kind, _ in left_out.reasons]
    assert sentence(bad) not in found.text


def test_an_unknown_number_beside_a_known_one_does_no_harm(line: Line) -> None:
    found = line.answer(OFTEN.replace("].", "][42].") + " " + MONEY)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert all(1 <= n <= len(found.citations) for claim in found.claims for n in claim.citations)


def test_when_too_much_is_not_confirmed_the_answer_is_one_of_quotations(line: Line) -> None:
    found = line.answer(f"{OFTEN} {WRONG} De regioraad is in 2015 begonnen [{{sinds 2019}}].")
    assert_quoted(found, wording.NOT_CONFIRMED)
    assert len(found.unconfirmed) == 2
    assert found.model == EXTRACTIVE_MODEL and found.destination == "op deze computer"
    assert len(line.requests) == 1


def test_when_nothing_is_confirmed_the_model_is_asked_once_more(line: Line) -> None:
    scripts = iter([writes(WRONG), writes(GOOD)])
    found = line.answer(lambda request: next(scripts)(request))
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    first, second = line.requests
    assert second["messages"][:2] == first["messages"]
    assert [message["role"] for message in second["messages"]] == ["system", "user", "assistant", "user"]
    assert second["messages"][2]["content"] == filled(WRONG, first)
    assert second["messages"][3]["content"] == prompt_text("answer_again.md").format(no_answer=NO_ANSWER)


def test_a_good_second_answer_is_not_judged_by_the_first(line: Line) -> None:
    bad = " ".join([WRONG, WRONG.replace("zes", "zeven"), WRONG.replace("zes", "acht")])
    scripts = iter([writes(bad), writes(GOOD)])
    found = line.answer(lambda request: next(scripts)(request))
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]


def test_nothing_confirmed_twice_gives_quotations_that_say_so(line: Line) -> None:
    found = line.answer(WRONG)
    assert_quoted(found, wording.NOT_CONFIRMED)
    assert len(line.requests) == 2
    assert {one.text for one in found.unconfirmed} == {sentence(WRONG)}


@pytest.mark.parametrize(
    "written",
    [
        NO_ANSWER,
        f"{NO_ANSWER}.",
        f"**{NO_ANSWER}**",
        f'"{NO_ANSWER}"',
        NO_ANSWER.capitalize(),
        f"{NO_ANSWER} [1].",
    ],
)
def test_a_model_that_finds_no_answer_gives_a_refusal(line: Line, written: str) -> None:
    found = line.answer(written)
    assert (found.outcome, found.claims, found.citations) == (Outcome.NOT_IN_SOURCES, (), ())
    assert 1 <= len(found.nearest) <= 3
    assert wording.NOT_IN_SOURCES in found.text
    assert found.model == "openai:proef" and found.unconfirmed == ()
    assert len(line.requests) == 1


def test_an_answer_goes_before_the_line_that_there_is_none(line: Line) -> None:
    assert texts(line.answer(f"{GOOD} {NO_ANSWER}.")) == [sentence(OFTEN), sentence(MONEY)]


def test_an_english_answer_is_not_shown(line: Line) -> None:
    english = (
        "The regional council meets four times a year in the town hall of Oosterwal [{vier keer}]. "
        "It takes no decisions about money without the consent of the municipal councils [{geen besluiten}]."
    )
    found = line.answer(english)
    assert_quoted(found, wording.NOT_CONFIRMED)
    assert found.unconfirmed and all("engels" in dict(one.reasons) for one in found.unconfirmed)
    assert len(line.requests) == 2


def test_another_language_is_not_shown_either(line: Line) -> None:
    german = (
        "Der Regionalrat tagt viermal im Jahr im Rathaus von Oosterwal [{vier keer}]. Er fasst keine "
        "Beschlüsse über Geld ohne die Zustimmung der Gemeinderäte [{geen besluiten}]."
    )
    assert_quoted(line.answer(german), wording.NOT_CONFIRMED)


# What goes wrong on the way


FAILURES = {
    "leeg": (always(empty), "Het taalmodel gaf een leeg antwoord."),
    "sleutel": (always(status(401)), "Het taalmodel weigert de sleutel."),
    "te druk": (always(rate_limited("60")), "Het taalmodel krijgt nu te veel vragen"),
    "fout": (always(status(500)), "De server van het taalmodel geeft een fout."),
    "weggevallen": (
        writes("De regioraad vergadert vier", drops_after),
        "De verbinding met het taalmodel viel weg tijdens het antwoord.",
    ),
    "afgekapt": (writes("De regioraad vergadert", truncated), "Het antwoord van het taalmodel is afgekapt."),
}


@pytest.mark.parametrize(("script", "said"), FAILURES.values(), ids=FAILURES)
def test_a_failure_gives_quotations_and_one_dutch_line(line: Line, script: Script, said: str) -> None:
    found = line.answer(script)
    assert found.claims and not any(generated(found)) and found.complete
    assert found.notes[0].startswith(said) and found.notes[0].endswith(wording.QUOTED_INSTEAD)
    assert sum("taalmodel" in note for note in found.notes) == 1
    assert "Traceback" not in found.text


def test_a_server_that_hangs_is_not_waited_for(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, seconds=1)
    found = line.answer(always(hangs))
    assert found.claims and not any(generated(found))
    assert found.notes[0].startswith("Het taalmodel was niet op tijd klaar.")
    assert line.server.requests[0].hung_up.wait(PATIENCE)


def test_a_server_that_is_not_there(line: Line) -> None:
    line.assistant = with_model(line.workspace, "http://127.0.0.1:9/v1", seconds=4)
    found = line.assistant.answer(QUESTION)
    assert found.claims and not any(generated(found))
    assert found.notes[0].startswith("Er is geen verbinding met het taalmodel.")


def test_a_busy_moment_is_got_over(line: Line) -> None:
    scripts = iter([always(rate_limited()), always(status(503)), writes(GOOD)])
    found = line.answer(lambda request: next(scripts)(request))
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert found.notes == ()
    assert len(line.requests) == 3


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (truncated, "Het antwoord van het taalmodel is afgekapt."),
        (drops_after, "De verbinding met het taalmodel viel weg"),
    ],
)
def test_what_was_confirmed_before_a_failure_is_kept(
    line: Line, ending: Callable[[str], Behaviour], said: str
) -> None:
    found = line.answer(writes(f"{GOOD} Elke gemeente", ending))
    assert texts(found)[:2] == [sentence(OFTEN), sentence(MONEY)]
    assert "Elke gemeente" not in texts(found)
    assert found.notes[0].startswith(said) and found.notes[0].endswith(wording.UNFINISHED)
    assert found.complete and len(line.requests) == 1


def test_half_a_sentence_is_never_shown(line: Line) -> None:
    half = "Vijf gemeenten werken"
    found = line.answer(writes(f"{MONEY} {ASKS} {half}", drops_after))
    assert texts(found) == [sentence(MONEY), sentence(ASKS)]
    assert half not in found.text


# Who no longer waits


def test_cancelling_closes_the_connection(line: Line) -> None:
    line.plays(writes(f"{OFTEN} De ", hangs_after))
    cancelled = threading.Event()
    growing = line.assistant.stream(QUESTION, cancelled.is_set)
    assert texts(next(growing)) == [sentence(OFTEN)]
    cancelled.set()
    assert list(growing) == []
    assert line.server.requests[0].hung_up.wait(PATIENCE)
    assert len(line.requests) == 1


def test_an_answer_that_is_no_longer_read_closes_the_connection(line: Line) -> None:
    line.plays(writes(f"{OFTEN} De ", hangs_after))
    growing = line.assistant.stream(QUESTION)
    next(growing)
    growing.close()  # type: ignore[attr-defined]
    assert line.server.requests[0].hung_up.wait(PATIENCE)


def test_cancelling_the_whole_answer_says_so(line: Line) -> None:
    cancelled = threading.Event()

    def script(request: dict[str, Any]) -> Behaviour:
        cancelled.set()
        return hangs

    line.plays(script)
    with pytest.raises(Exception, match=re.escape(wording.CANCELLED)):
        line.assistant.answer(QUESTION, cancelled.is_set)
    assert line.server.requests[0].hung_up.wait(PATIENCE)


# What is sent


@pytest.mark.parametrize(
    "question", ["Wat is een lekker recept voor erwtensoep?", "Schrijf een gedicht over de regioraad"]
)
def test_what_the_sources_do_not_cover_is_not_sent(line: Line, question: str) -> None:
    found = line.answer(GOOD, Question(question))
    assert found.outcome is Outcome.NOT_IN_SOURCES and found.claims == ()
    assert line.requests == []
    assert found.model == EXTRACTIVE_MODEL


PERSONAL = Question(
    "Mijn naam is Sanne Verhagen, mijn nummer is 06-12345678 en mijn mail is sanne.verhagen@post.example. "
    "Is Ilse Terpstra voorzitter van de regioraad Vechtdelta?"
)
CHAIR = "Burgemeester Ilse Terpstra is voorzitter van de regioraad [{Ilse Terpstra}]."


def test_personal_data_stays_here_and_comes_back(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    found = line.answer(f"{CHAIR} {MONEY} De vraag van [NAAM-1] gaat daarover [1].", PERSONAL)
    (request,) = line.requests
    sent = json.dumps(request, ensure_ascii=False)
    for private in ("Sanne", "Verhagen", "06-12345678", "post.example"):
        assert private not in sent
    assert "[NAAM-1]" in asked_of(request) and "[E-MAIL-1]" in asked_of(request)
    assert "Ilse Terpstra" in asked_of(request)  # the library has that name
    assert texts(found) == [sentence(CHAIR), sentence(MONEY)]
    assert dict(found.replaced)["[E-MAIL-1]"] == "sanne.verhagen@post.example"
    assert "Sanne Verhagen" in dict(found.replaced).values()
    assert [one.text for one in found.unconfirmed] == ["De vraag van Sanne Verhagen gaat daarover."]
    assert found.destination == "naar model.example"
    assert found.question == PERSONAL.text


def test_what_is_sent_once_more_has_no_personal_data_either(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    scripts = iter([writes("De vraag is van [NAAM-1] [1]."), writes(f"{CHAIR} {MONEY}")])
    found = line.answer(lambda request: next(scripts)(request), PERSONAL)
    assert texts(found) == [sentence(CHAIR), sentence(MONEY)]
    assert len(line.requests) == 2
    assert "Verhagen" not in json.dumps(line.requests)


@pytest.mark.parametrize("name", ["Linde", "Bram"])
def test_a_name_that_is_part_of_a_word_in_the_library_stays_here(line: Line, name: str) -> None:
    """Lindehout is in it, and Bram Dekker: the one tells nothing about Linde, the other is a known name."""
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    asked = Question(f"Wie volgt de regio in Lindehout? En helpt de griffier daarbij?\n\nGroetjes,\n{name}")
    line.answer("De raadsrapporteur volgt de regio [{volgt een raadsrapporteur}].", asked)
    sent = asked_of(line.requests[0])
    assert (re.search(rf"\b{name}\b", sent) is None) == (name == "Linde")


def test_what_the_sources_have_is_put_back_in_the_answer(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    asked = Question("Kan ik vragen over de regioraad sturen naar loket@vechtdelta.example?")
    found = line.answer("Vragen over de regioraad stuurt u naar [E-MAIL-1] [{loket@}].", asked)
    assert "[E-MAIL-1]" in asked_of(line.requests[0])
    assert texts(found) == ["Vragen over de regioraad stuurt u naar loket@vechtdelta.example."]


def test_on_this_machine_nothing_is_replaced(line: Line) -> None:
    found = line.answer(f"{CHAIR} {MONEY}", PERSONAL)
    assert asked_of(line.requests[0]) == PERSONAL.text
    assert found.replaced == ()


def test_the_quotations_of_a_failure_tell_where_the_question_went(line: Line) -> None:
    line.assistant = with_model(line.workspace, line.server.base_url, elsewhere="model.example")
    found = line.answer(always(status(401)), PERSONAL)
    assert found.destination == "naar model.example" and dict(found.replaced)
    assert not re.search(r"\[(?:NAAM|E-MAIL|TELEFOON)-\d\]", found.text)


def test_a_question_that_fills_the_window_is_not_sent_in_full(line: Line) -> None:
    mail = "Ik woon al jaren in Oosterwal en ik maak mij zorgen over de regioraad. " * 275
    found = line.answer(GOOD, Question(f"{QUESTION.text}\n\n{mail}"))
    assert found.claims
    assert any(note.startswith("Uw vraag is lang: het taalmodel kreeg de eerste") for note in found.notes)
    settings = load_settings()
    for request in line.requests:
        sent = sum(len(message["content"]) for message in request["messages"])
        assert sent <= (settings.chat_window - settings.chat_max_tokens) * CHARACTERS_PER_TOKEN


# From the settings


def test_the_settings_give_an_assistant_with_a_model(
    workspace: Workspace, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENKTANK_CHAT_MODEL", "openai:proef")
    monkeypatch.setenv("DENKTANK_CHAT_BASE_URL", line.server.base_url)
    monkeypatch.setenv("DENKTANK_CHAT_API_KEY", "geheim-123")
    place = Workspace(load_settings(home=workspace.home, cache_dir=workspace.cache_dir, startcorpus=False))
    line.plays(GOOD)
    found = place.assistant.answer(QUESTION)
    assert texts(found) == [sentence(OFTEN), sentence(MONEY)]
    assert line.server.requests[0].headers["authorization"] == "Bearer geheim-123"
    assert "op deze computer" in place.assistant.destination_line
    assert "geheim-123" not in repr(found)


MODEL_SIDE = (
    "anthropic", "assistant.checks", "assistant.generate", "assistant.model_stream", "assistant.packing",
    "assistant.privacy", "assistant.prompt", "assistant.sentence_stream", "deduce", "docdeid", "langchain",
    "langchain.chat_models", "langchain_anthropic", "langchain_mistralai", "langchain_ollama",
    "langchain_openai", "langgraph", "ollama", "openai", "tiktoken",
)  # fmt: skip


@pytest.mark.parametrize("command", [("ask", QUESTION.text), ("--help",)])
def test_without_a_model_nothing_of_it_is_imported(workspace: Workspace, command: tuple[str, ...]) -> None:
    code = (
        f"import sys; sys.argv = {['denktank', *command]!r}\n"
        "from ui.cli import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code\n"
        f"print(sorted(set({MODEL_SIDE!r}) & set(sys.modules)))"
    )
    environment = os.environ | {
        "DENKTANK_HOME": str(workspace.home),
        "DENKTANK_CACHE_DIR": str(workspace.cache_dir),
        "DENKTANK_STARTCORPUS": "false",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_with_a_model_the_same_question_does_import_it(workspace: Workspace, line: Line) -> None:
    """So that the names above are the right ones."""
    line.plays(GOOD)
    line.answer(GOOD)
    assert {"assistant.generate", "langchain.chat_models", "langchain_openai", "openai"} <= set(sys.modules)
