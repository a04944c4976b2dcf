"""Dutch sentences: cut where a sentence ends, nowhere else, at exact positions."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import is_quotable, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["De raad besluit.", "Het college voert uit."],
        ["Is dat zo?", "Ja!", "Dan gaan wij verder."],
        ["Het loket is open van 8.15 tot 17.15 uur.", "Daarna niet."],
        ["Dat kost 1.250,50 euro per jaar.", "Vorig jaar was dat 1.000 euro."],
        ["Er zijn o.a. wethouders bij.", "De burgemeester niet."],
        ["Het gaat om de kern, d.w.z. de agenda.", "De rest volgt."],
        ["Denk aan bijv. een themasessie.", "Of aan een gesprek."],
        ["Zie blz. 25 van het rapport.", "Daar staat het."],
        ["Zie art. 3 van de wet.", "Lees ook artikel 4."],
        ["Het rapport is van M. van der Steen.", "Hij leidde het onderzoek."],
        ["Het onderzoek is van M.J.W. van Twist en anderen.", "Het is uit 2018."],
        ["De brief is van J. Kriens.", "De brief is van juni."],
        ["Volgens prof. dr. Jansen kan het.", "De raad twijfelt."],
        ["Dat zei mevr. De Vries in de raad.", "De raad was stil."],
        ["Hij zei: 'Dat kan niet.'", "De raad stemde voor."],
        ['"Dat kan niet."', "De raad stemde voor."],
        ["“Dat kan niet.”", "De raad stemde voor."],
        ["De raad stemde voor (zie bijlage 2).", "Het college volgt."],
        ["Een emoji 😀 en een é staan hier.", "De positie klopt."],
        ["De markt in 's-Hertogenbosch is 's avonds open.", "Overdag niet."],
        ["Kijk op vng.nl/denktank voor meer.", "Daar staat de routekaart."],
        ["Dat stond o.a. De Volkskrant te schrijven.", "Dat was zo."],
        ["Zie par. 3 van het rapport.", "Op 1 jan. 2018 begon het.", "Dat was vroeg."],
        ["Het begon in 2017.", "79 keer stond het er."],
        ["Dat duurt even...", "Daarna is het klaar."],
    ],
    ids=lambda sentences: str(sentences[0]),
)
def test_a_paragraph_is_cut_at_its_sentence_ends(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_text_without_a_full_stop_is_one_sentence() -> None:
    assert cut("een regel zonder punt") == ["een regel zonder punt"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_no_text_has_no_sentences(text: str) -> None:
    assert cut(text) == []


def test_white_space_around_sentences_is_left_out() -> None:
    assert list(sentence_spans("  De raad besluit.   Het college volgt. ")) == [(2, 18), (21, 39)]


_MARKS = list(" .?!…\"'”()\n\x85\u2028\x1c•😀é\u0301\u200b")
_PIECES = st.sampled_from(
    ["De raad", "het", "Het", "o.a.", "d.w.z.", "M.", "A.B.", "8.15", "1.", "\r\n", *_MARKS]
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=30).map(" ".join),
    st.lists(_PIECES, max_size=30).map("".join),
)


@given(_TEXTS)
@example("\r\n De raad.\r\n\r\nHet college.")
def test_spans_are_ordered_disjoint_and_cover_every_character_but_spaces(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = {position for start, end in spans for position in range(start, end)}
    assert all(position in covered for position, char in enumerate(text) if not char.isspace())


@pytest.mark.parametrize(
    ("text", "is_item"),
    [
        ("De raad besluit vandaag.", False),
        ("Wat doet de raad?", False),
        ("‘De raad besluit vandaag.’", False),
        ("260 bladzijden telt het rapport.", False),
        ("Één agenda is genoeg.", False),
        ("'s-Hertogenbosch doet dit jaar mee.", False),
        ("maak samen een concrete agenda", True),
        ("Een themasessie met de raden van buurgemeenten", True),
    ],
)
def test_whole_sentences_are_quotable(text: str, is_item: bool) -> None:
    assert is_quotable(text, is_item)


@pytest.mark.parametrize(
    ("text", "is_item"),
    [
        ("Werken aan werk.", False),
        ("de tweede helft van een zin die over de bladzijde loopt.", False),
        ("De eerste helft van een zin die over de", False),
        ("Wij noemen drie dingen, bijvoorbeeld:", True),
        ("Een punt van vier woorden:", True),
        ("kort punt zonder einde", True),
        ("1.1 ........................ 25 ...... 30 .....", False),
        ("12 34 56 78 90 12.", False),
        ("Woord " * 81 + ".", False),
        ("", False),
    ],
)
def test_halves_labels_and_lead_ins_are_not_quotable(text: str, is_item: bool) -> None:
    assert not is_quotable(text, is_item)


@given(st.text(max_size=200), st.booleans())
def test_deciding_what_is_quotable_never_fails(text: str, is_item: bool) -> None:
    assert is_quotable(text, is_item) in (True, False)
