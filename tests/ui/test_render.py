"""What is shown of an answer is complete and Dutch."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Claim, Outcome
from assistant.wording import ENGLISH_QUESTION, NEAREST_PASSAGES
from tests.ui.fake_assistant import QUOTE, citation, full_answer, links, partial_answer, refusal
from tests.ui.seen_html import Seen
from ui import texts
from ui.answer_lines import OPENING, opening
from ui.render import answer_html, plain_text


def test_citations_stand_inside_the_sentence_and_open_their_own_source() -> None:
    seen = Seen(answer_html(full_answer("vraag"), 7))
    assert "De raad hoort er vroeg bij [1]." in seen.text
    assert "Een les is om samen te beginnen [1][2]." in seen.text
    one, two = links(full_answer("vraag").citations)
    assert seen.links == [one, one, two, two, one, two]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dit geldt altijd", "Dit geldt altijd [1]"),
        ("Hij zei: „Doe mee.”", "Hij zei: „Doe mee [1].”"),
        ("Echt waar?!", "Echt waar [1]?!"),
        ("Zie art. 3 (wet).", "Zie art. 3 (wet) [1]."),
    ],
)
def test_the_full_stop_comes_after_the_citation(text: str, shown: str) -> None:
    answer = replace(full_answer("v"), claims=(Claim(text, (1,)),))
    assert shown in Seen(answer_html(answer, 1)).text
    assert shown in plain_text(answer)


def test_headings_appear_only_with_claims_under_them() -> None:
    full = answer_html(full_answer("v"), 1)
    assert "<h3>Lessen</h3>" in full
    assert "<h3>Routekaart en advies</h3>" in full
    direct = replace(full_answer("v"), claims=(Claim("Alleen dit.", (1,)),))
    assert "Lessen" not in answer_html(direct, 1)
    assert "Routekaart" not in answer_html(direct, 1)


def test_a_number_without_a_citation_is_not_a_link() -> None:
    answer = replace(full_answer("v"), claims=(Claim("Dit is zo.", (8,)),), citations=())
    assert not Seen(answer_html(answer, 1)).links


def test_a_refusal_shows_its_text_and_says_nothing_twice() -> None:
    notes = ("Dat staat niet in de bronnen.", "Vraag het de VNG.")
    refusal = Answer("v", Outcome.NOT_IN_SOURCES, "\n\n".join(notes), notes=(*notes, "Ook dit."))
    for shown in (Seen(answer_html(refusal, 1)).text, plain_text(refusal)):
        assert [shown.count(line) for line in refusal.notes] == [1, 1, 1]
    assert texts.EMPTY_ANSWER in answer_html(Answer("v", Outcome.ANSWERED), 1)


def test_a_partial_answer_is_marked_as_such_once_it_is_complete() -> None:
    partial = replace(full_answer("v"), outcome=Outcome.PARTIAL)
    assert texts.PARTIAL in answer_html(partial, 1)
    assert texts.PARTIAL not in answer_html(replace(partial, complete=False), 1)


def in_order(shown: str, *parts: str) -> bool:
    """Whether each part stands in the text once, and in this order."""
    places = [shown.find(part) for part in parts]
    return all(shown.count(part) == 1 for part in parts) and places == sorted(places)


def test_a_refusal_offers_what_comes_nearest_before_whom_to_turn_to() -> None:
    answer = refusal("v")
    html = answer_html(answer, 4)
    seen = Seen(html)
    assert seen.links == links(answer.nearest)
    parts = (
        *("Dit staat niet in de bronnen", NEAREST_PASSAGES, "Brief van de VNG", "Wat is de routekaart?"),
        "U kunt uw vraag stellen aan",
    )
    assert in_order(seen.text, *parts)
    assert in_order(plain_text(answer), *parts)
    assert "Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018" in seen.text
    assert seen.text.count(QUOTE) == 3
    assert 'aria-label="Brief van de VNG. Wegwijzers › De raad · bladzijde 1 · 28 juni 2018"' in html


def test_a_long_passage_that_comes_near_is_cut_between_words_on_one_line() -> None:
    long = citation(quote="Samen  werken\nin de regio. " * 20)
    assert opening(long).startswith("Samen werken in de regio. Samen werken")
    assert opening(long).removesuffix(" …").endswith((" Samen", " werken", " in", " de", " regio."))
    assert OPENING - 10 < len(opening(long)) <= OPENING + 2
    assert opening(citation()) == QUOTE
    assert len(opening(citation(quote="a" * 500))) == OPENING + 2


def test_a_refusal_without_anything_near_has_no_list() -> None:
    bare = replace(refusal("v"), nearest=())
    assert NEAREST_PASSAGES not in answer_html(bare, 1) + plain_text(bare)
    assert not Seen(answer_html(bare, 1)).links


def test_a_partial_answer_warns_before_its_sentences() -> None:
    answer = partial_answer("v")
    for shown in (Seen(answer_html(answer, 1)).text, plain_text(answer)):
        assert in_order(
            shown,
            "Gezocht op “raadsleden”.",
            "over “kernenergie” zeggen de bronnen niets",
            "De raad hoort er vroeg bij",
            "Zet de raad op de routekaart",
            "Let op: dit komt uit bronnen van 2018",
        )


def test_a_correction_is_told_while_the_answer_grows() -> None:
    growing = replace(partial_answer("v"), notes=(), complete=False)
    assert "Gezocht op “raadsleden”." in answer_html(growing, 1)


def test_how_a_question_was_read_is_one_line() -> None:
    corrections = (("raadleden", "raadsleden"), ("regoi", "regio"), ("raadleden", "raadsleden"))
    answer = replace(full_answer("v"), corrections=corrections, notes=(ENGLISH_QUESTION,))
    line = f"Gezocht op “raadsleden”. Gezocht op “regio”. {ENGLISH_QUESTION}"
    assert f'<p class="reading">{line}</p>' in answer_html(answer, 1)
    assert plain_text(answer).startswith(line)


def test_what_is_copied_is_plain_text_with_the_sources() -> None:
    assert plain_text(full_answer("v")).splitlines() == [
        "De raad hoort er vroeg bij [1].",
        "",
        "Lessen",
        "Een les is om samen te beginnen [1][2].",
        "",
        "Routekaart en advies",
        "Zet de raad op de routekaart [2].",
        "De bronnen zijn uit 2018.",
        "",
        "Bronnen:",
        "[1] Werkende samenwerking. Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12)"
        " · 28 juni 2018",
        "[2] Brief van de VNG. Wegwijzers › De raad · bladzijde 1 · 28 juni 2018",
    ]
