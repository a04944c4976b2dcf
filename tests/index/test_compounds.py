"""Compounds taken apart with the words of a collection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compounds import split, usable_parts

_WORDS = """
samenwerking agenda regio tafel raad lid leden arbeid markt arbeidsmarkt gemeente gemeenten fonds onderzoek
rapport meester burg rijk belang werk programma bestuur kracht heid samen voor de lijk ondernemer kring
"""
KNOWN = usable_parts(_WORDS.split())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("samenwerkingsagenda", ("samenwerking", "agenda")),
        ("regiotafel", ("regio", "tafel")),
        ("raadslid", ("raad", "lid")),
        ("raadsleden", ("raad", "leden")),
        ("arbeidsmarktregio", ("arbeidsmarkt", "regio")),
        ("gemeentefonds", ("gemeente", "fonds")),
        ("gemeentenfonds", ("gemeenten", "fonds")),
        ("ondernemerskring", ("ondernemer", "kring")),
        ("samenwerkingsonderzoeksrapport", ("samenwerking", "onderzoek", "rapport")),
    ],
)
def test_a_compound_gives_its_parts_with_the_head_last(word: str, expected: tuple[str, ...]) -> None:
    assert split(word, KNOWN.__contains__) == expected


@pytest.mark.parametrize(
    "word",
    [
        "samenwerking",
        "burgemeester",
        "belangrijk",
        "gemeente",
        "bestuurskrachtig",
        "raad",
        "2018",
        "raad-lid",
        "",
    ],
)
def test_other_words_stay_whole(word: str) -> None:
    assert split(word, KNOWN.__contains__) == ()


def test_only_words_of_the_collection_are_parts() -> None:
    assert split("samenwerkingsagenda", {"samenwerking"}.__contains__) == ()


def test_usable_parts_are_dutch_words_with_a_subject() -> None:
    found = usable_parts(["agenda", "agendas", "xqzzt", "voor", "heid", "lid", "bel", "coordinatie"])
    assert found == {"agenda", "lid", "coordinatie"}


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=2, max_size=3), st.sampled_from(["", "s", "en"]))
def test_parts_stand_in_the_word_in_order(words: list[str], link: str) -> None:
    whole = link.join(words)
    at = 0
    for part in split(whole, KNOWN.__contains__):
        assert part in KNOWN
        at = whole.index(part, at) + len(part)
    assert at in (0, len(whole))
