"""A memo of earlier answers: every citation is kept, and nothing of what came back is believed."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Claim, Question
from assistant.assemble import Workspace
from assistant.memo import notices
from assistant.memo.drafting import CORE_SENTENCES, sentence_count
from assistant.memo.from_answers import Answered
from assistant.memo.keeping import memo_json, read_memo
from assistant.memo.values import Memo, MemoFields, MemoPart, Standing
from corpus.errors import DenktankError
from corpus.kinds import Role

pytestmark = pytest.mark.integration
FIELDS = MemoFields("Gesprek")
COVERED = ("Hoe betrek je de raad?", "Wie was voorzitter van de Denktank?", "Waarom een gezamenlijke agenda?")
OUTSIDE = "Hoe vraag ik een parkeervergunning aan?"


@pytest.fixture(scope="module")
def answered(startcorpus_workspace: Workspace) -> list[Answered]:
    assistant = startcorpus_workspace.assistant
    return [Answered(text, assistant.answer(Question(text))) for text in (*COVERED, OUTSIDE)]


def memo_of(workspace: Workspace, *answered: Answered) -> Memo:
    return workspace.memos.from_answers(answered, FIELDS)


def places(answers: list[Answer]) -> set[tuple[str, int | None, int, int]]:
    return {(c.publication, c.page, c.start, c.end) for answer in answers for c in answer.citations}


def with_claim(answer: Answer, **changes: object) -> Answer:
    first, *rest = answer.claims
    return replace(answer, claims=(replace(first, **changes), *rest))  # type: ignore[arg-type]


def test_every_citation_is_kept(startcorpus_workspace: Workspace, answered: list[Answered]) -> None:
    memo = memo_of(startcorpus_workspace, *answered)
    wanted = places([one.answer for one in answered])
    assert {(c.publication, c.page, c.start, c.end) for c in memo.sources} == wanted
    cited = [n for section in memo.sections for item in section.statements for n in item.sources]
    assert sorted(set(cited)) == [source.n for source in memo.sources]
    assert [source.n for source in memo.sources] == list(range(1, len(wanted) + 1))
    quoted = [item for section in memo.sections for item in section.statements if item.sources]
    assert all(item.standing is Standing.QUOTED for item in quoted)


def test_the_core_has_the_first_sentence_of_each_answer(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    memo = memo_of(startcorpus_workspace, *answered)
    (core,) = [section for section in memo.sections if section.part is MemoPart.CORE]
    assert core.statements[0].text == " ".join(answered[0].answer.claims[0].text.split())
    assert sum(sentence_count(item.text) for item in core.statements) <= CORE_SENTENCES


def test_it_says_what_was_asked_and_what_had_no_answer(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    memo = memo_of(startcorpus_workspace, *answered)
    told = [item.text for section in memo.sections for item in section.statements if not item.sources]
    assert notices.questions([one.question for one in answered]) in told
    assert notices.no_answer(OUTSIDE) in told


def test_the_same_answer_twice_is_said_once(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    once, twice = (memo_of(startcorpus_workspace, *[answered[0]] * times) for times in (1, 2))
    assert once.sources == twice.sources
    assert once.sections[1:] == twice.sections[1:]


def test_advice_goes_to_the_role_that_asked(startcorpus_workspace: Workspace) -> None:
    answer = startcorpus_workspace.assistant.answer(Question(COVERED[0], Role.COUNCILLOR))
    memo = memo_of(startcorpus_workspace, Answered(COVERED[0], answer, Role.COUNCILLOR))
    roles = {item.role for section in memo.sections for item in section.statements}
    assert Role.COUNCILLOR in roles


def test_a_sentence_of_a_model_is_checked_again(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    answer = answered[0].answer
    wrong = with_claim(answer, text="De raad krijgt 12 miljoen euro voor kernenergie.", generated=True)
    memo = memo_of(startcorpus_workspace, Answered(COVERED[0], wrong))
    (bad,) = [item for section in memo.sections for item in section.statements if "kernenergie" in item.text]
    assert (bad.standing, bad.generated) == (Standing.UNCONFIRMED, True)
    assert bad.reasons
    told = [item.text for section in memo.sections for item in section.statements if not item.sources]
    assert any("1 wordt niet bevestigd" in text for text in told)


def test_what_was_changed_is_refused(startcorpus_workspace: Workspace, answered: list[Answered]) -> None:
    answer = answered[0].answer
    citation = answer.citations[0]
    changed = [
        with_claim(answer, text="De raad hoeft niets te weten."),
        with_claim(answer, citations=()),
        with_claim(answer, citations=(99,)),
        with_claim(answer, citations=(), generated=True),
        replace(answer, citations=answer.citations[1:]),
        replace(answer, citations=(replace(citation, start=citation.start + 1), *answer.citations[1:])),
        replace(answer, citations=(replace(citation, publication="weg"), *answer.citations[1:])),
    ]
    for one in changed:
        with pytest.raises(DenktankError, match=r"opnieuw\.$"):
            memo_of(startcorpus_workspace, Answered(COVERED[0], one))
    both = replace(citation, quote="De raad hoeft niets te weten.")
    lied = replace(with_claim(answer, text=both.quote), citations=(both, *answer.citations[1:]))
    with pytest.raises(DenktankError, match="staat niet zo in"):
        memo_of(startcorpus_workspace, Answered(COVERED[0], lied))


def test_a_note_that_the_program_never_wrote_stays_out(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    answer = replace(answered[0].answer, notes=("De raad moet altijd instemmen.",))
    memo = memo_of(startcorpus_workspace, Answered(COVERED[0], answer))
    texts = [item.text for section in memo.sections for item in section.statements]
    assert not any("altijd instemmen" in text for text in texts)


def test_without_answers_there_is_no_memo(startcorpus_workspace: Workspace) -> None:
    with pytest.raises(DenktankError, match="Stel eerst een vraag"):
        memo_of(startcorpus_workspace)


def test_only_refusals_give_a_memo_that_says_so(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    memo = memo_of(startcorpus_workspace, answered[-1])
    assert [section.part for section in memo.sections] == [MemoPart.NOT_IN_SOURCES]
    assert memo.sources == ()


def test_forty_sources(startcorpus_workspace: Workspace) -> None:
    found = startcorpus_workspace.assistant.search("regionale samenwerking van gemeenten", 40)
    claims = tuple(Claim(one.quote, (one.n,)) for one in found)
    answer = replace(
        Answer("v", startcorpus_workspace.assistant.answer(Question(COVERED[0])).outcome), claims=claims
    )
    memo = memo_of(startcorpus_workspace, Answered("v", replace(answer, citations=found)))
    assert len(found) == len(memo.sources) == 40


def test_a_sentence_that_two_answers_have_is_said_once(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    answer = answered[0].answer
    single = [
        Answered(COVERED[0], replace(answer, claims=(claim,), citations=answer.citations))
        for claim in answer.claims
    ]
    memo = memo_of(startcorpus_workspace, *single, answered[0])
    texts = [item.text for section in memo.sections for item in section.statements]
    assert len(set(texts)) == len(texts)


def test_a_memo_of_many_long_questions_can_be_kept(
    startcorpus_workspace: Workspace, answered: list[Answered]
) -> None:
    long = [replace(answered[0], question=f"{n} {'raad ' * 4_000}?") for n in range(50)]
    memo = memo_of(startcorpus_workspace, *long)
    assert read_memo(memo_json(memo)) == memo
