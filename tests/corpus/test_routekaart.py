import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus import read
from corpus.catalogue import catalogue
from corpus.kinds import Role
from corpus.publication import Publication, Span
from corpus.structure.classify import classify
from corpus.structure.kind_rules import default_rules
from corpus.structure.routekaart import Routekaart, Signpost, routekaart
from tests.corpus.composed import composed

GUIDE = """
== 1
# Inhoud
Wegwijzer 1 Begin klein 2
Wegwijzer 2 Maak een agenda 4
== 2
# Wegwijzer 1 – Begin klein
Begin met één opgave (zie ook blz. 4).
## Uit de praktijk
In Dorp begon men klein.
Dat duurde twee jaar.
== 3
## Advies
Luister eerst.
- Burgemeesters en wethouders: breng partijen bij elkaar.
- Raadsleden: stel kaders.
## Meer lezen
Hoofdstuk 2 en blz. 10.
== 4
# Wegwijzer 2 – Maak een agenda
Een agenda helpt.
Dilemma: wie schrijft hem?
Het rapport zegt er meer over in hoofdstuk 9.
# Colofon
Uitgave van de uitgever.
"""
REPORT = """
== 9
# 1 Werken aan werk
De arbeidsmarkt verandert.
== 10
# 2 Sturen in netwerken
Een netwerk heeft geen baas.
"""


def texts(publication: Publication, spans: tuple[Span, ...]) -> list[str]:
    return [publication.text_of(span) for span in spans]


def route(script: str) -> Routekaart:
    made = routekaart(composed(script))
    assert made is not None
    return made


def stops(made: Routekaart) -> list[tuple[int | None, str]]:
    return [(signpost.number, signpost.title) for signpost in made.signposts]


@pytest.fixture(scope="module")
def guide() -> Publication:
    return composed(GUIDE)


@pytest.fixture(scope="module")
def report() -> Publication:
    return composed(REPORT, key="rapport", title="Het rapport")


@pytest.fixture(scope="module")
def first(guide: Publication, report: Publication) -> Signpost:
    made = routekaart(guide, [report], report="rapport")
    assert made is not None
    assert (made.publication, made.title, made.warnings) == ("gids", "Samen werken", ())
    assert stops(made) == [(1, "Begin klein"), (2, "Maak een agenda")]
    return made.signposts[0]


def test_a_wegwijzer_has_its_heading_text_story_and_advice(guide: Publication, first: Signpost) -> None:
    assert guide.text_of(first.heading) == "Wegwijzer 1 – Begin klein"
    assert first.heading.page == 1
    assert texts(guide, first.story) == ["In Dorp begon men klein.", "Dat duurde twee jaar."]
    assert {role: texts(guide, spans) for role, spans in first.advice} == {
        Role.MAYOR: ["Burgemeesters en wethouders: breng partijen bij elkaar."],
        Role.ALDERMAN: ["Burgemeesters en wethouders: breng partijen bij elkaar."],
        Role.COUNCILLOR: ["Raadsleden: stel kaders."],
    }
    assert texts(guide, first.advice_to_all) == ["Luister eerst."]
    assert texts(guide, first.text) == ["Begin met één opgave (zie ook blz. 4).", "Hoofdstuk 2 en blz. 10."]


def test_references_lead_to_the_guide_itself_or_to_the_report(
    guide: Publication, report: Publication, first: Signpost
) -> None:
    publications = {"gids": guide, "rapport": report}
    assert [
        (reference.text, guide.text_of(reference.span), target.publication,
         publications[target.publication].text_of(target.span))
        for reference in first.references
        for target in reference.targets
    ] == [
        ("blz. 4", "blz. 4", "gids", "Een agenda helpt."),
        ("Hoofdstuk 2", "Hoofdstuk 2", "rapport", "Een netwerk heeft geen baas."),
        ("blz. 10", "blz. 10", "rapport", "Een netwerk heeft geen baas."),
    ]  # fmt: skip
    assert not any(reference.note for reference in first.references)


def test_a_reference_that_leads_nowhere_says_why(guide: Publication, report: Publication) -> None:
    with_report = routekaart(guide, [report], report="rapport")
    without = routekaart(guide)
    assert with_report is not None and without is not None
    (reference,) = with_report.signposts[1].references
    assert (reference.targets, reference.note) == ((), "'hoofdstuk 9' is niet gevonden in Het rapport.")
    (reference,) = without.signposts[1].references
    assert "staat niet in de bibliotheek" in reference.note


def test_a_doubled_chapter_is_told(guide: Publication) -> None:
    doubled = composed("# 9 Eisen\nEerste.\n# 9 Plichten\nTweede.\n", key="rapport", title="Het rapport")
    made = routekaart(guide, [doubled], report="rapport")
    assert made is not None
    (reference,) = made.signposts[1].references
    assert len(reference.targets) == 2
    assert "2 keer" in reference.note


def test_the_report_of_the_catalogue_belongs_to_the_guide_of_the_catalogue(report: Publication) -> None:
    known = {entry.id: entry.metadata for entry in catalogue()}
    other = composed(REPORT.replace("netwerk", "ander netwerk"), key="anders")
    guide = composed(GUIDE, metadata=replace(known["handreiking"], title="Eigen titel"))
    made = routekaart(guide, [other, replace(report, metadata=known["rapport"])])
    assert made is not None
    chapter = next(ref for ref in made.signposts[0].references if ref.text == "Hoofdstuk 2")
    assert [target.publication for target in chapter.targets] == ["rapport"]


def test_a_classified_guide_gives_the_same_route(guide: Publication) -> None:
    assert routekaart(classify(guide, default_rules())) == routekaart(guide)


@pytest.mark.parametrize(
    "script",
    [
        "# Samenwerken\nZoals wegwijzer 3 laat zien en wegwijzer 4 ook.\n",
        "# Wegwijzer 1 Begin klein\nEen wegwijzer is geen route.\n",
        "# Inhoud\n## Wegwijzer 1 Begin klein 5\n## Wegwijzer 2 Maak een agenda 9\n",
        "",
    ],
)
def test_without_two_wegwijzers_there_is_no_route(script: str) -> None:
    assert routekaart(composed(script)) is None


def test_the_order_of_the_guide_is_kept_and_odd_numbers_are_told() -> None:
    made = route(
        "# Wegwijzer 1 A\nTekst een.\n# Wegwijzer 4 B\nTekst vier.\n# Wegwijzer 2 C\nTekst twee.\n"
        "# Wegwijzer 2 D\nNog een twee.\n# Wegwijzer: E\nZonder nummer.\n"
    )
    assert stops(made) == [(1, "A"), (4, "B"), (2, "C"), (2, "D"), (None, "E")]
    assert [signpost.text for signpost in made.signposts if not signpost.text] == []
    assert made.warnings == (
        "1 wegwijzer(s) hebben in de bron geen nummer.",
        "Het nummer 2 staat in de bron bij 2 wegwijzers.",
        "In de bron is geen wegwijzer gevonden met nummer 3.",
        "De nummers staan in de bron niet op volgorde; de volgorde van de bron is aangehouden.",
    )


def test_a_summary_of_the_wegwijzers_is_merged_with_them() -> None:
    script = (
        "# In het kort\n## Wegwijzer 1 A\nKorte tekst.\n## Wegwijzer 2 B\nOok kort.\n"
        "# Wegwijzer 1 A\nEen veel langere tekst over A.\n# Wegwijzer 2 B\nEen veel langere tekst over B.\n"
    )
    guide = composed(script)
    made = routekaart(guide)
    assert made is not None
    assert stops(made) == [(1, "A"), (2, "B")]
    assert made.warnings == ()
    assert texts(guide, made.signposts[0].text) == ["Een veel langere tekst over A.", "Korte tekst."]


def test_the_title_may_stand_under_the_number() -> None:
    made = route("# Wegwijzer 1\n# Begin klein\nTekst een.\n# Wegwijzer 2\nMaak een agenda\nTekst twee.\n")
    assert stops(made) == [(1, "Begin klein"), (2, "Maak een agenda")]


DOCUMENTS = Path(__file__).parents[1] / "documents"


def squeezed(text: str) -> str:
    return "".join(text.split())


def read_document(name: str) -> Publication:
    data = (DOCUMENTS / f"{name}.pdf").read_bytes()
    return read.publication(read.parse(data, f"{name}.pdf"), f"{name}.pdf", name, name)


@pytest.mark.slow
def test_the_route_of_a_whole_guide_with_a_whole_report() -> None:
    guide, report = read_document("gids"), read_document("rapport-een-kolom")
    truth: dict[str, Any] = json.loads((DOCUMENTS / "gids.json").read_text(encoding="utf-8"))
    blocks = truth["blocks"]
    made = routekaart(guide, [report], report=report.key)
    assert made is not None
    assert stops(made) == [(wanted["number"], wanted["title"]) for wanted in truth["wegwijzers"]]
    assert made.warnings == ()
    for wanted, signpost in zip(truth["wegwijzers"], made.signposts, strict=True):
        advice = {str(role): squeezed("".join(texts(guide, spans))) for role, spans in signpost.advice}
        for piece in wanted["advice"]:
            start = squeezed(blocks[piece["blocks"][0]]["text"])[:60]
            assert all(start in advice[role] for role in piece["roles"]), (signpost.number, piece["heading"])
        story = squeezed("".join(texts(guide, signpost.story)))
        for box in wanted["stories"]:
            for number in truth["boxes"][box]["blocks"]:
                assert blocks[number]["kind"] == "kop" or squeezed(blocks[number]["text"])[:60] in story
        assert bool(signpost.dilemmas) == bool(wanted["dilemmas"])
        for reference in wanted["references"]:
            found = {
                report.pages[target.page].number
                for mention in signpost.references
                for target in mention.targets
            }
            for first, last in reference["physical"]:
                named = range(first, last + 1) if reference["names_pages"] else [first]
                assert set(named) <= found, (signpost.number, reference["text"])
        assert not any(reference.note for reference in signpost.references)
