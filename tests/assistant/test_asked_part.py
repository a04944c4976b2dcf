"""Advice that a question asks for by name goes before other advice."""

from dataclasses import replace

import pytest

from assistant.asked_part import ADVISED, NAMED, AskedPart
from corpus.kinds import PassageKind, Role
from tests.assistant.by_hand import passage

ADVICE = replace(
    passage("Stel bij elk stuk dezelfde vraag."),
    kind=PassageKind.ADVICE,
    roles=(Role.COUNCILLOR,),
    section=("Wegwijzer 3 – Aan tafel", "Het raadslid"),
)


@pytest.mark.parametrize(
    ("question", "bonus"),
    [
        ("Wat adviseert wegwijzer 3 aan raadsleden?", NAMED + ADVISED),
        ("Wat kan een raadslid doen bij de derde wegwijzer?", NAMED + ADVISED),
        ("Wat adviseert wegwijzer 3 aan wethouders?", NAMED - ADVISED),
        ("Wat adviseert wegwijzer 4 aan raadsleden?", ADVISED),
        ("Welke tips zijn er voor raadsleden?", ADVISED),
        ("Waar gaat wegwijzer 3 over?", NAMED),
        ("Als wethouder vraag ik mij af wie er beslist.", 0.0),
        ("Hoe betrek ik raadsleden?", 0.0),
        ("Welke tips zijn er voor raadsleden en advies voor wethouders?", 0.0),
    ],
)
def test_only_what_a_question_names_counts(question: str, bonus: float) -> None:
    assert AskedPart(question).bonus(ADVICE) == bonus


def test_what_is_no_advice_has_no_role_to_go_by() -> None:
    story = replace(ADVICE, kind=PassageKind.STORY)
    assert AskedPart("Wat adviseert wegwijzer 4 aan wethouders?").bonus(story) == 0.0
