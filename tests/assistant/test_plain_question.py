"""Markup and signs are no question."""

import pytest

from assistant.plain_question import has_words, plain_question


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<img src=http://evil.example onerror="alert(1)"> wie beslist?', "wie beslist?"),
        ("<script>alert(1)</script><img src=x> wie?", "wie?"),
        ("<STYLE type=x>a {}\n</style >", ""),
        ("[klik](javascript:alert(1)) nu", "[klik] nu"),
        ("javascript:alert(1)", ""),
        ("<b>Hoe</b> betrek ik de raad?", "Hoe betrek ik de raad?"),
        ("Welke data:bronnen zijn er?", "Welke data:bronnen zijn er?"),
        ("data:text/html,<b>x</b> wie?", "x wie?"),
        ("Is 3 < 5 en 7 > 2 waar?", "Is 3 < 5 en 7 > 2 waar?"),
        ("Wat is een GR (gemeenschappelijke regeling)?", "Wat is een GR (gemeenschappelijke regeling)?"),
    ],
)
def test_only_what_is_language_is_left(text: str, left: str) -> None:
    assert " ".join(plain_question(text).split()) == left


@pytest.mark.parametrize(
    ("text", "words"), [("???", False), ("1 2 3 ?", False), ("a?", False), ("GR?", True)]
)
def test_signs_alone_are_no_words(text: str, words: bool) -> None:
    assert has_words(text) is words
