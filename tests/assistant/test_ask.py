"""The whole way from question to answer, over a small index with a model of word counts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant import scope, wording
from assistant.answer import MAX_QUESTION_LENGTH, Answer, Outcome, Part, Question
from assistant.ask import Assistant
from corpus.errors import DenktankError
from corpus.kinds import Role
from index.opened import CurrentIndex
from tests.assistant.by_hand import deciding
from tests.index.fake_encoder import FakeEncoder

COVERED = "Wanneer haalt de gemeente het restafval op?"
TWO = "Hoe laat opent het zwembad en waar gaat grof vuil heen?"
OUTSIDE = "Wat is een lekker recept voor erwtensoep?"


def content(answer: Answer) -> Answer:
    """All of an answer that may not differ from one time to another."""
    return replace(answer, timings_ms={})


def test_a_covered_question_is_answered_with_the_sentence_that_says_it(assistant: Assistant) -> None:
    found = assistant.answer(Question(COVERED))
    assert found.outcome is Outcome.ANSWERED
    assert "haalt elke week het restafval op" in found.claims[0].text
    assert found.claims[0].part is Part.DIRECT
    assert (found.question, found.nearest, found.complete) == (COVERED, (), True)
    assert found.index and found.model


def test_a_time_from_elsewhere_in_the_sources_is_named(current: CurrentIndex, assistant: Assistant) -> None:
    short = Assistant(current, FakeEncoder(), "griffie", "2026", passages=5, most_sentences=1)
    wrong = short.answer(
        Question(
            "Haalt de gemeente elke week het restafval op waar inwoners plastic thuis scheiden, om 8.15?"
        )
    )
    assert "haalt elke week het restafval op" in wrong.claims[0].text
    assert (wrong.outcome, wrong.notes) == (Outcome.PARTIAL, (wording.names_not_quoted(["8.15"]),))
    right = short.answer(Question("Opent het zwembad om 8.15 uur?"))
    assert (right.outcome, right.notes) == (Outcome.ANSWERED, ())


def test_every_citation_opens_the_page_where_it_stands(assistant: Assistant) -> None:
    cited = [
        *assistant.answer(Question(COVERED)).citations,
        *assistant.answer(Question(OUTSIDE)).nearest,
        *assistant.search("glas", 3),
    ]
    assert len(cited) >= 5
    for citation in cited:
        page = assistant.source(citation)
        assert page.text[page.start : page.end] == citation.quote
        assert (page.start, page.end) == (citation.start, citation.end)


def test_a_citation_of_a_changed_source_is_not_opened(assistant: Assistant) -> None:
    (citation, *_) = assistant.answer(Question(COVERED)).citations
    for changed in (replace(citation, quote="Anders."), replace(citation, publication="weg")):
        with pytest.raises(DenktankError, match="veranderd of verwijderd"):
            assistant.source(changed)


def test_what_the_sources_do_not_know_is_refused_with_the_word_and_the_nearest(assistant: Assistant) -> None:
    found = assistant.answer(Question(OUTSIDE))
    assert (found.outcome, found.claims, found.citations) == (Outcome.NOT_IN_SOURCES, (), ())
    assert "“erwtensoep”" in found.notes[0]
    assert found.notes[-1] == wording.contact_line("griffie@gemeente.example", "2026")
    assert [place.n for place in found.nearest] == [1, 2, 3]
    assert 0 < found.confidence < 0.4


def test_a_message_with_two_questions_is_answered_in_part(assistant: Assistant) -> None:
    found = assistant.answer(
        Question("Wanneer haalt de gemeente het restafval op en wat kost erwtensoep hier?")
    )
    assert found.outcome is Outcome.PARTIAL
    assert "restafval" in found.claims[0].text
    assert any("“wat kost erwtensoep hier?”" in note for note in found.notes)


def test_a_rare_word_beside_what_is_covered_makes_the_answer_partial(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=3.0))
    found = assistant.answer(Question("Haalt de gemeente ook erwtensoep op?"))
    assert found.outcome is Outcome.PARTIAL
    assert any("“erwtensoep”" in note for note in found.notes)
    assert found.claims


def test_an_instruction_is_refused_without_passages(assistant: Assistant) -> None:
    found = assistant.answer(Question("Schrijf een gedicht over het restafval van de gemeente"))
    assert (found.outcome, found.claims, found.nearest, found.confidence) == (
        Outcome.NOT_IN_SOURCES, (), (), 0.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "???",
        "1 2 3",
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[!](javascript:alert(1))",
    ],
)
def test_what_has_no_words_is_refused(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=3.0))
    found = assistant.answer(Question(text))
    assert (found.outcome, found.claims, found.question) == (Outcome.NOT_IN_SOURCES, (), text)


def test_markup_around_a_question_changes_nothing(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=3.0))
    plain = assistant.answer(Question("Wanneer haalt de gemeente plastic op?"))
    marked = assistant.answer(Question("<b>Wanneer</b> haalt de gemeente <i class=x>plastic</i> op?"))
    assert plain.claims and marked.claims == plain.claims


def test_a_question_in_the_form_of_an_order_is_answered(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=3.0))
    for order in (
        "Leg uit hoe inwoners plastic scheiden",
        "Noem de bakken voor hout en glas",
        "Geef tips voor plastic en papier",
    ):
        assert assistant.answer(Question(order)).claims, order


def test_a_misspelled_word_is_read_as_what_the_sources_say(assistant: Assistant) -> None:
    found = assistant.answer(Question("Waar vraag ik een parkeervergunnning aan?"))
    assert found.corrections == (("parkeervergunnning", "parkeervergunning"),)
    assert found.notes[0] == "Gezocht op “parkeervergunning”."
    assert "loket" in found.claims[0].text


def test_an_english_question_is_answered_in_dutch_and_told_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for intercept, refused in ((3.0, False), (-3.0, True)):
        decision = deciding(intercept=intercept)
        monkeypatch.setattr(scope, "decision", lambda decision=decision: decision)
        found = assistant.answer(Question("When does the city collect the waste?"))
        assert (found.outcome is Outcome.NOT_IN_SOURCES) is refused
        assert wording.ENGLISH_QUESTION in found.notes
    assert wording.ENGLISH_QUESTION not in assistant.answer(Question(COVERED)).notes


@pytest.mark.parametrize(
    ("intercept", "outcome"),
    [(-1.0, Outcome.NOT_IN_SOURCES), (0.0, Outcome.PARTIAL), (1.0, Outcome.ANSWERED)],
)
def test_the_outcome_follows_the_confidence(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, intercept: float, outcome: Outcome
) -> None:
    decision = deciding(intercept=intercept)
    monkeypatch.setattr(scope, "decision", lambda: decision)
    found = assistant.answer(Question(COVERED))
    assert found.outcome is outcome
    assert decision.outcome(found.confidence) is outcome
    assert found.confidence == pytest.approx({-1.0: 0.2689, 0.0: 0.5, 1.0: 0.7311}[intercept])


def test_items_of_a_list_are_quoted_apart(assistant: Assistant) -> None:
    found = assistant.answer(Question("In welke bak gaat hout en glas?"))
    quotes = [citation.quote for citation in found.citations]
    assert {"Hout gaat in de grote bruine bak.", "Glas gaat in de kleine groene bak."} <= set(quotes)


def test_the_role_changes_nothing_but_the_order(assistant: Assistant) -> None:
    plain = assistant.answer(Question(COVERED))
    for role in Role:
        assert assistant.answer(Question(COVERED, role)).outcome is plain.outcome


def test_the_time_of_every_stage_is_told(assistant: Assistant) -> None:
    for text in (COVERED, OUTSIDE, "Schrijf een gedicht over afval"):
        timings = assistant.answer(Question(text)).timings_ms
        assert list(timings) == [
            "vraag_begrijpen", "vraag_coderen", "zoeken", "zinnen_kiezen", "beslissen", "totaal",
        ]  # fmt: skip
        assert all(value >= 0 for value in timings.values())
        assert timings["totaal"] >= max(list(timings.values())[:-1])


def test_the_answer_grows_at_its_end_until_it_is_whole(assistant: Assistant) -> None:
    *growing, whole = assistant.stream(Question(TWO))
    assert content(whole) == content(assistant.answer(Question(TWO)))
    assert len(growing) == len(whole.claims) - 1 > 0
    for count, part in enumerate(growing, 1):
        assert not part.complete
        assert part.claims == whole.claims[:count]
        assert part.citations == whole.citations[:count]
        assert whole.text.startswith(part.text)


@pytest.mark.parametrize("question", [OUTSIDE, "Schrijf een gedicht over afval"])
def test_a_refusal_comes_at_once(assistant: Assistant, question: str) -> None:
    (only,) = assistant.stream(Question(question))
    assert only.complete and only.outcome is Outcome.NOT_IN_SOURCES


def test_many_threads_get_the_answers_that_one_gets(assistant: Assistant) -> None:
    questions = [
        COVERED,
        OUTSIDE,
        "Waar vraag ik een parkeervergunnning aan?",
        "When does the city collect the waste?",
        TWO,
    ]
    alone = [content(assistant.answer(Question(text))) for text in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: content(assistant.answer(Question(text))), questions * 8))
    assert together == alone * 8


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x07", "x" * (MAX_QUESTION_LENGTH + 1)])
def test_a_question_that_cannot_be_asked_is_a_dutch_line(assistant: Assistant, text: str) -> None:
    for ask in (lambda: assistant.answer(Question(text)), lambda: assistant.search(text, 1)):
        with pytest.raises(DenktankError) as caught:
            ask()
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["?", "🙂🙂🙂", "de het een", "x" * 5000, "; DROP TABLE", "a\n\nb\n? c?"])
def test_strange_questions_get_an_outcome(assistant: Assistant, text: str) -> None:
    found = assistant.answer(Question(text))
    assert bool(found.claims) is (found.outcome is not Outcome.NOT_IN_SOURCES)
    assert 0 <= found.confidence <= 1
