"""Chunks: verbatim, within one section and one page, and nothing of the text is lost."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.compose import Composer
from corpus.kinds import PassageKind, Role
from corpus.publication import BlockKind, Metadata, Publication
from corpus.read import publication
from index.chunking import MAX_CHARS, Chunk, chunks, heading_path

LONGEST = 2 * MAX_CHARS
"""A piece without sentence ends may be somewhat longer than the goal, never more than this."""


def made(composer: Composer, metadata: Metadata | None = None) -> Publication:
    return publication(
        composer.content(), "stuk.md", "stuk", "0" * 64, metadata or Metadata(title="Het stuk")
    )


def with_paragraph(text: str) -> Publication:
    composer = Composer()
    composer.heading("Kop", 1)
    composer.paragraph(text)
    return made(composer)


def assert_sound(whole: Publication, found: list[Chunk]) -> None:
    """What must hold for every publication."""
    for chunk in found:
        page = whole.pages[chunk.span.page].text
        assert chunk.text == page[chunk.span.start : chunk.span.end]
        assert chunk.text.strip()
        assert chunk.span.end - chunk.span.start <= LONGEST
        for sentence in chunk.sentences:
            assert sentence.span.page == chunk.span.page
            assert chunk.span.start <= sentence.span.start < sentence.span.end <= chunk.span.end
            assert sentence.text == page[sentence.span.start : sentence.span.end]
        spans = [sentence.span for sentence in chunk.sentences]
        assert all(before.end <= after.start for before, after in pairwise(spans))
    owners: dict[tuple[int, int], list[int]] = {}
    quoted: dict[tuple[int, int], int] = {}
    for number, chunk in enumerate(found):
        for position in range(chunk.span.start, chunk.span.end):
            owners.setdefault((chunk.span.page, position), []).append(number)
        for sentence in chunk.sentences:
            for position in range(sentence.span.start, sentence.span.end):
                quoted[chunk.span.page, position] = quoted.get((chunk.span.page, position), 0) + 1
    for section in whole.sections:
        for block in section.blocks:
            for position in range(block.span.start, block.span.end):
                place = (block.span.page, position)
                if block.kind is BlockKind.HEADING:
                    assert place not in owners
                elif not whole.pages[block.span.page].text[position].isspace():
                    assert len(owners[place]) == 1
                    assert found[owners[place][0]].section == section.path
                    assert quoted[place] == 1


def test_short_paragraphs_and_items_of_one_section_are_one_chunk() -> None:
    composer = Composer()
    composer.heading("Kop", 1)
    composer.paragraph("De eerste alinea. Met twee zinnen.")
    composer.list_item("een punt van vijf hele woorden")
    composer.paragraph("De laatste alinea.")
    (chunk,) = chunks(made(composer))
    assert chunk.text == (
        "De eerste alinea. Met twee zinnen.\n\n• een punt van vijf hele woorden\n\nDe laatste alinea."
    )
    assert [(sentence.text, sentence.quotable) for sentence in chunk.sentences] == [
        ("De eerste alinea.", False),
        ("Met twee zinnen.", False),
        ("een punt van vijf hele woorden", True),
        ("De laatste alinea.", False),
    ]


def test_a_chunk_never_crosses_a_section() -> None:
    composer = Composer()
    composer.paragraph("Voor elke kop.")
    composer.heading("Een", 1)
    composer.paragraph("Onder een.")
    composer.heading("Een punt een", 2)
    composer.paragraph("Onder een punt een.")
    composer.heading("Lege kop", 2)
    composer.heading("Twee", 1)
    composer.paragraph("Onder twee.")
    assert [(chunk.section, chunk.text) for chunk in chunks(made(composer))] == [
        ((), "Voor elke kop."),
        (("Een",), "Onder een."),
        (("Een", "Een punt een"), "Onder een punt een."),
        (("Twee",), "Onder twee."),
    ]


def test_a_chunk_never_crosses_a_page() -> None:
    composer = Composer()
    composer.page(1)
    composer.heading("Kop", 1)
    composer.paragraph("Op bladzijde een.")
    composer.page(2)
    composer.paragraph("Op bladzijde twee.")
    found = list(chunks(made(composer)))
    assert [(chunk.span.page, chunk.text) for chunk in found] == [
        (0, "Op bladzijde een."),
        (1, "Op bladzijde twee."),
    ]
    assert {chunk.section for chunk in found} == {("Kop",)}


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentences = [f"Dit is zin nummer {number} van een lange alinea over de regio." for number in range(60)]
    whole = with_paragraph(" ".join(sentences))
    found = list(chunks(whole))
    assert_sound(whole, found)
    assert len(found) > 3
    assert all(len(chunk.text) <= MAX_CHARS for chunk in found)
    assert all(len(chunk.text) > MAX_CHARS / 2 for chunk in found[:-1])
    assert [sentence.text for chunk in found for sentence in chunk.sentences] == sentences


_WORDS = " ".join(f"woord{number}" for number in range(12_000))[:100_000]


@pytest.mark.parametrize("before", ["", "Een gewone zin vooraf. "])
@pytest.mark.parametrize("after", ["", " Een gewone zin erna.", " Een gewone zin erna. En nog een."])
@pytest.mark.parametrize("long", [_WORDS + ".", "a" * 100_000 + "."], ids=["words", "one word"])
def test_a_sentence_of_100_000_characters_is_cut(before: str, long: str, after: str) -> None:
    whole = with_paragraph(f"{before}{long}{after}")
    found = list(chunks(whole))
    assert_sound(whole, found)
    assert len(found) > 50


def test_a_long_sentence_is_cut_between_words() -> None:
    pieces = [chunk.text for chunk in chunks(with_paragraph(f"{_WORDS}. En een zin erna."))]
    assert " ".join(pieces) == f"{_WORDS}. En een zin erna."


def test_no_half_of_a_long_sentence_is_quotable() -> None:
    found = chunks(with_paragraph("Begin " + "met woorden " * 400 + "en een einde."))
    assert not any(sentence.quotable for chunk in found for sentence in chunk.sentences)


def test_metadata_travels_along() -> None:
    composer = Composer()
    composer.paragraph("Een alinea.")
    metadata = Metadata(title="Titel", kind=PassageKind.ADVICE, roles=(Role.MAYOR, Role.COUNCILLOR))
    (chunk,) = chunks(made(composer, metadata))
    assert (chunk.publication, chunk.title, chunk.kind) == ("stuk", "Titel", PassageKind.ADVICE)
    assert chunk.roles == (Role.MAYOR, Role.COUNCILLOR)


def test_headings_are_embedded_with_the_text_the_title_once() -> None:
    assert heading_path("Titel", ()) == ("Titel",)
    assert heading_path("Titel", ("TITEL", "Kop")) == ("TITEL", "Kop")
    assert heading_path("Titel", ("Kop", "Onder")) == ("Titel", "Kop", "Onder")
    (chunk,) = chunks(with_paragraph("Een alinea."))
    assert chunk.embedded_text == "Het stuk – Kop\nEen alinea."
    assert chunk.embedded_sentence(chunk.sentences[0]) == "Kop: Een alinea."


def test_a_publication_of_headings_only_has_no_chunks() -> None:
    composer = Composer()
    composer.heading("Kop", 1)
    composer.heading("Onder", 2)
    assert list(chunks(made(composer))) == []


_SENTENCES = st.builds(
    lambda words, end: f"{words[0].capitalize()} {' '.join(words[1:])}{end}",
    st.lists(
        st.sampled_from(["regio", "de", "o.a.", "8.15", "één", "😀", "raad", "x" * 70]),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([".", "?", "!", "", ":", "."]),
)
_TEXTS = st.one_of(
    st.lists(_SENTENCES, max_size=40).map(" ".join),
    st.text(max_size=120),
    st.integers(1, 3000).map(lambda length: "y" * length),
)
_LINES = st.lists(
    st.tuples(st.sampled_from(["page", "heading", "paragraph", "item", "item"]), _TEXTS), max_size=14
)


@settings(max_examples=60, deadline=None)
@given(_LINES)
def test_nothing_is_lost_or_changed_whatever_the_publication(lines: list[tuple[str, str]]) -> None:
    composer = Composer()
    for number, (kind, text) in enumerate(lines):
        if kind == "page":
            composer.page(number)
        elif kind == "heading":
            composer.heading(text, 1 + number % 4)
        elif kind == "paragraph":
            composer.paragraph(text)
        else:
            composer.list_item(text)
    whole = made(composer)
    found = list(chunks(whole))
    assert_sound(whole, found)
    assert found == list(chunks(whole))
    shown = re.sub(r"\s", "", "".join(chunk.text for chunk in found))
    assert len(shown) <= sum(len(re.sub(r"\s", "", page.text)) for page in whole.pages)


def test_a_table_row_is_one_quotation_and_a_row_of_bare_numbers_is_none() -> None:
    composer = Composer()
    composer.table_row(["Raadslid", "Stelt vragen over de route. En wacht niet af.", "Te lang zwijgen"])
    composer.table_row(["", "41.000", "120.000"])
    whole = made(composer)
    (chunk,) = chunks(whole)
    assert [(sentence.text, sentence.quotable) for sentence in chunk.sentences] == [
        ("Raadslid | Stelt vragen over de route. En wacht niet af. | Te lang zwijgen", True),
        (" | 41.000 | 120.000", False),
    ]


def test_a_section_with_its_own_kind_and_roles_gives_them_to_its_chunks() -> None:
    composer = Composer()
    composer.heading("Advies aan raadsleden", 1)
    composer.paragraph("Vraag bij elk voorstel naar de regionale agenda.")
    whole = made(composer)
    section = replace(whole.sections[0], kind=PassageKind.ADVICE, roles=(Role.COUNCILLOR,))
    (chunk,) = chunks(replace(whole, sections=(section,)))
    assert (chunk.kind, chunk.roles) == (PassageKind.ADVICE, (Role.COUNCILLOR,))


def test_halves_of_a_sentence_that_runs_over_a_page_end_cannot_be_quoted() -> None:
    composer = Composer()
    composer.page(1)
    composer.list_item("Vraag een eerste versie. Eis dat die komt")
    composer.page(2)
    composer.list_item("met de naam van wie het stuk schrijft. Bespreek haar daarna in de raad.", "", True)
    found = [
        (sentence.text, sentence.quotable) for chunk in chunks(made(composer)) for sentence in chunk.sentences
    ]
    assert found == [
        ("Vraag een eerste versie.", True),
        ("Eis dat die komt", False),
        ("met de naam van wie het stuk schrijft.", False),
        ("Bespreek haar daarna in de raad.", True),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Inleiding ........ 3",
        "1.2 De raad aan zet...................14",
        "Wegwijzer 7 . . . . . . . . . . . . 41",
        "Voorwoord …………… iv",
        "Bijlage A......A-12",
        "Samenvatting ..............",
    ],
)
def test_a_line_of_a_table_of_contents_is_in_no_chunk(line: str) -> None:
    composer = Composer()
    composer.heading("Inhoud", 1)
    composer.paragraph(line)
    composer.heading("Inleiding", 1)
    composer.paragraph("De raad beslist.")
    composer.list_item(line)
    composer.paragraph("Het college voert uit.")
    found = list(chunks(made(composer)))
    assert {chunk.section for chunk in found} == {("Inleiding",)}
    assert [sentence.text for chunk in found for sentence in chunk.sentences] == [
        "De raad beslist.",
        "Het college voert uit.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wij dachten na... en beslisten toen.",
        "De raad wacht af...",
        "De raad wacht…",
        "Zie paragraaf 1.2.3.4.5.6.7 van bijlage 3.",
        "Naam: ................................ geboren te Vlinderveen in het jaar 12",
        "Op 1. 2. 3. 4. 5. 6. 7",
    ],
)
def test_dots_alone_make_no_table_of_contents(text: str) -> None:
    (chunk,) = chunks(with_paragraph(text))
    assert chunk.text == text


@pytest.mark.parametrize("mark", [".", ". ", "…"])
def test_a_form_with_dots_without_end_takes_no_time(mark: str) -> None:
    """It took as many steps as the square of the dots: this many would take hours."""
    (first, *_) = chunks(with_paragraph(f"Vul in: {mark * 200_000} en stuur op."))
    assert first.text.startswith("Vul in:")
