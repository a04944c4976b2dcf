"""Plain text: paragraphs, headings and lists as a reader sees them; every word as it was written."""

import os
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.read import parse
from tests.corpus.contents import blocks, paths, texts

SENTENCES = (
    "De gemeente werkt samen met de provincie, het UWV en de werkgevers in de regio. Dat doet zij onder "
    "artikel 3. De raad stelt de kaders vast en het college voert uit. Over die uitvoering krijgt de raad "
    "elk jaar een verslag van het college, met de uitkomsten van de samenwerking."
)


def test_headings_paragraphs_and_lists() -> None:
    content = parse(
        b"Een mooie titel\n\nDe eerste alinea is een hele zin.\n\nTweede kop\n\n"
        b"Hier volgt een lijst:\n- eerste punt\n  loopt door\n- tweede punt\n1. genummerd\n",
        "notitie.txt",
    )
    assert paths(content) == [("Een mooie titel",), ("Een mooie titel", "Tweede kop")]
    assert texts(content) == [
        "Een mooie titel",
        "De eerste alinea is een hele zin.",
        "Tweede kop",
        "Hier volgt een lijst:",
        "eerste punt loopt door",
        "tweede punt",
        "genummerd",
    ]
    assert content.title == "Een mooie titel"
    assert content.pages[0].number is None


@pytest.mark.parametrize("width", [45, 60, 72, 100])
def test_lines_that_an_editor_wrapped_are_one_paragraph(width: int) -> None:
    wrapped = textwrap.fill(SENTENCES, width)
    item = textwrap.fill(SENTENCES, width, initial_indent="  - ", subsequent_indent="    ")
    loose = textwrap.fill(SENTENCES, width, initial_indent="* ")
    content = parse(f"Kop\n\n{wrapped}\nEen korte zin.\n\n{item}\n{loose}\n".encode(), "brief.txt")
    assert blocks(content)[1:] == [
        ("alinea", "", SENTENCES), ("alinea", "", "Een korte zin."),
        ("lijstitem", "•", SENTENCES), ("lijstitem", "•", SENTENCES),
    ]  # fmt: skip


def test_hyphens_at_line_ends_stay_as_they_are() -> None:
    text = (
        "De gemeenten in deze regio maken samen een AI-\nagenda, en zij betrekken daar samenwer-\nking bij."
    )
    assert texts(parse(text.encode(), "a.txt")) == [text.replace("\n", " ")]


def test_short_lines_end_where_they_end() -> None:
    lines = ["Gemeente Voorbeeld", "Postbus 30435", "2500 GK Den Haag"]
    assert texts(parse("\n".join(lines).encode(), "a.txt")) == lines


def test_headings_are_underlined_numbered_or_in_capitals() -> None:
    text = (
        "Jaarverslag\n===========\n\n1. Inleiding\n\nEen zin.\n\n1.1 Doel van het stuk\n\nEen zin.\n\n"
        f"Werkwijze\n---------\nEen zin.\n\nTOELICHTING\n{SENTENCES}\n\n1. eerst dit\n\n2. dan dat\n"
    )
    content = parse(text.encode(), "a.txt")
    assert content.title == "Jaarverslag"
    assert [path[1:] for path in paths(content)] == [
        (), ("1. Inleiding",), ("1. Inleiding", "1.1 Doel van het stuk"), ("Werkwijze",), ("TOELICHTING",),
    ]  # fmt: skip
    assert blocks(content)[-2:] == [("lijstitem", "1.", "eerst dit"), ("lijstitem", "2.", "dan dat")]


LETTER = f"""


Datum
3 mei 2018
Onderwerp
Regionale agenda

Geachte heer, mevrouw,

{SENTENCES}

Met vriendelijke groet,

Gemeente Voorbeeld


A. Naam
Wethouder"""


def test_a_letter_tells_its_date_and_subject_and_who_signs_is_no_heading() -> None:
    content = parse(LETTER.encode(), "brief.txt")
    assert (content.title, content.date) == ("Regionale agenda", "2018-05-03")
    assert paths(content) == [()]
    assert texts(content) == [line for line in LETTER.split("\n") if line]


def test_form_feeds_end_pages() -> None:
    content = parse(b"Titel van het stuk\n\nEen zin.\fNog een zin.\f\f", "a.txt")
    assert [(page.number, page.text) for page in content.pages] == [
        (1, "Titel van het stuk\n\nEen zin."),
        (2, "Nog een zin."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    content = parse("Coördinatie in de regio’s is één van de opgaven.".encode(encoding), "a.txt")
    assert texts(content) == ["Coördinatie in de regio’s is één van de opgaven."]


@pytest.mark.parametrize(
    ("line", "count", "found"),
    [
        ("een regel die lang genoeg is om afgebroken te zijn door een programma\n", 30_000, 1),
        ("woord ", 1_700_000, 1),
        ("- x\n", 20_000, 20_000),
        ("X\n===\n", 20_000, 20_000),
    ],
)
def test_very_long_texts_are_read(line: str, count: int, found: int) -> None:
    assert len(texts(parse((line * count).encode(), "a.txt"))) == found


def test_blank_space_without_end_is_read() -> None:
    text = b"datum " + b" " * 1_000_000 + b"\n" * 1_000_000 + b"slot"
    assert texts(parse(text, "a.txt")) == ["datum", "slot"]


_LINES = st.lists(st.text("abC1 .,-–•()=\t", max_size=70), max_size=12)


@given(_LINES)
def test_every_word_is_kept_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        content = parse(text.encode(), "a.txt")
    except UnreadableFileError as error:
        assert "geen leesbare tekst" in str(error)
        return
    kept = "".join("".join(found.split()) for found in texts(content))
    rest = iter("".join(text.split()))
    assert all(char in rest for char in kept), "what is read stands in the text in the same order"
    words = [word for word in text.split() if len(word) > 3 and word.isalpha()]
    assert all(word in kept for word in words)


@pytest.mark.skipif("DENKTANK_TESTDATA" not in os.environ, reason="DENKTANK_TESTDATA is niet gezet")
def test_real_letters_and_pages_keep_every_word() -> None:
    files = sorted(Path(os.environ["DENKTANK_TESTDATA"]).glob("denktank/*.txt"))
    assert files
    for file in files:
        content = parse(file.read_bytes(), file.name)
        words, read = file.read_text("utf-8").split(), " ".join(texts(content)).split()
        assert [word for word in read if word not in "-•"] == [word for word in words if word not in "-•"]
        assert content.title
