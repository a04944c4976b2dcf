"""A memo about a subject: what it takes from the sources, and what it says when there is nothing."""

import pytest

from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.memo import notices
from assistant.memo.drafting import CORE_SENTENCES, sentence_count
from assistant.memo.values import Memo, MemoFields, MemoPart, Standing
from assistant.wording import CANCELLED
from corpus.clean import one_line
from corpus.errors import DenktankError
from corpus.kinds import Role

pytestmark = pytest.mark.integration
FIELDS = MemoFields("Raad", to="College")


def parts(memo: Memo) -> list[MemoPart]:
    return [section.part for section in memo.sections]


@pytest.fixture(scope="module")
def memo(startcorpus_workspace: Workspace) -> Memo:
    return startcorpus_workspace.memos.from_topic(Question("de raad betrekken"), FIELDS)


def test_every_statement_is_a_quotation_with_its_source(memo: Memo, startcorpus_workspace: Workspace) -> None:
    stated = [item for section in memo.sections for item in section.statements if item.sources]
    assert len(stated) >= 5
    for item in stated:
        (source,) = [memo.source(n) for n in item.sources]
        assert item.standing is Standing.QUOTED
        assert item.text == one_line(source.quote)
        page = startcorpus_workspace.assistant.source(source)
        assert page.text[page.start : page.end] == source.quote


def test_its_parts_come_in_order_and_none_is_empty(memo: Memo) -> None:
    assert parts(memo) == sorted(parts(memo), key=list(MemoPart).index)
    assert {MemoPart.OCCASION, MemoPart.CORE, MemoPart.ROUTE} <= set(parts(memo))
    assert all(section.statements for section in memo.sections)
    assert memo.fields == FIELDS


def test_the_core_is_short(memo: Memo) -> None:
    (core,) = [section for section in memo.sections if section.part is MemoPart.CORE]
    assert 1 <= sum(sentence_count(item.text) for item in core.statements) <= CORE_SENTENCES


def test_advice_stands_under_whom_it_is_for_and_nothing_is_said_twice(memo: Memo) -> None:
    (route,) = [section for section in memo.sections if section.part is MemoPart.ROUTE]
    roles = [item.role for item in route.statements]
    assert Role.COUNCILLOR in roles
    assert roles == sorted(roles, key=[None, *Role].index)
    texts = [item.text for section in memo.sections for item in section.statements]
    assert len(set(texts)) == len(texts)


def test_it_says_that_it_is_made_of_quotations(memo: Memo) -> None:
    occasion = memo.sections[0]
    assert [item.standing for item in occasion.statements] == [Standing.NOTICE] * 2
    assert occasion.statements[0].text == notices.topic("de raad betrekken")
    assert "zonder taalmodel" in occasion.statements[1].text


@pytest.mark.parametrize("subject", ["een parkeervergunning aanvragen", "asdf qwerty"])
def test_outside_the_sources_it_says_only_that(startcorpus_workspace: Workspace, subject: str) -> None:
    memo = startcorpus_workspace.memos.from_topic(Question(subject), FIELDS)
    assert parts(memo) == [MemoPart.NOT_IN_SOURCES]
    assert [item.text for item in memo.sections[0].statements] == [notices.no_answer(subject)]
    assert memo.sources == ()


def test_the_part_of_a_subject_that_is_not_there_is_named(startcorpus_workspace: Workspace) -> None:
    asked = "Hoe betrek je de raad? Wat kost een parkeervergunning?"
    memo = startcorpus_workspace.memos.from_topic(Question(asked), FIELDS)
    (missing,) = [one for one in memo.sections if one.part is MemoPart.NOT_IN_SOURCES]
    assert [item.text for item in missing.statements] == [
        notices.no_answer("Wat kost een parkeervergunning?")
    ]
    assert MemoPart.CORE in parts(memo)


def test_what_was_cancelled_stops(startcorpus_workspace: Workspace) -> None:
    with pytest.raises(DenktankError, match=CANCELLED):
        startcorpus_workspace.memos.from_topic(Question("de raad"), FIELDS, cancelled=lambda: True)


@pytest.mark.parametrize("subject", ["", "  \n", "???", "\u202e\u200b", "x" * 20_001])
def test_no_subject_is_refused(startcorpus_workspace: Workspace, subject: str) -> None:
    with pytest.raises(DenktankError):
        startcorpus_workspace.memos.from_topic(Question(subject), FIELDS)


def test_whoever_makes_it_is_told_how_far_it_is(startcorpus_workspace: Workspace) -> None:
    told: list[str] = []
    startcorpus_workspace.memos.from_topic(Question("de raad"), FIELDS, told=told.append)
    assert told[0] == MemoPart.CORE.value
    assert set(told) <= {part.value for part in MemoPart}
