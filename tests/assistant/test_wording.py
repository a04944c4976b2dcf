"""The fixed lines of an answer."""

import pytest

from assistant import wording
from assistant.answer import Citation, Claim, Part
from assistant.answer_type import wanted
from assistant.language import is_english
from corpus.kinds import PassageKind


def citation(
    quote: str, kind: PassageKind = PassageKind.BACKGROUND, date: str | None = "2018-06-28"
) -> Citation:
    return Citation(1, "p", "T", "f.md", kind, (), None, None, quote, 0, len(quote), 1.0, date)


def test_text_has_marks_headings_only_with_content_and_notes_last() -> None:
    claims = (Claim("Direct.", (1,)), Claim("Advies.", (2, 3), Part.ROUTE))
    assert wording.answer_text(claims, ("Let op.",)) == (
        "Direct. [1]\n\nRoutekaart en advies:\n- Advies. [2][3]\n\nLet op."
    )


def test_the_age_is_told_where_people_or_contact_details_are_named() -> None:
    assert wording.age_line([citation("Een les over samenwerken.")]) is None
    assert wording.age_line([citation("Bel 070-3738393.")]) is not None
    line = wording.age_line(
        [citation("A.", PassageKind.ORGANISATION, "2017-12"), citation("B.", PassageKind.ORGANISATION)]
    )
    assert line is not None and "van 2017 tot en met 2018" in line


def test_a_source_without_a_date_gives_no_age() -> None:
    assert wording.age_line([citation("Mail naar a@b.nl.", date=None)]) is None


def test_the_contact_carries_its_date_only_where_there_is_one() -> None:
    assert "2017" in wording.contact_line("denktank@vng.nl", "2017")
    assert (
        wording.contact_line("griffie@gemeente.nl", "") == "U kunt uw vraag stellen aan griffie@gemeente.nl."
    )


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("How do I involve the council?", True),
        ("What is the roadmap about?", True),
        ("Hoe betrek ik de raad?", False),
        ("Wat is het verschil tussen rapport en handreiking?", False),
        ("best practice governance", True),
        ("wat is social scoring", False),
        ("welke best practices zijn er", False),
        ("who is in the board", True),
        ("raad?", False),
        ("AI", False),
        ("", False),
    ],
)
def test_english_is_told_from_dutch(question: str, english: bool) -> None:
    assert is_english(question) is english


@pytest.mark.parametrize(
    ("question", "given", "not_given"),
    [
        ("Wie was de voorzitter?", "In 2018 was Milo Schoenmaker voorzitter.", "De voorzitter sprak."),
        ("Wanneer begon het?", "Het begon op 21 september 2017.", "Het begon in Maastricht."),
        ("Hoe vaak staat het erin?", "Het staat er 79 keer in.", "Het staat er vaak in."),
        ("Wat is het telefoonnummer?", "Bel 070-3738393.", "Bel het KCC."),
    ],
)
def test_a_question_word_asks_for_a_kind_of_thing(question: str, given: str, not_given: str) -> None:
    pattern = wanted(question)
    assert pattern is not None
    assert pattern.search(given)
    assert not pattern.search(not_given)
    assert wanted("Waarom werken gemeenten samen?") is None
