"""What is a heading and what only looks like one, on pages drawn up by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.boxes import Box
from corpus.pdf.headings import Headings, headings
from corpus.pdf.layout import DrawnDocument, DrawnPage, OutlineEntry, Shape, Style
from tests.corpus.sheet import BODY, BOLD, H1, H2, ITALIC, SENTENCE, TITLE, WHITE, Sheet


def read(*pages: Sheet | DrawnPage, outline: tuple[OutlineEntry, ...] = ()) -> Headings:
    drawn = [page.page() if isinstance(page, Sheet) else page for page in pages]
    return headings(DrawnDocument(drawn, outline), frozenset())


def found(*pages: Sheet | DrawnPage, outline: tuple[OutlineEntry, ...] = ()) -> list[tuple[str, int]]:
    """Text and level of every heading."""
    result = read(*pages, outline=outline)
    out: list[tuple[str, int]] = []
    for index, page in enumerate(pages):
        for line in page.lines:
            heading = result.lines.get((index, line.order))
            if heading is not None and heading.starts:
                out.append((line.text, heading.level))
            elif heading is not None:
                out.append((f"{out.pop()[0]} {line.text}", heading.level))
    return out


def chapter(number: int, title: str) -> Sheet:
    return Sheet(number).put(title, H1).body().put(f"Onderdeel van {title}", H2, gap=10).body()


def test_size_makes_headings_and_levels() -> None:
    assert found(chapter(1, "Inleiding").body(), chapter(2, "Aanpak")) == [
        ("Inleiding", 1),
        ("Onderdeel van Inleiding", 2),
        ("Aanpak", 1),
        ("Onderdeel van Aanpak", 2),
    ]


def test_a_heading_of_two_lines_is_one() -> None:
    sheet = Sheet().body().put("Een lange kop die doorloopt", H2, gap=10).put("op de tweede regel", H2).body()
    assert found(sheet) == [("Een lange kop die doorloopt op de tweede regel", 1)]


def test_numbered_headings_below_each_other_stay_apart() -> None:
    sheet = Sheet().put("1. Aanpak", H2).put("1.1 Werkwijze", H2).body()
    assert [words for words, _ in found(sheet)] == ["1. Aanpak", "1.1 Werkwijze"]


def test_bold_of_body_size_on_its_own_between_paragraphs_is_a_heading() -> None:
    sheet = Sheet().put("Inleiding", H2).body().put("Rol van de raad", BOLD, gap=8).body(gap=0)
    assert found(sheet) == [("Inleiding", 1), ("Rol van de raad", 2)]


@pytest.mark.parametrize(
    "words",
    [
        "**Let op:** dit is een regel met een vet begin en daarna gewone woorden",
        "**Dit is een vetgedrukte zin die de schrijver wil benadrukken.**",
        "**Belangrijke begrippen:**",
        "**• Vet in een lijst**",
        "**Figuur 3: aantal gemeenten per jaar**",
        "**Tabel 2 Overzicht**",
        "**www.voorbeeld.example**",
        "**12**",
    ],
)
def test_other_bold_of_body_size_is_no_heading(words: str) -> None:
    sheet = Sheet().put("Inleiding", H2).body().put(words, gap=8).body(gap=0)
    assert found(sheet) == [("Inleiding", 1)]


def test_names_in_bold_with_functions_below_are_no_headings() -> None:
    sheet = Sheet().put("Makers", H2).body()
    for name in ("Jan de Vries", "Fatima El Amrani", "Sanne Bakker"):
        sheet.put(name, BOLD, gap=8 if name[0] == "J" else 0).put("Wethouder van Zandwaard")
    assert found(sheet.body()) == [("Makers", 1)]


def test_the_head_of_a_table_is_no_heading() -> None:
    sheet = Sheet().put("Overzicht", H2).body().row(["Acties", "Middelen", "Uitkomst"], BOLD, gap=8)
    for number in range(3):
        sheet.row([f"Actie nummer {number} van het plan", "Een middel van de lijst", "Klaar"])
    assert found(sheet.body()) == [("Overzicht", 1)]


@pytest.mark.parametrize(
    "words", ["“Wij hebben elkaar nodig om verder te komen”", "Samen komen we verder dan ieder alleen."]
)
def test_a_pull_quote_is_no_heading(words: str) -> None:
    quote = replace(BODY, size=16, italic=True)
    assert found(Sheet().put("Verhaal", H1).body().put(words, quote, gap=10).body(gap=12)) == [("Verhaal", 1)]


def test_italic_between_paragraphs_is_a_heading_but_italic_text_is_not() -> None:
    sheet = Sheet().put("Inleiding", H2).body().put("Een voorbeeld uit de stad", ITALIC, gap=8).body(gap=0)
    assert found(sheet)[1:] == [("Een voorbeeld uit de stad", 2)]
    story = Sheet().put("Inleiding", H2).body()
    for _ in range(4):
        story.put(SENTENCE, ITALIC, gap=8).put("en dat gaat zo door tot het eind.", ITALIC)
    assert found(story.body()) == [("Inleiding", 1)]


def test_labels_in_a_flow_chart_are_no_headings() -> None:
    sheet = Sheet().put("Beslisboom", H1).body()
    shapes = []
    for label in ("Start", "Is het een systeem?", "Valt het onder de wet?"):
        sheet.put(label, WHITE, gap=30, left=80)
        shapes.append(Shape(Box(70, sheet.baseline - 20, 210, sheet.baseline + 12), 0x884400))
    assert found(sheet.page(tuple(shapes))) == [("Beslisboom", 1)]


def boxed(content: Sequence[str]) -> DrawnPage:
    """A page with a filled box with a white title and this content."""
    sheet = Sheet().put("Verhaal", H1).body()
    top = sheet.baseline + 10
    sheet.put("Uit de praktijk", WHITE, gap=20, left=80)
    for words in content:
        sheet.put(words, left=80)
    box = Shape(Box(70, top, 500, sheet.baseline + 10), 0x225577)
    return sheet.body(gap=30).body().page((box,))


def test_the_title_of_a_text_box_is_a_heading() -> None:
    with_text = boxed([SENTENCE, SENTENCE, "tot het eind."])
    assert [words for words, _ in found(with_text)] == ["Verhaal", "Uit de praktijk"]
    with_tips = boxed(["• Begin op tijd met het gesprek.", "• Vraag wie er nog niet aan tafel zit."])
    assert [words for words, _ in found(with_tips)] == ["Verhaal", "Uit de praktijk"]


def test_the_title_of_a_box_with_labels_is_no_heading() -> None:
    assert found(boxed(["• Biometrie", "• Onderwijs", "• Werk"])) == [("Verhaal", 1)]


def test_a_heading_on_a_coloured_bar_is_a_heading() -> None:
    sheet = Sheet().put("Wegwijzer 1 Stap over de drempel", replace(H1, color=0xFFFFFF))
    bar = Shape(Box(50, 50, 545, sheet.baseline + 15), 0x2B6777)
    assert found(sheet.body(gap=30).page((bar,))) == [("Wegwijzer 1 Stap over de drempel", 1)]


def test_cover_and_back_have_no_headings_but_a_title() -> None:
    cover = Sheet().put("Implementatie", H1).put("Samen over", TITLE, gap=300).put("de grens", TITLE)
    back = Sheet(4).put("Project", H1, gap=500).put("Over de grens", H1)
    result = read(cover, chapter(2, "Inleiding"), chapter(3, "Aanpak"), back)
    assert result.title == "Samen over de grens"
    assert {page for page, _ in result.lines} == {1, 2}


def test_a_title_above_the_text_is_kept_out_of_the_levels() -> None:
    first = Sheet().put("Brief over samenwerken", TITLE).body().put("Aanleiding", H2, gap=8).body()
    assert found(first, Sheet(2).put("Vervolg", H2).body()) == [
        ("Brief over samenwerken", 1),
        ("Aanleiding", 1),
        ("Vervolg", 1),
    ]
    assert read(first).title == "Brief over samenwerken"


def test_numbering_gives_unlike_styles_one_level() -> None:
    other = replace(H2, size=13)
    pages = [
        Sheet(number).put(f"{number} Hoofdstuk", H1).body().put(f"{number}.1 Deel", style, gap=8).body()
        for number, style in ((1, H2), (2, other), (3, H2))
    ]
    assert [level for _, level in found(*pages)] == [1, 2, 1, 2, 1, 2]


def listed(*entries: tuple[str, Style, int]) -> Sheet:
    sheet = Sheet(2).put("Inhoudsopgave", H1)
    for title, style, page in entries:
        sheet.put(f"{title} ........ {page}", style, gap=4)
    return sheet


COVER = Sheet().put("Over grenzen", TITLE, gap=200)


def test_a_contents_page_gives_levels_that_numbers_have_wrong() -> None:
    contents = listed(
        ("1. Inleiding", BOLD, 5), ("2. Soorten", BOLD, 6), ("2.1. Verboden", BODY, 6),
        ("2,2. Riskant", BODY, 7), ("3. Overige", BODY, 7),
    )  # fmt: skip
    pages = [
        Sheet(3).put("1. Inleiding", H1).body(),
        Sheet(4).put("2. Soorten", H1).body().put("2.1. Verboden", H2, gap=8).body(),
        Sheet(5).put("2,2. Riskant", H2).body().put("Toelichting", BOLD, gap=8).body(gap=0)
        .put("3. Overige", H2, gap=8).body(),
    ]  # fmt: skip
    result = read(COVER, contents, *pages)
    assert result.source == "contents"
    assert len(result.contents) == 5
    assert found(COVER, contents, *pages) == [
        ("Inhoudsopgave", 1),
        ("1. Inleiding", 1),
        ("2. Soorten", 1),
        ("2.1. Verboden", 2),
        ("2,2. Riskant", 2),
        ("Toelichting", 3),
        ("3. Overige", 2),
    ]


def test_a_contents_page_of_another_document_is_no_guide() -> None:
    foreign = listed(("1. Kernenergie", BOLD, 3), ("2. Vulkanen", BOLD, 3), ("3. Walvissen", BOLD, 4))
    pages = [COVER, foreign, chapter(3, "Inleiding"), chapter(4, "Aanpak")]
    result = read(*pages)
    assert result.source == "style"
    assert len(result.contents) == 3
    assert [words for words, _ in found(*pages)][1:] == [
        "Inleiding", "Onderdeel van Inleiding", "Aanpak", "Onderdeel van Aanpak"
    ]  # fmt: skip


def test_bookmarks_find_headings_over_lines_with_ligatures_and_without_numbers() -> None:
    page = Sheet().body().put("2.1 De ﬁnanciële", BOLD).put("afspraken", BOLD).body().body()
    entry = OutlineEntry("De financiële afspraken", 1, 0, None)
    assert found(page, outline=(entry,)) == [("2.1 De ﬁnanciële afspraken", 1)]


def test_style_finds_the_levels_that_the_outline_leaves_out() -> None:
    pages = [chapter(1, "Inleiding"), chapter(2, "Aanpak")]
    entries = tuple(OutlineEntry(title, 1, at, None) for at, title in enumerate(("Inleiding", "Aanpak")))
    assert read(*pages, outline=entries).source == "outline"
    assert [level for _, level in found(*pages, outline=entries)] == [1, 2, 1, 2]


def test_an_outline_that_names_other_things_is_no_guide() -> None:
    entries = tuple(OutlineEntry(f"Pagina {number}", 1, number - 1, None) for number in (1, 2))
    assert read(chapter(1, "Inleiding"), chapter(2, "Aanpak"), outline=entries).source == "style"


def test_tags_give_headings_also_without_a_look_of_their_own() -> None:
    sheet = Sheet().put("Inleiding", H1, tag="H1").body(tag="P").put("Rol", BOLD, tag="H2").body(tag="P")
    sheet.put("Gewoon gezet", tag="H2").body(tag="P").put("Vet", BOLD, gap=8, tag="P").body(gap=0, tag="P")
    assert read(sheet).source == "tags"
    assert found(sheet) == [("Inleiding", 1), ("Rol", 2), ("Gewoon gezet", 2)]


def test_tags_on_plain_text_are_not_trusted() -> None:
    sheet = Sheet().put("Inleiding", H1, tag="P").body(tag="H1")
    sheet.put("Aanpak", H1, gap=8, tag="P").body(tag="H2")
    assert read(sheet).source == "style"
    assert found(sheet) == [("Inleiding", 1), ("Aanpak", 1)]


def test_on_a_recognised_page_only_clearly_larger_lines_are_headings() -> None:
    larger, slip = replace(BODY, size=13), replace(BODY, size=12.2)
    scan = Sheet(2).put("Kosten", larger).body(3).put("Baten voor de regio", larger, gap=8).body(2)
    scan.put("Deze regel is te groot gemeten en gaat", slip).put("verder in gewone letters.").body()
    pages = chapter(1, "Inleiding").body(), replace(scan.page(), recognised=True)
    assert [words for words, _ in found(*pages)][2:] == ["Kosten", "Baten voor de regio"]


def test_what_stands_before_the_contents_page_does_not_own_the_chapters() -> None:
    about = Sheet().put("Over dit document", H1).body().put("Makers", H2, gap=8).body()
    contents = listed(("Inleiding", BOLD, 3), ("Aanpak", BOLD, 4), ("Slot", BOLD, 5))
    pages = [about, contents, *(Sheet(3 + at).put(f"Fase {at}", H2).body() for at in range(3))]
    assert [level for _, level in found(*pages)] == [1, 2, 1, 1, 1, 1]


def test_a_document_without_text_has_no_headings() -> None:
    assert read(Sheet()) == Headings({}, "style")
