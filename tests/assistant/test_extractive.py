"""Choosing, joining and ordering sentences, on evidence made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Part
from assistant.evidence import Evidence
from assistant.extractive import (
    DUPLICATE,
    MARGIN,
    MORE_SENTENCES,
    ORIGINAL_FIRST,
    PER_QUOTATION,
    Candidate,
    Quotation,
    compose,
    select,
)
from corpus.kinds import PassageKind
from tests.assistant.by_hand import OFFSET, axis, candidate, passage, unit


def texts(chosen: list[Quotation]) -> list[str]:
    """What is quoted, as it stands on the page."""
    return [
        item.best.evidence.text[item.start - item.best.evidence.start : item.end - item.best.evidence.start]
        for item in chosen
    ]


def quoted(*chosen: Candidate) -> list[Quotation]:
    """A quotation of each sentence."""
    return [Quotation(item, item.sentence.start, item.sentence.end) for item in chosen]


def test_sentences_that_say_the_same_are_given_once() -> None:
    ranked = [
        candidate(passage("Een.", publication="a"), 0, 3, unit(1, 0, 0)),
        candidate(passage("Twee.", publication="b"), 0, 2, unit(1, 0.01, 0)),
        candidate(passage("Drie.", publication="c"), 0, 1, unit(0, 1, 0)),
    ]
    assert texts(select(ranked, most=3)) == ["Een.", "Drie."]


def test_a_sentence_just_different_enough_is_given_too() -> None:
    for cosine, count in ((DUPLICATE + 0.01, 1), (DUPLICATE - 0.01, 2)):
        other = unit(cosine, (1 - cosine**2) ** 0.5)
        ranked = [
            candidate(passage("Een.", publication="a"), 0, 2, unit(1, 0)),
            candidate(passage("Twee.", publication="b"), 0, 1, other),
        ]
        assert len(select(ranked, most=6)) == count


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it() -> None:
    source = passage("De raad koos.", "Dat voelt als verlies.", "De stoet trok verder.")
    assert texts(select([candidate(source, 1, 1)], most=1)) == ["De raad koos. Dat voelt als verlies."]
    assert texts(select([candidate(source, 2, 1)], most=1)) == ["De stoet trok verder."]


def test_what_it_leans_on_may_lean_itself() -> None:
    source = passage("De raad koos.", "Zij koos snel.", "Dat voelt als verlies.")
    assert texts(select([candidate(source, 2, 1)], most=1)) == [source.text]


@pytest.mark.parametrize(
    "source",
    [
        passage("De raad koos.", "Dat voelt als verlies.", between="\n\n"),
        passage("De raad koos.", "Dat voelt als verlies.", quotable=False),
        passage("De raad koos " + "heel erg lang " * 40 + ".", "Dat voelt als verlies."),
    ],
    ids=["other paragraph", "not quotable", "too long"],
)
def test_without_a_sentence_to_lean_on_it_stands_alone(source: Evidence) -> None:
    assert texts(select([candidate(source, 1, 1)], most=1)) == ["Dat voelt als verlies."]


def test_nothing_is_quoted_twice_to_lean_on() -> None:
    source = passage("De raad koos.", "Dat twee.", "Dat drie.", "Dat vier.", "Dat vijf.")
    chosen = texts(select([candidate(source, row, 5 - row / 10) for row in (0, 1, 2, 4)], most=3))
    assert sorted(" ".join(chosen).split()) == sorted(source.text.split())


@pytest.mark.parametrize("most", [1, 2, 4])
def test_not_more_quotations_than_asked(most: int) -> None:
    ranked = [candidate(passage(f"Zin {n}.", publication=f"p{n}"), 0, 3 - n / 10, axis(n)) for n in range(10)]
    chosen = select(ranked, most)
    assert [item.best for item in chosen] == ranked[:most]


def test_sentences_far_below_the_best_are_left_out() -> None:
    first = candidate(passage("Een.", publication="a"), 0, 2.0, axis(0))
    near = candidate(passage("Twee.", publication="b"), 0, 2.1 - MARGIN, axis(1))
    far = candidate(passage("Drie.", publication="c"), 0, 1.9 - MARGIN, axis(2))
    assert [item.best for item in select([first, near, far], most=6)] == [first, near]


def test_no_candidates_give_no_quotations() -> None:
    assert select([], most=6) == []
    assert compose([]) == ((), ())


def test_another_page_goes_before_a_page_already_quoted_that_scores_hardly_more() -> None:
    crowded = passage("Een.", "Niet citeerbaar.", "Twee.", publication="a")
    ranked = [
        candidate(crowded, 0, 2.0),
        candidate(crowded, 2, 1.05),
        candidate(passage("Drie.", publication="b"), 0, 1.0, axis(9)),
    ]
    assert texts(select(ranked, most=2)) == ["Een.", "Drie."]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_sentences_that_follow_each_other_become_one_quotation(order: tuple[int, int]) -> None:
    evidence = passage("Eerste zin.", "Tweede zin.", "Derde zin.")
    chosen = select([candidate(evidence, row, 2 - place) for place, row in enumerate(order)], most=6)
    _, (citation,) = compose(chosen)
    assert citation.quote == "Eerste zin. Tweede zin."
    assert (citation.start, citation.end) == (OFFSET, OFFSET + len(citation.quote))


def test_sentences_with_one_between_stay_apart() -> None:
    evidence = passage("Eerste zin.", "Tweede zin.", "Derde zin.")
    chosen = select([candidate(evidence, 0, 2), candidate(evidence, 2, 1)], most=6)
    assert texts(chosen) == ["Eerste zin.", "Derde zin."]


def test_a_quotation_does_not_grow_past_the_most_sentences() -> None:
    evidence = passage("Een.", "Twee.", "Drie.", "Vier.")
    chosen = select([candidate(evidence, row, 2 - row / 10) for row in range(4)], most=6)
    assert texts(chosen) == ["Een. Twee.", "Drie. Vier."]
    assert {item.sentences for item in chosen} == {PER_QUOTATION}


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n- ", " - ", "\t", " | "])
def test_a_quotation_never_runs_over_a_line_break_or_into_another_item(between: str) -> None:
    evidence = passage("Eerste punt.", "Tweede punt.", between=between)
    chosen = select([candidate(evidence, 0, 2), candidate(evidence, 1, 1)], most=6)
    assert texts(chosen) == ["Eerste punt.", "Tweede punt."]


@pytest.mark.parametrize("place", [{"page": 4}, {"publication": "ander"}])
def test_a_quotation_stays_on_its_page(place: dict[str, int | str]) -> None:
    here = passage("Eerste zin.", "Tweede zin.")
    there = passage("Eerste zin.", "Tweede zin.", **place)  # type: ignore[arg-type]
    chosen = select([candidate(here, 0, 2), candidate(there, 1, 1)], most=6)
    assert texts(chosen) == ["Eerste zin.", "Tweede zin."]


@pytest.mark.parametrize(("most", "rows"), [(2, 1), (6, 2), (12, 4)])
def test_at_most_one_in_three_quotations_is_a_row_of_a_table(most: int, rows: int) -> None:
    table = [
        passage(f"Gemeente {row} | {row} | ja", publication=f"tabel {row}", page=row) for row in range(6)
    ]
    ranked = [candidate(row, 0, 4 - place / 10, axis(place)) for place, row in enumerate(table)]
    prose = candidate(passage("De raad koos.", publication="stuk"), 0, 3.2, axis(9))
    chosen = texts(select([*ranked, prose], most))
    assert sum(" | " in text for text in chosen) == rows
    assert "De raad koos." in chosen


def test_the_startcorpus_gives_way_to_a_publication_that_says_the_same() -> None:
    cosine = ORIGINAL_FIRST + 0.01
    ours = candidate(passage("Ons feit.", publication="start", from_startcorpus=True), 0, 3, unit(1, 0))
    original = candidate(
        passage("Hun feit.", publication="rapport"), 0, 1, unit(cosine, (1 - cosine**2) ** 0.5)
    )
    assert texts(select([ours, original], most=6)) == ["Hun feit."]
    elsewhere = candidate(passage("Iets anders.", publication="rapport"), 0, 1, unit(0, 1))
    assert texts(select([ours, elsewhere], most=6)) == ["Ons feit.", "Iets anders."]
    assert texts(select([ours], most=6)) == ["Ons feit."]


@st.composite
def rankings(draw: st.DrawFn) -> list[Candidate]:
    """Sentences of some passages, in any order of score, of which some say the same."""
    passages: list[Evidence] = []
    for number in range(draw(st.integers(1, 3))):
        sentences = draw(st.lists(st.text("abc é", min_size=1, max_size=8), min_size=1, max_size=6))
        between = draw(st.sampled_from([" ", "\n", "  "]))
        ours = draw(st.booleans())
        passages.append(
            passage(
                *(f"Z{text}." for text in sentences),
                between=between,
                publication=f"p{number % 2}",
                page=number,
                from_startcorpus=ours,
            )
        )
    found = [
        candidate(item, row, draw(st.floats(-4, 4)), axis(draw(st.integers(0, 31))))
        for item in passages
        for row in range(len(item.sentences))
    ]
    return sorted(found, key=lambda item: -item.score)


@given(rankings(), st.integers(1, 6))
def test_quotations_are_few_apart_and_whole_sentences(ranked: list[Candidate], most: int) -> None:
    chosen = select(ranked, most)
    assert 1 <= len(chosen) <= most
    assert sum(item.sentences for item in chosen) <= most * MORE_SENTENCES + 1
    starts = {(id(item.evidence), item.sentence.start) for item in ranked}
    ends = {(id(item.evidence), item.sentence.end) for item in ranked}
    taken: dict[tuple[str, int | None], list[tuple[int, int]]] = {}
    for item, text in zip(chosen, texts(chosen), strict=True):
        evidence = item.best.evidence
        assert (id(evidence), item.start) in starts
        assert (id(evidence), item.end) in ends
        assert "\n" not in text
        for start, end in taken.setdefault((evidence.publication, evidence.page), []):
            assert item.end <= start or end <= item.start
        taken[evidence.publication, evidence.page].append((item.start, item.end))
    claims, citations = compose(chosen)
    assert sorted(claim.text for claim in claims) == sorted(texts(chosen))
    assert [citation.n for citation in citations] == list(range(1, len(chosen) + 1))


def test_the_direct_answer_comes_first_then_lessons_then_the_route() -> None:
    advice = passage("Best advies.", "Tweede advies.", kind=PassageKind.ADVICE, publication="advies")
    lesson = passage("Een les.", kind=PassageKind.LESSON, publication="rapport")
    fact = passage("Een feit.", publication="feiten")
    claims, citations = compose(
        quoted(
            candidate(advice, 0, 4), candidate(advice, 1, 3), candidate(lesson, 0, 2), candidate(fact, 0, 1)
        )
    )
    assert [(claim.text, claim.part) for claim in claims] == [
        ("Best advies.", Part.DIRECT),
        ("Een feit.", Part.DIRECT),
        ("Een les.", Part.LESSONS),
        ("Tweede advies.", Part.ROUTE),
    ]
    assert [claim.citations for claim in claims] == [(1,), (2,), (3,), (4,)]
    assert [citation.n for citation in citations] == [1, 2, 3, 4]


def test_quotations_of_one_publication_stay_together_in_the_order_of_its_pages() -> None:
    late, early = passage("Laat.", publication="a", page=9), passage("Vroeg.", publication="a", page=2)
    first, other = passage("Eerst.", publication="c"), passage("Ander.", publication="b")
    claims, _ = compose(
        quoted(candidate(first, 0, 4), candidate(late, 0, 3), candidate(other, 0, 2), candidate(early, 0, 1))
    )
    assert [claim.text for claim in claims] == ["Eerst.", "Vroeg.", "Laat.", "Ander."]


def test_a_question_is_not_given_as_the_direct_answer() -> None:
    evidence = passage("Bestuurders vroegen hoe de raad mee kan doen.", "Een themasessie betrekt de raad.")
    chosen = quoted(candidate(evidence, 0, 2), candidate(evidence, 1, 1))
    claims, _ = compose(chosen)
    assert claims[0].text == "Een themasessie betrekt de raad."
    assert compose(chosen[:1])[0][0].text.startswith("Bestuurders vroegen")


def test_a_citation_carries_the_place_of_its_sentence() -> None:
    evidence = passage("Eerste zin.", "Tweede zin.")
    _, (found,) = compose(quoted(candidate(evidence, 1, 1)))
    assert (found.quote, found.start, found.end) == ("Tweede zin.", 112, 123)
    assert (found.page, found.page_label, found.file) == (3, "iii", "stuk.md")
    assert (found.section, found.date) == (("Titel", "Kop"), "2018")
