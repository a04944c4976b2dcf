"""A memo in the words of a language model on a real connection: part by part, and every sentence checked."""

from typing import Any

import pytest

from assistant.answer import Question
from assistant.memo import notices
from assistant.memo.service import Memos
from assistant.memo.values import Memo, MemoFields, MemoPart, Standing, Statement
from assistant.prompt import NO_ANSWER
from assistant.wording import CANCELLED
from corpus.errors import DenktankError
from tests.integration.chat_behaviours import answers, hangs, status
from tests.integration.chat_server import Behaviour
from tests.integration.grounding import asked_of, filled, passages_of, rules_of, writer_at
from tests.integration.scripted_line import GOOD, MONEY, OFTEN, WRONG, Line, always, sentence

pytestmark = pytest.mark.integration
SUBJECT = "vergaderen in de regioraad Vechtdelta"


def memos(line: Line, elsewhere: str | None = None) -> Memos:
    writer = writer_at(line.workspace, line.server.base_url, elsewhere=elsewhere)
    return Memos(line.workspace.current, line.workspace.encoder, line.assistant.lookup, writer)


def memo_of(line: Line, subject: str = SUBJECT, elsewhere: str | None = None) -> Memo:
    return memos(line, elsewhere).from_topic(Question(subject), MemoFields(subject))


def said(memo: Memo, part: MemoPart) -> list[Statement]:
    return [item for section in memo.sections if section.part is part for item in section.statements]


def core_only(text: str, otherwise: str = NO_ANSWER) -> Any:
    """Writes a text for the core, and something else for every other part."""

    def script(request: dict[str, Any]) -> Behaviour:
        return answers(filled(text, request) if "de kern." in rules_of(request) else otherwise)

    return script


def test_the_core_is_written_and_checked(line: Line) -> None:
    line.plays(core_only(GOOD))
    memo = memo_of(line)
    core = said(memo, MemoPart.CORE)
    assert [item.text for item in core] == [sentence(OFTEN), sentence(MONEY)]
    assert all(item.generated and item.sources for item in core)
    assert all(item.standing in (Standing.QUOTED, Standing.CONFIRMED) for item in core)
    told = " ".join(item.text for item in said(memo, MemoPart.OCCASION))
    assert "een taalmodel schreef er 2" in told


def test_each_part_is_asked_for_on_its_own_with_the_subject(line: Line) -> None:
    line.plays(core_only(GOOD))
    memo = memo_of(line)
    parts = {section.part for section in memo.sections} - {MemoPart.OCCASION, MemoPart.NOT_IN_SOURCES}
    assert len(line.requests) == len(parts)
    assert {asked_of(request) for request in line.requests} == {SUBJECT}
    assert all("onderdeel van een memo" in rules_of(request) for request in line.requests)
    assert len({rules_of(request).split("Regels:")[0] for request in line.requests}) == len(parts)


def test_what_the_sources_do_not_confirm_stays_out(line: Line) -> None:
    line.plays(core_only(f"{OFTEN} {MONEY} {WRONG}"))
    texts = [item.text for item in said(memo_of(line), MemoPart.CORE)]
    assert texts == [sentence(OFTEN), sentence(MONEY)]


def test_no_more_than_five_sentences_in_the_core(line: Line) -> None:
    def every_sentence(request: dict[str, Any]) -> Behaviour:
        found = [
            f"{part.strip()}. [{key}]"
            for key, text in passages_of(request).items()
            for part in text.split("\n", 1)[1].replace("\n", " ").split(". ")
        ]
        return answers(" ".join(found).replace("..", "."))

    line.plays(every_sentence)
    assert len(said(memo_of(line), MemoPart.CORE)) == 5


def test_where_the_model_has_nothing_quotations_take_over_and_it_says_so(line: Line) -> None:
    line.plays(core_only(WRONG, WRONG))
    memo = memo_of(line)
    stated = [item for section in memo.sections for item in section.statements if item.sources]
    assert stated and all(item.standing is Standing.QUOTED for item in stated)
    assert notices.FELL_BACK in [item.text for item in said(memo, MemoPart.OCCASION)]


def test_a_model_that_fails_is_not_asked_for_the_next_part(line: Line) -> None:
    line.plays(always(status(401)))
    memo = memo_of(line)
    assert len(line.requests) == 1
    assert all(item.standing is Standing.QUOTED for item in said(memo, MemoPart.CORE))
    assert notices.FELL_BACK in [item.text for item in said(memo, MemoPart.OCCASION)]


def test_outside_the_sources_nothing_is_asked(line: Line) -> None:
    memo = memo_of(line, "Wat is een lekker recept voor erwtensoep?")
    assert [section.part for section in memo.sections] == [MemoPart.NOT_IN_SOURCES]
    assert line.requests == []


def test_it_stops_when_nobody_waits(line: Line) -> None:
    line.plays(always(hangs))
    with pytest.raises(DenktankError, match=CANCELLED):
        memos(line).from_topic(Question(SUBJECT), MemoFields("x"), cancelled=lambda: bool(line.requests))


def test_personal_data_in_the_subject_stays_here(line: Line) -> None:
    line.plays(core_only(GOOD))
    memo_of(line, f"{SUBJECT}, vraag van jan.devries@prive.example", elsewhere="model.example")
    assert line.requests
    assert not any("jan.devries" in str(request) for request in line.requests)
