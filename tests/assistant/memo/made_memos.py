"""Memos by hand, for the tests of the files that are made of them."""

from assistant.answer import Citation
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.kinds import PassageKind, Role

FIELDS = MemoFields(
    "Energietransitie en bestuur",
    to="College van burgemeester en wethouders",
    sender="Bureau Raadsadvies",
    date="22 november 2026",
    extra=(("Kenmerk", "2026/114"),),
)


NOTES_OF_FULL = 10
"""Statements of ``full_memo`` that are no notice of the program."""


def source(n: int, publication: str = "gids", page: int | None = 14, **given: object) -> Citation:
    values: dict[str, object] = {
        "n": n,
        "publication": publication,
        "title": f"De gids {publication}",
        "file": f"{publication}.pdf",
        "kind": PassageKind.BACKGROUND,
        "section": ("Hoofdstuk 2", "Samen aan tafel"),
        "page": page,
        "page_label": None if page is None else f"b{page}",
        "quote": f"Dit is citaat {n}, letter voor letter.",
        "start": 10,
        "end": 40,
        "score": 0.5,
        "date": "2018-06-28",
    }
    return Citation(**(values | given))  # type: ignore[arg-type]


def full_memo() -> Memo:
    """Every part, every standing, two publications and a sentence with two sources."""
    sections = (
        MemoSection(
            MemoPart.OCCASION,
            (
                Statement("Dit memo bestaat uit letterlijke zinnen uit de bronnen."),
                Statement("De raad vroeg om een overzicht.", standing=Standing.OWN),
            ),
        ),
        MemoSection(
            MemoPart.CORE,
            (
                Statement("Begin met een gesprek over waarden.", (1,), standing=Standing.QUOTED),
                Statement("Betrek inwoners vroeg.", (1, 2), generated=True, standing=Standing.CONFIRMED),
                Statement(
                    "In 2030 is dat 40 procent.",
                    (2,),
                    generated=True,
                    standing=Standing.UNCONFIRMED,
                    reasons=(("getal", "40"), ("datum", "2030")),
                ),
            ),
        ),
        MemoSection(MemoPart.LESSONS, (Statement("Neem de tijd.", (3,), standing=Standing.QUOTED),)),
        MemoSection(
            MemoPart.ROUTE,
            (
                Statement("Vraag de ambtenaar om cijfers.", (3,), Role.OFFICIAL, standing=Standing.QUOTED),
                Statement("Kies eerst de richting.", (2,), standing=Standing.QUOTED),
                Statement("Stel kaders.", (1,), Role.COUNCILLOR, standing=Standing.QUOTED),
                Statement("Verbind de partijen.", (1,), Role.MAYOR, standing=Standing.QUOTED),
            ),
        ),
        MemoSection(MemoPart.POINTS, (Statement("Snelheid of draagvlak?", (2,), standing=Standing.QUOTED),)),
        MemoSection(MemoPart.NOT_IN_SOURCES, (Statement("De bronnen noemen geen bedragen."),)),
    )
    return Memo(FIELDS, sections, (source(1, page=33), source(2, "rapport", 7), source(3, page=4)))


def memo_of_forty() -> Memo:
    """Forty sources of forty publications, each with a long quotation."""
    sources = tuple(
        source(
            n,
            f"rapport-{n}",
            n,
            title=f"Rapport over bestuur, deel {n}",
            quote=f"Zin {n} van een bron. " * 20,
        )
        for n in range(1, 41)
    )
    statements = tuple(Statement(f"Les nummer {n}.", (n,), standing=Standing.QUOTED) for n in range(1, 41))
    return Memo(FIELDS, (MemoSection(MemoPart.LESSONS, statements),), sources)


def memo_of_none() -> Memo:
    """What a topic outside the sources gives."""
    said = Statement("In de bronnen staat hier niets over.")
    return Memo(MemoFields("Kernenergie"), (MemoSection(MemoPart.NOT_IN_SOURCES, (said,)),))
