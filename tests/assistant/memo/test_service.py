"""A memo that somebody changed is checked anew: its sentences, its sources and what it says of itself."""

from dataclasses import replace

import pytest

from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.memo import notices
from assistant.memo.checking import SourceChangedError
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.errors import DenktankError
from corpus.kinds import PassageKind

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def memo(startcorpus_workspace: Workspace) -> Memo:
    return startcorpus_workspace.memos.from_topic(Question("de raad betrekken"), MemoFields("Raad"))


def core_of(memo: Memo) -> MemoSection:
    return next(section for section in memo.sections if section.part is MemoPart.CORE)


def with_core(memo: Memo, *statements: Statement) -> Memo:
    sections = [
        replace(section, statements=statements) if section.part is MemoPart.CORE else section
        for section in memo.sections
    ]
    return replace(memo, sections=tuple(sections))


def test_an_unchanged_memo_stays_as_it_is(startcorpus_workspace: Workspace, memo: Memo) -> None:
    assert startcorpus_workspace.memos.checked(memo) == memo


def test_whoever_says_that_a_sentence_is_a_quotation_is_not_believed(
    startcorpus_workspace: Workspace, memo: Memo
) -> None:
    (first, *_) = core_of(memo).statements
    lied = replace(first, text="De raad kost 12 miljoen euro per jaar.", standing=Standing.QUOTED)
    own = Statement("Wij stemmen in.", standing=Standing.NOTICE)
    found = startcorpus_workspace.memos.checked(with_core(memo, lied, own))
    assert [item.standing for item in core_of(found).statements] == [Standing.UNCONFIRMED, Standing.OWN]
    (made,) = [item.text for item in found.sections[0].statements if notices.is_made_of(item.text)]
    assert "1 wordt niet bevestigd" in made and "1 is eigen tekst" in made


def test_empty_sentences_go_and_sources_that_nobody_uses_too(
    startcorpus_workspace: Workspace, memo: Memo
) -> None:
    last = core_of(memo).statements[-1]
    found = startcorpus_workspace.memos.checked(with_core(memo, Statement("  "), last))
    assert [item.text for item in core_of(found).statements] == [last.text]
    assert core_of(found).statements[0].sources == (1,)
    assert [source.n for source in found.sources] == list(range(1, len(found.sources) + 1))
    assert len(found.sources) == len(memo.sources) - len(core_of(memo).statements) + 1


def test_a_part_that_lost_everything_goes(startcorpus_workspace: Workspace, memo: Memo) -> None:
    found = startcorpus_workspace.memos.checked(with_core(memo, Statement("")))
    assert MemoPart.CORE not in [section.part for section in found.sections]


def test_what_the_memo_is_made_of_cannot_be_taken_out(startcorpus_workspace: Workspace, memo: Memo) -> None:
    found = startcorpus_workspace.memos.checked(replace(memo, sections=memo.sections[1:]))
    assert [item.text for item in found.sections[0].statements] == [memo.sections[0].statements[-1].text]


def test_a_source_that_is_added_is_used(startcorpus_workspace: Workspace, memo: Memo) -> None:
    extra = replace(startcorpus_workspace.memos.sources_for("voorzitter")[0], n=999)
    added = Statement(" ".join(extra.quote.split()), (999,))
    found = startcorpus_workspace.memos.checked(
        with_core(replace(memo, sources=(*memo.sources, extra)), added)
    )
    (statement,) = core_of(found).statements
    assert statement.standing is Standing.QUOTED
    assert found.source(statement.sources[0]) == replace(extra, n=statement.sources[0])


def test_a_changed_source_is_refused(startcorpus_workspace: Workspace, memo: Memo) -> None:
    first, *rest = memo.sources
    lied = replace(memo, sources=(replace(first, quote="De raad hoeft niets te weten."), *rest))
    with pytest.raises(SourceChangedError, match="staat niet zo in"):
        startcorpus_workspace.memos.checked(lied)


def test_sources_are_found_by_words(startcorpus_workspace: Workspace) -> None:
    found = startcorpus_workspace.memos.sources_for("voorzitter van de Denktank")
    assert 1 <= len(found) <= 8
    assert "voorzitter" in found[0].quote.lower()
    assert [source.n for source in found] == list(range(1, len(found) + 1))
    with pytest.raises(DenktankError):
        startcorpus_workspace.memos.sources_for(" ")


def test_words_that_are_nowhere_give_no_sources(startcorpus_workspace: Workspace) -> None:
    assert startcorpus_workspace.memos.sources_for("zqxwvplugh") == ()


def test_what_a_memo_says_of_itself_follows_its_sources(startcorpus_workspace: Workspace, memo: Memo) -> None:
    found = startcorpus_workspace.memos.sources_for("Wie was de voorzitter van de Denktank?")
    name = next(one for one in found if "Schoenmaker" in one.quote and one.kind is PassageKind.ORGANISATION)
    told = Statement(notices.not_quoted(["Schoenmaker", "Plugh"]))
    missing = MemoSection(MemoPart.NOT_IN_SOURCES, (told,))
    bare = replace(memo, sections=(*memo.sections, missing))
    memo_then = startcorpus_workspace.memos.checked(bare)
    assert memo_then.sections[-1].statements[0].text == told.text
    added = Statement(" ".join(name.quote.split()), (999,))
    cited = replace(with_core(bare, added), sources=(*bare.sources, replace(name, n=999)))
    memo_now = startcorpus_workspace.memos.checked(cited)
    assert memo_now.sections[-1].statements[0].text == notices.not_quoted(["Plugh"])
    ages = [item for section in memo_now.sections for item in section.statements if notices.is_age(item.text)]
    assert len(ages) == 1  # a name and an office: that may have changed
    alone = startcorpus_workspace.memos.checked(replace(memo_now, sections=memo_now.sections[-1:]))
    assert [section.part for section in alone.sections] == [MemoPart.NOT_IN_SOURCES]
