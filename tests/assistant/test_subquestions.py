"""A message with several questions is taken apart, and nothing of it gets lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.subquestions import LEAST_WORDS, MOST, subquestions
from index.keywords import words


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "Wie is de voorzitter van de denktank en hoe laat gaat de bibliotheek open?",
            ("Wie is de voorzitter van de denktank?", "hoe laat gaat de bibliotheek open?"),
        ),
        (
            "Wat doet de provincie in de regio? Waarom werken gemeenten samen?",
            ("Wat doet de provincie in de regio?", "Waarom werken gemeenten samen?"),
        ),
        (
            "Wat kost een zwemles, en wanneer opent het zwembad?",
            ("Wat kost een zwemles?", "wanneer opent het zwembad?"),
        ),
    ],
)
def test_several_questions_are_taken_apart(message: str, parts: tuple[str, ...]) -> None:
    assert subquestions(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "Hoe betrek ik de raad?",
        "Wie waren de leden en de adviseurs van de denktank?",
        "Wij zijn een kleine gemeente. Hoe betrek ik de raad bij de regio?",
        "Hoe betrek ik de raad bij de regio? Alvast bedankt voor uw moeite.",
        "Wat is een regio en waarom?",
        "Wie is dat? Wat doet de provincie in de regio?",
        "raad en hoe verder",
        "",
        "?!",
    ],
)
def test_what_asks_one_thing_or_leans_on_the_rest_stays_whole(message: str) -> None:
    assert subquestions(message) == (message,)


def test_a_list_of_many_questions_stays_whole() -> None:
    asked = [f"Wat doet gemeente nummer {n} met afval?" for n in range(MOST + 1)]
    assert len(subquestions(" ".join(asked[:MOST]))) == MOST
    whole = " ".join(asked)
    assert subquestions(whole) == (whole,)


QUESTION_WORDS = st.sampled_from(["wie", "wat", "waar", "hoe", "welke", "Waarom", "is", "kan"])
WORDS = st.sampled_from(
    ["de raad", "regio", "afval", "en", "of,", "betaalt", "2018", "dr.", "o.a.", "zwembad"]
)
QUESTIONS = st.builds(
    lambda first, rest, end: " ".join([first, *rest]) + end,
    QUESTION_WORDS,
    st.lists(WORDS | QUESTION_WORDS, min_size=1, max_size=8),
    st.sampled_from(["?", "?", "?", "."]),
)


@given(st.lists(QUESTIONS, min_size=1, max_size=5).map(" ".join) | st.text(max_size=60))
@example("Wie waren er lid en wat deden de leden samen? ")
def test_the_parts_together_say_everything_that_was_asked(message: str) -> None:
    parts = subquestions(message)
    assert 1 <= len(parts) <= MOST
    assert words(" ".join(parts)) == words(message)
    if len(parts) > 1:
        assert all(part.endswith("?") and len(words(part)) >= LEAST_WORDS for part in parts)
