"""Next questions: from headings, and only when the assistant answers them from their own section."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import scope
from assistant.answer import Answer, Outcome, Question
from assistant.ask import Assistant
from assistant.assemble import Workspace
from assistant.follow_up.clause import parse
from assistant.follow_up.references import references
from assistant.heading_questions import Headed, question_from
from assistant.settings import load_settings
from assistant.suggestions import MOST_TRIED, suggest
from corpus.kinds import PassageKind, Role
from corpus.library import Library
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex
from index.retriever import prepare
from tests.assistant.by_hand import deciding
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

DOCUMENTS = Path(__file__).parents[1] / "documents"


@pytest.mark.parametrize(
    ("path", "kind", "roles", "expected"),
    [
        (("Wat is een pont?",), "achtergrond", (), "Wat is een pont?"),
        (("2.3 Wat is een pont?",), "achtergrond", (), "Wat is een pont?"),
        (
            ("Wegwijzer 6 – Geef de raad een plek",),
            "wegwijzer",
            (),
            "Waar gaat wegwijzer 6 over: “Geef de raad een plek”?",
        ),
        (("Boek", "Les 3: Bouw geen brug"), "les", (), "Waar gaat les 3 over: “Bouw geen brug”?"),
        (
            ("Wegwijzer 6 – Geef de raad een plek", "Voor wethouders"),
            "advies",
            ("wethouder",),
            "Wat is het advies voor een wethouder bij wegwijzer 6?",
        ),
        (
            ("Werken aan water", "Advies aan raadsleden"),
            "advies",
            ("raadslid",),
            "Wat is het advies voor een raadslid bij “Werken aan water”?",
        ),
        (
            ("Wegwijzer 2 – Teken", "Verhaal uit de praktijk"),
            "praktijkverhaal",
            (),
            "Welk praktijkverhaal hoort bij wegwijzer 2?",
        ),
        (("Stuk", "Dilemma: klein of groot?"), "dilemma", (), "Wat is het dilemma: “klein of groot”?"),
        (("4.1.3. Biometrische gegevens",), "achtergrond", (), "Wat weet je over biometrische gegevens?"),
        (("De pont naar Elpe",), "achtergrond", (), "Wat weet je over “De pont naar Elpe”?"),
        (("Nodig bewoners snel uit",), "advies", (), "Wat weet je over “Nodig bewoners snel uit”?"),
        (("Boek", "Waarom een pont helpt"), "achtergrond", (), "Waarom helpt een pont?"),
        (
            ("Boek", "Hoe de raad het geld kan verdelen"),
            "achtergrond",
            (),
            "Hoe kan de raad het geld verdelen?",
        ),
        (("De pont", "Kosten"), "achtergrond", (), "Wat weet je over “Kosten” bij “De pont”?"),
        (("AKKOORD VAN DE BRUG",), "achtergrond", (), "Wat weet je over “Akkoord van de brug”?"),
    ],
)
def test_a_heading_becomes_a_dutch_question(
    path: tuple[str, ...], kind: str, roles: tuple[str, ...], expected: str
) -> None:
    assert question_from(Headed(path, PassageKind(kind), tuple(map(Role, roles)))) == expected


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("Inhoudsopgave",),
        ("Colofon",),
        ("1. Inleiding",),
        ("Bijlage B Begrippen",),
        ("Over deze tekst",),
        ("Wat is dit document?",),
        ("Wat betekent dit voor de organisatie?",),
        ("Wie zat er in de groep?", "Voorzitter"),
        ("Met wie",),
        ("Denk mee!",),
        ("Wat de bronnen niet zeggen",),
        ("Xqzt 12 vrrg kkl",),
        ("x" * 300,),
    ],
)
def test_a_heading_that_says_nothing_by_itself_gives_no_question(path: tuple[str, ...]) -> None:
    assert question_from(Headed(path, PassageKind.BACKGROUND, ())) is None


GUIDE = """# Samen varen

## Wegwijzer 1 – Bouw een pont

De pont vaart elk uur over de rivier. Een kaartje kost twee euro.

### Advies aan raadsleden

Raadsleden vragen vooraf naar de begroting van de pont.

### Advies aan de wethouder

De wethouder tekent het contract met de schipper van de pont.

## Wegwijzer 2 – Plant bomen

Bewoners planten eiken en beuken langs de dijk.

## Colofon

De drukker heet Jansen en woont aan de pont.
"""
QUESTION = "Hoe vaak vaart de pont over de rivier?"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[CurrentIndex]:
    library = Library(tmp_path / "home", max_file_bytes=1_000_000, with_startcorpus=False)
    for path in write_texts(tmp_path / "files", {"gids.md": GUIDE}):
        library.add(path)
    generations = Generations(tmp_path / "home" / "index")
    build(library, generations, FakeEncoder())
    current = CurrentIndex(generations, FakeEncoder())
    yield current
    current.close()


@pytest.fixture
def asking(opened: CurrentIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """Quotes one sentence, and answers what its text has words for."""
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=2.0, unknown=-1.5))
    return Assistant(opened, FakeEncoder(), "griffie@gemeente.example", "2026", passages=3, most_sentences=1)


def suggested(
    opened: CurrentIndex,
    assistant: Assistant,
    ask: Callable[[Question], Answer] | None = None,
    asked: tuple[str, ...] = (),
    role: Role | None = None,
    question: str = QUESTION,
) -> tuple[str, ...]:
    answer = assistant.answer(Question(question, role))
    with opened.use() as index:
        prepared = prepare(index, FakeEncoder(), question)
        return suggest(answer, index, prepared, ask or assistant.answer, asked, role)


def test_what_stands_near_the_answer_is_offered_once_for_one_role_first(
    opened: CurrentIndex, asking: Assistant
) -> None:
    everything = suggested(opened, asking, ask=lambda question: as_asked(asking, question))
    assert everything[0].startswith("Wat is het advies voor een ")
    assert everything[1] == "Waar gaat wegwijzer 2 over: “Plant bomen”?"
    assert len(set(everything)) == len(everything) == 3
    assert not any("drukker" in question or "olofon" in question for question in everything)


def as_asked(assistant: Assistant, question: Question) -> Answer:
    """The answer, from whatever section the question was made of."""
    number = next((number for number in ("1", "2") if f"wegwijzer {number}" in question.text), "")
    role = next(
        (role for role in ("raadsleden", "wethouder") if question.role and question.role[:4] in role), ""
    )
    found = assistant.search(question.text, 10)
    best = next(
        item
        for item in found
        if f"Wegwijzer {number}" in " ".join(item.section) and role in item.section[-1].lower()
    )
    return Answer(question.text, Outcome.ANSWERED, citations=(best,))


def test_advice_for_the_role_of_the_asker_goes_first(opened: CurrentIndex, asking: Assistant) -> None:
    for role, named in ((Role.COUNCILLOR, "raadslid"), (Role.ALDERMAN, "wethouder")):
        found = suggested(opened, asking, ask=lambda question: as_asked(asking, question), role=role)
        assert named in next(question for question in found if "advies" in question)


def test_a_question_that_was_asked_is_not_offered(opened: CurrentIndex, asking: Assistant) -> None:
    before = ("Wat zegt wegwijzer 2, plant bomen?", "Wat is het advies voor een wethouder bij wegwijzer 1?")
    found = suggested(opened, asking, ask=lambda question: as_asked(asking, question), asked=before)
    assert found == ("Wat is het advies voor een raadslid bij wegwijzer 1?",)


def test_only_what_the_assistant_answers_is_offered(
    opened: CurrentIndex, asking: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = suggested(opened, asking)
    assert offered
    assert all(asking.answer(Question(question)).outcome is Outcome.ANSWERED for question in offered)
    answer = asking.answer(Question(QUESTION))
    monkeypatch.setattr(scope, "decision", lambda: deciding(intercept=-5.0))
    with opened.use() as index:
        assert suggest(answer, index, prepare(index, FakeEncoder(), QUESTION), asking.answer) == ()


def test_an_answer_from_elsewhere_is_no_answer(opened: CurrentIndex, asking: Assistant) -> None:
    elsewhere = asking.answer(Question(QUESTION))
    assert suggested(opened, asking, ask=lambda question: elsewhere) == ()


def test_a_refusal_has_no_next_questions(opened: CurrentIndex, asking: Assistant) -> None:
    assert suggested(opened, asking, question="Wat is een lekker recept voor erwtensoep?") == ()


def test_never_more_questions_are_tried_than_allowed(opened: CurrentIndex, asking: Assistant) -> None:
    tried: list[str] = []

    def refusing(question: Question) -> Answer:
        tried.append(question.text)
        return Answer(question.text, Outcome.NOT_IN_SOURCES)

    assert suggested(opened, asking, ask=refusing) == ()
    assert 1 <= len(tried) <= MOST_TRIED
    assert len(set(tried)) == len(tried)


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[Workspace]:
    """The self-made guide with ten wegwijzers, by the real model."""
    home = tmp_path_factory.mktemp("guide")
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache))
    workspace.library.add(DOCUMENTS / "gids.pdf")
    workspace.build_index()
    yield workspace
    workspace.current.close()


@pytest.mark.slow
@pytest.mark.integration
def test_over_a_guide_every_offered_question_is_whole_and_answered(guide: Workspace) -> None:
    offered = 0
    for asked in (
        "Wat is het advies voor een wethouder bij wegwijzer 6?",
        "Wat is de stormkaart?",
        "Hoe betrek ik de raad?",
    ):
        with guide.current.use() as index:
            answer = guide.assistant.answer(Question(asked))
            prepared = prepare(index, guide.encoder, asked)
            found = suggest(answer, index, prepared, guide.assistant.answer)
        offered += len(found)
        assert len(found) <= 3
        for question in found:
            assert question != asked and question.endswith("?")
            assert not list(references(parse(question)))
            assert guide.assistant.answer(Question(question)).outcome is Outcome.ANSWERED
    assert offered >= 3


@pytest.mark.slow
@pytest.mark.integration
def test_over_real_documents_headings_give_whole_questions(testdata: Path) -> None:
    from corpus import read

    made = []
    for path in sorted(testdata.rglob("*.pdf")):
        content = read.parse(path.read_bytes(), path.name)
        publication = read.publication(content, path.name, path.stem, "0" * 64)
        made += [
            question_from(Headed(part.path, PassageKind.BACKGROUND, ())) for part in publication.sections
        ]
    found = [question for question in made if question]
    assert len(found) >= 20
    assert all(question.endswith("?") and len(question) < 300 for question in found)
    assert not [question for question in found if list(references(parse(question)))]
