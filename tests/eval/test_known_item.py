"""Headings as questions: which are fair, what is taken out of the text, and what is found then."""

from pathlib import Path

import pytest

from assistant.settings import load_settings
from corpus import read
from corpus.errors import DenktankError
from corpus.publication import Publication
from eval import known_item
from eval.known_item import Body
from eval.known_item_run import CHAIN, MEASURES, OURS, run_known_item
from eval.plain_search import FUSION, KEYWORDS, VECTORS, stems

WATER = (
    "De sloten in de polder lopen vol zodra het een paar dagen achter elkaar regent. Het schap meet elke "
    "ochtend hoe hoog het peil staat en zet dan de pompen aan. Boeren bellen als hun land onder dreigt te "
    "lopen, en krijgen binnen een uur antwoord van de dienst."
)
AFVAL = (
    "Elke dinsdag staan de bakken aan de straat, en voor zeven uur zijn ze weer leeg. Wie glas of papier "
    "heeft brengt dat naar de hoek van het plein. Grof vuil haalt de wagen op na een telefoontje, en dat "
    "kost een inwoner dan niets, ook niet op zaterdag."
)
SPORT = (
    "De hal is open van acht tot elf en wordt gebruikt door turners, dansers en een koor. Op woensdag is er "
    "ruimte voor kinderen die nog bij geen enkele club horen. De beheerder zet de thee klaar en kent "
    "iedereen bij de voornaam, al twintig jaar lang."
)


def publication(text: str, name: str = "stuk.md") -> Publication:
    data = text.encode()
    return read.publication(read.parse(data, name), name, read.slug(name), read.sha256_of(data))


def bodies(*texts: str) -> list[Body]:
    found = known_item.bodies([publication(text, f"{n}.md") for n, text in enumerate(texts)])
    return [body for inside in found for body in inside]


def words(body: Body) -> str:
    return " ".join(text for _, text in body.blocks)


def test_a_heading_is_a_question_about_what_stands_under_it() -> None:
    first, second = bodies(
        f"# Beheer van het waterpeil\n\n{WATER}\n\n## 2.1 Huisvuil en grof vuil\n\n{AFVAL}\n"
    )
    assert (first.query, words(first)) == ("Beheer van het waterpeil", WATER)
    assert second.query == "Huisvuil en grof vuil"
    assert "waterpeil" not in words(first) + words(second)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Inleiding", SPORT),
        ("Over ons", SPORT),
        ("Beheer van het waterpeil", SPORT),
        ("Het beheren van waterpeil", SPORT),
        ("Sporten in de hal", "De hal is open van acht tot elf."),
    ],
)
def test_other_headings_are_no_fair_question(heading: str, body: str) -> None:
    found = bodies(
        f"# Beheer van het waterpeil\n\n{WATER}\n", f"# Ophalen van huisvuil\n\n{AFVAL}\n",
        f"# {heading}\n\n{body}\n",
    )  # fmt: skip
    assert found[2].query is None
    assert words(found[2]) == body
    repeated = stems(heading) == stems("Beheer van het waterpeil")
    assert (found[0].query is None) == repeated


def test_sentences_that_say_the_heading_again_are_taken_out() -> None:
    again = "In dit deel gaat het over het waterpeil, en wie er gaat over het beheer."
    (body, other) = bodies(
        f"# Beheer van het waterpeil\n\n{again} {WATER}\n\n- Het waterpeil: beheer!\n",
        f"# Ophalen van huisvuil\n\nHet beheer van het waterpeil 12\n\nHet waterpeil daalt. {AFVAL}\n",
    )
    assert words(body) == WATER
    assert words(other) == f"Het waterpeil daalt. {AFVAL}"


def test_what_is_left_must_be_long_enough() -> None:
    short = " ".join(WATER.split()[:30])
    again = "Het beheer van het waterpeil " + "is een zaak van lange adem " * 8 + "."
    found = bodies(
        f"# Beheer van het waterpeil\n\n{short}. {again}\n", f"# Ophalen van huisvuil\n\n{AFVAL}\n"
    )
    assert [body.query for body in found] == [None, "Ophalen van huisvuil"]


def test_the_place_of_a_question_is_the_whole_of_its_section() -> None:
    text = f"# Beheer van het waterpeil\n\n{WATER}\n\n## Ophalen van huisvuil\n\n{AFVAL}\n\n- Nog een punt.\n"
    publications, items = known_item.collection(known_item.bodies([publication(text)]))
    (page,) = publications[0].pages
    at = {item.query: page.text[item.place.start : item.place.end] for item in items}
    assert at == {
        "Beheer van het waterpeil": WATER,
        "Ophalen van huisvuil": f"{AFVAL}\nNog een punt.",
    }
    assert known_item.SAME not in page.text
    for section in publications[0].sections:
        assert section.path == (known_item.SAME,) == (publications[0].metadata.title,)


def test_the_sample_stays_when_others_come() -> None:
    texts = [f"# Soort {name} van de maand\n\n{WATER}\n" for name in ("appel", "peer", "kers", "pruim")]
    _, few = known_item.collection(known_item.bodies([publication(text) for text in texts[:3]]))
    _, more = known_item.collection(known_item.bodies([publication(text) for text in texts]))
    assert len(few) == 3 and len(more) == 4
    assert [item for item in known_item.chosen(more, 4) if item.query in {other.query for other in few}] == [
        next(other for other in more if other.query == item.query) for item in known_item.chosen(few, 3)
    ]
    assert len(known_item.chosen(more, 2)) == 2


def test_a_folder_without_fair_headings_is_refused() -> None:
    with pytest.raises(DenktankError, match="geen kop die een vraag kan zijn"):
        bodies(f"# Inleiding\n\n{WATER}\n")


@pytest.mark.integration
def test_headings_are_only_found_by_what_their_sections_say(tmp_path: Path, model_cache: Path) -> None:
    folder = tmp_path / "stukken"
    folder.mkdir()
    # Each body says its own heading again in a sentence that gives it away, and shares no other word.
    for heading, body in (
        ("Kwartelzang bij zonsopgang", WATER),
        ("Obsidiaan en vulkaanglas", AFVAL),
        ("Fagotconcert voor beginners", SPORT),
    ):
        name = f"{heading.split()[0]}.md"
        (folder / name).write_text(
            f"---\ntitel: {heading}\n---\n\n# {heading}\n\n{heading} is hier het onderwerp. {body}\n",
            encoding="utf-8",
        )
    settings = load_settings(home=tmp_path / "home", cache_dir=model_cache)
    run = run_known_item(settings, folder, most=10)
    assert (run.possible, run.sections, len(run.queries)) == (3, 3, 3)
    assert list(run.found) == [OURS, FUSION, VECTORS, KEYWORDS, CHAIN]
    assert run.figures[KEYWORDS]["recall@10"].value == 0.0
    assert run.figures[VECTORS]["recall@10"].value == 1.0
    assert set(run.gain) == set(MEASURES)
    assert {place.file for place in next(iter(run.found[OURS].values())).places} <= {
        path.name for path in folder.iterdir()
    }
    assert not (tmp_path / "home").exists()
