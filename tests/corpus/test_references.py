import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.publication import Publication
from corpus.structure.references import Mention, MentionKind, Whose, find_references
from corpus.structure.targets import Target, printed_pages, resolve
from tests.corpus.composed import composed

REPORT = """
== 5
# Inhoud
## 1 Werken aan werk
## 2 Sturen in netwerken
== 7
# Deel A
## 1 Werken aan werk
De arbeidsmarkt verandert.
== 8
### 1.1 Lokaal bestuur
Gemeenten doen veel.
==
### 1.2 Een mismatch
Vraag en aanbod verschillen.
== 10
## Hoofdstuk 2: Sturen in netwerken
Een netwerk heeft geen baas.
### 2.1. Spelregels
1 Afspraken helpen.
Nog een alinea over afspraken.
== 11
# Deel B: Verhalen
## 3 Tien regio's
### 3.1 Dorp
In Dorp ging het zo.
## 4 Lessen
### Les 1: Begin klein
Klein is goed.
### Les 2 Kies samen
Samen is beter.
== A-1
# Bijlage 2 Gesprekspartners
Wie er spraken.
# Bijlage C
Nog iets.
"""


@pytest.fixture(scope="module")
def report() -> Publication:
    return composed(REPORT, key="rapport")


def found(text: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(text[mention.start : mention.end], mention.numbers) for mention in find_references(text)]


def one(text: str) -> Mention:
    (mention,) = find_references(text)
    return mention


def texts(publication: Publication, reference: str) -> list[str]:
    return [publication.text_of(target.span) for target in resolve(one(reference), publication)]


@pytest.mark.parametrize(
    ("text", "mentioned", "numbers"),
    [
        ("Zie hoofdstuk 3.2.", "hoofdstuk 3.2", [("3.2", "3.2")]),
        ("Dat staat in hoofdstuk 3 en 4 van het rapport.", "hoofdstuk 3 en 4", [("3", "3"), ("4", "4")]),
        ("de hoofdstukken 3, 4 en 6", "hoofdstukken 3, 4 en 6", [("3", "3"), ("4", "4"), ("6", "6")]),
        ("Hoofdstuk 3 t/m 5", "Hoofdstuk 3 t/m 5", [("3", "5")]),
        ("hoofdstuk 3 tot en met 5 en 7", "hoofdstuk 3 tot en met 5 en 7", [("3", "5"), ("7", "7")]),
        ("hoofdstuk drie", "hoofdstuk drie", [("drie", "drie")]),
        ("hfst. 2", "hfst. 2", [("2", "2")]),
        ("hoofdstuk III beschrijft dit", "hoofdstuk III", [("III", "III")]),
        ("paragraaf 2.1 gaat over", "paragraaf 2.1", [("2.1", "2.1")]),
        ("paragrafen 2.1 en 2.3", "paragrafen 2.1 en 2.3", [("2.1", "2.1"), ("2.3", "2.3")]),
        ("(§ 2.1)", "§ 2.1", [("2.1", "2.1")]),
        ("§2.1.4,", "§2.1.4", [("2.1.4", "2.1.4")]),
        ("zie par. 2.1.3.", "par. 2.1.3", [("2.1.3", "2.1.3")]),
        ("(blz. 41)", "blz. 41", [("41", "41")]),
        ("p. 41-43", "p. 41-43", [("41", "43")]),
        ("pp. 41 – 43", "pp. 41 – 43", [("41", "43")]),
        ("p. 141-43", "p. 141-43", [("141", "143")]),
        ("pagina 12 en 15", "pagina 12 en 15", [("12", "12"), ("15", "15")]),
        ("pagina’s 12, 15 en 18-20", "pagina’s 12, 15 en 18-20", [("12", "12"), ("15", "15"), ("18", "20")]),
        ("bladzijde 7", "bladzijde 7", [("7", "7")]),
        ("blz. A-3", "blz. A-3", [("A-3", "A-3")]),
        ("Zie deel A.", "deel A", [("A", "A")]),
        ("de delen A en B", "delen A en B", [("A", "A"), ("B", "B")]),
        ("deel 2 van het rapport", "deel 2", [("2", "2")]),
        ("bijlage 2", "bijlage 2", [("2", "2")]),
        ("bijlage B", "bijlage B", [("B", "B")]),
        ("Zie les 4 van het rapport.", "les 4", [("4", "4")]),
        ("In het rapport staan les 1 en 2 centraal.", "les 1 en 2", [("1", "1"), ("2", "2")]),
        ("hoofdstuk 2 AI-systemen", "hoofdstuk 2", [("2", "2")]),
        ("hoofdstuk 3, 4 gemeenten deden mee", "hoofdstuk 3", [("3", "3")]),
        ("blz. 12 en 2018 mensen", "blz. 12", [("12", "12")]),
    ],
)
def test_references_are_found_exactly_where_they_stand(
    text: str, mentioned: str, numbers: list[tuple[str, str]]
) -> None:
    assert found(text) == [(mentioned, tuple(numbers))]


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 begon het.",
        "artikel 3.2 Wgr",
        "art. 3, paragraaf 2 van de wet",
        "artikel 6, lid 2, hoofdstuk 3",
        "hoofdstuk 3 van de Gemeentewet",
        "hoofdstuk III van de AI-verordening",
        "hoofdstuk 2 Awb",
        "paragraaf 2 van de Algemene wet",
        "Dat kost € 41.",
        "p. 2018",
        "hoofdstuk 12 procent",
        "Wij delen 3 ervaringen.",
        "Een deel U van de vraag.",
        "het hoofdstuk over sturing",
        "In les 2 staat hoe dat gaat.",
        "Volgens het rapport duurt de les 2 uur.",
        "o.p. 12",
        "stap 41",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Zie hoofdstuk 3.", Whose.UNSAID),
        ("Zie hoofdstuk 3 van het rapport.", Whose.REPORT),
        ("In het onderzoeksrapport (blz. 41) staat meer.", Whose.REPORT),
        ("Zie blz. 12 van deze handreiking.", Whose.ITSELF),
        ("Dit rapport bespreekt dat in hoofdstuk 3.", Whose.ITSELF),
        ("Het rapport is lang. Zie hoofdstuk 3.", Whose.UNSAID),
        ("Zie het rapport, blz. 41. Dan is het klaar.", Whose.REPORT),
    ],
)
def test_the_sentence_says_which_publication_is_meant(text: str, whose: Whose) -> None:
    assert one(text).whose is whose


def test_both_references_in_one_sentence_are_to_the_report() -> None:
    mentions = find_references("Zie hoofdstuk 3.2 van het rapport (blz. 41-43).")
    assert [(mention.kind, mention.whose) for mention in mentions] == [
        (MentionKind.CHAPTER, Whose.REPORT),
        (MentionKind.PAGE, Whose.REPORT),
    ]


@given(st.text(alphabet="hoofdstuk blz.p§ 0123456789,-en/tmABVI'", max_size=80))
def test_references_stand_in_order_and_hold_a_number(text: str) -> None:
    end = 0
    for mention in find_references(text):
        assert end <= mention.start < mention.end <= len(text)
        assert all(first in text and last for first, last in mention.numbers)
        end = mention.end


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("hoofdstuk 1", ["De arbeidsmarkt verandert."]),
        ("hoofdstuk 2", ["Een netwerk heeft geen baas."]),
        ("hoofdstuk twee", ["Een netwerk heeft geen baas."]),
        ("hoofdstuk II", ["Een netwerk heeft geen baas."]),
        ("hoofdstuk 3", ["In Dorp ging het zo."]),
        ("paragraaf 2.1", ["1 Afspraken helpen."]),
        ("hoofdstuk 1.2", ["Vraag en aanbod verschillen."]),
        ("§ 1.1 en 1.2", ["Gemeenten doen veel.", "Vraag en aanbod verschillen."]),
        ("hoofdstuk 1-3", ["De arbeidsmarkt verandert.", "Een netwerk heeft geen baas.",
                           "In Dorp ging het zo."]),
        ("deel A", ["De arbeidsmarkt verandert."]),
        ("deel B", ["In Dorp ging het zo."]),
        ("les 2 van het rapport", ["Samen is beter."]),
        ("les 3 van het rapport", []),
        ("bijlage 2", ["Wie er spraken."]),
        ("bijlage C", ["Nog iets."]),
        ("hoofdstuk 9", []),
        ("hoofdstuk 1.20", []),
        ("bijlage 3", []),
    ],
)  # fmt: skip
def test_chapters_lead_to_their_first_passage(
    report: Publication, reference: str, expected: list[str]
) -> None:
    assert texts(report, reference) == expected


def test_a_target_tells_where_it_is(report: Publication) -> None:
    (target,) = resolve(one("paragraaf 1.1"), report)
    assert target == Target("rapport", ("Deel A", "1 Werken aan werk", "1.1 Lokaal bestuur"), target.span, 2)
    assert report.pages[target.page].label == "8"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("blz. 8", ["Gemeenten doen veel."]),
        ("p. 9", ["Vraag en aanbod verschillen."]),  # not printed, between 8 and 10
        ("blz. 8-10", ["Gemeenten doen veel.", "Vraag en aanbod verschillen.",
                        "Een netwerk heeft geen baas."]),
        ("blz. A-1", ["Wie er spraken."]),
        ("blz. 2", []),  # the second page is printed 7
        ("blz. 40", []),
    ],
)  # fmt: skip
def test_printed_page_numbers_outrank_physical_ones(
    report: Publication, reference: str, expected: list[str]
) -> None:
    assert texts(report, reference) == expected


def test_without_printed_numbers_a_page_is_counted() -> None:
    publication = composed("==\nEerste bladzijde.\n==\nTweede bladzijde.\n")
    assert texts(publication, "blz. 2") == ["Tweede bladzijde."]


def test_pages_without_a_number_are_counted_along_only_if_their_neighbours_agree() -> None:
    script = "==\nVoor.\n== 2\nA.\n==\nB.\n== 4\nC.\n==\nD.\n== 9\nE.\n"
    assert printed_pages(composed(script)) == {"1": (0,), "2": (1,), "3": (2,), "4": (3,), "9": (5,)}


def test_a_doubled_number_leads_to_every_place() -> None:
    publication = composed("# 3 Eisen\nEerste.\n# 3 Plichten\nTweede.\n# 4 Slot\nDerde.\n")
    assert texts(publication, "hoofdstuk 3") == ["Eerste.", "Tweede."]
    doubled_page = composed("== 1\nEen.\n== 1\nTwee.\n")
    assert texts(doubled_page, "blz. 1") == ["Een.", "Twee."]


def test_a_chapter_is_not_a_numbered_heading_deeper_down() -> None:
    publication = composed(
        "# 1 Begin\n## 2 Tweede stap\nStap.\n# 2 Midden\nMidden.\n# 10 wegwijzers samen\nTien.\n"
    )
    assert texts(publication, "hoofdstuk 2") == ["Midden."]
    assert texts(publication, "hoofdstuk 10") == []
