"""The labelled fragments are what they say, and the figures follow from them."""

import re
from collections import Counter

import pytest
from stdnum import iban
from stdnum.nl import bsn

from assistant.privacy import Kind
from eval import privacy_scores
from eval.halves import Half
from eval.privacy_scores import outcome, scores, table
from eval.privacy_set import Fragment, Label, fragments

PATTERNED = [kind for kind in Kind if kind is not Kind.NAME]


def test_the_set_is_large_enough_and_has_every_kind_in_both_halves() -> None:
    assert len(fragments()) >= 150
    assert (
        len({item.id for item in fragments()}) == len({item.text for item in fragments()}) == len(fragments())
    )
    for half in Half:
        kinds = Counter(span.kind for item in fragments() if item.half is half for span in item.spans)
        assert set(kinds) == set(Kind)
        assert any(not item.spans for item in fragments() if item.half is half)


def test_labels_are_in_order_and_hold_test_data() -> None:
    for fragment in fragments():
        end = 0
        for span in fragment.spans:
            assert end <= span.start < span.end <= len(fragment.text), fragment.id
            end = span.end
            text = fragment.text[span.start : span.end]
            assert text == text.strip(), fragment.id
            if span.kind is Kind.BSN:
                assert bsn.is_valid(re.sub(r"\W", "", text).zfill(9)), fragment.id
            elif span.kind is Kind.IBAN:
                assert iban.is_valid(re.sub(r"\W", "", text), check_country=False), fragment.id
            elif span.kind is Kind.EMAIL:
                assert re.search(r"(?i)(?:\.example|voorbeeld\.nl)$", text), fragment.id


def test_patterned_kinds_are_found_in_fragments_that_no_rule_was_chosen_on() -> None:
    outcomes = [outcome(item) for item in fragments() if item.half is Half.REPORTING]
    found = scores(outcomes, PATTERNED)
    assert found.recall is not None
    assert found.recall.value >= 0.98
    assert found.precision is not None
    assert found.precision.value >= 0.95


def test_what_is_missed_and_what_is_replaced_for_nothing_count() -> None:
    text = "Mail a@b.nl of c@d.nl"
    labels = (Label(5, 11, Kind.EMAIL), Label(0, 4, Kind.NAME))
    found = scores([outcome(Fragment("x", "vraag", text, labels))], [Kind.EMAIL])
    missed = scores([outcome(Fragment("x", "vraag", text, labels))], [Kind.NAME])
    assert found.recall is not None and found.precision is not None and missed.recall is not None
    assert (found.recall.value, found.precision.value, found.precision.count) == (1.0, 0.5, 2)
    assert missed.recall.value == 0.0
    assert missed.precision is None


def test_a_piece_that_is_found_in_part_is_missed() -> None:
    item = Fragment("x", "vraag", "Bel 06-12345678 toestel 12", (Label(4, 26, Kind.PHONE),))
    found = scores([outcome(item)], [Kind.PHONE])
    assert found.recall is not None and found.recall.value == 0.0


def test_the_interval_is_that_of_wilson() -> None:
    item = Fragment("x", "vraag", "a@b.nl", (Label(0, 6, Kind.EMAIL),))
    figure = scores([outcome(item)] * 10, [Kind.EMAIL]).recall
    assert figure is not None
    # 10 of 10: the lower bound is n / (n + z²) with z = 1.96.
    assert figure.low == pytest.approx(10 / (10 + 1.959964**2), abs=1e-6)


def test_the_report_is_in_dutch_and_tells_the_half(capsys: pytest.CaptureFixture[str]) -> None:
    privacy_scores.main(["--fouten"])
    printed = capsys.readouterr().out
    assert "Helft: rapporteren" in printed
    assert "gevonden (recall)" in printed
    assert all(kind.value.lower() in printed for kind in Kind)


def test_a_report_on_nothing_says_so() -> None:
    assert any("geen" in line for line in table([]))
