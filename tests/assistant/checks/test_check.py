"""What the checks confirm and what they do not, sentence by sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.checks import Draft, Finding, Reason, check
from index.keywords import KeywordIndex
from tests.assistant.checks.by_hand import source, verdict
from tests.index.fake_encoder import FakeEncoder

PASSAGE = (
    "De gemeenteraad van Oudeveen stelt elk jaar de begroting vast. Het college stuurt de raad daarvoor op "
    "12 april een ontwerp. De raad krijgt twaalf weken de tijd om te reageren. Een vooropleiding is niet "
    "nodig, een verklaring omtrent het gedrag wel. Inwoners mogen inspreken over de begroting. De "
    "vergadering viel uit doordat het gebouw werd verbouwd. De meeste raden reageerden. Bureau Noorderveld "
    "adviseert om het loket niet te sluiten zolang de bezwaren lopen."
)
OTHER = (
    "De gemeente Marsdijk betaalt de bibliotheek. De provincie betaalt het vervoer van de leerlingen. "
    "Wethouder Postma wil dat de app in 2024 ook in het Engels werkt."
)
TABLE = "Soort | Aantal | Opgelost\nBestrating | 2.315 | 81 procent\nZwerfafval | 3.072 | 92 procent"


@pytest.mark.parametrize(
    "sentence",
    [
        "De raad van Oudeveen stelt jaarlijks de begroting vast.",
        "De raad heeft 12 weken om te reageren.",
        "Op 12 april krijgt de raad het ontwerp van het college.",
        "Een verklaring omtrent het gedrag is wel nodig, maar een vooropleiding niet.",
        "Over de begroting kunnen inwoners inspreken.",
        "Omdat het gebouw werd verbouwd, viel de vergadering uit.",
        "Bureau Noorderveld raadt af om het loket te sluiten zolang er bezwaren lopen.",
    ],
)
def test_a_rewritten_sentence_is_confirmed(sentence: str, keywords: KeywordIndex) -> None:
    found = verdict(sentence, keywords, PASSAGE)
    assert found.supported, found
    assert found.reasons == ()


def test_a_sentence_from_two_passages_is_confirmed(keywords: KeywordIndex) -> None:
    sentence = "In Oudeveen mogen inwoners inspreken, en in Marsdijk betaalt de gemeente de bibliotheek."
    assert verdict(sentence, keywords, PASSAGE, OTHER).supported
    assert not verdict(sentence, keywords, PASSAGE).supported


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Een vooropleiding is wel nodig, een verklaring omtrent het gedrag niet.", Reason.POLARITY),
        ("Een verklaring omtrent het gedrag is niet nodig.", Reason.POLARITY),
        ("Inwoners mogen niet inspreken over de begroting.", Reason.POLARITY),
        ("Bureau Noorderveld adviseert om het loket te sluiten, ook als de bezwaren lopen.", Reason.POLARITY),
        ("Alle raden reageerden.", Reason.QUANTIFIER),
        ("Inwoners moeten inspreken over de begroting.", Reason.MODALITY),
        ("De burgemeester stuurt de raad op 12 april een ontwerp.", Reason.ROLE),
        ("De raad stuurt het college op 12 april een ontwerp.", Reason.ROLE),
        ("Doordat de vergadering uitviel, werd het gebouw verbouwd.", Reason.CAUSE),
        ("De raad krijgt veertien weken de tijd om te reageren.", Reason.NUMBER),
        ("Het college stuurt de raad daarvoor op 12 mei een ontwerp.", Reason.DATE),
        ("De gemeenteraad van Marsdijk stelt elk jaar de begroting vast.", Reason.NAME),
        ("Wie een zwembad wil bouwen, vraagt subsidie aan bij het ministerie.", Reason.SUPPORT),
    ],
)
def test_a_changed_sentence_is_not_confirmed(sentence: str, reason: Reason, keywords: KeywordIndex) -> None:
    found = verdict(sentence, keywords, PASSAGE)
    assert not found.supported
    assert reason in [item.reason for item in found.reasons]


def test_a_name_of_another_passage_does_not_confirm(keywords: KeywordIndex) -> None:
    sentence = "De gemeente {} betaalt de bibliotheek."
    assert verdict(sentence.format("Marsdijk"), keywords, OTHER, PASSAGE).supported
    assert not verdict(sentence.format("Oudeveen"), keywords, OTHER, PASSAGE).supported


def test_a_cell_belongs_to_its_row(keywords: KeywordIndex) -> None:
    assert verdict("Over zwerfafval kwamen 3.072 meldingen.", keywords, TABLE, heading="Meldingen").supported
    found = verdict("Over zwerfafval kwamen 2.315 meldingen.", keywords, TABLE, heading="Meldingen")
    assert not found.supported
    assert Reason.NUMBER in [item.reason for item in found.reasons]


def test_something_added_at_the_end_is_not_confirmed(keywords: KeywordIndex) -> None:
    sentence = "Inwoners mogen inspreken over de begroting en krijgen een gouden horloge van de juwelier."
    found = verdict(sentence, keywords, PASSAGE)
    assert not found.supported
    assert found.support < verdict("Inwoners mogen inspreken over de begroting.", keywords, PASSAGE).support


def test_a_sentence_of_the_source_is_confirmed_as_it_stands(keywords: KeywordIndex) -> None:
    for text in (PASSAGE, OTHER, TABLE):
        for sentence in source(text).sentences:
            assert verdict(sentence, keywords, text).supported, sentence


def test_without_a_given_passage_nothing_is_confirmed(keywords: KeywordIndex) -> None:
    sources = {1: source(PASSAGE)}
    for keys in ((), (7,)):
        found = check(
            Draft("De meeste raden reageerden.", keys), sources, FakeEncoder().encode_query, keywords
        )
        assert not found.supported
        assert found.reasons[0] == Finding(Reason.NO_CITATION, "")


def test_an_unknown_number_beside_a_known_one_is_reported_and_dropped(keywords: KeywordIndex) -> None:
    draft = Draft("De meeste raden reageerden.", (1, 7))
    found = check(draft, {1: source(PASSAGE)}, FakeEncoder().encode_query, keywords)
    assert found.supported
    assert found.reasons == (Finding(Reason.UNKNOWN_KEY, "7"),)


@pytest.mark.parametrize("sentence", ["Ja.", "Dat is zo.", "???", "woord " * 500])
def test_what_says_nothing_or_has_no_end_is_not_confirmed(sentence: str, keywords: KeywordIndex) -> None:
    assert not verdict(sentence, keywords, PASSAGE).supported


def test_a_likeness_of_vectors_counts(keywords: KeywordIndex) -> None:
    encoder = FakeEncoder()
    draft = Draft("Het college stuurt een ontwerp aan de raad.", (1,))
    plain = source(PASSAGE)
    near = np.stack([encoder.vector(draft.text)] * len(plain.sentences))
    supports = [
        check(
            draft,
            {1: type(plain)(1, "Kop", PASSAGE, plain.sentences, vectors)},
            encoder.encode_query,
            keywords,
        ).support
        for vectors in (near, -near)
    ]
    assert supports[0] > supports[1]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_sentence_and_any_source_give_a_verdict(keywords: KeywordIndex, sentence: str, text: str) -> None:
    found = verdict(sentence, keywords, text)
    assert 0 <= found.support <= 1
    assert found.supported or found.reasons


PLANS = (
    "Het college van Harmeloo overweegt een bijdrage van 120 euro per adres. Griffier Paula Verhage "
    "leidt het overleg, en adviseur Ben Drost schrijft het verslag. De ontvanger heeft de lijst niet "
    "gewist. De gemeente vervangt de sportvelden, terwijl de verenigingen het gras maaien. Op drie "
    "leden na stemde iedereen voor."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Het college van Harmeloo denkt na over een bijdrage van 120 euro per adres.",
        "Ben Drost schrijft het verslag van het overleg, dat Paula Verhage leidt.",
        "De verenigingen maaien het gras.",
        "Bijna alle leden stemden voor; drie deden dat niet.",
    ],
)
def test_what_is_planned_or_done_by_someone_is_confirmed(sentence: str, keywords: KeywordIndex) -> None:
    found = verdict(sentence, keywords, PLANS)
    assert found.supported, found


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Het college van Harmeloo betaalt een bijdrage van 120 euro per adres.", Reason.MODALITY),
        ("Griffier Paula Drost leidt het overleg.", Reason.NAME),
        ("De ontvanger heeft de lijst gewist.", Reason.POLARITY),
        ("Alle leden stemden voor.", Reason.QUANTIFIER),
    ],
)
def test_a_plan_a_denial_and_who_does_it_are_kept_apart(
    sentence: str, reason: Reason, keywords: KeywordIndex
) -> None:
    found = verdict(sentence, keywords, PLANS)
    assert not found.supported
    assert reason in [item.reason for item in found.reasons]
