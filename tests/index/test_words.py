"""Words as they are compared: folding, places, and what stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import MOST_LETTERS, fold, parts, plain_tokens, tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("COÖRDINATIE", "coordinatie"),
        ("e\u0301e\u0301n", "een"),
        ("ﬁnancieel", "financieel"),
        ("Ĳsselmeer en ijs", "ijsselmeer en ijs"),
        ("samen\u00adwerking", "samenwerking"),
        ("ge\u200bmeente\ufeff", "gemeente"),
        ("ＡＩ", "ai"),
        ("Straße", "strasse"),
        ("AI\u2011verordening", "ai-verordening"),
    ],
)
def test_ways_to_write_the_same_fold_together(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De AI-verordening geldt.", ["de", "ai-verordening", "geldt"]),
        ("B&W en het college", ["b&w", "en", "het", "college"]),
        ("Kenmerk COS/U201800494, bel 070-3738393.", ["kenmerk", "cos/u201800494", "bel", "070-3738393"]),
        ("Om 8.15 of 12:30 uur, zie 1.3.2.", ["om", "8.15", "of", "12:30", "uur", "zie", "1.3.2"]),
        ("€ 1.500,50 in 2018", ["1.500,50", "in", "2018"]),
        ("raad/college en/of inwoners", ["raad", "college", "en", "of", "inwoners"]),
        ("‘regio’ (2e)… – x_y", ["regio", "2e", "x", "y"]),
        ("Einde.Begin van, iets", ["einde", "begin", "van", "iets"]),
        ("", []),
        ("… – / & - ?", []),
    ],
)
def test_what_is_one_word(text: str, expected: list[str]) -> None:
    assert plain_tokens(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ai-verordening", ("ai", "verordening")),
        ("b&w", ("b", "w")),
        ("1.3.2", ("1", "3", "2")),
        ("raad", ()),
    ],
)
def test_parts_of_joined_words(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    found = list(tokens(text))
    assert [token.text for token in found] == plain_tokens(text)
    last = 0
    for token in found:
        assert token.start >= last
        assert fold(text[token.start : token.end]) in (token.text, "-" + token.text, token.text + "-") or (
            token.text in fold(text[token.start : token.end])
        )
        last = token.start


def test_places_hold_after_characters_that_cannot_be_seen() -> None:
    text = "\u00ad\u200bDe co\u00ado\u0308rdinatie ﬁets"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "De",
        "co\u00ado\u0308rdinatie",
        "ﬁets",
    ]


def test_endless_runs_are_no_words() -> None:
    assert plain_tokens("sleutel " + "a1" * MOST_LETTERS + " einde") == ["sleutel", "einde"]
