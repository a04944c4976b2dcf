"""Misspelled words are repaired to the nearest word of the collection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spelling import Spelling, sound

COUNTS = {
    "burgemeester": 30,
    "denktank": 90,
    "gemeente": 200,
    "raad": 80,
    "de": 900,
    "bedrijf": 20,
    "arbeidsmarkt": 40,
}
COUNTS |= {
    "wethouder": 15,
    "gebouwd": 3,
    "regio": 70,
    "rapport": 9,
    "regie": 4,
    "lijkt": 8,
    "leuk": 2,
    "het": 500,
}
spelling = Spelling(COUNTS)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("burgemeeter", "burgemeester"),
        ("dentkank", "denktank"),
        ("gemeetne", "gemeente"),
        ("raat", "raad"),
        ("bedreif", "bedrijf"),
        ("leikt", "lijkt"),
        ("gebauwd", "gebouwd"),
        ("rapprt", "rapport"),
        ("rrapport", "rapport"),
        ("wethouser", "wethouder"),
        ("arbeisdmakt", "arbeidsmarkt"),
        ("hetrapport", "het rapport"),
    ],
)
def test_common_mistakes_are_repaired(asked: str, meant: str) -> None:
    assert spelling.repair(asked) == meant


def test_of_the_nearest_the_most_frequent() -> None:
    assert spelling.repair("regia") == "regio"


def test_a_wrong_first_letter_is_less_likely() -> None:
    assert Spelling({"kamer": 1, "ramen": 99}).repair("kamen") == "kamer"


@pytest.mark.parametrize("asked", ["rad", "xyzzyxyz", "u2018", "ai-wet", "", "raden", "gemintjes"])
def test_what_is_far_or_short_or_no_word_is_left(asked: str) -> None:
    assert spelling.repair(asked) is None


def test_an_empty_collection_repairs_nothing() -> None:
    assert Spelling({}).repair("gemeente") is None


@pytest.mark.parametrize(
    ("one", "other"), [("ijs", "eis"), ("gebouw", "gebauw"), ("raad", "raat"), ("lokatie", "locatie")]
)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.sampled_from(sorted(word for word in COUNTS if len(word) > 4)), st.data())
def test_one_letter_missing_finds_a_word_of_the_collection(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    repair = spelling.repair(word[:at] + word[at + 1 :])
    assert repair is not None
    assert set(repair.split()) <= set(COUNTS)
