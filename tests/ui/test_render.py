"""Nothing from a source or a visitor can become markup; and what is shown is complete and Dutch."""

from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Claim, Outcome, Part
from assistant.source_place import SourcePlace
from assistant.wording import ENGLISH_QUESTION, NEAREST_PASSAGES
from tests.ui.fake_assistant import (
    HOSTILE,
    NEXT,
    PAGE,
    QUOTE,
    FakeAssistant,
    citation,
    full_answer,
    links,
    partial_answer,
    refusal,
)
from ui import texts
from ui.answer_lines import OPENING, opening
from ui.choices import Choices
from ui.dates_and_places import dutch_date, page_line
from ui.escaping import escape
from ui.render import answer_html, plain_text, turn_html
from ui.session import MAX_TURNS, Session, Turn, TurnState, Vote
from ui.source_panel import failure_html, source_html

OUR_ATTRIBUTES = {
    "section": {"class", "aria-labelledby", "data-role"},
    "h2": {"class", "id"},
    "h3": {"class"},
    "span": {"class", "role", "aria-label", "title"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "p": {"class", "role"},
    "ul": {"class"},
    "li": set(),
    "a": {"class", "href", "data-source", "aria-label", "target", "rel"},
    "bdi": set(),
    "button": {
        *("type", "class", "value", "aria-pressed", "data-copy", "data-retry", "data-edit"),
        *("data-close", "data-suggest", "data-vote", "data-reason"),
    },
    "label": {"for"},
    "textarea": {"id", "rows", "maxlength"},
    "pre": {"hidden"},
    "article": {"role", "aria-labelledby"},
    "mark": {"tabindex"},
    "details": {"id"},
    "summary": set(),
}


def log_html(turns: Iterable[Turn]) -> str:
    """The turns as they are drawn, with everything that can be asked about them."""
    return "".join(turn_html(turn, feedback=True) for turn in turns)


class Seen(HTMLParser):
    """The tags, the links and the text a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.marked = ""
        self._marking = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OUR_ATTRIBUTES, tag
        assert {name for name, _ in attrs} <= OUR_ATTRIBUTES[tag], (tag, attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self._marking = tag == "mark" or self._marking

    def handle_endtag(self, tag: str) -> None:
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._marking else ""


def hostile_answer(text: str) -> Answer:
    return replace(
        full_answer(text),
        text=text,
        claims=(Claim(text, (1,)), Claim(text, (1,), Part.LESSONS)),
        citations=(citation(1, title=text, section=(text, text), page_label=text, date=text),),
        notes=(text,),
        corrections=((text, text),),
    )


def hostile_refusal(text: str) -> Answer:
    near = citation(1, title=text, section=(text, text), page_label=text, date=text, quote=text)
    return replace(refusal(text), text=text, notes=(text,), nearest=(near,), corrections=((text, text),))


def hostile_turn(text: str, state: TurnState) -> Turn:
    return Turn(
        3, text, state=state, answer=hostile_answer(text), failure=text, vote=Vote.BAD, vote_line=text
    )


@pytest.mark.parametrize("state", TurnState)
def test_hostile_text_stays_text_in_a_turn(state: TurnState) -> None:
    seen = Seen(log_html([hostile_turn(HOSTILE, state)]))
    assert set(seen.links) == set(links(hostile_answer(HOSTILE).citations))
    assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text
    assert "[klik](javascript:window.hacked=1)" in seen.text
    assert "&lt;b&gt;" in seen.text


def test_hostile_text_stays_text_in_a_refusal() -> None:
    seen = Seen(log_html([Turn(3, HOSTILE, state=TurnState.DONE, answer=hostile_refusal(HOSTILE))]))
    assert seen.links == links(hostile_refusal(HOSTILE).nearest)
    assert '<img src="http://evil.example/x.png" onerror="window.hacked=1">' in seen.text


def test_hostile_text_stays_text_in_the_source_panel() -> None:
    page = FakeAssistant().source_at(SourcePlace.of(citation(title=HOSTILE)))
    seen = Seen(source_html(page))
    assert seen.links == ["https://vng.nl/denktank"]
    assert seen.marked == HOSTILE.replace("\u202e", "")
    assert not Seen(failure_html(HOSTILE)).links


@given(st.text())
def test_whatever_the_text_is_only_our_tags_come_out(text: str) -> None:
    refusing = hostile_refusal(text)
    refused = Turn(4, text, state=TurnState.DONE, answer=refusing)
    turns = [hostile_turn(text, TurnState.DONE), hostile_turn(text, TurnState.FAILED), refused]
    shown = (*hostile_answer(text).citations, *refusing.nearest)
    assert set(Seen(log_html(turns)).links) == set(links(shown))


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_the_panel_shows_the_whole_page_once_wherever_the_quotation_is(
    text: str, start: int, end: int
) -> None:
    page = replace(
        FakeAssistant().source_at(SourcePlace.of(citation())), text=text, start=start, end=end, links=()
    )
    panel = source_html(page)
    shown = panel[panel.index('<div class="page-text">') :]
    assert Seen(f"<div>{shown}").text.rstrip("\n") == Seen(f"<div>{escape(text)}").text.rstrip("\n")


def test_the_quotation_is_marked_where_it_stands() -> None:
    seen = Seen(source_html(FakeAssistant().source_at(SourcePlace.of(citation()))))
    assert seen.marked == QUOTE
    assert PAGE in seen.text
    assert "Wegwijzers › De raad · bladzijde 14 (op de bladzijde staat 12) · 28 juni 2018" in seen.text


@pytest.mark.parametrize(
    ("iso", "dutch"),
    [
        ("2018-06-28", "28 juni 2018"),
        ("2018-03-05", "5 maart 2018"),
        ("2018-06", "juni 2018"),
        ("2018", "2018"),
        ("2018-13-01", "2018-13-01"),
        ("voorjaar 2018", "voorjaar 2018"),
        ("٢٠١٨", "٢٠١٨"),
    ],
)
def test_dates_are_dutch(iso: str, dutch: str) -> None:
    assert dutch_date(iso) == dutch


@pytest.mark.parametrize(
    ("page", "label", "line"),
    [
        (14, None, "bladzijde 14"),
        (14, "14", "bladzijde 14"),
        (14, "iv", "bladzijde 14 (op de bladzijde staat iv)"),
        (None, None, ""),
        (None, "iv", "bladzijde iv"),
    ],
)
def test_the_printed_page_number_is_told_only_where_it_differs(
    page: int | None, label: str | None, line: str
) -> None:
    assert page_line(page, label) == line


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


@pytest.mark.parametrize(
    "ref",
    [
        None,
        1,
        "",
        "1",
        "1-",
        "1-3",
        "2-1",
        "1-1 ",
        " 1-1",
        "1-01",
        "-1-1",
        ["1-1"],
        {"ref": "1-1"},
        "1-¹",
        "9" * 5000,
    ],
)
def test_a_reference_that_was_not_shown_opens_nothing(ref: object) -> None:
    session = Session()
    session.ask("v", Choices()).next_questions = NEXT
    assert session.next_question(ref) is None


def test_old_answers_are_forgotten_and_numbers_never_return() -> None:
    session = Session()
    for _ in range(MAX_TURNS + 1):
        session.ask("v", Choices()).answer = full_answer("v")
    assert session.turn("1") is None
    assert session.turn(f"{MAX_TURNS + 1}") is not None
    session.clear()
    assert session.ask("v", Choices()).number == MAX_TURNS + 2
    assert session.turn("2") is None


def test_whatever_ends_a_turn_first_decides_how_it_ended() -> None:
    session = Session()
    turn = session.ask("v", Choices())
    session.stop()
    turn.end(TurnState.DONE)
    assert turn.state is TurnState.STOPPED
    assert session.take_pending() is None
    assert not session.busy
