"""Words in a row of the rules, by which a sentence that repeats them is known."""

from assistant.overheard import runs

RULES = "Gebruik alleen wat letterlijk in de passages staat of er rechtstreeks uit volgt."


def test_a_row_of_words_of_the_rules_is_noticed() -> None:
    assert runs("Er stond: gebruik alleen wat letterlijk in de passages staat.") & runs(RULES)
    assert not runs("De raad gebruikt alleen wat in de brief staat.") & runs(RULES)


def test_a_text_too_short_for_a_row_has_none() -> None:
    assert not runs("")
    assert not runs("wat letterlijk")
