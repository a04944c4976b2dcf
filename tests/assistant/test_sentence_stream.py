"""From the tokens of a model to sentences with the numbers they cite, and nothing but plain text."""

import random
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.values import Draft
from assistant.sentence_stream import LONGEST, drafts


def read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(draft.text, draft.keys) for draft in drafts([text])]


def pieces(text: str, seed: int) -> list[str]:
    """The text cut at random places."""
    chance, found, start = random.Random(seed), [], 0
    while start < len(text):
        end = start + chance.choice((1, 1, 2, 3, 7, 30))
        found.append(text[start:end])
        start = end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De raad stelt vast [1].", [("De raad stelt vast.", (1,))]),
        ("De raad stelt vast.[1]", [("De raad stelt vast.", (1,))]),
        ("De raad stelt vast. [1][3]", [("De raad stelt vast.", (1, 3))]),
        ("De raad stelt vast [1, 3].", [("De raad stelt vast.", (1, 3))]),
        ("De raad stelt vast [2-4].", [("De raad stelt vast.", (2, 3, 4))]),
        ("De raad stelt vast [bron 2 en 5].", [("De raad stelt vast.", (2, 5))]),
        ("De raad stelt vast 【1】.", [("De raad stelt vast.", (1,))]),
        ("De raad [1] stelt vast [2].", [("De raad stelt vast.", (1, 2))]),
        (
            "De raad stelt vast! [1] Het college niet? [2]",
            [("De raad stelt vast!", (1,)), ("Het college niet?", (2,))],
        ),
        ("De raad stelt vast.\n[1]", [("De raad stelt vast.", (1,))]),
        (
            "[1] De raad stelt vast. [2] Het college voert uit.",
            [("De raad stelt vast.", (1,)), ("Het college voert uit.", (2,))],
        ),
        ("De raad stelt vast [1-9999].", [("De raad stelt vast.", (1, 9999))]),
        ("De raad stelt vast.", [("De raad stelt vast.", ())]),
        ("Het gaat om [NAAM-1] uit de raad [1].", [("Het gaat om [NAAM-1] uit de raad.", (1,))]),
        ("Zij zei: “Dat is zo.” [1] Hij niet [2].", [("Zij zei: “Dat is zo.”", (1,)), ("Hij niet.", (2,))]),
    ],
)
def test_marks_are_taken_off_before_and_after_the_full_stop(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Volgens art. 213 van de Gemeentewet is dat o.a. nodig.",
        "Dat zei mevr. De Vries van het bureau.",
        "Op 27 jan. 2018 was er overleg.",
        "Het kost 3.5 miljoen, d.w.z. 1.000 euro per inwoner.",
        "Kijk op www.vng.nl of mail naar a_b@vng.nl voor meer.",
    ],
)
def test_abbreviations_numbers_and_addresses_do_not_end_a_sentence(text: str) -> None:
    assert read(text) == [(text, ())]


def test_a_list_gives_its_items_and_headings_are_left_out() -> None:
    text = (
        "## Advies voor wethouders\n\n**Samen werken**\n\n- Betrek de raad **vroeg** [1].\n"
        "* Vraag advies [2]\n1. Regel het geld. [3]\n2) Plan een `overleg` [4].\n\n"
        "Tot slot\n\nDit is de rest [5]."
    )
    assert read(text) == [
        ("Betrek de raad vroeg.", (1,)),
        ("Vraag advies", (2,)),
        ("Regel het geld.", (3,)),
        ("Plan een overleg.", (4,)),
        ("Dit is de rest.", (5,)),
    ]


def test_a_list_of_sources_is_left_out_and_what_follows_under_a_heading_is_not() -> None:
    text = (
        "De raad stelt vast [1].\n\nBronnen:\n[1] Het rapport. Pagina 3.\n[2] Iets.\n\n"
        "## Verder\nHet college voert uit [2]."
    )
    assert read(text) == [("De raad stelt vast.", (1,)), ("Het college voert uit.", (2,))]


def test_a_line_that_goes_on_in_small_letters_is_one_sentence() -> None:
    assert read("De raad stelt de kaders\nvast [1].\nHet college voert uit [2].") == [
        ("De raad stelt de kaders vast.", (1,)),
        ("Het college voert uit.", (2,)),
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Lees [de gids](https://kwaad.example/x?y=1) eens goed.", "Lees de gids eens goed."),
        ("Lees [de gids](javascript:alert(1)) eens goed.", "Lees de gids eens goed."),
        ("Zie ![plaatje](https://kwaad.example/p.png) dit eens goed.", "Zie dit eens goed."),
        ("Zie <img src=x onerror=alert(1)> dit eens goed.", "Zie dit eens goed."),
        ("Dit is <b>heel</b> goed <script>alert(1)</script>zo.", "Dit is heel goed zo."),
        ("Dit is &lt;b&gt;heel&lt;/b&gt; goed &amp; wel.", "Dit is heel goed & wel."),
        ("Kijk op <https://www.vng.nl/a_b> voor meer.", "Kijk op https://www.vng.nl/a_b voor meer."),
        ("Dit is *heel* __erg__ ~~niet~~ `goed` zo.", "Dit is heel erg niet goed zo."),
        ("Dit\u200b is \u202egoed\u202c\ufeff zo\u0000.", "Dit is goed zo."),
        ("Minder dan 5 < 6 en B&W is goed zo.", "Minder dan 5 < 6 en B&W is goed zo."),
        ("Een half woord [zonder eind en dan verder.", "Een half woord [zonder eind en dan verder."),
    ],
)
def test_only_plain_text_comes_out(text: str, plain: str) -> None:
    assert read(text) == [(plain, ())]


def test_a_mark_with_a_target_is_a_mark() -> None:
    assert read("De raad stelt vast [1](https://kwaad.example) en [[2]](#bron).") == [
        ("De raad stelt vast en.", (1, 2))
    ]


def test_a_sentence_comes_as_soon_as_the_word_after_it() -> None:
    given: list[str] = []

    def stream() -> Iterator[str]:
        for piece in ("De raad stelt vast [1].", " Het", " college", " voert uit [2]."):
            given.append(piece)
            yield piece

    first = next(drafts(stream()))
    assert first == Draft("De raad stelt vast.", (1,))
    assert len(given) == 3


def test_output_without_an_end_is_cut() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "woord "

    first, second = islice(drafts(endless()), 2)
    assert len(first.text) <= LONGEST
    assert len(second.text) <= LONGEST


@pytest.mark.parametrize(
    "opening", ["[", "<a href='", "![x](", "<!--", "<script>", "`", "&", "**", "# ", "(["]
)
def test_what_is_opened_and_never_closed_does_not_hold_the_rest_back(opening: str) -> None:
    text = opening + " woord" * 5_000 + "\nDit is het einde van het verhaal [1]."
    assert read(text)[-1] == ("Dit is het einde van het verhaal.", (1,))


MARKUP = st.lists(
    st.sampled_from(
        [
            "De raad stelt vast", "Het college", "[1]", "[2, 3]", " ", ". ", ".", "\n", "\n\n", "# ",
            "- ", "1. ", "**", "_",
            "[", "]", "(", ")", "](", "![", "<", ">", "<b>", "</b>", "<script>",
            "javascript:alert(1)", "&lt;", "&amp;", "&#91;",
            "`", "```", "\\", "|", "~", "“", "”", "art. ", "Bronnen:", "\u200b", "\u202e", "é", "e\u0301", "[tekst](http://x.nl)",
            "<img src=x onerror=a>", "data:text/html;base64,xx", "!", "?", "&", ";", "3.", "[NAAM-1]",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=200)), st.integers(0, 10_000))
def test_however_the_text_is_cut_the_sentences_are_the_same(text: str, seed: int) -> None:
    whole = list(drafts([text]))
    assert list(drafts(pieces(text, seed))) == whole
    assert list(drafts(text)) == whole


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKUP, st.text(alphabet="<>[]()!&;#*_`~|\\\n javscript:x1.a/", max_size=120)))
def test_no_markup_comes_out(text: str) -> None:
    for draft in drafts([text]):
        assert not re.search(r"<[A-Za-z/!?]", draft.text), draft
        assert "](" not in draft.text
        assert "javascript:" not in draft.text.lower()
        assert "\n" not in draft.text
        assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"} for char in draft.text)
        assert any(char.isalnum() for char in draft.text)
        assert len(draft.text) <= LONGEST + 300
