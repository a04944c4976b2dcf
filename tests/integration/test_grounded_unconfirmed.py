"""Sentences of a model that the sources do not confirm, and what is shown in their place."""

import pytest

from assistant import wording
from assistant.answer import Outcome
from assistant.ask import EXTRACTIVE_MODEL
from assistant.checks import Reason
from assistant.prompt import NO_ANSWER, prompt_text
from tests.integration.grounding import filled
from tests.integration.scripted_line import (
    GOOD,
    MONEY,
    OFTEN,
    WRONG,
    Line,
    assert_quoted,
    sentence,
    texts,
    writes,
)

pytestmark = pytest.mark.integration


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
