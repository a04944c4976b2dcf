"""What a sentence rests on is found out from the index, whatever somebody says of it."""

from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.assemble import Workspace
from assistant.memo import notices
from assistant.memo.checking import STARTCORPUS, Checking, SourceChangedError, role_of
from assistant.memo.values import MemoPart, Standing, Statement
from corpus.kinds import PassageKind, Role

pytestmark = pytest.mark.integration


@pytest.fixture
def cited(startcorpus_workspace: Workspace) -> Citation:
    """A sentence of the startcorpus with a date in it."""
    return startcorpus_workspace.assistant.search("themasessie voor de raad", 1)[0]


def check(workspace: Workspace, text: str, *cited: Citation) -> Statement:
    with workspace.current.use() as index:
        checking = Checking(index, workspace.encoder)
        return checking.checked(Statement(text, generated=True), [checking.verified(one) for one in cited])


def sentence(cited: Citation) -> str:
    return " ".join(cited.quote.split()).split(". ")[0] + "."


def test_a_quotation_is_one(startcorpus_workspace: Workspace, cited: Citation) -> None:
    found = check(startcorpus_workspace, f"  {cited.quote}\n", cited)
    assert (found.standing, found.generated, found.reasons) == (Standing.QUOTED, True, ())


def test_a_sentence_out_of_it_is_confirmed(startcorpus_workspace: Workspace, cited: Citation) -> None:
    found = check(startcorpus_workspace, sentence(cited), cited)
    assert (found.standing, found.reasons) == (Standing.CONFIRMED, ())


def test_a_year_that_is_not_there_is_not_confirmed(startcorpus_workspace: Workspace, cited: Citation) -> None:
    changed = sentence(cited).replace("2018", "2031")
    assert changed != sentence(cited)
    found = check(startcorpus_workspace, changed, cited)
    assert found.standing is Standing.UNCONFIRMED
    assert any("2031" in detail for _, detail in found.reasons)


def test_one_wrong_sentence_of_two_is_not_confirmed(
    startcorpus_workspace: Workspace, cited: Citation
) -> None:
    found = check(startcorpus_workspace, f"{sentence(cited)} Kernenergie kost 12 miljoen euro.", cited)
    assert found.standing is Standing.UNCONFIRMED
    assert found.reasons


def test_without_a_source_it_is_somebodys_own(startcorpus_workspace: Workspace) -> None:
    assert check(startcorpus_workspace, "Wij stemmen in.").standing is Standing.OWN
    notice = Statement(notices.no_answer("Hoe?"))
    with startcorpus_workspace.current.use() as index:
        checking = Checking(index, startcorpus_workspace.encoder)
        found = {part: checking.checked(notice, [], part).standing for part in (None, *MemoPart)}
    assert found.pop(MemoPart.NOT_IN_SOURCES) is Standing.NOTICE
    assert set(found.values()) == {Standing.OWN}


def test_what_the_sources_do_say_something_about_is_no_notice(startcorpus_workspace: Workspace) -> None:
    with startcorpus_workspace.current.use() as index:
        checking = Checking(index, startcorpus_workspace.encoder)
        for words, standing in (["xyzzyplugh"], Standing.NOTICE), (["xyzzyplugh", "raad"], Standing.OWN):
            notice = Statement(notices.nothing_about(words))
            assert checking.checked(notice, [], MemoPart.NOT_IN_SOURCES).standing is standing


def test_a_source_that_says_nothing_of_it_is_named(startcorpus_workspace: Workspace, cited: Citation) -> None:
    other = replace(startcorpus_workspace.assistant.search("voorzitter van de Denktank", 1)[0], n=2)
    found = check(startcorpus_workspace, cited.quote, cited, other)
    assert (found.standing, found.silent) == (Standing.QUOTED, (2,))
    both = check(startcorpus_workspace, f"{sentence(cited)} {sentence(other)}", cited, other)
    assert (both.standing, both.silent) == (Standing.CONFIRMED, ())


def test_a_notice_with_a_source_is_checked_like_any_sentence(
    startcorpus_workspace: Workspace, cited: Citation
) -> None:
    found = check(startcorpus_workspace, notices.no_answer("Hoe werkt kernenergie?"), cited)
    assert found.standing is Standing.UNCONFIRMED


def test_only_the_place_of_a_source_is_believed(startcorpus_workspace: Workspace, cited: Citation) -> None:
    lied = replace(
        cited, title="Grondwet", file="x.pdf", kind=PassageKind.LESSON, section=("Les",), date="2026-01-01"
    )
    with startcorpus_workspace.current.use() as index:
        found = Checking(index, startcorpus_workspace.encoder).verified(lied)
    assert cited.section[0] == cited.title
    assert found == replace(cited, title=f"{cited.title}{STARTCORPUS}", section=cited.section[1:])


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "De raad hoeft niets te weten."},
        {"quote": ""},
        {"start": 0, "end": 0, "quote": " "},
        {"end": 10**8},
        {"quote": "CUT"},
        {"publication": "weg"},
        {"page": 999},
    ],
)
def test_a_source_that_is_not_there_is_refused(
    startcorpus_workspace: Workspace, cited: Citation, change: dict[str, object]
) -> None:
    wrong = replace(cited, **change)  # type: ignore[arg-type]
    if wrong.quote == "CUT":  # what is left of a sentence may say the opposite
        wrong = replace(cited, quote=cited.quote[9:], start=cited.start + 9)
    with (
        startcorpus_workspace.current.use() as index,
        pytest.raises(SourceChangedError, match=r"opnieuw\.$"),
    ):
        Checking(index, startcorpus_workspace.encoder).verified(wrong)


def test_the_role_that_was_asked_for_goes_first() -> None:
    both = [Role.MAYOR, Role.OFFICIAL]
    assert role_of(both, Role.OFFICIAL) is Role.OFFICIAL
    assert role_of(both, None) is None
    assert role_of([Role.MAYOR, Role.MAYOR], Role.OFFICIAL) is Role.MAYOR
    assert role_of([], Role.MAYOR) is None
