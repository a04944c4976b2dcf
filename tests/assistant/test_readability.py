"""The reading ease of Dutch texts."""

import pytest

from assistant.readability import B1, LEAST_WORDS, readability, syllables

EASY = (
    "De bus rijdt elke dag. U stapt in bij het huis van de raad. Een kaart kost twee euro. "
    "U kunt ook lopen. Dat is gratis en goed voor u."
)
HARD = (
    "Indien het dagelijks bestuur voornemens is de gemeenschappelijke regeling te beëindigen, stelt het de "
    "deelnemende gemeenteraden onverwijld schriftelijk in kennis van de organisatorische en financiële "
    "consequenties die uit de voorgenomen beëindiging voortvloeien."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("raad", 1), ("u", 1), ("VNG", 1), ("over", 2), ("regio", 3), ("overheid", 3), ("gemeente", 3),
        ("samenwerkingsverband", 6), ("ideeën", 3), ("coördinatie", 5), ("financiële", 5), ("geëist", 2),
        ("mooie", 2), ("eieren", 3), ("leeuw", 1), ("nieuwe", 2), ("bureau", 2), ("piano", 3), ("knieën", 2),
        ("verantwoordelijkheid", 6), ("auto's", 2), ("AI-geletterdheid", 6),
    ],
)  # fmt: skip
def test_syllables_are_vowels_that_are_spoken_together(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_figure_is_that_of_the_formula() -> None:
    text = "De raad komt bij elkaar in het grote huis aan de haven. " * 2
    words_a_sentence, syllables_a_word = 12, 15 / 12  # el-kaar, gro-te and ha-ven have two
    assert readability(text) == round(206.84 - 0.93 * words_a_sentence - 77 * syllables_a_word, 1)


def test_short_words_and_sentences_read_more_easily() -> None:
    easy, hard = readability(EASY), readability(HARD)
    assert easy is not None and hard is not None
    assert easy > B1 > 30 > hard


def test_marks_lines_and_numbers_do_not_count() -> None:
    plain = readability(EASY)
    sentences = EASY.split(". ")
    marked = "\n".join(f"- {sentence.rstrip('.')}. [{n}][12]" for n, sentence in enumerate(sentences, 1))
    assert readability(marked) == plain


@pytest.mark.parametrize("text", ["", "[1]", "1 2 3 4", "Kort.", "woord " * (LEAST_WORDS - 1)])
def test_a_few_words_say_nothing(text: str) -> None:
    assert readability(text) is None


def test_a_text_without_a_full_stop_is_one_sentence() -> None:
    assert readability("woord " * LEAST_WORDS) == round(206.84 - 0.93 * LEAST_WORDS - 77, 1)
