"""Markdown: structure kept, markup dropped, nothing lost; what it says of itself is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.read import parse
from tests.corpus.contents import blocks, marks, paths, texts


def test_structure_is_kept_and_markup_dropped() -> None:
    content = parse(
        b"---\ntitel: De titel\ndatum: 2018-06-28\n---\n# Hoofdkop\n\nEen *zin* met een "
        b"[verwijzing](http://voorbeeld.test).<br>Nog een.\n\n## Onder\n\n- een\n- twee\n\n  vervolg\n\n"
        b"3) drie\n4) vier\n\n| a | b |\n|---|---|\n| c \\| d | |\n\n"
        b"<div onclick='x()'>Blok &amp; meer</div>\n",
        "stuk.md",
    )
    assert (content.title, content.date) == ("De titel", "2018-06-28")
    assert blocks(content) == [
        ("kop", "", "Hoofdkop"), ("alinea", "", "Een zin met een verwijzing. Nog een."), ("kop", "", "Onder"),
        ("lijstitem", "•", "een"), ("lijstitem", "•", "twee"), ("alinea", "", "vervolg"),
        ("lijstitem", "3)", "drie"), ("lijstitem", "4)", "vier"),
        ("tabelrij", "", "a | b"), ("tabelrij", "", "c | d | "), ("alinea", "", "Blok & meer"),
    ]  # fmt: skip
    assert paths(content) == [("Hoofdkop",), ("Hoofdkop", "Onder")]


def test_notes_stand_at_the_end_of_the_section_of_their_mark() -> None:
    content = parse(
        b"# Kop[^k]\n\nEen[^1] zin **met[^naam]** noten[^1].\n\n# Slot\n\nx[^weg]\n\n"
        b"[^1]: Noot *een*.\n\n    Tweede alinea.\n[^naam]: Noot[^1] twee.\n[^k]: Van de kop.\n",
        "a.md",
    )
    assert blocks(content) == [
        ("kop", "", "Kop"), ("alinea", "", "Een zin met noten."),
        ("noot", "1", "Van de kop."), ("noot", "1", "Noot een. Tweede alinea."), ("noot", "3", "Noot twee."),
        ("kop", "", "Slot"), ("alinea", "", "x[^weg]"),
    ]  # fmt: skip
    assert marks(content)[:3] == [("1", "Kop"), ("1", "Een"), ("3", "met")]


def test_tasks_terms_and_images_are_not_lost() -> None:
    content = parse(
        b"- [ ] nog doen\n- [x] gedaan\n\nBegrip\n: Uitleg\n\nTekst ![De kaart](x.png) hier.\n\n![Foto](y)\n",
        "a.md",
    )
    assert blocks(content) == [
        ("lijstitem", "☐", "nog doen"), ("lijstitem", "☑", "gedaan"), ("alinea", "", "Begrip"),
        ("alinea", "", "Uitleg"), ("alinea", "", "Tekst hier."), ("bijschrift", "", "De kaart"),
        ("bijschrift", "", "Foto"),
    ]  # fmt: skip


def test_lists_in_lists_and_headings_in_quotes_are_kept() -> None:
    deep = "".join(f"{'  ' * depth}- punt {depth}\n" for depth in range(40))
    content = parse(f"{deep}\n> ## Kop in citaat\n> zin\n".encode(), "a.md")
    assert texts(content) == [*(f"punt {depth}" for depth in range(40)), "Kop in citaat", "zin"]


@pytest.mark.parametrize(
    ("front_matter", "title", "date"),
    [
        ("titel: Goed\ndatum: 2018-13-45", "Kop", None),
        ("titel: Goed\ndatum: gisteren", "Goed", None),
        ("titel: 'een\n\n  twee'\ndatum: 2018-06", "een twee", "2018-06"),
        ('titel: "a\\e[31mrood"', "a[31mrood", None),
        ("titel: &a [x, x]\ndatum: [*a, *a]", "Kop", None),
        ("titel: " + "lang " * 200, ("lang " * 40).strip(), None),
    ],
)
def test_what_a_file_says_of_itself_is_checked(front_matter: str, title: str, date: str | None) -> None:
    content = parse(f"---\n{front_matter}\n---\n# Kop\n\nEen zin.\n".encode(), "a.md")
    assert (content.title, content.date) == (title, date)


def test_front_matter_names_kind_and_roles() -> None:
    content = parse(b"---\nsoort: les\nrollen: [raadslid]\n---\nEen zin.\n", "a.md")
    assert (content.kind, content.roles) == ("les", ("raadslid",))


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "*a_ " * 20_000, "<!--" * 50_000 + "-->x", "woord " * 500_000]
)
def test_hostile_text_is_read(text: str) -> None:
    assert texts(parse(text.encode(), "a.md"))


_PIECES = st.sampled_from(
    [
        "# ",
        "- ",
        "> ",
        "1. ",
        "    ",
        "| a |\n|---|\n",
        "[^1]",
        "\n[^1]: ",
        "![x](y)",
        ": ",
        "```\n",
        "<b>",
        "\n\n",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=6), max_size=30))
def test_no_mix_of_marks_breaks_the_reader(pieces: list[str]) -> None:
    try:
        content = parse("".join(pieces).encode("utf-8", "surrogatepass"), "a.md")
    except UnreadableFileError as error:
        assert "kan niet gelezen worden (" not in str(error), "no reader may end in an unforeseen exception"
    else:
        assert all(text.strip() for text in texts(content))
