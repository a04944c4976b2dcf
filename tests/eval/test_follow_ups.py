"""The labelled follow-ups, and how well the rules do on them."""

from collections import Counter

import pytest

from assistant.conversation import Kind, Standalone
from eval.follow_up_scores import (
    MEASURES,
    as_it_is,
    by_rules,
    golden_unchanged,
    has_words,
    pasted,
    score,
    table,
)
from eval.follow_up_set import FollowUp, load
from eval.halves import Half

ITEMS = load()
WORDS, UNCHANGED = "vervolgvraag heeft de goede woorden", "zelfstandige vraag onveranderd"


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


def half(which: Half) -> list[FollowUp]:
    return [item for item in ITEMS if item.half is which]


def test_the_set_is_large_varied_and_well_formed() -> None:
    assert len(ITEMS) >= 120
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert len({(plain(item.history.to_json()), plain(item.follow_up)) for item in ITEMS}) == len(ITEMS)
    kinds = Counter(item.kind for item in ITEMS)
    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 8
    assert 0.4 < len(half(Half.TUNING)) / len(ITEMS) < 0.6
    for item in ITEMS:
        assert 1 <= len(item.turns) <= 3
        assert bool(item.must) is not item.stays, item.id


@pytest.mark.parametrize("item", [item for item in ITEMS if not item.stays], ids=lambda item: item.id)
def test_words_to_have_are_from_the_conversation_and_missing_from_the_message_alone(item: FollowUp) -> None:
    said = plain(item.follow_up + item.history.to_json())
    forms = [word for word in item.must if word[:4] not in said and word not in ("voorbeeld", "één")]
    assert len(forms) <= 1, forms  # "wie" after "door wie", "kiest" for "kies"
    assert not has_words(item, Standalone("Hoe laat is het?"))


def test_the_rules_do_what_they_are_for_on_questions_they_were_not_made_on() -> None:
    found = score(half(Half.REPORTING), by_rules())
    assert found[WORDS].value >= 0.8
    assert found[UNCHANGED].value >= 0.97
    assert found["praatje herkend"].value >= 0.9
    assert found["rol goed"].value >= 0.95


def test_the_rules_are_better_than_no_rules() -> None:
    items = half(Half.REPORTING)
    rules, as_is, glued = (score(items, way)[WORDS] for way in (by_rules(), as_it_is, pasted))
    assert as_is.high < glued.low < glued.high < rules.low


@pytest.mark.parametrize("which", list(Half))
def test_golden_questions_after_another_stay_byte_for_byte(which: Half) -> None:
    kept = golden_unchanged(which)
    assert kept.count >= 200
    assert kept.value >= 0.98


def test_the_table_names_every_measure_in_dutch() -> None:
    text = table(ITEMS[:40], {"zoals gesteld": as_it_is, "regels": by_rules()})
    for measure in MEASURES:
        assert measure.name in text
    assert "0," in text and "0." not in text
